"""One board holds every number of a period, as an officer would count them from the files."""

from datetime import timedelta

import pytest

from bot.domain.cases import steps
from bot.domain.cases.case import Part
from bot.domain.cases.stages import transfer
from bot.domain.ids import CaseNumber
from bot.domain.numbers.board import Bar, Count, Share
from bot.domain.urgency import Urgency
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.statistics.boards import WantedNumbers
from bot.usecases.oversight.statistics.counting import fold
from tests.support.domain.a_case import AMAL, BO
from tests.support.officers import CYL, EDU, PROC, PSB, employ, officer, reported, ticks
from tests.support.oversight.asked_boards import board
from tests.support.people import District, Someone, answer_until


@pytest.fixture
async def worked_on(district: District, rita: Someone) -> District:
    """One case of bullying that a parent has reported, from its receipt to its closing on the fifth day; and one that
    waits."""
    await reported(rita)
    amal, hana = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    await employ(district, hana, head=EDU)
    district.time.move(hours=9)
    await ticks(district)
    await amal.takes()
    district.time.move(minutes=1)
    await amal.assesses(1, 1, 2)
    district.time.move(days=4)
    await ticks(district)
    await amal.answers("looking_into_it")
    await amal.acts("visited")
    return district


async def test_a_board_counts_what_happened_in_its_period(worked_on: District) -> None:
    shown = await board(worked_on, WantedNumbers("week"))
    assert (shown.reports, shown.by_class[Urgency.P3]) == (Count(1), Count(1))
    assert shown.acknowledge.in_time == Share(0, 1)
    assert shown.acknowledge.limit == timedelta(hours=8)
    assert (shown.assess.in_time, shown.assess.limit) == (Share(1, 1), timedelta(days=3))
    assert (shown.yellow, shown.red) == (1, 0)
    assert shown.answer.in_time == Share(0, 1)
    assert shown.reporters == (Bar("parent", Count(1)),)
    assert shown.delays == (Bar("unknown", Count(1)),), "when it last happened was not told"
    assert shown.matrix.cells == {Urgency.P3: {Urgency.P3: 1}}
    assert shown.ladder[EDU].of == 1
    assert shown.ladder[EDU].part >= 1
    assert shown.bodies[0].agency == EDU
    assert (shown.funnel.started, shown.funnel.sent) == (1, 1)
    assert (shown.now.total, shown.now.unacknowledged, shown.now.unassessed) == (1, 0, 0)
    assert {body.agency: body.by_class for body in shown.late} == {key: {Urgency.P3: 1} for key in (CYL, PROC, PSB)}


async def test_the_weekly_numbers_count_opened_closed_and_open_cases(worked_on: District) -> None:
    shown = (await board(worked_on, WantedNumbers("day"))).weeks
    assert len(shown) == 12
    assert [week.stock for week in shown] == [0] * 11 + [1]
    assert shown[-1].opened[Urgency.P3] == 1
    assert shown[-1].answered == Share(0, 1)
    assert [week.closed for week in shown] == [True] * 11 + [False]


async def test_a_case_that_ends_is_told_by_its_outcome(worked_on: District) -> None:
    await officer(worked_on, 20, EDU).closes("school_measure")
    await officer(worked_on, 21, EDU, head=True).approves()
    shown = await board(worked_on, WantedNumbers("week"))
    assert (shown.ended, shown.outcomes, shown.safe) == (
        1,
        (Bar("school_measure", Count(1)),),
        (Bar("yes", Count(1)),),
    )
    assert shown.weeks[-1].stock == 0


async def test_a_class_raised_by_people_is_shown_beside_that_of_the_rules(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    district.time.move(minutes=1)
    await amal.takes()
    district.time.move(minutes=1)
    await amal.assesses(2, 2, 2)
    shown = await board(district, WantedNumbers("week"))
    assert shown.matrix.cells == {Urgency.P3: {Urgency.P2: 1}}
    assert shown.by_class[Urgency.P3] == Count(1), "the class that it had when it came"
    assert (await board(district, WantedNumbers("week", urgency=Urgency.P2))).assess.n == 1


async def test_a_body_is_given_its_own_board_and_nothing_of_harm_or_place(worked_on: District) -> None:
    own = await board(worked_on, WantedNumbers("week"), Scope(agencies=frozenset({EDU})))
    assert (own.reports, own.now.total) == (Count(1), 1)
    assert (own.heat, own.areas, own.heat_period, own.funnel.started) == ((), (), None, 0)
    other = await board(worked_on, WantedNumbers("week"), Scope(agencies=frozenset({CYL})))
    assert (other.reports, other.now.total, other.late, other.yellow) == (Count(0), 0, (), 0)


async def test_the_board_of_a_barred_body_counts_no_such_case(district: District, rita: Someone) -> None:
    """A supervisor who belongs to a body that the report names: their numbers are those of a district without it."""
    barred = Scope(everything=True, barred_as=frozenset({PSB}))
    empty = await board(district, WantedNumbers("quarter"), barred)
    await rita.is_reporting()
    await rita.say("One of them takes it out on him.")
    await rita.done("story")
    await answer_until(rita, "link")
    await rita.choose("link", "police")
    await rita.check()
    await rita.send()
    assert await board(district, WantedNumbers("quarter"), barred) == empty
    assert (await board(district, WantedNumbers("quarter"))).reports == Count(1)
    await fold(district.services, district.time.at)
    assert await board(district, WantedNumbers("quarter"), barred) == empty


async def test_folding_the_increments_does_not_change_a_board(worked_on: District) -> None:
    before = await board(worked_on, WantedNumbers("quarter"))
    assert await fold(worked_on.services, worked_on.time.at) > 0
    assert await board(worked_on, WantedNumbers("quarter")) == before


async def test_declined_parts_reopenings_and_repeated_reports_are_counted(district: District, rita: Someone) -> None:
    """Two reports about the same child; the second is declined by its support, and opened again after it was closed."""
    for _ in range(2):
        await rita.is_reporting()
        await rita.say("They wait for him.")
        await rita.done("story")
        await answer_until(rita, "child_name")
        await rita.say("Wang Xiaoming")
        await rita.check()
        await rita.send()
        district.time.move(days=8)
    shown = await board(district, WantedNumbers("month"))
    assert (shown.reports, shown.repeats) == (Count(2), 1)
    now = district.time.at
    async with district.database.begin() as uow:
        was = await uow.cases.by_number(CaseNumber(2))
        assert was is not None
        body = next(task.agency for task in was.tasks if task.part is Part.SUPPORT)
        case = steps.decline(was, body, "other", now)
        await uow.cases.save(case, was=was.version)
        asked = transfer.propose(case, CYL, "theirs", AMAL, district.services.profile.policy, now)
        await uow.cases.save(asked, was=case.version)
        led = transfer.accept(asked, CYL, BO, district.services.profile.policy, now)
        await uow.cases.save(led, was=asked.version)
        await uow.commit()
    shown = await board(district, WantedNumbers("week"))
    assert (shown.declines, shown.transfers, shown.chains) == (1, 1, 1)
    assert (await board(district, WantedNumbers("week", body=CYL))).reports == Count(0), "it came to another body"
