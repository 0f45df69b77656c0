"""One private chat as its person reads it: every text is worded by the real views at the moment of sending, and kept
with what was so in the database just then."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import select

from bot.domain.cases.case import Case
from bot.domain.ids import CaseNumber, ChatId, MessageId
from bot.domain.lanes import lane_of_chat
from bot.domain.notices.notice import Mode, Notice
from bot.domain.queues.delivery import Later, OutboxRow, Sent
from bot.domain.queues.inbox import RawUpdate
from bot.usecases.access.may_contact import may_contact_at
from bot.usecases.deadlines import reminders
from bot.usecases.reporting import idle
from bot.usecases.reporting.draft import officer_may_write
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import RenderContext
from handlers.views import VIEWS
from storage.cases.report_tables import drafts
from storage.cases.tables import cases
from storage.queues.tables import outbox
from tests.support.bound_district import open_bound
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import worded
from tests.support.people import PROFILE, District, Someone, open_district
from tests.support.recorded_walks import recorded_walk

RITA = ChatId(7)


@dataclass(frozen=True)
class Facts:
    """What was so when a text was read."""

    now: datetime
    case: Case | None
    is_untold: bool
    """A conversation is at hand, and no case was made of it."""
    cards_written: int
    cards_in_groups: int
    told_more: int


@dataclass(frozen=True)
class Read:
    """One text of one message, and what was so."""

    key: str
    given: Mapping[str, object]
    so: Facts


@dataclass(frozen=True)
class SentToChat:
    """One message that was put on the wire to the chat."""

    at: datetime
    notice: Notice
    priority: int
    words: str
    buttons: tuple[object, ...]


@dataclass(repr=False)
class Watched(District):
    """The line; what it sends to one chat is worded and kept."""

    read: list[Read] = field(default_factory=list)
    heard: list[SentToChat] = field(default_factory=list)
    is_slow: bool = False
    """Nothing is sent until this is over."""
    are_groups_away: bool = False
    """Nothing reaches a group until this is over."""
    numbers: "count[int]" = field(default_factory=lambda: count(5000))

    @recorded_walk
    async def deliver(self) -> list[Notice]:
        """What is due goes out as the real sender does it."""
        fresh: list[Notice] = []
        while not self.is_slow and self.may_have_post() and (rows := await self.due()):
            for row in rows:
                outcome = await self._outcome(row)
                fresh += [row.notice] if isinstance(outcome, Sent) else []
                await self.database.outbox.record_result(row, outcome, self.time.at)
        self.sent += fresh
        return fresh

    async def _outcome(self, row: OutboxRow) -> Sent | Later:
        if row.is_group and self.are_groups_away:
            return Later(seconds=10)
        if row.notice.starts:
            async with self.database.reading() as uow:
                at = await may_contact_at(PROFILE, uow, row.notice, self.time.at)
            if at is None or at > self.time.at:
                return Sent() if at is None else Later(until=at)
        if row.chat == RITA and row.notice.mode is not Mode.DELETE and row.notice.content in VIEWS:
            await self._read(row)
        return Sent((MessageId(next(self.numbers)),))

    async def _read(self, row: OutboxRow) -> None:
        so, keys = await self.facts(), list[tuple[str, Mapping[str, object]]]()

        def text(key: str, locale: str, /, **given: object) -> str:
            keys.append((key, given))
            return CATALOGUE(key, locale, **given)

        context = RenderContext(
            text, CATALOGUE.has, PROFILE, "bot", self.database.reading, self.database.files, lambda: self.time.at
        )
        rendered = await worded(context, row)
        if rendered is not None:
            self.read += [Read(key, given, so) for key, given in keys]
            buttons = tuple(parse(key.data) for keys in rendered.keys for key in keys)
            self.heard.append(SentToChat(self.time.at, row.notice, int(row.notice.priority), rendered.text, buttons))

    async def facts(self) -> Facts:
        """Read from the rows, past the program."""
        async with self.database._engine.reading() as connection:
            rows = (await connection.execute(select(outbox.c.kind, outbox.c.fate, outbox.c.agency))).all()
            made = set(await connection.scalars(select(cases.c.id)))
            conversations = set(await connection.scalars(select(drafts.c.owner)))
        cards = [row for row in rows if row.kind == "card"]
        async with self.database.reading() as uow:
            case = await uow.cases.by_number(CaseNumber(1))
        told_more = sum(row.kind == "more_told" for row in rows)
        return Facts(
            self.time.at,
            case,
            bool(conversations - made),
            len(cards),
            sum(row.fate == "sent" for row in cards),
            told_more,
        )

    @recorded_walk
    async def tick(self) -> list[Notice]:
        """The ticker looks at conversations and cases."""
        await idle.process_idle_drafts(self.services, self.time.at)
        await reminders.act_on_due(self.services, self.time.at)
        return await self.deliver()


class Present(Someone):
    """Somebody whose acts are rows of the inbox first, as in life."""

    district: Watched

    def __init__(self, district: Watched, locale: str = "en") -> None:
        super().__init__(district, int(RITA), locale)
        self.district = district
        self.updates = count(1)

    @recorded_walk
    async def acts(self) -> None:
        """An update of theirs came in."""
        lane = lane_of_chat(self.services.blind_index.keyed_hash, self.visitor.chat)
        update = RawUpdate(next(self.updates), lane, b"{}")
        await self.district.database.inbox.store([update], self.now)

    async def start(self) -> list[Notice]:
        await self.acts()
        return await super().start()

    async def choose(self, question: str, option: str) -> list[Notice]:
        await self.acts()
        return await super().choose(question, option)

    async def tick(self, question: str, *options: str) -> list[Notice]:
        await self.acts()
        return await super().tick(question, *options)

    async def skip(self, question: str) -> list[Notice]:
        await self.acts()
        return await super().skip(question)

    async def say(self, text: str, message: int | None = None) -> list[Notice]:
        await self.acts()
        return await super().say(text, message)

    async def hide(self, *, erase: bool | None = None) -> list[Notice]:
        await self.acts()
        return await super().hide(erase=erase)

    async def stop(self) -> list[Notice]:
        await self.acts()
        return await super().stop()

    @recorded_walk
    async def allows(self, *, is_allowed: bool = True) -> str:
        """'An officer may write to me here.'"""
        await self.acts()
        word = await officer_may_write.may_write(self.request, is_allowed=is_allowed)
        await self.district.deliver()
        return word

    def sees(self) -> str:
        """The newest message."""
        return self.district.heard[-1].words


async def open_watched(folder: Path, *bound: str) -> Watched:
    """A line on an empty database whose bodies have their groups."""
    plain = await (open_district(folder) if bound else open_bound(folder))
    watched = Watched(plain.database, plain.services, plain.time, plain.wake, opened=plain.opened)
    await watched.bind(*bound)
    return watched


def without_notices(district: Watched) -> Watched:
    """Forget what was sent so far."""
    return replace(district, sent=[], read=[], heard=[])
