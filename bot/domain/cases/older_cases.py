"""A case that an older version stored, as today's rules mean it.

Those versions moved the promised answer with the class, marked every missed deadline of the lead yellow, and did not
store how a deadline was stopped. What they stored is told truthfully. The answer is due when every receipt says now.
The sooner date becomes the district's target. A deadline is met only where its act is stored.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases.case import Case, Deadline, DeadlineKind
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.cases.deadlines.marks import with_ended_marks
from bot.domain.cases.record import Ending
from bot.domain.profile import Policy


def as_today(case: Case, policy: Policy) -> Case:
    """The case under today's rules. A case that was converted before comes back unchanged."""
    deadlines = tuple(_with_ending(case, deadline) for deadline in case.deadlines)
    reply = next((c for c in deadlines if c.kind is DeadlineKind.REPLY and c.agency is None), None)
    if reply is not None:
        deadlines = _with_promise(case, deadlines, reply, policy)
    known = {(one.mark, one.set_at) for one in case.marked}
    ended = with_ended_marks((), [deadline for deadline in deadlines if deadline.stopped_at is not None])
    marked = (*case.marked, *(one for one in ended if (one.mark, one.set_at) not in known))
    return replace(case, deadlines=deadlines, marked=marked)


def _with_ending(case: Case, deadline: Deadline) -> Deadline:
    if deadline.stopped_at is None or deadline.ended is not None:
        return deadline
    return replace(deadline, ended=Ending.MET if _done_at(case, deadline) is not None else Ending.WITHOUT)


def _done_at(case: Case, deadline: Deadline) -> datetime | None:
    """When the act for which the deadline is was done; None if it was not."""
    task = case.task(deadline.agency) if deadline.agency is not None else None
    acked_at = task.acked_at if task is not None else None
    acts = {
        DeadlineKind.ACKNOWLEDGE: case.acknowledged_at if deadline.agency is None else acked_at,
        DeadlineKind.FIRST_ACTION: case.first_action_at,
        DeadlineKind.ASSESS: case.assessed_at,
        DeadlineKind.OUTCOME: case.closed_at,
    }
    return acts.get(deadline.kind, case.answered_at)


def _with_promise(case: Case, deadlines: tuple[Deadline, ...], reply: Deadline, policy: Policy) -> tuple[Deadline, ...]:
    """The answer is due three days after the report; a sooner date becomes the target for a call back. A reporter who
    was told that the answer is late was given a new date."""
    promised = case.received_at + policy.reply
    if reply.due_at >= promised:
        return (*deadlines, *_given_date(deadlines, reply, policy))
    moved = replace(reply, started_at=case.received_at, due_at=promised, fired=())
    others = [deadline for deadline in deadlines if deadline is not reply]
    is_known = any(deadline.kind is DeadlineKind.CALL_BACK for deadline in others)
    wish = [] if is_known else [replace(reply, kind=DeadlineKind.CALL_BACK)]
    return (*others, moved, *wish, *_given_date(deadlines, reply, policy))


def _given_date(deadlines: tuple[Deadline, ...], reply: Deadline, policy: Policy) -> list[Deadline]:
    """The new date that was told when the answer was late."""
    is_known = any(deadline.kind is DeadlineKind.NEW_DATE for deadline in deadlines)
    if is_known or LadderStep.BREACH not in reply.fired:
        return []
    given = replace(reply, kind=DeadlineKind.NEW_DATE, started_at=reply.due_at, due_at=reply.due_at + policy.reply)
    return [replace(given, fired=())]
