"""Which parts and deadlines a case has when its routing changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.cases.case import (
    Case,
    Deadline,
    DeadlineKind,
    Part,
    Task,
    TaskState,
)
from bot.domain.cases.deadlines import timing
from bot.domain.ids import AgencyKey
from bot.domain.intake.routing import Routing
from bot.domain.profile import Policy
from bot.domain.urgency import Urgency

LEAD_DEADLINES = (
    DeadlineKind.ACKNOWLEDGE,
    DeadlineKind.FIRST_ACTION,
    DeadlineKind.ASSESS,
    DeadlineKind.REPLY,
    DeadlineKind.OUTCOME,
)
"""Every case has these deadlines; a call back only in classes in which the district wants one."""
SUPPORT_DEADLINES = (DeadlineKind.ACKNOWLEDGE,)
OWN_DEADLINES = timing.NO_PART | {DeadlineKind.ASSIGNMENT}
"""Deadlines of one task or one proposal: they do not belong to what a body has as lead or support."""


def tasks_of(routing: Routing, now: datetime) -> tuple[Task, ...]:
    parts = [(routing.lead, Part.LEAD), *((key, Part.SUPPORT) for key in routing.supports)]
    parts += [(key, Part.COPY) for key in routing.copy]
    return tuple(Task(key, part, TaskState.ALERTED, now) for key, part in parts)


def without_overtaken(was: Case, case: Case) -> Case:
    """Drops a closing that was proposed under another class or another lead: it must be proposed anew."""
    is_overtaken = case.urgency is not was.urgency or case.lead != was.lead
    return replace(case, proposal=None) if is_overtaken else case


def merged_deadlines(
    case: Case, tasks: tuple[Task, ...], urgency: Urgency, policy: Policy, now: datetime
) -> tuple[Deadline, ...]:
    """The running deadlines under the present class. New supports get theirs; those of agencies that left or lead are
    removed."""
    version = case.version + 1
    here = {task.agency for task in tasks if task.part is not Part.LEAD}
    known = {deadline.agency for deadline in case.deadlines if deadline.kind not in OWN_DEADLINES}
    stay = [
        deadline
        for deadline in case.deadlines
        if deadline.agency is None or deadline.kind in OWN_DEADLINES or deadline.agency in here
    ]
    remaining = [*timing.tightened_all(stay, urgency, policy, now, version)]
    remaining = _lead_deadlines(
        remaining, [task for task in tasks if task.agency != case.lead], urgency, policy, now, version
    )
    silent = [task for task in tasks if task.part is Part.SUPPORT and task.state is TaskState.ALERTED]
    joined = [task.agency for task in silent if task.agency not in known]
    return (
        *remaining,
        *(timing.arm(k, key, urgency, policy, now, version) for key in joined for k in SUPPORT_DEADLINES),
    )


def _lead_deadlines(
    deadlines: list[Deadline], tasks: Sequence[Task], urgency: Urgency, policy: Policy, now: datetime, version: int
) -> list[Deadline]:
    """Adds a deadline to acknowledge for a body that becomes lead after another lead had acknowledged. `tasks` holds
    the parts of bodies that did not lead before. A body that took the case over gets no new deadline."""
    waits = any(task.part is Part.LEAD and task.state is TaskState.ALERTED for task in tasks)
    own = [deadline for deadline in deadlines if deadline.kind is DeadlineKind.ACKNOWLEDGE and deadline.agency is None]
    if not waits or any(deadline.stopped_at is None for deadline in own):
        return deadlines
    others = [deadline for deadline in deadlines if deadline not in own]
    return [*others, timing.arm(DeadlineKind.ACKNOWLEDGE, None, urgency, policy, now, version)]


def merged_tasks(case: Case, routing: Routing, barred: tuple[AgencyKey, ...], now: datetime) -> tuple[Task, ...]:
    """Adds the parts of new agencies to the parts that exist. Parts that exist stay. A barred agency never joins, also
    when the answers now name it."""
    remaining = {task.agency: task for task in case.tasks if task.agency not in barred}
    for task in tasks_of(routing, now):
        if task.agency not in barred:
            remaining.setdefault(task.agency, task)
    lead = _merged_lead(case, routing, remaining)
    return tuple(under_lead(lead, task, case) for task in remaining.values())


def _merged_lead(case: Case, routing: Routing, remaining: Mapping[AgencyKey, Task]) -> AgencyKey:
    """The lead changes only before it acknowledged, or when it must not know. A body that said 'not ours' becomes lead
    only when nobody else is left."""
    stays = [case.lead] if case.lead in remaining else []
    wanted = [
        key for key in (routing.lead, *routing.supports, *remaining) if key in remaining and remaining[key].is_open
    ]
    if stays and (case.acknowledged_at is not None or routing.lead not in wanted):
        return case.lead
    return next(iter((*wanted, *stays, *remaining)))


def under_lead(lead: AgencyKey, task: Task, case: Case) -> Task:
    """The part once `lead` leads. A new lead that acknowledged only as a support must acknowledge as lead (L3)."""
    if task.agency != lead:
        return replace(task, part=Part.SUPPORT) if task.part is Part.LEAD else task
    if task.part is Part.LEAD or (task.is_open and case.acknowledged_at is not None):
        return replace(task, part=Part.LEAD)
    return replace(task, part=Part.LEAD, state=TaskState.ALERTED, acked_at=None, acked_by=None, reason="")
