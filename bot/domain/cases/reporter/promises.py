"""What a reporter was promised, and its state on the day they ask: due, kept or late, with the dates they know.

Source: triage-routing-clocks.md and SG40: nothing is said to have happened before it has.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import Case, CaseState, Clock, ClockKind
from bot.domain.cases.deadlines.marks import is_overdue

TOLD = frozenset({ClockKind.REPLY, ClockKind.NEW_DATE, ClockKind.OUTCOME})
"""Deadlines whose dates the reporter knows."""


@dataclass(frozen=True)
class Promise:
    """One line of the status. `what` is part of the name of its text: status-<what>."""

    what: str
    at: datetime | None = None


def promises(case: Case, now: datetime) -> tuple[Promise, ...]:
    """The answer, then the outcome, in their present state; last, whether people above were told of a delay."""
    if case.state is CaseState.MERGED:
        return ()
    if not case.is_open:
        return (Promise("closed_on", case.closed_at),)
    clocks = {clock.kind: clock for clock in case.clocks if clock.agency is None and clock.of is None}
    late = [clock for clock in clocks.values() if clock.kind in TOLD and is_overdue(clock, now)]
    above = (Promise("told_above"),) if any("breach" in clock.fired for clock in late) else ()
    return (*_answer(case, clocks, now), *_outcome(clocks.get(ClockKind.OUTCOME), now), *above)


def _answer(case: Case, clocks: dict[ClockKind, Clock], now: datetime) -> tuple[Promise, ...]:
    reply, given = clocks.get(ClockKind.REPLY), clocks.get(ClockKind.NEW_DATE)
    if reply is None or reply.stopped_at is not None:
        return (Promise("answered", case.answered_at),) if case.answered_at is not None else ()
    if not is_overdue(reply, now):
        return (Promise("answer_due", reply.due_at),)
    late = Promise("answer_late", reply.due_at)
    if given is None or given.stopped_at is not None:
        return (late,)
    what = "answer_missed" if is_overdue(given, now) else "answer_new"
    return late, Promise(what, given.due_at)


def _outcome(clock: Clock | None, now: datetime) -> tuple[Promise, ...]:
    if clock is None or clock.stopped_at is not None:
        return ()
    return (Promise("result_late" if is_overdue(clock, now) else "result_due", clock.due_at),)


def is_late(found: tuple[Promise, ...]) -> bool:
    """Whether any promise was not kept."""
    return any(one.what in {"answer_late", "result_late"} for one in found)
