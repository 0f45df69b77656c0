"""What a reporter was promised, and its state on the day they ask: due, kept or late, with the dates they know.

Source: triage-routing-clocks.md and SG40: nothing is said to have happened before it has.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.cases.deadlines.marks import is_overdue

TOLD = frozenset({DeadlineKind.REPLY, DeadlineKind.NEW_DATE, DeadlineKind.OUTCOME})
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
    deadlines = {
        deadline.kind: deadline for deadline in case.deadlines if deadline.agency is None and deadline.of is None
    }
    late = [deadline for deadline in deadlines.values() if deadline.kind in TOLD and is_overdue(deadline, now)]
    above = (Promise("told_above"),) if any(LadderStep.BREACH in deadline.fired for deadline in late) else ()
    return (*_answer(case, deadlines, now), *_outcome(deadlines.get(DeadlineKind.OUTCOME), now), *above)


def _answer(case: Case, deadlines: dict[DeadlineKind, Deadline], now: datetime) -> tuple[Promise, ...]:
    reply, given = deadlines.get(DeadlineKind.REPLY), deadlines.get(DeadlineKind.NEW_DATE)
    if reply is None or reply.stopped_at is not None:
        return (Promise("answered", case.answered_at),) if case.answered_at is not None else ()
    if not is_overdue(reply, now):
        return (Promise("answer_due", reply.due_at),)
    late = Promise("answer_late", reply.due_at)
    if given is None or given.stopped_at is not None:
        return (late,)
    what = "answer_missed" if is_overdue(given, now) else "answer_new"
    return late, Promise(what, given.due_at)


def _outcome(deadline: Deadline | None, now: datetime) -> tuple[Promise, ...]:
    if deadline is None or deadline.stopped_at is not None:
        return ()
    return (Promise("result_late" if is_overdue(deadline, now) else "result_due", deadline.due_at),)


def is_late(found: tuple[Promise, ...]) -> bool:
    """Whether any promise was not kept."""
    return any(one.what in {"answer_late", "result_late"} for one in found)
