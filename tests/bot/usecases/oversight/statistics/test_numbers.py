"""What /stats counts: what happened in the period.

Expectations by hand: P3 is acknowledged in 8 h, answered in 3 days, closed in 90 days (triage-routing-clocks.md).
"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.cases import steps
from bot.domain.cases.case import Case
from bot.domain.cases.lists import Recusal
from bot.domain.errors import NotFound
from bot.domain.ids import CaseNumber
from bot.domain.numbers.asked import Asked
from bot.domain.numbers.board import Share, Times
from bot.domain.numbers.events import Cell, counted
from bot.domain.numbers.metrics import Metric
from bot.domain.numbers.sums import Counts, limits_of, times_of
from bot.domain.urgency import Urgency
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.statistics import numbers
from bot.usecases.oversight.statistics.boards import period_of
from bot.usecases.oversight.statistics.counting import fold
from tests.support.acting import in_scope
from tests.support.databases.samples import PERSON
from tests.support.domain.a_case import BULLYING, a_case
from tests.support.notices import facts_of
from tests.support.officers import CYL, EDU, officer, reported
from tests.support.oversight.asked_numbers import EVERYTHING, stats
from tests.support.oversight.lists import HERE
from tests.support.people import PROFILE, District, Someone

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


async def test_red_is_counted_in_the_period_in_which_it_is_set(district: District, rita: Someone) -> None:
    await reported(rita)
    shown = [(await stats(district, "week", days=days))["red"] for days in (89, 3, 6, 2)]
    assert shown == [0, 1, 0, 0]
    assert (await stats(district, "month"))["red"] == 1


async def test_an_outcome_counts_in_the_period_in_which_it_is_due(district: District, rita: Someone) -> None:
    await reported(rita)
    assert (await stats(district, "week", days=88))["outcome"]["due"] == 0
    missed = (await stats(district, "week", days=3))["outcome"]
    assert (missed["due"], missed["in_time"], missed["done"]) == (1, 0, 0)
    assert (await stats(district, "day"))["total"] == 0


async def test_yellow_is_counted_when_it_is_set_whatever_was_answered_since(district: District, rita: Someone) -> None:
    await reported(rita)
    await officer(district, 20, EDU).takes()
    assert [(await stats(district, "day", hours=hours))["yellow"] for hours in (71, 2, 24)] == [0, 1, 0]
    await officer(district, 20, EDU).answers("thank_you")
    assert (await stats(district, "week"))["yellow"] == 1


async def test_an_acknowledgement_counts_where_it_is_due_and_its_time_where_it_is_done(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    district.time.move(hours=2)
    await officer(district, 20, EDU).takes()
    early = (await stats(district, "day", hours=1))["acknowledge"]
    assert (early["due"], early["in_time"], early["done"]) == (0, None, 1)
    assert 120 <= early["median"] < 120 * 1.15
    over = (await stats(district, "day", hours=6))["acknowledge"]
    assert (over["due"], over["in_time"]) == (1, 100)
    later = (await stats(district, "day", hours=30))["acknowledge"]
    assert (later["due"], later["done"]) == (0, 0)


async def test_a_body_is_given_the_numbers_of_the_cases_it_leads(district: District, rita: Someone) -> None:
    await reported(rita)
    district.time.move(minutes=1)
    for scope, total in ((Scope(agencies=frozenset({EDU})), 1), (Scope(agencies=frozenset({CYL})), 0)):
        assert (await stats(district, "day", scope))["total"] == total


@pytest.mark.parametrize(
    ("words", "total"),
    [("", 1), ("month EDU", 1), ("edu", 1), ("p3 day", 1), ("month PSB", 0), ("P1", 0), ("EDU P3 quarter", 1)],
)
async def test_a_period_a_body_and_a_class_narrow_the_numbers(
    district: District, rita: Someone, words: str, total: int
) -> None:
    await reported(rita)
    shown = await stats(district, words, hours=9)
    assert (shown["total"], shown["late"]) == (total, total)


@pytest.mark.parametrize("words", ["year", "month week", "EDU PSB", "P1 P2", "month XYZ", "late"])
async def test_unknown_words_are_refused_with_a_list_of_known_ones(district: District, words: str) -> None:
    with pytest.raises(NotFound) as refusal:
        await stats(district, words)
    assert refusal.value.key == "unknown-period"
    assert "EDU" in str(refusal.value.facts["known"])


async def test_a_body_is_offered_its_own_numbers_only(district: District) -> None:
    own = Scope(agencies=frozenset({EDU}))
    assert (await stats(district, "month EDU", own))["total"] == 0
    with pytest.raises(NotFound) as refusal:
        await stats(district, "month PSB", own)
    known = str(refusal.value.facts["known"]).split(", ")
    assert "EDU" in known
    assert "PSB" not in known


SHANGHAI = PROFILE.zone
STEPS = ("acknowledge", "assess", "answer", "outcome")


def counts_of(*cases: Case, days: float, period: str = "week") -> Counts:
    """What is counted of these cases in the period, so many days after their receipt."""
    now, found = AT + timedelta(days=days), Counter[tuple[date | None, Cell]]()
    shown = period_of(period, now.astimezone(SHANGHAI).date())
    asked = Asked(shown.first, shown.last)
    for case in cases:
        for (at, cell), count in counted(case).items():
            if at <= now and asked.takes(at.astimezone(SHANGHAI).date(), cell):
                found[asked.told_apart(now.date(), cell)] += count
    return Counts(found)


def times(step: str, *cases: Case, days: float) -> Times:
    return times_of(counts_of(*cases, days=days), step, limits_of(PROFILE.policy, step))


@pytest.mark.parametrize("urgency", list(Urgency))
def test_an_answer_is_in_time_within_three_days_whatever_the_class(urgency: Urgency) -> None:
    case = replace(a_case(BULLYING, AT), urgency=urgency)
    second = times("answer", steps.answered(case, AT + timedelta(days=2)), days=5)
    assert (second.n, second.in_time) == (1, Share(1, 1))
    assert second.median is not None
    assert timedelta(days=2) <= second.median < timedelta(days=2) * 1.15
    third = steps.answered(case, AT + timedelta(days=3))
    assert times("answer", third, days=5).in_time == Share(0, 1)
    assert times("answer", third, days=20) == Times()


def test_a_share_is_shown_with_its_total() -> None:
    case = a_case(BULLYING, AT)
    met = steps.acknowledge(case, case.lead, PERSON, AT + timedelta(hours=1))
    late = steps.acknowledge(case, case.lead, PERSON, AT + timedelta(hours=9))
    shown = times("acknowledge", met, late, case, days=1)
    assert (shown.in_time.percent, shown.in_time.of, shown.n) == (33, 3, 2)


def test_periods_side_by_side_count_every_mark_and_every_date_once() -> None:
    """Ninety-eight days in weeks: the counts of all weeks add up to what happened."""
    case = a_case(BULLYING, AT)
    weeks = [counts_of(case, days=days) for days in range(6, 104, 7)]
    for metric in (Metric.OPENED, Metric.YELLOW, Metric.RED):
        assert sum(week.total(metric) for week in weeks) == 1
    for step in STEPS:
        assert sum(times_of(week, step, limits_of(PROFILE.policy, step)).in_time.of for week in weeks) == 1


async def test_a_case_that_somebody_handed_on_is_in_none_of_their_numbers(district: District, rita: Someone) -> None:
    await reported(rita)
    song = officer(district, 20, EDU)
    async with district.database.begin() as uow:
        case = await uow.cases.by_number(CaseNumber(1))
        assert case is not None
        await uow.recusals.add(Recusal(case.id, song.agent.person, None, AT, "a cousin"))
        await uow.commit()
    assert (await stats(district, "day", EVERYTHING, minutes=1))["total"] == 1
    mine = replace(EVERYTHING, asker=song.agent.person)
    told = await stats(district, "day", mine)
    assert [told[name] for name in ("total", "open", "late")] == [0, 0, 0]


async def test_folding_the_increments_does_not_change_the_numbers(district: District, rita: Someone) -> None:
    await reported(rita)
    await officer(district, 20, EDU).takes()
    before = await stats(district, "month", days=4)
    assert await fold(district.services, district.time.at) > 0
    assert await stats(district, "month") == before
    assert (before["yellow"], before["late"], before["unacknowledged"], before["unassessed"]) == (1, 1, 0, 1)


async def test_open_cases_are_counted_now_and_events_in_the_period(district: District, rita: Someone) -> None:
    await reported(rita)
    told = await stats(district, "day", days=40)
    assert (told["total"], told["open"], told["unacknowledged"]) == (0, 1, 1)
    assert (await stats(district, "quarter"))["acts"]["alerts"] >= 1


@pytest.mark.parametrize("words", ["bullying EDU", "P3 bullying", "yangjiaping P1"])
async def test_a_harm_or_a_place_is_counted_for_the_whole_district(district: District, words: str) -> None:
    with pytest.raises(NotFound) as refusal:
        await stats(district, words)
    assert refusal.value.key == "numbers-whole-district"


async def test_a_body_gets_no_numbers_by_harm(district: District) -> None:
    with pytest.raises(NotFound) as refusal:
        await stats(district, "bullying", Scope(agencies=frozenset({EDU})))
    assert refusal.value.key == "numbers-whole-district"


async def test_numbers_by_harm_cover_only_closed_months(district: District, rita: Someone) -> None:
    await reported(rita)
    shown = []
    for days in (5, 25, 2):
        district.time.move(days=days)
        await in_scope(district.services, EVERYTHING, HERE, district.time.at, numbers.show_stats, "bullying")
        (told,) = [facts_of(one) for one in await district.deliver() if one.kind == "small_number"]
        shown.append((str(told["first"]), str(told["last"]), told["count"]))
    february, march = ("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-31")
    assert shown == [(*february, "0"), (*february, "0"), (*march, "withheld")]
