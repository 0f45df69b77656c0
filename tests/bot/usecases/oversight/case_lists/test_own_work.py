"""/mine: what somebody has taken themselves, whatever body acts beside them; the soonest due first, and nobody
else's."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.cases import assignments as tasks
from bot.domain.cases.by import By
from bot.domain.cases.case import Case
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.case_rows import WorkRow
from bot.domain.notices.officer.work import OwnWork
from bot.usecases.casework.bodies import taking
from bot.usecases.oversight.case_lists import own_work
from handlers.officer.buttons import Open
from handlers.officer.buttons_tasks import OpenTask
from handlers.officer.buttons_work import MinePage
from tests.support.acting import asking
from tests.support.casework.questions import asks
from tests.support.casework.recusal import bar
from tests.support.officers import CYL, EDU, Officer, officer, reported
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats

WOM = AgencyKey("WOM")


@pytest.fixture
async def amal(district: District, rita: Someone) -> AsyncIterator[Officer]:
    """An officer of the lead of a case of bullying, which waits for somebody to acknowledge it."""
    await reported(rita, "yes")
    yield officer(district, 20, EDU)


async def given(district: District, who: Officer, hours: float, *, number: int = 1, is_own: bool = True) -> None:
    """A task of the lead, due in so many hours, which this officer does."""
    async with district.services.begin() as uow:
        was = await uow.cases.by_number(CaseNumber(number))
        assert was is not None
        await uow.cases.save(with_task(was, who, hours, district, is_own=is_own), was=was.version)
        await uow.commit()


def with_task(was: Case, who: Officer, hours: float, district: District, *, is_own: bool) -> Case:
    now = district.time.at
    return tasks.assign(
        was,
        template="",
        words="Ask Mr Li about the torn bag",
        agency=EDU,
        owner=who.agent.person if is_own else None,
        due_at=now + timedelta(hours=hours),
        by=By(who.agent.person, EDU, now),
    )


async def mine(who: Officer, page: int = 1) -> OwnWork:
    await own_work.list_mine(await asking(*who.me), page)
    [said] = [one.content for one in await who.district.deliver() if isinstance(one.content, OwnWork)]
    return said


def shown(said: OwnWork) -> list[tuple[int, int, str]]:
    return [(row.number, row.item, row.in_hands_of) for row in said.rows]


async def takes(who: Officer, number: int) -> None:
    await taking.acknowledge(await asking(*who.me, is_press=True), CaseNumber(number))


async def test_an_officers_work_is_empty_before_they_take_something(amal: Officer) -> None:
    assert (await mine(amal)).rows == ()
    await amal.takes()
    assert shown(await mine(amal)) == [(1, 0, "mine")]


async def test_own_work_is_sorted_by_due_time_whatever_its_kind(amal: Officer, rita: Someone) -> None:
    """P3: the first action is due 24 hours after the report (triage-routing-clocks.md)."""
    district = amal.district
    await amal.takes()
    for hours in (30, 2, 26):
        await given(district, amal, hours)
    await given(district, amal, 1, is_own=False)
    district.time.move(hours=1)
    await reported(rita)
    await takes(amal, 2)
    said = await mine(amal)
    assert shown(said)[0] == (1, 2, "mine")
    assert [row.due_at for row in said.rows] == sorted(row.due_at for row in said.rows if row.due_at)
    assert {(row.number, row.item) for row in said.rows} == {(1, 0), (1, 1), (1, 2), (1, 3), (2, 0)}
    assert said.total == 5


async def test_a_question_an_officer_asked_is_listed_with_its_case(amal: Officer) -> None:
    await amal.takes()
    await asks(amal)
    [row] = (await mine(amal)).rows
    assert (row.number, row.questions) == (1, 1)


async def test_work_taken_by_a_colleague_is_not_listed(amal: Officer) -> None:
    district = amal.district
    bo, cyl, stranger = officer(district, 21, EDU), officer(district, 22, CYL), officer(district, 23, WOM)
    await amal.takes()
    await cyl.takes()
    assert shown(await mine(bo)) == []
    assert shown(await mine(cyl)) == [(1, 0, "mine")]
    assert shown(await mine(stranger)) == []


async def test_a_case_that_bars_the_readers_body_is_not_in_their_work(amal: Officer) -> None:
    cyl = officer(amal.district, 22, CYL)
    await cyl.takes()
    await bar(amal.district, CYL)
    assert (await mine(cyl)).rows == ()
    assert (await mine(cyl)).total == 0


async def test_a_closed_case_is_in_nobodys_work(amal: Officer) -> None:
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.acts("Talked to the class")
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    await officer(amal.district, 24, EDU, head=True).approves()
    assert (await mine(amal)).rows == ()


async def test_own_work_is_shown_in_private_only(amal: Officer) -> None:
    await amal.district.bind("EDU")
    with pytest.raises(Refusal, match="only-in-private"):
        await own_work.list_mine(await asking(*amal.me, group=EDU))


async def test_pages_of_own_work_lead_forward_and_back_without_words_of_tasks(amal: Officer) -> None:
    district, chats = amal.district, Chats(amal.district)
    await amal.takes()
    for hours in range(1, 10):
        await given(district, amal, hours)
    await own_work.list_mine(await asking(*amal.me))
    await chats.deliver()
    [first] = [one for one in chats.shown.values() if one.text.startswith("<b>Mine</b> (10)")]
    assert "torn bag" not in first.text
    assert [*first.buttons] == [*(OpenTask(1, item) for item in range(1, 9)), MinePage(2)]
    await own_work.list_mine(await asking(*amal.me, is_press=True), 2)
    await chats.deliver()
    [second] = [one for one in chats.shown.values() if one.text.startswith("<b>Mine</b> (10)")]
    assert [*second.buttons] == [OpenTask(1, 9), Open(1), MinePage(1)]


async def test_an_outdated_work_row_is_not_listed(amal: Officer) -> None:
    """An older version saves a case without these rows: the encrypted case says who has it."""
    await amal.takes()
    district = amal.district
    async with district.database._engine.writing() as connection:
        await connection.exec_driver_sql("UPDATE in_hand SET person = 'ee' WHERE person <> ''")
        await connection.commit()
    assert (await mine(amal)).rows == ()


async def test_cases_saved_by_an_older_version_get_their_work_rows(amal: Officer) -> None:
    await amal.takes()
    district = amal.district
    async with district.database._engine.writing() as connection:
        await connection.exec_driver_sql("DELETE FROM in_hand")
        await connection.commit()
    assert (await mine(amal)).rows == ()
    await district.database.delete_expired(district.time.at)
    assert shown(await mine(amal)) == [(1, 0, "mine")]


def test_a_line_of_work_has_no_field_for_words() -> None:
    assert {"words", "note", "text", "name"} & set(WorkRow.__dataclass_fields__) == set()
