"""When a case is red, yellow or late: read from its deadlines at the moment of asking, so that no mark is out of date.

Source: triage-routing-clocks.md. Yellow: the reporter has had no answer 3 days after "received"; it ends when they are
answered. Red: no outcome after 90 days. Late: any other deadline is missed and its act still not done.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from bot.domain.cases.case import Case, Deadline, DeadlineKind
from bot.domain.cases.flags import Flag
from bot.domain.cases.record import Ending, Mark, Marked

COLOURS = {DeadlineKind.REPLY: Mark.YELLOW, DeadlineKind.OUTCOME: Mark.RED}
NOBODY_IS_LATE = frozenset({DeadlineKind.QUESTION})
"""Deadlines whose act is no duty of a body."""


def is_missed(deadline: Deadline, now: datetime) -> bool:
    """Whether the due moment has passed, whatever happened later."""
    return deadline.due_at <= (deadline.stopped_at or now)


def is_overdue(deadline: Deadline, now: datetime) -> bool:
    """Whether the act is late at this moment and still to be done."""
    return deadline.stopped_at is None and deadline.due_at <= now and deadline.kind not in NOBODY_IS_LATE


def mark_of(deadline: Deadline) -> Mark:
    """Which mark the case gets when this deadline is missed."""
    return COLOURS.get(deadline.kind, Mark.LATE)


def marks_of(case: Case, now: datetime) -> frozenset[Mark]:
    """The marks of the case now. Red stays even when the outcome comes at last: nothing can undo it."""
    found = {mark_of(deadline) for deadline in case.deadlines if case.is_open and is_overdue(deadline, now)}
    outcome = [deadline for deadline in case.deadlines if deadline.kind is DeadlineKind.OUTCOME]
    return frozenset(found | ({Mark.RED} if any(is_missed(deadline, now) for deadline in outcome) else set()))


def colour_of(case: Case, now: datetime) -> str:
    """red, yellow, or '' where the case is neither (it may still be late); for a drill always drill."""
    if Flag.DRILL in case.flags:
        return Flag.DRILL.value
    marks = marks_of(case, now) - {Mark.LATE}
    return next((mark.value for mark in Mark if mark in marks), "")


def with_ended_marks(marked: tuple[Marked, ...], ended: Iterable[Deadline]) -> tuple[Marked, ...]:
    """The marks that a case has had, with those of deadlines that were stopped just now after their due moment."""
    return (*marked, *(found for deadline in ended if (found := _ended_mark(deadline)) is not None))


def _ended_mark(deadline: Deadline) -> Marked | None:
    if deadline.kind not in COLOURS or deadline.stopped_at is None or not is_missed(deadline, deadline.stopped_at):
        return None
    return Marked(COLOURS[deadline.kind], deadline.due_at, deadline.stopped_at)


class DeadlineState(StrEnum):
    """The state of a deadline, as lists show it."""

    RUNNING = "running"
    LATE = "late"
    MET = "met"
    MET_LATE = "met_late"
    WITHOUT = "without"
    """The case was closed or the part declined before the act was done: the deadline is not met."""


def state_of(deadline: Deadline, now: datetime) -> DeadlineState:
    """The state of the deadline now. It is met only if the act was done."""
    if deadline.stopped_at is None:
        return DeadlineState.LATE if is_overdue(deadline, now) else DeadlineState.RUNNING
    if deadline.ended is not Ending.MET:
        return DeadlineState.WITHOUT
    return DeadlineState.MET_LATE if is_missed(deadline, now) else DeadlineState.MET
