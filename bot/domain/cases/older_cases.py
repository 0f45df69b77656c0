"""A case that an older version stored, as today's rules mean it.

Those versions moved the promised answer with the class, marked every missed deadline of the lead yellow, and did not
store how a deadline was stopped. What they stored is told truthfully: the answer is due when every receipt says now,
the sooner date becomes the district's target, and a deadline is met only where its act is stored.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases.case import Case, Clock, ClockKind
from bot.domain.cases.deadlines.marks import with_ended_marks
from bot.domain.cases.record import Ending
from bot.domain.profile import Policy


def as_today(case: Case, policy: Policy) -> Case:
    """The case under today's rules; the very same one when it is converted again."""
    clocks = tuple(_with_ending(case, clock) for clock in case.clocks)
    reply = next((c for c in clocks if c.kind is ClockKind.REPLY and c.agency is None), None)
    if reply is not None:
        clocks = _with_promise(case, clocks, reply, policy)
    known = {(one.mark, one.set_at) for one in case.marked}
    ended = with_ended_marks((), [clock for clock in clocks if clock.stopped_at is not None])
    marked = (*case.marked, *(one for one in ended if (one.mark, one.set_at) not in known))
    return replace(case, clocks=clocks, marked=marked)


def _with_ending(case: Case, clock: Clock) -> Clock:
    if clock.stopped_at is None or clock.ended is not None:
        return clock
    return replace(clock, ended=Ending.MET if _done_at(case, clock) is not None else Ending.WITHOUT)


def _done_at(case: Case, clock: Clock) -> datetime | None:
    """When the act for which the deadline is was done; None if it was not."""
    task = case.task(clock.agency) if clock.agency is not None else None
    acked_at = task.acked_at if task is not None else None
    acts = {
        ClockKind.ACKNOWLEDGE: case.acknowledged_at if clock.agency is None else acked_at,
        ClockKind.FIRST_ACTION: case.first_action_at,
        ClockKind.ASSESS: case.assessed_at,
        ClockKind.OUTCOME: case.closed_at,
    }
    return acts.get(clock.kind, case.answered_at)


def _with_promise(case: Case, clocks: tuple[Clock, ...], reply: Clock, policy: Policy) -> tuple[Clock, ...]:
    """The answer is due three days after the report; a sooner date becomes the target for a call back. A reporter who
    got an apology was given a date in it."""
    promised = case.received_at + policy.reply
    if reply.due_at >= promised:
        return (*clocks, *_given_date(clocks, reply, policy))
    moved = replace(reply, started_at=case.received_at, due_at=promised, fired=())
    others = [clock for clock in clocks if clock is not reply]
    is_known = any(clock.kind is ClockKind.CALL_BACK for clock in others)
    wish = [] if is_known else [replace(reply, kind=ClockKind.CALL_BACK)]
    return (*others, moved, *wish, *_given_date(clocks, reply, policy))


def _given_date(clocks: tuple[Clock, ...], reply: Clock, policy: Policy) -> list[Clock]:
    """The date of the apology that went out when the answer was late."""
    is_known = any(clock.kind is ClockKind.NEW_DATE for clock in clocks)
    if is_known or "breach" not in reply.fired:
        return []
    given = replace(reply, kind=ClockKind.NEW_DATE, started_at=reply.due_at, due_at=reply.due_at + policy.reply)
    return [replace(given, fired=())]
