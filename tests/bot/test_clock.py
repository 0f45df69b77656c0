"""The time of a run: setting the machine's clock does not move it; Telegram's `Date` corrects it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import ClockStep, SteadyClock
from tests.support.machine import Machine

HOURS = timedelta(hours=8)


def checked(machine: Machine) -> SteadyClock:
    """The clock of a program that has just been started, and to which Telegram has answered."""
    clock = machine.clock()
    machine.answers(clock)
    return clock


@pytest.mark.parametrize("hours", [8, -8, 72, -72, 0.02])
def test_a_step_of_the_machines_clock_does_not_move_the_time(hours: float) -> None:
    machine = Machine()
    clock = checked(machine)
    machine.step(hours=hours)
    assert machine.off(clock) == 0
    machine.wait(minutes=10)
    machine.answers(clock)
    assert machine.off(clock) == 0


@pytest.mark.parametrize("hours", [8, -8, 72, -72])
def test_the_first_answer_of_telegram_puts_right_what_was_wrong_at_the_start(hours: float) -> None:
    machine = Machine()
    machine.step(hours=hours)
    clock = machine.clock()
    assert machine.off(clock) == hours * 3600
    machine.answers(clock)
    assert abs(machine.off(clock)) <= 2
    machine.put_right()
    assert abs(machine.off(clock)) <= 2


def test_a_difference_within_the_headers_rounding_changes_nothing() -> None:
    machine = Machine()
    clock = machine.clock()
    for _ in range(100):
        machine.wait(seconds=1.37)
        machine.answers(clock, waited=0.4)
        assert machine.off(clock) == 0


def test_a_slow_answer_does_not_prove_a_small_difference() -> None:
    machine = Machine()
    machine.step(seconds=20)
    clock = machine.clock()
    machine.answers(clock, waited=25.0)
    assert machine.off(clock) == 20
    machine.answers(clock)
    assert machine.off(clock) == 20, "small differences are made up for slowly"
    for _ in range(400):
        before = clock.now()
        machine.wait(seconds=1)
        machine.answers(clock)
        assert timedelta(seconds=0.9) <= clock.now() - before <= timedelta(seconds=1.1)
    assert abs(machine.off(clock)) <= 4


def test_one_wrong_server_time_does_not_move_the_clock() -> None:
    machine = Machine()
    clock = checked(machine)
    for _ in range(50):
        machine.wait(seconds=5)
        clock.note_server_time(machine.true + HOURS, 0.1)
        machine.wait(seconds=5)
        machine.answers(clock)
    assert abs(machine.off(clock)) <= 2


def test_after_the_machine_has_slept_the_time_is_right_again_within_a_minute() -> None:
    machine = Machine()
    clock = checked(machine)
    machine.sleep(hours=8)
    assert machine.off(clock) == -8 * 3600
    for _ in range(30):
        machine.wait(seconds=2)
        machine.answers(clock, waited=0.5)
    assert abs(machine.off(clock)) <= 2


def test_server_times_of_long_polls_and_short_calls_are_combined() -> None:
    machine = Machine()
    clock = checked(machine)
    machine.sleep(hours=1)
    for waited in (0.2, 25.0, 0.2, 25.0):
        machine.wait(seconds=max(5, waited))
        machine.answers(clock, waited)
    assert abs(machine.off(clock)) <= 2


def test_a_clock_step_is_reported_when_it_begins_and_when_it_ends() -> None:
    machine = Machine()
    clock = checked(machine)
    assert clock.look() is None
    machine.step(hours=8)
    assert clock.look() == ClockStep(HOURS)
    machine.wait(seconds=25)
    assert clock.look() is None
    machine.put_right()
    step = clock.look()
    assert step is not None
    assert (step.ahead, step.is_right_again) == (timedelta(), True)
    assert clock.look() is None


@pytest.mark.parametrize(("seconds", "is_seen"), [(59, False), (-59, False), (61, True), (-61, True)])
def test_a_difference_of_a_minute_counts_as_a_step_and_less_does_not(seconds: int, is_seen: bool) -> None:
    machine = Machine()
    clock = checked(machine)
    machine.step(seconds=seconds)
    assert (clock.look() is not None) == is_seen


def test_a_clock_that_was_wrong_at_the_start_is_seen() -> None:
    machine = Machine()
    machine.step(hours=-3)
    clock = checked(machine)
    step = clock.look()
    assert step is not None
    assert abs(step.ahead + timedelta(hours=3)) <= timedelta(seconds=2)


SECONDS = st.floats(-3 * 86400, 3 * 86400)
ACTS = st.one_of(
    st.tuples(st.just("step"), SECONDS),
    st.tuples(st.just("wait"), st.floats(0.1, 3600)),
    st.tuples(st.just("answer"), st.floats(0.01, 30)),
    st.tuples(st.just("restart"), SECONDS),
)


@given(st.lists(ACTS, max_size=60))
def test_whatever_is_done_to_the_machines_clock_true_time_is_kept(acts: list[tuple[str, float]]) -> None:
    machine = Machine()
    clock = checked(machine)
    seen = clock.now()
    for act, seconds in acts:
        if act == "step":
            machine.step(seconds=seconds)
        elif act == "wait":
            machine.wait(seconds=seconds)
        elif act == "answer":
            machine.answers(clock, seconds)
        else:
            machine.step(seconds=seconds)
            clock = checked(machine)
            seen = machine.true - timedelta(seconds=3)
        assert abs(machine.off(clock)) <= 3
        assert clock.now() >= seen - timedelta(milliseconds=1)
        seen = clock.now()
