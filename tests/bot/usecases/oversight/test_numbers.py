"""What /stats counts: what happened in the period. Expectations by hand: P3 is acknowledged in 8 h, answered in 3 days,
closed in 90 days (triage-routing-clocks.md)."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.cases.lists import CaseTimes
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey
from bot.domain.notices.oversight import Span, Statistics
from bot.domain.urgency import Urgency
from bot.usecases.access.scope import Scope
from bot.usecases.oversight import numbers
from bot.usecases.oversight.numbers import Wanted
from storage.cases import cases
from tests.support.acting import in_scope
from tests.support.lists import HERE
from tests.support.notices import facts_of
from tests.support.officers import CYL, EDU, PSB, officer, reported
from tests.support.people import PROFILE, District, Someone

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
EVERYTHING = Scope(everything=True)
NOTHING_DUE = Span(median=None, p90=None, in_time=None, done=0, due=0)


async def stats(district: District, words: str = "", scope: Scope = EVERYTHING, **later: float) -> dict[str, Any]:
    """/stats WORDS, so much later."""
    district.time.move(**later)
    await in_scope(district.services, scope, HERE, district.time.at, numbers.show_stats, words.replace(" ", "."))
    (told,) = [notice for notice in await district.deliver() if notice.kind == "stats"]
    return dict(facts_of(told))


async def test_red_is_counted_in_the_period_in_which_it_is_set(district: District, rita: Someone) -> None:
    await reported(rita)
    shown = [(await stats(district, "week", days=days))["red"] for days in (89, 3, 6, 2)]
    assert shown == [0, 1, 0, 0]
    assert (await stats(district, "month"))["red"] == 1


async def test_an_outcome_that_is_due_in_the_period_is_judged_in_it(district: District, rita: Someone) -> None:
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
    assert (early["due"], early["in_time"], early["done"], early["median"]) == (0, None, 1, 120.0)
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
async def test_words_that_are_not_known_are_refused_with_those_that_are(district: District, words: str) -> None:
    with pytest.raises(NotFound) as refusal:
        await stats(district, words)
    assert refusal.value.key == "unknown-period"
    assert "EDU" in str(refusal.value.facts["known"])


async def test_a_body_may_ask_for_its_own_numbers_and_is_told_so(district: District) -> None:
    own = Scope(agencies=frozenset({EDU}))
    assert (await stats(district, "month EDU", own))["total"] == 0
    with pytest.raises(NotFound) as refusal:
        await stats(district, "month PSB", own)
    known = str(refusal.value.facts["known"]).split(", ")
    assert "EDU" in known
    assert "PSB" not in known


A_CASE = CaseTimes(Urgency.P3, EDU, AT, None, None, None, None, AT + timedelta(hours=8), AT + timedelta(hours=72))


def of(*times: CaseTimes, days: float, period: str = "week") -> Statistics:
    """The numbers of these cases, so many days after their receipt."""
    return numbers.statistics(times, PROFILE.policy, Wanted(period), AT + timedelta(days=days))


@pytest.mark.parametrize("urgency", list(Urgency))
def test_an_answer_is_in_time_within_three_days_whatever_the_class(urgency: Urgency) -> None:
    second = replace(A_CASE, urgency=urgency, answered_at=AT + timedelta(days=2))
    assert of(second, days=5).answer == Span(median=2880.0, p90=2880.0, in_time=100, done=1, due=1)
    third = replace(second, answered_at=AT + timedelta(days=3))
    assert of(third, days=5).answer == Span(median=4320.0, p90=4320.0, in_time=0, done=1, due=1)
    assert of(third, days=20).answer == NOTHING_DUE


def test_a_share_says_of_how_many_it_is() -> None:
    met = replace(A_CASE, acknowledged_at=AT + timedelta(hours=1))
    late = replace(A_CASE, acknowledged_at=AT + timedelta(hours=9))
    shown = of(met, late, A_CASE, days=1).acknowledge
    assert (shown.in_time, shown.due, shown.done) == (33, 3, 2)


def test_periods_side_by_side_count_every_mark_and_every_date_once() -> None:
    """Ninety-eight days in weeks: what each week counts adds up to what happened."""
    case = replace(A_CASE, yellow_at=(AT + timedelta(days=3),), red_at=(AT + timedelta(days=90),))
    weeks = [of(case, days=days) for days in range(7, 99, 7)]
    assert sum(week.red for week in weeks) == sum(week.yellow for week in weeks) == 1
    for step in ("acknowledge", "assess", "answer", "outcome"):
        assert sum(getattr(week, step).due for week in weeks) == 1
    assert sum(week.total for week in weeks) == 1


def test_a_case_of_another_body_is_not_counted() -> None:
    wanted = Wanted("week", AgencyKey("PSB"), Urgency.P3)
    assert not wanted.takes(A_CASE)
    assert wanted.takes(replace(A_CASE, lead=PSB))


async def test_rows_are_read_out_and_counted_in_a_thread_so_that_nobody_else_waits(
    district: District, rita: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reported(rita)
    where = dict[str, threading.Thread]()

    def note_thread(place: Any, name: str) -> None:
        work = getattr(place, name)

        def noted(*given: Any, **more: Any) -> Any:
            where[name] = threading.current_thread()
            return work(*given, **more)

        monkeypatch.setattr(place, name, noted)

    note_thread(cases, "by_receipt")
    note_thread(cases, "all_times")
    note_thread(numbers, "statistics")
    assert (await stats(district, "quarter", hours=1))["total"] == 1
    assert set(where) == {"by_receipt", "all_times", "statistics"}
    assert threading.main_thread() not in where.values()
