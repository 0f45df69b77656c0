"""What a reporter reads about promised dates, day by day: written by hand from triage-routing-clocks.md."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.deadlines.firing import fire
from bot.domain.cases.reporter.promises import is_late, promises
from bot.domain.cases.stages.ending import approve_close, propose_close
from bot.domain.cases.steps import answered
from tests.support.domain.a_case import HANA, POLICY, ZONE, a_case, a_closing, assessed
from tests.support.domain.answers import NOW

DAY = timedelta(days=1)


def watched(case: Case, *days: float) -> Case:
    """The case after the ticker has run on these days."""
    for day in days:
        case, _ = fire(case, POLICY, ZONE, NOW + DAY * day)
    return case


def said(case: Case, day: float) -> list[tuple[str, float | None]]:
    """The lines of /status on that day, with their dates."""
    found = promises(case, NOW + DAY * day)
    return [(one.what, None if one.at is None else (one.at - NOW) / DAY) for one in found]


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        (0, [("answer_due", 3), ("result_due", 90)]),
        (2.9, [("answer_due", 3), ("result_due", 90)]),
        (4, [("answer_late", 3), ("answer_new", 6), ("result_due", 90), ("told_above", None)]),
        (7, [("answer_late", 3), ("answer_missed", 6), ("result_due", 90), ("told_above", None)]),
        (92, [("answer_late", 3), ("answer_missed", 6), ("result_late", 90), ("told_above", None)]),
    ],
)
def test_the_reporter_reads_day_by_day_that_nobody_has_answered(
    day: float, lines: list[tuple[str, float | None]]
) -> None:
    ticks = [tick for tick in (1, 3, 6, 90) if tick <= day]
    assert said(watched(a_case(), *ticks), day) == lines


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        (2, [("answered", 1), ("result_due", 90)]),
        (92, [("answered", 1), ("result_late", 90), ("told_above", None)]),
    ],
)
def test_an_answer_on_the_first_day_keeps_the_promise(day: float, lines: list[tuple[str, float | None]]) -> None:
    case = answered(a_case(), NOW + DAY)
    assert said(watched(case, *([90] if day >= 90 else [])), day) == lines


def test_an_answer_after_the_new_date_ends_the_lateness() -> None:
    case = answered(watched(a_case(), 3, 6), NOW + 8 * DAY)
    assert said(case, 9) == [("answered", 8), ("result_due", 90)]
    assert not is_late(promises(case, NOW + 9 * DAY))


def test_before_the_ladder_fires_the_reporter_does_not_read_that_anybody_was_told() -> None:
    assert said(a_case(), 3) == [("answer_late", 3), ("result_due", 90)]


def test_a_closed_case_shows_its_day_and_no_open_promise() -> None:
    case = answered(assessed(), NOW)
    closed = approve_close(propose_close(case, a_closing(case)), HANA, NOW + 5 * DAY)
    assert said(closed, 92) == [("closed_on", 5)]
    assert said(replace(closed, state=CaseState.MERGED), 92) == []


def test_the_new_date_is_given_once_and_then_watched() -> None:
    case, told = fire(watched(a_case(), 3), POLICY, ZONE, NOW + 6 * DAY)
    assert ("new_date", "breach") in [(one.deadline.kind.value, one.step) for one in told]
    later = watched(case, 9, 20, 50)
    assert [deadline.due_at for deadline in later.deadlines if deadline.kind.value == "new_date"] == [NOW + 6 * DAY]


def test_after_a_downtime_the_new_date_lies_ahead() -> None:
    late: datetime = NOW + 13 * DAY
    case, _ = fire(a_case(), POLICY, ZONE, late)
    assert said(case, 13)[1] == ("answer_new", 16)
