"""L8: a task is reminded of at half its time and when it is due, then its body's head is told; at night without
sound."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.deadlines.marks import marks_of
from bot.domain.cases.record import Mark
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Address, Notice, ToAgency, ToPerson
from bot.domain.notices.supervisor.deadlines import Ladder, Reminder
from bot.usecases.deadlines import reminders
from bot.usecases.oversight.case_lists.case_rows import late_rows
from handlers.officer.buttons_tasks import OpenTask
from tests.support.casework.tasks import makes
from tests.support.officers import CYL, EDU, MORNING, Officer, employ, officer, reported, the_case, ticks
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats

HEAD = 60


@pytest.fixture
async def song(district: District, rita: Someone) -> AsyncIterator[Officer]:
    """An officer of the lead, in the morning, in a case in which nothing else is due for days."""
    district.time.at = MORNING
    await reported(rita)
    for number, agency in ((60, EDU), (61, CYL)):
        await employ(district, officer(district, number, agency, head=True), head=agency)
    who = officer(district, 20, EDU)
    await who.takes()
    await officer(district, 21, CYL).takes()
    await who.assesses(1, 1, 2)
    await who.answers("looking_into_it")
    await district.deliver()
    yield who


async def after(who: Officer, **time: float) -> list[Notice]:
    who.district.time.move(**time)
    return await ticks(who.district)


def reminded(told: list[Notice]) -> list[tuple[str, int | None, Address]]:
    found = [(one.content, one.to) for one in told if isinstance(one.content, Reminder)]
    return [(said.step, said.item, to) for said, to in found if said.deadline is DeadlineKind.ASSIGNMENT]


def told_above(told: list[Notice]) -> set[tuple[str, Address]]:
    found = [(one.content, one.to) for one in told if isinstance(one.content, Ladder)]
    return {(said.step, to) for said, to in found if said.deadline is DeadlineKind.ASSIGNMENT}


def head(district: District, user: int, agency: AgencyKey) -> Address:
    return ToPerson(officer(district, user, agency).agent.person)


async def test_a_tasks_reminders_go_to_its_body_then_to_its_head_and_the_lead(song: Officer) -> None:
    await makes(song, "safe_class", ("who", CYL), ("due", "4h"))
    assert reminded(await after(song, hours=2)) == [("half", 1, ToAgency(CYL))]
    told = await after(song, hours=2)
    assert reminded(told) == [("breach", 1, ToAgency(CYL))]
    assert told_above(told) == {("breach", head(song.district, 61, CYL)), ("breach", ToAgency(EDU))}
    case = await the_case(song.district)
    assert Mark.LATE in marks_of(case, song.district.time.at)
    [row] = late_rows(case, song.district.time.at)
    assert (row.agency, row.item) == (CYL, 1)


async def test_a_late_task_of_the_lead_is_told_only_to_its_head(song: Officer) -> None:
    await makes(song, "safe_class", ("who", "me"), ("due", "4h"))
    assert reminded(await after(song, hours=2)) == [("half", 1, ToAgency(EDU))]
    told = await after(song, hours=2)
    assert reminded(told) == [("breach", 1, ToAgency(EDU))]
    assert told_above(told) == {("breach", head(song.district, 60, EDU))}
    assert told_above(await after(song, hours=4)) == {("double", head(song.district, 60, EDU))}


async def test_the_reminder_names_the_task_and_its_owner_and_reaches_the_head(song: Officer) -> None:
    chats = Chats(song.district)
    await chats.deliver()
    await makes(song, "safe_class", ("who", "me"), ("due", "4h"))
    song.district.time.move(hours=4)
    await reminders.act_on_due(song.district.services, song.district.time.at)
    await chats.deliver()
    shown = [one.text for one in chats.shown.values()]
    [in_group] = [text for text in shown if "is late" in text and "task 1" in text and "Taken by" in text]
    assert f"tg://user?id={song.visitor.user}" in in_group
    assert [text for text in shown if "Education is late: task 1 was due" in text]
    assert OpenTask(1, 1) in [button for chat, button in chats.live() if chat == HEAD]


async def test_a_task_reminder_at_night_is_silent(song: Officer) -> None:
    song.district.time.at += timedelta(hours=10)  # 18:30
    await makes(song, "safe_class", ("who", CYL), ("due", "1d"))
    told = await after(song, hours=12)
    [one] = [one for one in told if isinstance(one.content, Reminder) and one.content.item == 1]
    assert one.silent
