"""/tasks: mine, my body's, late, all; worst first, in pages, without content, and only what the reader may know of."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import assignments as rules
from bot.domain.cases.by import By
from bot.domain.cases.case import Case
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, CaseNumber, PersonKey
from bot.domain.notices.officer.tasks import TaskList
from bot.domain.people import Agent
from bot.usecases.casework.tasks import task_steps
from bot.usecases.oversight.case_lists import task_list
from handlers.officer.buttons_tasks import OpenTask, TasksPage
from tests.support.acting import asking, writes
from tests.support.casework.recusal import bar
from tests.support.officers import CYL, EDU, ONE, PROC, Officer, employ, officer, reported, the_case
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats

TOLD = "Ask Mr Li about the torn bag"


@pytest.fixture
async def amal(district: District, rita: Someone) -> AsyncIterator[Officer]:
    """An officer of the lead of a case with nine tasks: 1 to 7 of the lead, the others of CYL; 3 is late."""
    await reported(rita)
    who = officer(district, 20, EDU)
    await who.takes()
    await officer(district, 21, CYL).takes()
    await has_tasks(district, who)
    await district.deliver()
    yield who


async def has_tasks(district: District, who: Officer, number: int = 1) -> None:
    for item in range(1, 10):
        await given(district, who, EDU if item <= 7 else CYL, hours=2 if item == 3 else 10 * item, number=number)
    district.time.move(hours=3)


async def given(district: District, who: Officer, agency: AgencyKey, *, hours: float, number: int) -> None:
    async with district.services.begin() as uow:
        was = await uow.cases.by_number(CaseNumber(number))
        assert was is not None
        case = made(was, agency, who.agent.person, hours, district)
        await uow.cases.save(case, was=was.version)
        await uow.commit()


def made(was: Case, agency: AgencyKey, person: PersonKey, hours: float, district: District) -> Case:
    now = district.time.at
    return rules.assign(
        was,
        template="",
        words=TOLD,
        agency=agency,
        owner=person if agency == EDU and len(was.assignments) % 2 == 0 else None,
        due_at=now + timedelta(hours=hours),
        by=By(person, EDU, now),
    )


async def lists(who: Officer, which: str = "", page: int = 1, group: AgencyKey | None = None) -> TaskList:
    await task_list.list_tasks(await asking(*who.me, group=group), which, page)
    [said] = [one.content for one in await who.district.deliver() if isinstance(one.content, TaskList)]
    return said


def shown(said: TaskList) -> list[int]:
    return [row.item for row in said.rows]


async def above(district: District, user: int, agency: AgencyKey | None, *, supervisor: bool) -> Officer:
    who = officer(district, user, agency or EDU)
    agent = Agent(who.agent.person, frozenset({agency} if agency else ()), supervisor=supervisor)
    someone = Officer(district, agent, who.visitor)
    await employ(district, someone, supervisor=supervisor)
    return someone


async def test_the_task_list_starts_with_the_longest_late_and_has_pages(amal: Officer) -> None:
    first, second = await lists(amal), await lists(amal, "body", 2)
    assert (first.which, shown(first), first.total, first.more) == ("body", [3, 1, 2, 4, 5, 6], 7, True)
    assert [row.late for row in first.rows] == [True, False, False, False, False, False]
    assert (shown(second), second.more, second.page) == ([7], False, 2)


async def test_the_task_list_can_show_mine_late_or_all(amal: Officer) -> None:
    assert shown(await lists(amal, "mine")) == [3, 1, 5, 7]
    assert shown(await lists(amal, "late")) == [3]
    assert (await lists(amal, "all")).total == 9
    cyl = officer(amal.district, 21, CYL)
    assert shown(await lists(cyl)) == [8, 9]
    assert shown(await lists(cyl, "late")) == []
    assert {row.state for row in (await lists(amal, "mine")).rows} == {"mine"}


async def test_somebody_who_sees_all_cases_sees_all_tasks(amal: Officer) -> None:
    district = amal.district
    sue = await above(district, 40, None, supervisor=True)
    assert ((await lists(sue)).which, (await lists(sue)).total) == ("all", 9)
    assert shown(await lists(sue, "late")) == [3]
    assert (await lists(await above(district, 41, PROC, supervisor=False), "all")).total == 9


async def test_of_another_bodys_cases_nothing_is_listed(amal: Officer) -> None:
    stranger = officer(amal.district, 23, AgencyKey("WOM"))
    for which in ("mine", "body", "late", "all"):
        assert (await lists(stranger, which)).total == 0


async def test_somebody_barred_or_recused_finds_no_task_of_the_case(amal: Officer) -> None:
    district = amal.district
    sue = await above(district, 40, None, supervisor=True)
    barred = await above(district, 42, CYL, supervisor=True)
    await bar(district, CYL)
    assert (await lists(barred, "all")).total == 0
    assert (await lists(sue, "all")).total > 0


async def test_a_group_sees_its_own_tasks_without_content_and_nobodys_own_list(amal: Officer) -> None:
    await amal.district.bind("EDU")
    said = await lists(amal, group=EDU)
    assert (said.which, said.total) == ("body", 7)
    assert {row.state for row in said.rows} == {"free", "taken"}
    assert "torn bag" not in repr(said)
    with pytest.raises(Refusal, match="only-in-private"):
        await lists(amal, "mine", group=EDU)


async def test_done_tasks_and_tasks_of_closed_cases_leave_the_list(amal: Officer) -> None:
    await task_steps.begin_done(await asking(*amal.me), ONE, 3)
    await writes(*amal.me, "He knows nothing")
    assert shown(await lists(amal, "late")) == []
    await amal.assesses(1, 1, 2)
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    await officer(amal.district, 22, EDU, head=True).approves()
    assert (await lists(amal, "all")).total == 0


async def test_looking_again_after_a_closing_is_on_the_leads_list(amal: Officer) -> None:
    district, case = amal.district, await the_case(amal.district)
    async with district.services.begin() as uow:
        closed = rules.look_again(replace(case, version=case.version + 1), district.time.at + timedelta(days=9))
        closed = replace(closed, assignments=())
        await uow.cases.save(replace(closed, state=closed.state.CLOSED), was=case.version)
        await uow.commit()
    assert [(row.item, row.state) for row in (await lists(amal)).rows] == [(0, "look")]


async def test_an_outdated_task_row_is_not_listed(amal: Officer) -> None:
    district, case = amal.district, await the_case(amal.district)
    async with district.database.begin() as uow:
        left = replace(case, assignments=(), deadlines=(), version=case.version + 1)
        await uow.cases.save(left, was=case.version)  # as a program does that knows no such rows
        await uow.commit()
    assert (await lists(amal)).rows == ()


async def test_each_task_is_one_tap_away_and_so_are_the_other_lists_and_pages(amal: Officer) -> None:
    chats = Chats(amal.district)
    await task_list.list_tasks(await asking(*amal.me))
    await chats.deliver()
    [shown] = [one for one in chats.shown.values() if "Tasks of my agency" in one.text]
    assert "/case_1 · 3" in shown.text.split("\n\n")[1]
    opened = [OpenTask(1, item) for item in (3, 1, 2, 4, 5, 6)]
    others = [TasksPage("mine", 1), TasksPage("late", 1), TasksPage("all", 1), TasksPage("body", 2)]
    assert [*shown.buttons] == [*opened, *others]
    assert TOLD not in shown.text
