"""A person at the line's real database, moved by use cases; what would be sent is read from the real outbox."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path

from bot.domain.cases.deadlines.timing import next_at
from bot.domain.ids import ChatId, MessageId, UserId
from bot.domain.notices.notice import Notice, ToAgency, ToChat
from bot.domain.people import Visitor
from bot.domain.profile import Profile
from bot.domain.queues.after_commit import AfterCommit
from bot.domain.queues.delivery import OutboxRow, Outcome, Sent
from bot.domain.queues.fetches import Fetch
from bot.domain.report import Draft, MediaRef, MediaState, Piece, Report
from bot.loops.places import Places
from bot.loops.wake_up import WakeUp
from bot.profile.load import load_profile
from bot.system import RandomTokens
from bot.usecases.reporting import idle, intake, sending, words_told, writing
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.draft import answering
from bot.usecases.reporting.evidence import evidence, fetching
from bot.usecases.reporting.sent_reports import additions
from bot.usecases.services import Request, Services
from storage.unit_of_work import Database
from tests.support.databases.in_the_loop import without_threads
from tests.support.databases.opened_database import FOLLOW_UP
from tests.support.databases.reused_databases import lend_database
from tests.support.recorded_walks import DATABASE, Opened, recorded_walk
from tests.support.time_and_groups import Sitting, Time

WAITS = "SELECT EXISTS (SELECT 1 FROM outbox WHERE ended_at IS NULL)"
PROFILE: Profile = load_profile(Path(__file__).parents[1] / "profiles" / "unlocked.toml")


@dataclass(repr=False)
class District:
    """The line with its database and clock."""

    database: Database
    services: Services
    time: Time
    wake: WakeUp
    """Set by each commit that wrote something to send."""
    places: Places = field(default_factory=Places)
    """Who sends as soon as something is written: nobody, unless a test says so."""
    sent: list[Notice] = field(default_factory=list)
    sitting: Sitting = field(default_factory=Sitting)
    opened: Opened | None = None

    @recorded_walk
    async def deliver(self) -> list[Notice]:
        """Everything that is due goes out; gives it in the order it went."""
        fresh: list[Notice] = []
        while self.may_have_post() and (rows := await self.due()):
            numbers = count(1001 + len(self.sent) + len(fresh))
            await self.note_results([(row, Sent((MessageId(next(numbers)),))) for row in rows])
            fresh += [row.notice for row in rows]
        self.sent += fresh
        return fresh

    async def due(self) -> Sequence[OutboxRow]:
        """The first rows of each chat that are due, leased."""
        return await self.database.outbox.lease(self.time.at, 50, frozenset())

    async def note_results(self, ends: Sequence[tuple[OutboxRow, Outcome]]) -> None:
        """All in one transaction, as the outbox writes what arrives while a commit is under way. It writes other ends
        each by itself (`tests/storage/queues`)."""
        outbox = self.database.outbox
        await outbox._write_results([(row, outcome, self.time.at) for row, outcome in ends])
        for row, _ in ends:
            outbox._leased_as.pop(row.id, None)

    def may_have_post(self) -> bool:
        """False where no message waits, which costs less to ask than looking for those that are due."""
        opened = self.opened
        return opened is None or opened.database is not self.database or opened.stored.has(WAITS)

    @recorded_walk
    async def process_idle_drafts(self) -> list[Notice]:
        """The ticker looks at idle conversations."""
        await idle.process_idle_drafts(self.services, self.time.at)
        return await self.deliver()

    @recorded_walk
    async def bind(self, *agencies: str) -> None:
        """Group chats for these agencies."""
        async with self.database.begin() as uow:
            for place, agency in enumerate(agencies):
                await uow.agencies.bind(agency, ChatId(-500 - place), agency, "en", self.time.at)  # type: ignore[arg-type]
            await uow.commit()


async def open_district(folder: Path, time: Time | None = None) -> District:
    """A line on the database in this folder, which is empty where there is none yet."""
    time, tokens, wake, places = time or Time(), RandomTokens(), WakeUp(), Places()
    if not (folder / DATABASE).exists():
        lend_database(folder / DATABASE)
    stored = (f"sqlite+aiosqlite:///{folder}/{DATABASE}", folder / "keys.json", folder.as_uri() + "/files")
    with without_threads():
        database = await Database.open(
            *(*stored, time.now, tokens),
            next_at=lambda case: next_at(case, PROFILE.policy, PROFILE.zone),
            follow_up=FOLLOW_UP,
            after_commit=AfterCommit(has_post=wake.set),
            places=places.now,
            zone=PROFILE.zone,
        )
    services = Services(PROFILE, database.begin, tokens, database.blind_index, database.reading)
    return District(database, services, time, wake, places)


class Someone:
    """One person in a private chat; each act gives what the line then sends."""

    def __init__(self, district: District, user: int = 7, locale: str = "en") -> None:
        self.district = district
        self.visitor = Visitor(
            UserId(user), ChatId(user), district.services.blind_index.person(UserId(user)), locale, "Rita"
        )
        self.messages = count(100)

    @property
    def services(self) -> Services:
        return self.district.services

    @property
    def now(self) -> datetime:
        return self.district.time.at

    @property
    def request(self) -> Request:
        return Request(self.services, self.visitor, self.now)

    @recorded_walk
    async def start(self) -> list[Notice]:
        await intake.start(self.request)
        return await self.district.deliver()

    @recorded_walk
    async def choose(self, question: str, option: str) -> list[Notice]:
        await answering.choose(self.request, question, option)
        return await self.district.deliver()

    @recorded_walk
    async def tick(self, question: str, *options: str) -> list[Notice]:
        for option in options:
            await answering.tick(self.request, question, option)
        await answering.finish(self.request, question)
        return await self.district.deliver()

    @recorded_walk
    async def done(self, question: str) -> list[Notice]:
        await answering.finish(self.request, question)
        return await self.district.deliver()

    @recorded_walk
    async def skip(self, question: str) -> list[Notice]:
        await answering.skip_question(self.request, question)
        return await self.district.deliver()

    @recorded_walk
    async def say(self, text: str, message: int | None = None) -> list[Notice]:
        await words_told.tell(self.request, words_told.ToldMessage(writing.Written(self.piece(text, message))))
        return await self.district.deliver()

    @recorded_walk
    async def edit(self, message: int, text: str) -> list[Notice]:
        await writing.correct(self.request, self.piece(text, message))
        return await self.district.deliver()

    @recorded_walk
    async def file(self, kind: str = "photo", *, album: str = "", message: int | None = None) -> list[Notice]:
        number = message or next(self.messages)
        item = MediaRef(kind, MediaState.FAILED, number, self.now, 1000, f"hash-{number}", album=album)
        await hand_in(self.district, self.visitor, item)
        return await self.district.deliver()

    @recorded_walk
    async def check(self) -> list[Notice]:
        await intake.review(self.request)
        return await self.district.deliver()

    @recorded_walk
    async def change(self, question: str, *options: str) -> list[Notice]:
        """From the review: other ticks on a question that was answered before."""
        await self.check()
        await intake.change(self.request, question)
        return await self.tick(question, *options)

    @recorded_walk
    async def send(self) -> list[Notice]:
        await sending.send(self.request)
        return await self.district.deliver()

    @recorded_walk
    async def hide(self, *, erase: bool | None = None) -> list[Notice]:
        await (hiding.hide(self.request) if erase is None else hiding.clear(self.request, erase=erase))
        return await self.district.deliver()

    @recorded_walk
    async def stop(self) -> list[Notice]:
        await hiding.stop(self.request, self.piece("stop", None))
        return await self.district.deliver()

    @recorded_walk
    async def add(self, number: int) -> list[Notice]:
        await additions.begin_addition(self.request, number)  # type: ignore[arg-type]
        return await self.district.deliver()

    def piece(self, text: str, message: int | None) -> Piece:
        return Piece(text, next(self.messages) if message is None else message, self.now)

    async def draft(self) -> Draft | None:
        async with self.district.database.reading() as uow:
            return await uow.drafts.of(self.visitor.person)

    async def reports(self) -> list[Report]:
        async with self.district.database.reading() as uow:
            return [report for report, _ in await uow.reports.of_person(self.visitor.person)]

    @recorded_walk
    async def is_reporting(self, **given: str) -> list[Notice]:
        """An adult who has come as far as the story: no danger, bullying, a teacher unless said otherwise."""
        await self.start()
        await self.choose("start", given.get("start", "adult"))
        await self.choose("danger", given.get("danger", "no"))
        await self.tick("harms", given.get("harms", "bullying"))
        await self.choose("who", given.get("who", "parent"))
        return await self.choose("next_steps", "go_on")


@recorded_walk
async def hand_in(district: District, visitor: Visitor, item: MediaRef, data: bytes = b"") -> MediaState | None:
    """A file is sent, and is there at once; its state, None when it was refused before it was fetched."""
    fetch = await is_sent(district, visitor, item)
    return await comes(district, fetch, data) if fetch is not None else None


@recorded_walk
async def is_sent(district: District, visitor: Visitor, item: MediaRef) -> Fetch | None:
    """A file is sent; on its way from then on, None when it was refused before it was fetched."""
    await evidence.take(Request(district.services, visitor, district.time.at), item, f"file-{item.message_id}")
    async with district.database.reading() as uow:
        left = await uow.fetches.of_person(visitor.person)
    return next((fetch for fetch in left if fetch.pending.item == item), None)


@recorded_walk
async def comes(district: District, fetch: Fetch, data: bytes = b"") -> MediaState | None:
    """What the fetch loop does when the file has come."""
    state, item = await fetching.look(district.services, fetch), fetch.pending.item
    if state is None:
        return None
    if data and state.is_stored:
        stored = await district.database.files.store(fetch.owner, in_pieces(data), limit=10**6)
        item = replace(item, file=stored.file, sha256=stored.sha256)
    await fetching.arrived(district.services, fetch, replace(item, state=state), district.time.at)
    return state


async def in_pieces(data: bytes) -> AsyncIterator[bytes]:
    """As they come from the net."""
    for at in range(0, len(data), 1000):
        yield data[at : at + 1000]


@recorded_walk
async def answer_until(rita: Someone, question: str) -> None:
    """Skip, or say 'I don't know', until this question is on screen."""
    questions = rita.services.profile.questionnaire.questions
    for _ in range(60):
        draft = await rita.draft()
        if draft is None or draft.at in {question, ""}:
            return
        here = questions[draft.at]
        if not here.required:
            await rita.skip(here.id)
        elif here.kind.value == "many":
            await rita.tick(here.id, "unknown")
        else:
            await rita.choose(here.id, "unknown")


def kinds(notices: list[Notice]) -> list[str]:
    """What was sent, by kind."""
    return [notice.kind for notice in notices]


def to_person(notices: list[Notice]) -> list[Notice]:
    """Only what goes into private chats."""
    return [notice for notice in notices if isinstance(notice.to, ToChat)]


def alerted(notices: list[Notice]) -> set[str]:
    """Agencies whose group got a card."""
    return {notice.to.agency for notice in notices if notice.kind == "card" and isinstance(notice.to, ToAgency)}
