"""The steps of a case, one function each; what casework.md does not list is refused. Each step makes a new version."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases import assignments
from bot.domain.cases.acting import first_in_life, next_version, require_open
from bot.domain.cases.assessment.assessment import assessed_class, checked
from bot.domain.cases.assessment.classes import under_higher
from bot.domain.cases.assessment.talks import called_by_divergence
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Part, Task, TaskState
from bot.domain.cases.deadlines import timing
from bot.domain.cases.flags import Flag
from bot.domain.cases.reporter.outgoing_answers import met
from bot.domain.cases.stages import handover
from bot.domain.cases.stages.rerouting import (
    OWN_DEADLINES,
    SUPPORT_DEADLINES,
    merged_deadlines,
    merged_tasks,
    under_lead,
    without_overtaken,
)
from bot.domain.cases.stages.transfer import with_bodies_as_they_are
from bot.domain.cases.work import Measure, Opinion
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey, CaseId, PersonKey
from bot.domain.intake.routing import route
from bot.domain.intake.triage import triage
from bot.domain.profile import Policy, Profile


def acknowledge(case: Case, agency: AgencyKey, person: PersonKey, now: datetime) -> Case:
    """The body acknowledges (L3). For the lead the case is acknowledged; a support acknowledges its own part."""
    task = _own_open_task(case, agency)
    if task.part is Part.COPY:
        raise IllegalStep("copy-only-watches")
    if task.state is not TaskState.ALERTED:
        raise IllegalStep("already-acknowledged")
    case = case.with_task(replace(task, state=TaskState.ACKED, acked_at=now, acked_by=person))
    if task.part is Part.SUPPORT:
        return next_version(timing.stop(case, DeadlineKind.ACKNOWLEDGE, agency, now))
    case = timing.stop(case, DeadlineKind.ACKNOWLEDGE, None, now)
    state = CaseState.ACKNOWLEDGED if case.state is CaseState.RECEIVED else case.state
    return next_version(replace(case, state=state, acknowledged_at=first_in_life(case, case.acknowledged_at, now)))


def decline(case: Case, agency: AgencyKey, reason: str, now: datetime) -> Case:
    """L5: 'not ours', with a reason. The lead cannot (somebody must answer for the case); nor can the last one left."""
    task = _own_open_task(case, agency)
    if task.part is Part.LEAD:
        raise IllegalStep("lead-cannot-decline")
    if task.part is Part.COPY:
        raise IllegalStep("copy-only-watches")
    case = case.with_task(replace(task, state=TaskState.DECLINED, reason=reason))
    case = assignments.declined_with_part(case, agency, None, now)
    return next_version(with_bodies_as_they_are(timing.end_without(case, now, agency), now))


def hand_on(case: Case, person: PersonKey, policy: Policy, now: datetime) -> Case:
    """Somebody has handed the case on: what they had acknowledged for their body waits again, with a deadline begun
    anew, and so do their tasks. Where it was handed over to them, the next one is sought. The very same case when
    nothing that is still open was theirs."""
    left = assignments.given_up(case, person)
    for task in [task for task in case.tasks if task.is_open and task.acked_by == person]:
        left = _waiting_again(left, task, policy, now)
    left = handover.given_up(left, person)
    return case if left == case else next_version(left)


def _waiting_again(case: Case, task: Task, policy: Policy, now: datetime) -> Case:
    key = None if task.part is Part.LEAD else task.agency
    case = case.with_task(replace(task, state=TaskState.ALERTED, acked_at=None, acked_by=None))
    anew = timing.arm(DeadlineKind.ACKNOWLEDGE, key, case.urgency, policy, now, case.version + 1)
    others = (deadline for deadline in case.deadlines if (deadline.kind, deadline.agency) != (anew.kind, key))
    return replace(case, deadlines=(*others, anew))


def recuse_body(profile: Profile, case: Case, agency: AgencyKey, facts: frozenset[str], now: datetime) -> Case:
    """A whole body hands the case on: it is barred like one that a conflict rule names, and the bodies that are left
    take its part by the same routing. IllegalStep (key nobody-left) when none is."""
    require_open(case)
    barred = tuple(dict.fromkeys((*case.barred, agency)))
    routing = route(profile, facts, triage(profile.triage, facts), recused=barred)
    if routing.lead in barred:
        raise IllegalStep("nobody-left")
    tasks = merged_tasks(case, routing, barred, now)
    deadlines = merged_deadlines(case, tasks, case.urgency, profile.policy, now)
    left = replace(case, tasks=tasks, barred=barred, deadlines=deadlines, flags=case.flags | {Flag.CONFLICT})
    return next_version(with_bodies_as_they_are(without_overtaken(case, left), now))


def assess(case: Case, opinion: Opinion, policy: Policy, now: datetime) -> Case:
    """L6: one agency's view. The lead's makes the case assessed; any may raise the class, none lowers it."""
    require_open(case)
    if case.task(opinion.agency) is None:
        raise NotAllowed
    leads = opinion.agency == case.lead
    if leads and case.state is CaseState.RECEIVED:
        raise IllegalStep("acknowledge-first")
    checked(opinion, own_words=case.own_words)
    others = tuple(o for o in case.opinions if o.agency != opinion.agency)
    case = with_urgency(replace(case, opinions=(*others, opinion)), policy, now)
    if leads:
        case = timing.stop(case, DeadlineKind.ASSESS, None, now)
        state = CaseState.ASSESSED if case.state is CaseState.ACKNOWLEDGED else case.state
        case = next_version(replace(case, state=state, assessed_at=first_in_life(case, case.assessed_at, now)))
        return _in_progress(case) if case.first_action_at is not None else case
    return next_version(case)


def _in_progress(case: Case) -> Case:
    """L8: an assessed case with an action on record, in whichever order they came."""
    return replace(case, state=CaseState.IN_PROGRESS) if case.state is CaseState.ASSESSED else case


def with_urgency(case: Case, policy: Policy, now: datetime) -> Case:
    """The class that the opinions call for; running deadlines are shortened with it, never extended (L14)."""
    urgency = assessed_class(case)
    return case if urgency is case.urgency else under_higher(case, urgency, policy, now)


def answered(case: Case, now: datetime, *, of: CaseId | None = None) -> Case:
    """The reporter was answered: the first answer stops the 3-day deadline, the wish for a call back, the new date.
    `of`: the reporter of a case that was merged into this one; nobody else is answered by it."""
    require_open(case)
    return next_version(met(case, now, of=of))


def act(case: Case, by: By, words: str) -> Case:
    """L8: an action is on record. The lead's first stops its deadline, and an assessed case is then in progress."""
    task = _own_open_task(case, by.agency)
    if task.state is TaskState.ALERTED:
        raise IllegalStep("acknowledge-first")
    measures = (*case.measures, Measure(by.agency, by.person, by.at, words))
    case = replace(case, measures=measures).with_task(replace(task, state=TaskState.WORKING))
    if task.part is Part.LEAD:
        case = timing.stop(case, DeadlineKind.FIRST_ACTION, None, by.at)
        case = _in_progress(replace(case, first_action_at=first_in_life(case, case.first_action_at, by.at)))
    return next_version(case)


def take_over(case: Case, agency: AgencyKey, policy: Policy, now: datetime) -> Case:
    """The police take a silent lead's P1 case over. The older lead goes on as support, with a support's time to
    acknowledge where it has not; deadlines are not set back."""
    if agency == case.lead or agency in case.barred:
        raise IllegalStep("already-lead")
    task = case.task(agency) or Task(agency, Part.SUPPORT, TaskState.ALERTED, now)
    others = (old for old in case.tasks if old.agency != agency)
    tasks = tuple(under_lead(agency, old, case) for old in (task, *others))
    deadlines = [deadline for deadline in case.deadlines if deadline.agency != agency or deadline.kind in OWN_DEADLINES]
    left = next(task for task in tasks if task.agency == case.lead)
    if left.state is TaskState.ALERTED:
        kinds, version = SUPPORT_DEADLINES, case.version + 1
        deadlines += [timing.arm(kind, case.lead, case.urgency, policy, now, version) for kind in kinds]
    taken = without_overtaken(case, replace(case, tasks=tasks, deadlines=tuple(deadlines)))
    return called_by_divergence(next_version(with_bodies_as_they_are(taken, now)), now)


def flag_sealed(case: Case) -> Case:
    """Somebody has sealed a file of the case (SG36)."""
    return next_version(replace(case, flags=case.flags | {Flag.SEALED_MEDIA}))


def running(case: Case, kind: DeadlineKind, agency: AgencyKey | None = None) -> Deadline | None:
    """The unstopped deadline of that kind; agency None: the lead's."""
    own = (c for c in case.deadlines if c.agency == agency and c.of is None)
    found = (c for c in own if c.kind is kind and c.stopped_at is None)
    return next(found, None)


def time_to_acknowledge(case: Case, agency: AgencyKey, allowed: timedelta) -> tuple[datetime, datetime] | None:
    """Since when the body's part waits, and by when it must be acknowledged: after `allowed` where no such deadline
    runs. None for a body without a part."""
    part = case.task(agency)
    if part is None:
        return None
    deadline = running(case, DeadlineKind.ACKNOWLEDGE, None if agency == case.lead else agency)
    return part.alerted_at, part.alerted_at + allowed if deadline is None else deadline.due_at


def _own_open_task(case: Case, agency: AgencyKey) -> Task:
    task = case.task(agency)
    if task is None:
        raise NotAllowed
    require_open(case)
    if not task.is_open:
        raise IllegalStep("declined-already")
    return task
