"""Cases: two people who change one, numbers, lists, deadlines."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.cases.case import CaseState, Deadline, DeadlineKind, Part, Task, TaskState
from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import CaseFilter, Caseload
from bot.domain.cases.record import Ending, Mark, Marked
from bot.domain.errors import Conflict
from bot.domain.ids import CaseId, CaseNumber
from bot.domain.urgency import Urgency
from storage.unit_of_work import Database
from tests.support.clock import START
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.samples import EDU, PROC, PSB, a_case, a_life


def a_deadline(kind: DeadlineKind, due: datetime, answered: datetime | None = None) -> Deadline:
    """A deadline of the lead, running unless its act was done."""
    return Deadline(kind, None, START - timedelta(days=90), due, 1, answered, ended=Ending.MET if answered else None)


async def numbers(database: Database, wanted: CaseFilter, after: int | None = None, limit: int = 10) -> list[int]:
    """What a page of /cases lists."""
    async with database.reading() as uow:
        page = await uow.cases.page(wanted, after=None if after is None else CaseNumber(after), limit=limit)
        assert await uow.cases.count(wanted) >= len(page)
        return [case.number for case in page]


async def test_the_second_of_two_officers_who_changed_the_same_version_is_told(database: Database) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_case())
        await uow.cases.save(a_case(version=2, state=CaseState.ACKNOWLEDGED), was=1)
        await uow.commit()
    with pytest.raises(Conflict):
        async with database.begin() as uow:
            await uow.cases.save(a_case(version=2, state=CaseState.CLOSED), was=1)
    async with database.reading() as uow:
        assert (await uow.cases.get(CaseId("case-1"))).state is CaseState.ACKNOWLEDGED


async def test_numbers_have_no_gaps_and_are_never_given_twice(database: Database) -> None:
    async def take(*, keep: bool) -> int:
        async with database.begin() as uow:
            number = await uow.cases.next_number()
            if keep:
                await uow.commit()
            return number

    assert await take(keep=True) == 1
    assert await take(keep=False) == 2
    taken = await asyncio.gather(*(take(keep=True) for _ in range(8)))
    assert sorted(taken) == list(range(2, 10))


async def test_pages_go_down_from_the_newest(database: Database) -> None:
    async with database.begin() as uow:
        for number in range(1, 6):
            await uow.cases.add(a_case(number))
        await uow.commit()
    assert await numbers(database, CaseFilter(), limit=2) == [5, 4]
    assert await numbers(database, CaseFilter(), after=4, limit=2) == [3, 2]


async def test_lists_are_restricted_by_every_field(database: Database) -> None:
    closed = replace(a_case(2), state=CaseState.CLOSED)
    lead_only = replace(a_case(3), tasks=a_case().tasks[:1], urgency=Urgency.P1)
    declined = replace(a_case(4), tasks=(a_case().tasks[0], replace(a_case().tasks[1], state=TaskState.DECLINED)))
    marked = replace(
        a_case(5),
        flags=frozenset({Flag.INCOMPLETE}),
        barred=(PSB,),
        tasks=a_case().tasks[:1],
        deadlines=(a_deadline(DeadlineKind.REPLY, START), a_deadline(DeadlineKind.OUTCOME, START + timedelta(hours=1))),
    )
    async with database.begin() as uow:
        for case in (a_case(1), closed, lead_only, declined, marked):
            await uow.cases.add(case)
        await uow.commit()
    assert await numbers(database, CaseFilter()) == [5, 4, 3, 1]
    assert await numbers(database, CaseFilter(open_only=False)) == [5, 4, 3, 2, 1]
    assert await numbers(database, CaseFilter(agencies=frozenset({PSB}))) == [1]
    assert await numbers(database, CaseFilter(leads=frozenset({EDU}), urgency=frozenset({Urgency.P1}))) == [3]
    assert await numbers(database, CaseFilter(states=frozenset({CaseState.CLOSED}), open_only=False)) == [2]
    assert await numbers(database, CaseFilter(flags=frozenset({Flag.INCOMPLETE}))) == [5]
    assert await numbers(database, CaseFilter(marks=frozenset({Mark.YELLOW}))) == [5]
    assert await numbers(database, CaseFilter(marks=frozenset({Mark.RED}))) == []
    assert await numbers(database, CaseFilter(not_seen_by=frozenset({PSB, PROC}))) == [4, 3, 1]


@pytest.mark.parametrize("few", [0, 2000])
async def test_a_bodys_cases_of_all_years_are_the_same_whichever_way_they_are_found(
    database: Database, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("storage.cases.cases.FEW", few)
    closed, other = replace(a_case(2), state=CaseState.CLOSED), replace(a_case(3), tasks=a_case().tasks[:1])
    barred = replace(a_case(4), barred=(PSB,))
    async with database.begin() as uow:
        for case in (a_case(1), closed, other, barred):
            await uow.cases.add(case)
        await uow.commit()
    own = CaseFilter(agencies=frozenset({PSB}), open_only=False)
    assert await numbers(database, own) == [2, 1]
    assert await numbers(database, own, limit=1) == [2]
    assert await numbers(database, replace(own, states=frozenset({CaseState.CLOSED}))) == [2]


async def test_a_caseload_is_what_a_body_leads_and_may_be_seen(database: Database) -> None:
    waiting, closed = a_case(1), replace(a_case(2), state=CaseState.CLOSED)
    missed = tuple(a_deadline(kind, START) for kind in (DeadlineKind.REPLY, DeadlineKind.OUTCOME, DeadlineKind.ASSESS))
    acked = replace(a_case(3), state=CaseState.ACKNOWLEDGED, deadlines=missed)
    police = Task(PSB, Part.LEAD, TaskState.ALERTED, START)
    async with database.begin() as uow:
        for case in (waiting, closed, acked, replace(a_case(4), barred=(PROC,)), a_case(5, tasks=(police,))):
            await uow.cases.add(case)
        await uow.commit()
    async with database.reading() as uow:
        seen = await uow.cases.caseloads(START, CaseFilter(not_seen_by=frozenset({PROC})))
    assert seen[EDU] == Caseload(open=2, unacknowledged=1, yellow=1, red=1)
    assert seen[PSB].open == 1


@ON_SQLITE
async def test_a_part_that_was_handed_on_leaves_the_agencys_list(database: Database) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_case())
        handed: tuple[Task, ...] = tuple(replace(task, state=TaskState.TRANSFERRED) for task in a_case().tasks[1:])
        await uow.cases.save(a_case(version=2, tasks=a_case().tasks[:1] + handed), was=1)
        await uow.commit()
    assert await numbers(database, CaseFilter(agencies=frozenset({PSB}))) == []
    assert await numbers(database, CaseFilter(agencies=frozenset({EDU}))) == [1]


async def test_overdue_cases_come_oldest_due_first_and_leave_when_the_deadline_stops(database: Database) -> None:
    late, later = a_case(2, received_at=START - timedelta(hours=1)), a_case(1)
    stopped = replace(a_case(3), deadlines=tuple(replace(clock, stopped_at=START) for clock in a_case().deadlines))
    async with database.begin() as uow:
        for case in (later, late, stopped, replace(a_case(4), state=CaseState.CLOSED)):
            await uow.cases.add(case)
        assert await uow.cases.overdue(START) == [late]
        assert await uow.cases.overdue(START + timedelta(hours=1)) == [late, later]
        assert await uow.cases.overdue(START + timedelta(hours=1), limit=1) == [late]


async def test_the_ticker_is_given_the_cases_with_a_deadline_now(database: Database) -> None:
    soon = a_case(2, received_at=START - timedelta(minutes=5))
    async with database.begin() as uow:
        await uow.cases.add(a_case(1))
        await uow.cases.add(soon)
        assert await uow.cases.due(START + timedelta(minutes=9)) == []
        assert await uow.cases.due(START + timedelta(minutes=15)) == ["case-2", "case-1"]
        stopped = tuple(replace(clock, stopped_at=START) for clock in soon.deadlines)
        await uow.cases.save(replace(soon, version=2, deadlines=stopped), was=1)
        assert await uow.cases.due(START + timedelta(days=1)) == ["case-1"]


async def test_cases_are_counted_from_the_first_moment_until_before_the_last(database: Database) -> None:
    day = timedelta(days=1)
    async with database.begin() as uow:
        await uow.cases.add(a_case(1, received_at=START, barred=(PROC,)))
        await uow.cases.add(a_case(2, received_at=START + day, state=CaseState.CLOSED))
        for since, until, count in ((0, 1, 1), (0, 2, 2), (1, 2, 1), (2, 9, 0)):
            assert await uow.cases.count_received(START + since * day, START + until * day, CaseFilter()) == count
        seen = CaseFilter(not_seen_by=frozenset({PROC}))
        assert await uow.cases.count_received(START, START + 2 * day, seen) == 1


async def test_a_mark_of_the_first_life_is_not_shown_in_the_second(database: Database) -> None:
    """L13: new deadlines."""
    begun, red = START + timedelta(days=9), Marked(Mark.RED, START, START)
    deadlines = tuple(Deadline(kind, None, begun, begun + timedelta(days=3), 2) for kind in DeadlineKind)
    case = a_case(1, deadlines=deadlines, marked=(red,), lives=(a_life(START),), flags=frozenset({Flag.REOPENED}))
    async with database.begin() as uow:
        await uow.cases.add(case)
        for mark in Mark:
            assert await uow.cases.page(CaseFilter(marks=frozenset({mark})), after=None, limit=5) == []
        assert await uow.cases.page(CaseFilter(flags=frozenset({Flag.REOPENED})), after=None, limit=5) == [case]


async def test_counting_stops_at_the_limit_asked_for(database: Database) -> None:
    async with database.begin() as uow:
        for number in (1, 2, 3):
            await uow.cases.add(a_case(number))
        assert await uow.cases.count(CaseFilter(), most=2) == 2
        assert await uow.cases.count(CaseFilter(open_only=False), most=5) == 3
        assert await uow.cases.count(CaseFilter()) == 3
