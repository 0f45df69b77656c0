"""Every way in which the conversation of somebody in danger is saved, and what the card in their chat says then."""

import re
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.domain.notices.notice import Mode
from bot.domain.report import Location, MediaRef, MediaState, Phone
from bot.usecases.reporting import intake, words_told
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.draft import answering
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from handlers.reporter import buttons as b
from storage.cases.report_tables import drafts
from tests.support.people import is_sent
from tests.support.reporting.danger_walk import DangerWalk
from tests.support.reporting.private_chat import RITA, Present, Watched

STORY = 900
"""The message that is edited."""
WAITS = {"yes_now": timedelta(minutes=2), "maybe_today": timedelta(minutes=10)}
"""How long the line waits for more (Q-rule 2)."""
DISTRICT = timedelta(hours=8)
"""How far the district's clocks are ahead of UTC."""


class Ways(DangerWalk):
    """More acts, each of which may save the draft."""

    async def tells(self, _: int) -> None:
        await self.rita.say("He is at the door.", STORY)

    async def edits(self, pick: int) -> None:
        await self.rita.edit(STORY, f"He is at the door, {pick}.")

    async def sends_a_voice(self, _: int) -> None:
        await self.rita.file("voice")

    async def sends_a_file_that_does_not_come(self, _: int) -> None:
        number = next(self.rita.messages)
        item = MediaRef("photo", MediaState.FAILED, number, self.rita.now, 1000, f"hash-{number}")
        await is_sent(self.district, self.rita.visitor, item)

    async def shares_a_place(self, _: int) -> None:
        piece = self.rita.piece("31.2, 121.5", None)
        await words_told.tell(self.rita.request, ToldMessage(Written(piece, place=Location(31.2, 121.5))))

    async def shares_a_number(self, _: int) -> None:
        piece = self.rita.piece("", None)
        await words_told.tell(self.rita.request, ToldMessage(Written(piece, phone=Phone("13800000000"))))

    async def is_done(self, _: int) -> None:
        draft = await self.rita.draft()
        await self.rita.done(draft.at if draft else "")

    async def turns_the_page(self, pick: int) -> None:
        draft = await self.rita.draft()
        where = draft.at if draft else ""
        await answering.show_page(self.rita.request, where, pick % 2)

    async def asks_to_stop(self, _: int) -> None:
        await hiding.ask_to_stop(self.rita.request)

    async def asks_for_languages(self, _: int) -> None:
        await intake.ask_language(self.rita.request, mode=Mode.EDIT)

    async def lists_changes(self, _: int) -> None:
        await intake.list_changes(self.rita.request)

    async def goes_on_asking(self, _: int) -> None:
        await intake.go_on_asking(self.rita.request)

    async def asks_to_begin_again(self, _: int) -> None:
        await intake.ask_begin_again(self.rita.request)

    async def gives_it_up(self, _: int) -> None:
        await intake.begin_again(self.rita.request)


async def goes_at(rita: Present) -> datetime | None:
    """When what was told is sent by itself, by the rule: so long after the last act. None where it is not."""
    draft = await rita.draft()
    answer = None if draft is None or draft.case is not None else draft.answer("danger")
    waits = WAITS.get(answer.options[0]) if answer is not None and answer.options else None
    return None if draft is None or waits is None else draft.changed_at + waits


async def row_is_due_at(district: Watched) -> datetime | None:
    """When the ticker looks at the draft, by its row."""
    async with district.database._engine.reading() as connection:
        found: datetime | None = await connection.scalar(select(drafts.c.due_at))
    return found


def minute_named(at: datetime) -> str:
    """The first full minute from that moment on, by the district's clocks."""
    full = at + (datetime.min - at.replace(tzinfo=None)) % timedelta(minutes=1)
    return f"{full + DISTRICT:%H:%M}"


async def faults_of_card(district: Watched, rita: Present) -> list[str]:
    """What the card in the chat says that is not true."""
    async with district.database.reading() as uow:
        if await uow.messages.slot(RITA, "lane") is None:
            return []
    card = [heard for heard in district.heard if heard.notice.slot == "lane"][-1]
    at, draft = await goes_at(rita), await rita.draft()
    named, wanted = re.findall(r"\d\d:\d\d", card.words), [minute_named(at)] if at is not None else []
    faults = [f"it names {named}, and it goes at {wanted}"] if named != wanted else []
    has_leave = draft is not None and draft.allowed_at is not None
    if b.MayWrite("yes" if has_leave else "no") in card.buttons:
        faults.append(f"its button says otherwise than that leave is {has_leave}")
    return faults
