"""The ladder as properties: the same marks whether the clock ran or slept, no storm, mornings across summer time."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines.firing import Consequence, fire
from bot.domain.cases.deadlines.marks import marks_of
from bot.domain.cases.deadlines.timing import next_at, repeat_at, stop
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import BULLYING, DANGER, POLICY, ZONE, a_case
from tests.support.domain.answers import NOW, Said

MINUTE = timedelta(minutes=1)
NEW_YORK = ZoneInfo("America/New_York")
REPORTS = st.sampled_from([BULLYING, DANGER])
TICKS = st.lists(st.integers(1, 60 * 24 * 20), min_size=1, max_size=25)
Heard = list[tuple[datetime, Consequence]]


def only(case: Case, kind: DeadlineKind) -> Case:
    """The case with only the lead's deadline of one kind."""
    return replace(case, deadlines=tuple(c for c in case.deadlines if c.kind is kind and c.agency is None))


def run(case: Case, moments: list[datetime]) -> tuple[Case, Heard]:
    heard: Heard = []
    for now in moments:
        case, consequences = fire(case, POLICY, ZONE, now)
        heard += [(now, consequence) for consequence in consequences]
    return case, heard


def at_ticks(minutes: list[int]) -> list[datetime]:
    return [NOW + MINUTE * sum(minutes[: n + 1]) for n in range(len(minutes))]


def test_between_the_breach_and_twice_the_time_every_morning_has_a_reminder() -> None:
    """P3, daily at nine: a case not assessed in three days is reminded of each morning before day six, too."""
    hours = [NOW + timedelta(hours=1) * n for n in range(24 * 6)]
    _, heard = run(only(a_case(BULLYING), DeadlineKind.ASSESS), hours)
    mornings = [at.astimezone(ZONE) for at, consequence in heard if consequence.step.startswith("repeat")]
    assert len(mornings) == 3
    assert {at.time() for at in mornings} == {POLICY.daily_at}


@given(REPORTS, TICKS)
def test_each_step_of_each_deadline_fires_once_whatever_the_ticks(said: Said, minutes: list[int]) -> None:
    case, heard = run(a_case(said), at_ticks(minutes))
    fired = Counter((c.deadline.kind, c.deadline.agency, c.deadline.armed_version, c.step) for _, c in heard)
    assert set(fired.values()) <= {1}
    assert fire(case, POLICY, ZONE, at_ticks(minutes)[-1]) == (case, ())


@given(REPORTS, TICKS)
def test_a_long_downtime_gives_the_same_marks_without_a_flood_of_messages(said: Said, minutes: list[int]) -> None:
    moments = at_ticks(minutes)
    case = a_case(said)
    case = replace(
        case, deadlines=tuple(c for c in case.deadlines if c.kind is not DeadlineKind.REPLY)
    )  # its new date is told
    awake, _ = run(case, moments)
    slept, heard = run(case, moments[-1:])
    assert marks_of(slept, moments[-1]) == marks_of(awake, moments[-1])
    assert len(heard) <= len(slept.deadlines)
    assert next_at(slept, POLICY, ZONE) == next_at(awake, POLICY, ZONE)


@given(REPORTS, st.integers(0, 60 * 24 * 200))
def test_a_stopped_deadline_fires_no_more(said: Said, minutes: int) -> None:
    case = a_case(said)
    for deadline in case.deadlines:
        case = stop(case, deadline.kind, deadline.agency, NOW)
    assert fire(case, POLICY, ZONE, NOW + MINUTE * minutes) == (case, ())


@given(st.integers(0, 60 * 24 * 365), st.integers(1, 200))
def test_daily_reminders_come_at_nine_across_summer_time(offset: int, number: int) -> None:
    due = datetime(2026, 1, 1, tzinfo=UTC) + MINUTE * offset
    deadline = replace(only(a_case(BULLYING), DeadlineKind.ASSESS).deadlines[0], due_at=due)
    at = repeat_at(deadline, number, Urgency.P3, POLICY, NEW_YORK)
    assert at.astimezone(NEW_YORK).time() == POLICY.daily_at == time(9)
    assert due < at <= due + timedelta(days=number, hours=1)


@given(st.integers(0, 60 * 24 * 365), st.integers(10, 400))
def test_after_a_long_downtime_only_the_last_missed_morning_is_due(offset: int, days: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC) + MINUTE * offset
    now = start + timedelta(days=days)
    fired, _ = fire(only(a_case(BULLYING, start), DeadlineKind.ASSESS), POLICY, NEW_YORK, now)
    coming = next_at(fired, POLICY, NEW_YORK)
    assert coming is not None
    assert now < coming <= now + timedelta(hours=25)
