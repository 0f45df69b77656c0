"""L4: another body leads, when it accepts; until then the old lead answers for the case. Bodies brought in beside it.

Source: casework.md, Transfer and Bring in. The old lead stays the owner until the new one has accepted. No deadline is
set back: once in a case the lead's first action and assessment are due no sooner than one acknowledge time after the
change. What was promised to the reporter never moves.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.acting import first_in_life, next_version, require_open
from bot.domain.cases.assessment.classes import without_overtaken_lowering
from bot.domain.cases.assessment.talks import called_by_divergence
from bot.domain.cases.assignments import given_to_lead
from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Part, Task, TaskState
from bot.domain.cases.deadlines import timing
from bot.domain.cases.deadlines.firing import Consequence
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.cases.stages.ending import nobody_goes_on
from bot.domain.cases.work import Transfer, TransferState
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.profile import Policy, Profile

GRACED = frozenset({DeadlineKind.FIRST_ACTION, DeadlineKind.ASSESS})
"""Deadlines of the lead that a new one gets a little more time for, once in a case."""
RETURN_REASONS = ("not_ours", "no_ground", "other_body", "other_district", "conflict")
"""Why a body gives a case back. The list is closed, because the reason is said in a group."""
RETURNS = 2
"""The number of returns in a row after which supervisors decide."""


def offered(case: Case, bodies: Iterable[AgencyKey]) -> tuple[AgencyKey, ...]:
    """The bodies that may be asked to lead: all but the lead, and never one that must not know of the case."""
    return tuple(key for key in may_be_named(case, bodies) if key != case.lead)


def may_be_named(case: Case, bodies: Iterable[AgencyKey]) -> tuple[AgencyKey, ...]:
    """The bodies that supervisors may name as lead, the present one too."""
    return tuple(key for key in bodies if key not in case.barred)


def may_join(case: Case, bodies: Iterable[AgencyKey]) -> tuple[AgencyKey, ...]:
    """The bodies that may be brought in: those without a part of their own."""
    here = {task.agency for task in case.tasks if task.is_acting}
    return tuple(key for key in may_be_named(case, bodies) if key not in here)


def propose(case: Case, to: AgencyKey, reason: str, person: PersonKey, policy: Policy, now: datetime) -> Case:
    """The lead asks another body to lead. Its answer is due in the acknowledge time of the class."""
    require_open(case)
    if case.transfer is not None:
        raise IllegalStep("transfer-waits")
    if to == case.lead or to in case.barred:
        raise IllegalStep("not-an-option")
    if not reason.strip():
        raise IllegalStep("reason-needed")
    asked = Transfer(case.lead, to, person, now, reason)
    deadline = timing.arm(DeadlineKind.TRANSFER, to, case.urgency, policy, now, case.version + 1)
    others = tuple(c for c in case.deadlines if c.kind not in {DeadlineKind.TRANSFER, DeadlineKind.DECIDE})
    return next_version(replace(case, transfers=(*case.transfers, asked), deadlines=(*others, deadline)))


def accept(case: Case, agency: AgencyKey, person: PersonKey, policy: Policy, now: datetime) -> Case:
    """The body that was asked leads from now on: accepting is its acknowledgement. The proposer cannot accept."""
    asked = _asked(case, agency, person)
    case = timing.stop(case, DeadlineKind.TRANSFER, agency, now)
    case = _with_last(case, replace(asked, state=TransferState.ACCEPTED, ended_at=now, ended_by=person))
    case = _led_by(case, agency, policy, now)
    leading = replace(_task(case, agency), state=TaskState.ACKED, acked_at=now, acked_by=person)
    case = case.with_task(leading)
    case = timing.stop(case, DeadlineKind.ACKNOWLEDGE, None, now)
    state = CaseState.ACKNOWLEDGED if case.state is CaseState.RECEIVED else case.state
    led = replace(case, state=state, acknowledged_at=first_in_life(case, case.acknowledged_at, now))
    return called_by_divergence(next_version(led), now)


def give_back(case: Case, agency: AgencyKey, reason: str, person: PersonKey, policy: Policy, now: datetime) -> Case:
    """The body that was asked declines the lead, with a reason. The first time the old lead asks another body. The
    second time supervisors decide."""
    asked = _asked(case, agency, person)
    if not reason.strip():
        raise IllegalStep("reason-needed")
    is_late = asked.state is TransferState.UNDECIDED
    is_last = returns_in_a_row(case) + 1 >= RETURNS
    deadline = next(c for c in case.deadlines if c.kind is DeadlineKind.TRANSFER and c.stopped_at is None)
    case = timing.stop(case, DeadlineKind.TRANSFER, agency, now)
    if not is_late and not is_last:
        return next_version(
            _with_last(case, replace(asked, state=TransferState.RETURNED, ended_at=now, ended_by=person, answer=reason))
        )
    if is_late:
        waiting = replace(deadline, kind=DeadlineKind.DECIDE, agency=None, armed_version=case.version + 1)
    else:
        waiting = timing.arm(DeadlineKind.DECIDE, None, case.urgency, policy, now, case.version + 1)
    case = replace(case, deadlines=(*case.deadlines, waiting))
    return next_version(_with_last(case, replace(asked, state=TransferState.UNDECIDED, answer=reason)))


def returns_in_a_row(case: Case) -> int:
    """How often the case was returned since a body last accepted it or was named."""
    count = 0
    for one in reversed(case.transfers):
        if one.state in {TransferState.ACCEPTED, TransferState.DECIDED}:
            break
        count += int(bool(one.answer))
    return count


def decide(case: Case, to: AgencyKey, person: PersonKey | None, policy: Policy, now: datetime) -> Case:
    """Supervisors, or the rule (`person` None), name the lead; the old one may be named too. Who leads anew has to
    acknowledge."""
    waiting = case.transfer
    require_open(case)
    if waiting is None or waiting.state is not TransferState.UNDECIDED:
        raise IllegalStep("nothing-to-decide")
    if to in case.barred:
        raise IllegalStep("not-an-option")
    case = timing.end_kind(case, DeadlineKind.TRANSFER, now)
    if person is not None:
        case = timing.stop(case, DeadlineKind.DECIDE, None, now)
    case = timing.end_kind(case, DeadlineKind.DECIDE, now)
    case = _with_last(case, replace(waiting, state=TransferState.DECIDED, to=to, ended_at=now, ended_by=person))
    if to == case.lead:
        return next_version(case)
    return called_by_divergence(next_version(_to_acknowledge(_led_by(case, to, policy, now), policy, now)), now)


def after_step(profile: Profile, case: Case, consequence: Consequence, now: datetime) -> Case:
    """What silence brings: at the due moment supervisors are to decide; after twice the time the rule does."""
    waiting = case.transfer
    if waiting is None or consequence.deadline.kind not in {DeadlineKind.TRANSFER, DeadlineKind.DECIDE}:
        return case
    if consequence.breached and waiting.state is TransferState.PROPOSED:
        waiting = replace(waiting, state=TransferState.UNDECIDED)
        case = _with_last(case, waiting)
    if consequence.kind is LadderStep.DOUBLE and waiting.state is TransferState.UNDECIDED:
        return decide(case, by_rule(profile, case), None, profile.policy, now)
    return case


def deadlines_of_transfer(case: Case) -> list[Deadline]:
    """The deadlines by which somebody accepts, returns or decides."""
    kinds = {DeadlineKind.TRANSFER, DeadlineKind.DECIDE}
    return [deadline for deadline in case.deadlines if deadline.kind in kinds and deadline.stopped_at is None]


def by_rule(profile: Profile, case: Case) -> AgencyKey:
    """The body that leads when nobody decides: the police in P1 and P2, the body for families in the rest. A body that
    must not know of the case is passed over. The lead that wanted to hand the case on stays lead only when no other
    body is left."""
    in_order = ("police", "families") if case.urgency.is_grave else ("families", "police")
    named = [key for role in in_order for key, body in profile.agencies.items() if role in body.roles]
    parts = [task.agency for task in case.tasks if task.is_open and task.part is Part.SUPPORT]
    wanted = [key for key in (*named, *parts) if key not in case.barred]
    return next((key for key in wanted if key != case.lead), case.lead)


def bring_in(case: Case, agency: AgencyKey, policy: Policy, now: datetime) -> Case:
    """Another body gets a part of its own, with its own time to acknowledge. What it thought of the case before counts
    again."""
    require_open(case)
    if agency in case.barred:
        raise IllegalStep("not-an-option")
    known = case.task(agency)
    if known is not None and known.is_acting:
        raise IllegalStep("has-a-part")
    task = Task(agency, Part.SUPPORT, TaskState.ALERTED, now)
    deadline = timing.arm(DeadlineKind.ACKNOWLEDGE, agency, case.urgency, policy, now, case.version + 1)
    others = tuple(old for old in case.tasks if old.agency != agency)
    deadlines = tuple(c for c in case.deadlines if (c.kind, c.agency) != (DeadlineKind.ACKNOWLEDGE, agency))
    return called_by_divergence(
        next_version(replace(case, tasks=(*others, task), deadlines=(*deadlines, deadline))), now
    )


def finish_part(case: Case, agency: AgencyKey, now: datetime) -> Case:
    """A body that helps has nothing to add: its part is done. Its own tasks are done or declined first."""
    require_open(case)
    task = case.task(agency)
    if task is None or task.part is Part.COPY:
        raise NotAllowed
    if task.part is Part.LEAD:
        raise IllegalStep("lead-closes")
    if task.state is TaskState.ALERTED:
        raise IllegalStep("acknowledge-first")
    if not task.is_open:
        raise IllegalStep("declined-already")
    if any(one.is_open and one.agency == agency for one in case.assignments):
        raise IllegalStep("tasks-first")
    return next_version(with_bodies_as_they_are(case.with_task(replace(task, state=TaskState.DONE)), now))


def with_bodies_as_they_are(case: Case, now: datetime) -> Case:
    """After parts have changed: tasks of a body without a part are the lead's, and proposals that make no sense any
    more are withdrawn. The very same case where nothing of it changes."""
    case = without_overtaken_lowering(case, now)
    case = replace(case, proposal=None) if nobody_goes_on(case) else case
    here = {task.agency for task in case.tasks if task.is_open}
    left = {one.id for one in case.assignments if one.is_open and one.agency not in here}
    if left:
        case = given_to_lead(case, left)
    waiting = case.transfer
    if waiting is None or (waiting.from_agency == case.lead and waiting.to not in {*case.barred, case.lead}):
        return case
    case = timing.end_kind(timing.end_kind(case, DeadlineKind.TRANSFER, now), DeadlineKind.DECIDE, now)
    return _with_last(case, replace(waiting, state=TransferState.WITHDRAWN, ended_at=now))


def _led_by(case: Case, agency: AgencyKey, policy: Policy, now: datetime) -> Case:
    """The case, led by this body. The old lead has no part any more, and its open tasks go to the new lead."""
    old = case.lead
    helping = case.task(agency)
    known = helping if helping is not None and helping.is_acting else Task(agency, Part.SUPPORT, TaskState.ALERTED, now)
    deadlines = tuple(c for c in case.deadlines if not (c.kind is DeadlineKind.ACKNOWLEDGE and c.agency == agency))
    left = replace(_task(case, old), part=Part.SUPPORT, state=TaskState.TRANSFERRED)
    others = (left if task.agency == old else task for task in case.tasks if task.agency != agency)
    case = replace(case, tasks=(replace(known, part=Part.LEAD), *others), deadlines=deadlines, proposal=None)
    return _with_grace(with_bodies_as_they_are(case, now), policy, now)


def _to_acknowledge(case: Case, policy: Policy, now: datetime) -> Case:
    """The lead was named and has not said yes: it acknowledges, in its own time where that deadline runs no more."""
    lead = replace(_task(case, case.lead), state=TaskState.ALERTED, acked_at=None, acked_by=None)
    case = case.with_task(lead)
    own = [c for c in case.deadlines if c.kind is DeadlineKind.ACKNOWLEDGE and c.agency is None]
    if any(c.stopped_at is None for c in own):
        return case
    deadline = timing.arm(DeadlineKind.ACKNOWLEDGE, None, case.urgency, policy, now, case.version + 1)
    return replace(case, deadlines=(*(c for c in case.deadlines if c not in own), deadline))


def _with_grace(case: Case, policy: Policy, now: datetime) -> Case:
    if case.has_had_grace:
        return case
    soonest = now + policy.limits[case.urgency].acknowledge
    return replace(case, deadlines=tuple(_no_sooner(c, soonest, case) for c in case.deadlines), has_had_grace=True)


def _no_sooner(deadline: Deadline, soonest: datetime, case: Case) -> Deadline:
    is_meant = deadline.kind in GRACED and deadline.agency is None and deadline.stopped_at is None
    if not is_meant or deadline.due_at >= soonest:
        return deadline
    given: timedelta = soonest - deadline.due_at
    return replace(
        deadline, started_at=deadline.started_at + given, due_at=soonest, armed_version=case.version + 1, fired=()
    )


def _asked(case: Case, agency: AgencyKey, person: PersonKey) -> Transfer:
    """The proposal that this body may answer."""
    require_open(case)
    waiting = case.transfer
    if waiting is None or waiting.to != agency or waiting.answer:
        raise IllegalStep("nothing-to-accept")
    if agency in case.barred:
        raise NotAllowed
    if waiting.proposed_by == person:
        raise IllegalStep("second-person-needed")
    return waiting


def _task(case: Case, agency: AgencyKey) -> Task:
    task = case.task(agency)
    if task is None:
        raise NotAllowed
    return task


def _with_last(case: Case, transfer: Transfer) -> Case:
    return replace(case, transfers=(*case.transfers[:-1], transfer))
