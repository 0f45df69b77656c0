"""When a case is red, yellow or late: read from its deadlines at the moment of asking, so that no mark is out of date.

Source: triage-routing-clocks.md. Yellow: the reporter has had no answer 3 days after "received"; it ends when they are
answered. Red: no outcome after 90 days. Late: any other deadline is missed and its act still not done.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from bot.domain.cases.case import Case, Clock, ClockKind
from bot.domain.cases.flags import Flag
from bot.domain.cases.record import Ending, Mark, Marked

COLOURS = {ClockKind.REPLY: Mark.YELLOW, ClockKind.OUTCOME: Mark.RED}
NOBODY_IS_LATE = frozenset({ClockKind.QUESTION})
"""Deadlines whose act is no duty of a body."""


def is_missed(clock: Clock, now: datetime) -> bool:
    """Whether the due moment has passed, whatever happened later."""
    return clock.due_at <= (clock.stopped_at or now)


def is_overdue(clock: Clock, now: datetime) -> bool:
    """Whether the act is late at this moment and still to be done."""
    return clock.stopped_at is None and clock.due_at <= now and clock.kind not in NOBODY_IS_LATE


def mark_of(clock: Clock) -> Mark:
    """Which mark the case gets when this deadline is missed."""
    return COLOURS.get(clock.kind, Mark.LATE)


def marks_of(case: Case, now: datetime) -> frozenset[Mark]:
    """The marks of the case now. Red stays even when the outcome comes at last: nothing can undo it."""
    found = {mark_of(clock) for clock in case.clocks if case.is_open and is_overdue(clock, now)}
    outcome = [clock for clock in case.clocks if clock.kind is ClockKind.OUTCOME]
    return frozenset(found | ({Mark.RED} if any(is_missed(clock, now) for clock in outcome) else set()))


def colour_of(case: Case, now: datetime) -> str:
    """red, yellow, or '' where the case is neither (it may still be late); for a drill always drill."""
    if Flag.DRILL in case.flags:
        return Flag.DRILL.value
    marks = marks_of(case, now) - {Mark.LATE}
    return next((mark.value for mark in Mark if mark in marks), "")


def with_ended_marks(marked: tuple[Marked, ...], ended: Iterable[Clock]) -> tuple[Marked, ...]:
    """The marks that a case has had, with those of deadlines that were stopped just now after their due moment."""
    return (*marked, *(found for clock in ended if (found := _ended_mark(clock)) is not None))


def _ended_mark(clock: Clock) -> Marked | None:
    if clock.kind not in COLOURS or clock.stopped_at is None or not is_missed(clock, clock.stopped_at):
        return None
    return Marked(COLOURS[clock.kind], clock.due_at, clock.stopped_at)


class ClockState(StrEnum):
    """The state of a deadline, as lists show it."""

    RUNNING = "running"
    LATE = "late"
    MET = "met"
    MET_LATE = "met_late"
    WITHOUT = "without"
    """The case was closed or the part declined before the act was done: the deadline is not met."""


def state_of(clock: Clock, now: datetime) -> ClockState:
    """The state of the deadline now. It is met only if the act was done."""
    if clock.stopped_at is None:
        return ClockState.LATE if is_overdue(clock, now) else ClockState.RUNNING
    if clock.ended is not Ending.MET:
        return ClockState.WITHOUT
    return ClockState.MET_LATE if is_missed(clock, now) else ClockState.MET
