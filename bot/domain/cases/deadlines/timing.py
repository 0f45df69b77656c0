"""A case's deadlines: when the next step of the ladder is due, and what follows when it fires.

Source: triage-routing-clocks.md. Steps of a deadline: `half` of the time, `breach` at the due moment, `double` after
twice the time, and from the breach on `repeat-N` until the act is done. Each fires once per (case, deadline, step,
armed version). Steps that were missed together (downtime, a moved clock) fire as one, the gravest.
Deadlines of the lead carry no agency; supports have their own, twice as long. The deadline of the answer that the
receipt promised is the same in every class and never moves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.cases.case import Case, Deadline, DeadlineKind
from bot.domain.cases.deadlines.ladder_steps import LadderStep, is_repeat, repeat
from bot.domain.cases.deadlines.marks import with_ended_marks
from bot.domain.cases.record import Ending
from bot.domain.ids import AgencyKey, CaseId
from bot.domain.profile import Policy
from bot.domain.urgency import Urgency

LADDER = (LadderStep.HALF, LadderStep.BREACH, LadderStep.DOUBLE)
"""Steps that fire once each; after them reminders repeat."""
GRAVITY = {step: place for place, step in enumerate((LadderStep.REPEAT, *LADDER))}
TO_REPORTER = frozenset({DeadlineKind.REPLY, DeadlineKind.CALL_BACK, DeadlineKind.NEW_DATE})
"""Deadlines that an answer to the reporter meets."""
REPEATED_DAILY = TO_REPORTER | {DeadlineKind.OUTCOME, DeadlineKind.LOWER}
"""Deadlines that are reminded of once a day in every class, because they are not a matter of minutes."""
PROMISED = frozenset({DeadlineKind.REPLY, DeadlineKind.OUTCOME, DeadlineKind.NEW_DATE})
"""Dates that the reporter was told: nothing moves them."""
AGREED = frozenset(
    {
        DeadlineKind.ASSIGNMENT,
        DeadlineKind.LOOK_AGAIN,
        DeadlineKind.JOINT_TALK,
        DeadlineKind.QUESTION,
        DeadlineKind.LOWER,
    }
)
"""Dates that people have set: a class that rises does not move them."""
NO_PART = frozenset({DeadlineKind.TRANSFER, DeadlineKind.QUESTION, DeadlineKind.LOWER})
"""Deadlines that do not belong to a body's part: they run on when the part ends."""
AFTER_CLOSING = frozenset({DeadlineKind.LOOK_AGAIN})
"""Deadlines that run while the case is closed."""
ONLY_WHEN_DUE = frozenset({DeadlineKind.QUESTION})
"""Deadlines with one step: nobody is reminded at half the time, nor after it."""


@dataclass(frozen=True)
class Due:
    """A step whose moment has come."""

    deadline: Deadline
    step: str
    at: datetime


def limit_of(kind: DeadlineKind, urgency: Urgency, policy: Policy) -> timedelta:
    """How long the act may take in this class. Raises KeyError where no class sets it: a call back that the district
    does not want, a date that people set."""
    limits = policy.limits[urgency]
    by_kind: Mapping[DeadlineKind, timedelta | None] = {
        DeadlineKind.ACKNOWLEDGE: limits.acknowledge,
        DeadlineKind.FIRST_ACTION: limits.first_action,
        DeadlineKind.ASSESS: limits.assess,
        DeadlineKind.REPLY: policy.reply,
        DeadlineKind.OUTCOME: policy.outcome,
        DeadlineKind.CALL_BACK: limits.call_back,
        DeadlineKind.NEW_DATE: policy.reply,
        DeadlineKind.TRANSFER: limits.acknowledge,
        DeadlineKind.DECIDE: limits.acknowledge,
        DeadlineKind.LOWER: limits.assess,
    }
    limit = by_kind.get(kind)
    if limit is None:
        raise KeyError(kind)
    return limit


def limit_of_support(kind: DeadlineKind, urgency: Urgency, policy: Policy) -> timedelta:
    """How long the act may take a supporting body in this class."""
    return limit_of(kind, urgency, policy) * policy.support_factor


def arm(
    kind: DeadlineKind, agency: AgencyKey | None, urgency: Urgency, policy: Policy, now: datetime, version: int
) -> Deadline:
    """A deadline that starts now. A body that is asked to lead has a lead's time."""
    is_lead = agency is None or kind is DeadlineKind.TRANSFER
    time = (limit_of if is_lead else limit_of_support)(kind, urgency, policy)
    return Deadline(kind, agency, now, now + time, version)


def tightened(deadline: Deadline, urgency: Urgency, policy: Policy, now: datetime, version: int) -> Deadline:
    """The running deadline under a higher class: set anew from now where that is sooner; never later, and never into
    the past by the change alone (L14). What the reporter was promised stays.

    An act may have begun before the deadline did, and be stored after it. Such an act sets nothing anew that was told
    already, and no deadline earlier than it began.
    """
    has_limit = deadline.kind is not DeadlineKind.CALL_BACK or policy.limits[urgency].call_back is not None
    is_passed = deadline.stopped_at is not None or LadderStep.BREACH in deadline.fired
    if is_passed or deadline.kind in PROMISED | AGREED or not has_limit:
        return deadline
    fresh = arm(deadline.kind, deadline.agency, urgency, policy, max(now, deadline.started_at), version)
    return fresh if fresh.due_at < deadline.due_at else deadline


def tightened_all(
    deadlines: Iterable[Deadline], urgency: Urgency, policy: Policy, now: datetime, version: int
) -> tuple[Deadline, ...]:
    """All deadlines of a case under a higher class, with the call back that the district wants in it."""
    found = tuple(tightened(deadline, urgency, policy, now, version) for deadline in deadlines)
    return (*found, *call_back(found, urgency, policy, now, version))


def call_back(
    deadlines: Iterable[Deadline], urgency: Urgency, policy: Policy, now: datetime, version: int
) -> tuple[Deadline, ...]:
    """The deadline of the district's faster target, where it is sooner than the promised answer; once in a case."""
    known = {deadline.kind: deadline for deadline in deadlines if deadline.agency is None and deadline.of is None}
    reply = known.get(DeadlineKind.REPLY)
    if policy.limits[urgency].call_back is None or DeadlineKind.CALL_BACK in known:
        return ()
    wish = arm(DeadlineKind.CALL_BACK, None, urgency, policy, now, version)
    is_faster = reply is not None and reply.stopped_at is None and wish.due_at < reply.due_at
    return (wish,) if is_faster else ()


def stop(case: Case, kind: DeadlineKind, agency: AgencyKey | None, now: datetime, *, of: CaseId | None = None) -> Case:
    """The act is done: its deadline fires no more. `of`: the merged case whose reporter was promised it."""
    here = [c for c in case.deadlines if c.kind is kind and c.agency == agency and c.of == of]
    return _stopped(case, here, now, Ending.MET)


def stop_for_all(case: Case, kind: DeadlineKind, now: datetime) -> Case:
    """The act is done for every report of the case, also those of merged cases."""
    return _stopped(case, [c for c in case.deadlines if c.kind is kind and c.agency is None], now, Ending.MET)


def stop_assignment(case: Case, assignment: int, now: datetime, ending: Ending) -> Case:
    """Stops the deadline of one task."""
    return _stopped(case, _of(case, DeadlineKind.ASSIGNMENT, assignment), now, ending)


def stop_question(case: Case, question: int, now: datetime, ending: Ending) -> Case:
    """Stops the deadline of one question."""
    return _stopped(case, _of(case, DeadlineKind.QUESTION, question), now, ending)


def _of(case: Case, kind: DeadlineKind, item: int) -> list[Deadline]:
    return [deadline for deadline in case.deadlines if (deadline.kind, deadline.item) == (kind, item)]


def end_kind(case: Case, kind: DeadlineKind, now: datetime) -> Case:
    """Stops the deadlines of this kind, their act not done."""
    return _stopped(case, [c for c in case.deadlines if c.kind is kind], now, Ending.WITHOUT)


def is_running(case: Case, deadline: Deadline) -> bool:
    """Whether the deadline fires: until it is stopped, and in a closed case only one that runs after closing."""
    return deadline.stopped_at is None and (case.is_open or deadline.kind in AFTER_CLOSING)


def end_without(case: Case, now: datetime, agency: AgencyKey | None = None, *, everything: bool = False) -> Case:
    """Stops the deadlines of one support that leaves, or all of them when the case closes: none of their acts was done.
    Whether an answer on its way meets its deadline is known only when it arrives."""
    mine = [c for c in case.deadlines if c.agency == agency and c.kind not in NO_PART]
    ended = [c for c in case.deadlines if not (case.outgoing and c.kind in TO_REPORTER)] if everything else mine
    return _stopped(case, ended, now, Ending.WITHOUT)


def _stopped(case: Case, which: list[Deadline], now: datetime, ending: Ending) -> Case:
    ended = {
        deadline: replace(deadline, stopped_at=now, ended=ending) for deadline in which if deadline.stopped_at is None
    }
    deadlines = tuple(ended.get(deadline, deadline) for deadline in case.deadlines)
    return replace(case, deadlines=deadlines, marked=with_ended_marks(case.marked, ended.values()))


def acknowledge_due(case: Case) -> datetime | None:
    """When the lead must have acknowledged; None once that deadline is stopped."""
    running = (
        c for c in case.deadlines if c.kind is DeadlineKind.ACKNOWLEDGE and c.agency is None and c.stopped_at is None
    )
    return next((deadline.due_at for deadline in running), None)


def repeats_fired(deadline: Deadline) -> int:
    """The number of the last repeat that fired; 0 before the first."""
    return max((int(step.split("-")[1]) for step in deadline.fired if is_repeat(step)), default=0)


def repeat_at(deadline: Deadline, number: int, urgency: Urgency, policy: Policy, zone: ZoneInfo) -> datetime:
    """When `repeat-number` is due: at regular times after the due moment, or daily at the district's hour (also across
    changes of summer time)."""
    every = policy.limits[urgency].repeat
    if every is not None and deadline.kind not in REPEATED_DAILY:
        return deadline.due_at + every * number
    local = deadline.due_at.astimezone(zone)
    day = local.date() + timedelta(days=number if local.time() >= policy.daily_at else number - 1)
    return datetime.combine(day, policy.daily_at, zone).astimezone(deadline.due_at.tzinfo)


def repeats(case: Case, deadline: Deadline) -> bool:
    """Whether the deadline repeats: only the earliest running one of an agency does, so that each agency gets one
    reminder and not five."""
    body = deadline.agency or case.lead
    rivals = [c for c in case.deadlines if is_running(case, c) and (c.agency or case.lead) == body]
    return min(rivals, key=lambda c: (c.due_at, c.kind)) == deadline


def next_step(case: Case, deadline: Deadline, policy: Policy, zone: ZoneInfo) -> Due | None:
    """The next step of the deadline that has not fired; None once it is stopped."""
    if deadline.stopped_at is not None:
        return None
    time = deadline.due_at - deadline.started_at
    fixed = {LadderStep.HALF: policy.half, LadderStep.BREACH: 1.0, LadderStep.DOUBLE: policy.double}
    fixed = {LadderStep.BREACH: 1.0} if deadline.kind in ONLY_WHEN_DUE else fixed
    ahead = [
        Due(deadline, step.value, deadline.started_at + time * factor)
        for step, factor in fixed.items()
        if step not in deadline.fired
    ]
    if LadderStep.BREACH in deadline.fired and deadline.kind not in ONLY_WHEN_DUE and repeats(case, deadline):
        number = repeats_fired(deadline) + 1
        ahead.append(Due(deadline, repeat(number), repeat_at(deadline, number, case.urgency, policy, zone)))
    return min(ahead, key=lambda due: due.at, default=None)


def next_at(case: Case, policy: Policy, zone: ZoneInfo) -> datetime | None:
    """When the case must be looked at again; None for a case in which no deadline runs."""
    steps = [next_step(case, deadline, policy, zone) for deadline in case.deadlines if is_running(case, deadline)]
    outgoing = [one.leaves_at for one in case.outgoing if one.left_at is None]
    return min([*outgoing, *(due.at for due in steps if due is not None)], default=None)
