"""Deadlines: every step once, on time, across restarts, jumps and clock changes."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases import steps
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines import firing, timing
from bot.domain.cases.deadlines.marks import marks_of
from bot.domain.cases.record import Mark
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import AMAL, DANGER, POLICY, ZONE, a_case
from tests.support.domain.answers import NOW


def only(case: Case, kind: DeadlineKind) -> Case:
    """The case with only one deadline of the lead left."""
    return replace(case, deadlines=tuple(c for c in case.deadlines if c.kind is kind and c.agency is None))


def fired_between(case: Case, moments: list[datetime]) -> Counter[tuple[str, str]]:
    steps: Counter[tuple[str, str]] = Counter()
    for now in moments:
        case, told = firing.fire(case, POLICY, ZONE, now)
        steps.update((c.deadline.kind.value, c.step) for c in told)
    return steps


def test_a_danger_case_is_reminded_at_half_breached_at_fifteen_minutes_and_doubled_at_thirty() -> None:
    case = only(a_case(DANGER), DeadlineKind.ACKNOWLEDGE)
    seen = []
    for minute in range(61):
        case, told = firing.fire(case, POLICY, ZONE, NOW + timedelta(minutes=minute))
        seen += [(minute, c.step) for c in told]
    assert seen == [(8, "half"), (15, "breach"), (30, "double"), (45, "repeat-2"), (60, "repeat-3")]
    assert marks_of(case, NOW + timedelta(minutes=60)) == {Mark.LATE}


def test_the_share_and_the_multiple_of_the_profile_are_those_of_the_ladder() -> None:
    policy = replace(POLICY, half=0.2, double=4.0)
    case, seen = only(a_case(DANGER), DeadlineKind.ACKNOWLEDGE), []
    for minute in range(61):
        case, told = firing.fire(case, policy, ZONE, NOW + timedelta(minutes=minute))
        seen += [(minute, c.step) for c in told if not c.step.startswith("repeat")]
    assert seen == [(3, "half"), (15, "breach"), (60, "double")]


def test_an_acknowledged_case_is_not_reminded_to_acknowledge() -> None:
    case = a_case(DANGER)
    case = steps.acknowledge(case, case.lead, AMAL, NOW)
    _, told = firing.fire(case, POLICY, ZONE, NOW + timedelta(days=2))
    assert all(c.deadline.kind is not DeadlineKind.ACKNOWLEDGE for c in told if c.deadline.agency is None)


def test_no_outcome_after_ninety_days_is_red() -> None:
    case, told = firing.fire(only(a_case(), DeadlineKind.OUTCOME), POLICY, ZONE, NOW + timedelta(days=90))
    assert [c.step for c in told] == ["breach"]
    assert marks_of(case, NOW + timedelta(days=90)) == {Mark.RED}


def test_after_a_long_downtime_only_the_gravest_step_fires() -> None:
    case, told = firing.fire(only(a_case(DANGER), DeadlineKind.ACKNOWLEDGE), POLICY, ZONE, NOW + timedelta(days=30))
    assert [c.step for c in told] == ["double"]
    assert len(case.deadlines[0].fired) == 4


def test_daily_repeats_keep_nine_in_the_morning_over_a_clock_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    case = only(a_case(now=datetime(2026, 3, 26, 12, 0, tzinfo=UTC)), DeadlineKind.ACKNOWLEDGE)
    moments = [timing.repeat_at(case.deadlines[0], n, Urgency.P3, POLICY, berlin) for n in range(1, 6)]
    assert {m.astimezone(berlin).hour for m in moments} == {9}
    assert len({m.astimezone(berlin).date() for m in moments}) == 5


def test_only_one_deadline_of_an_agency_repeats_at_a_time() -> None:
    case = a_case(DANGER)
    for minute in range(0, 24 * 60, 15):
        case, told = firing.fire(case, POLICY, ZONE, NOW + timedelta(minutes=minute))
        assert len([c for c in told if c.deadline.agency is None and c.step.startswith("repeat")]) <= 1


@given(st.lists(st.integers(0, 200 * 24 * 60), min_size=1, max_size=60), st.sampled_from([DANGER, None]))
def test_each_step_fires_once_whatever_the_ticks(minutes: list[int], said: object) -> None:
    case = a_case(DANGER) if said else a_case()
    moments = [NOW + timedelta(minutes=m) for m in sorted(minutes)]
    lead = replace(case, deadlines=tuple(c for c in case.deadlines if c.agency is None))
    assert all(count == 1 for count in fired_between(lead, moments).values())


@given(st.integers(0, 200 * 24 * 60), st.integers(0, 200 * 24 * 60))
def test_the_next_deadline_lies_ahead_once_everything_due_has_fired(first: int, second: int) -> None:
    case = a_case()
    for minute in sorted((first, second)):
        now = NOW + timedelta(minutes=minute)
        case, _ = firing.fire(case, POLICY, ZONE, now)
        due = timing.next_at(case, POLICY, ZONE)
        assert due is not None
        assert due > now


@pytest.mark.parametrize("seconds", [0.5, 20 * 60])
def test_an_act_that_began_before_the_case_was_opened_sets_no_deadline_anew(seconds: float) -> None:
    """Seed 7: an answer had waited for the database while its case was opened and the clock was set forward. Then every
    breach was told again."""
    case, told = firing.fire(a_case(DANGER), POLICY, ZONE, NOW + timedelta(minutes=20))
    assert "breach" in {one.step for one in told}
    before = NOW - timedelta(seconds=seconds)
    assert timing.tightened_all(case.deadlines, case.urgency, POLICY, before, 7) == case.deadlines


def test_a_deadline_that_was_passed_is_not_set_anew_by_an_act_that_began_before() -> None:
    """From P2, one hour, to P1, fifteen minutes."""
    first = timing.arm(DeadlineKind.ACKNOWLEDGE, None, Urgency.P2, POLICY, NOW, 1)
    passed = replace(first, fired=("half", "breach"))
    act = NOW + timedelta(minutes=40)
    assert timing.tightened(first, Urgency.P1, POLICY, act, 7).due_at == NOW + timedelta(minutes=55)
    assert timing.tightened(passed, Urgency.P1, POLICY, act, 7) == passed


def test_an_act_that_began_before_the_case_was_opened_raises_its_class_from_the_opening_on() -> None:
    first = timing.arm(DeadlineKind.ACKNOWLEDGE, None, Urgency.P3, POLICY, NOW, 1)
    raised = timing.tightened(first, Urgency.P1, POLICY, NOW - timedelta(minutes=20), 7)
    assert (raised.started_at, raised.due_at) == (NOW, NOW + timedelta(minutes=15))


@given(st.sampled_from(list(Urgency)), st.integers(0, 10_000))
def test_a_higher_class_never_extends_a_deadline_nor_sets_it_in_the_past(urgency: Urgency, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    for deadline in a_case().deadlines:
        tightened = timing.tightened(deadline, urgency, POLICY, now, 7)
        assert tightened.due_at <= deadline.due_at
        assert tightened is deadline or tightened.due_at > now
