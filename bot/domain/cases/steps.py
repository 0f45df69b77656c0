"""The steps of a case, one function each; what casework.md does not list is refused. Each step makes a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.cases import assignments, deadlines
from bot.domain.cases.assessment import assessed_class, checked
from bot.domain.cases.case import (
    Case,
    CaseState,
    Clock,
    ClockKind,
    Flag,
    Part,
    Task,
    TaskState,
    first_in_life,
    next_version,
    require_open,
)
from bot.domain.cases.classes import class_told, under_higher
from bot.domain.cases.outgoing_answers import met
from bot.domain.cases.tally import told_of
from bot.domain.cases.transfer import with_bodies_as_they_are
from bot.domain.cases.work import Measure, Opinion
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, PersonKey
from bot.domain.intake.facts import age_band, area_of, harms_of
from bot.domain.intake.media import is_withheld
from bot.domain.intake.report import Report
from bot.domain.intake.routing import Routing, route
from bot.domain.intake.staff_intake import channel_of
from bot.domain.intake.triage import Triage, triage
from bot.domain.profile import Policy, Profile
from bot.domain.urgency import Urgency, most_urgent

LEAD_CLOCKS = (
    ClockKind.ACKNOWLEDGE,
    ClockKind.FIRST_ACTION,
    ClockKind.ASSESS,
    ClockKind.REPLY,
    ClockKind.OUTCOME,
)
"""Every case has these; a call back only the classes in which the district wishes for one."""
SUPPORT_CLOCKS = (ClockKind.ACKNOWLEDGE,)
OWN_PACE = deadlines.NO_PART | {ClockKind.ASSIGNMENT}
"""Clocks of one task or one proposal: they are no part of what a body has as lead or support."""


def open_case(
    profile: Profile, report: Report, facts: frozenset[str], case: CaseId, number: CaseNumber, now: datetime
) -> Case:
    """L1: a report becomes a case: its class, a task for every routed agency, all clocks running."""
    found = triage(profile.triage, facts)
    routing = route(profile, facts, found)
    tasks = _tasks(routing, now)
    supports = [task.agency for task in tasks if task.part is Part.SUPPORT]
    policy = profile.policy
    clocks = [deadlines.arm(kind, None, found.urgency, policy, now, 1) for kind in LEAD_CLOCKS]
    clocks += deadlines.call_back(clocks, found.urgency, policy, now, 1)
    clocks += [deadlines.arm(kind, key, found.urgency, policy, now, 1) for key in supports for kind in SUPPORT_CLOCKS]
    return Case(
        id=case,
        number=number,
        version=1,
        state=CaseState.RECEIVED,
        urgency=found.urgency,
        rules=found.rules,
        harms=harms_of(report),
        age_band=age_band(report),
        area=area_of(report),
        received_at=now,
        tasks=tasks,
        barred=routing.barred,
        clocks=tuple(clocks),
        flags=_flags(found, routing, report),
        own_words=is_own_story(report),
        channel=channel_of(report),
        told=told_of(report),
    )


def is_own_story(report: Report) -> bool:
    """Whether the child itself tells: its words start at credibility 2."""
    answer = report.answer("start")
    return answer is not None and "child_self" in answer.options


def _tasks(routing: Routing, now: datetime) -> tuple[Task, ...]:
    parts = [(routing.lead, Part.LEAD), *((key, Part.SUPPORT) for key in routing.supports)]
    parts += [(key, Part.COPY) for key in routing.copy]
    return tuple(Task(key, part, TaskState.ALERTED, now) for key, part in parts)


def _flags(found: Triage, routing: Routing, report: Report) -> frozenset[Flag]:
    flags = {Flag(flag) for flag in found.flags}
    flags |= {Flag.CONFLICT} if routing.conflict else set()
    flags |= {Flag.INCOMPLETE} if report.incomplete else set()
    withheld = any(map(is_withheld, report.all_media))
    return frozenset(flags | ({Flag.SEALED_MEDIA} if withheld else set()))


def add_report_facts(
    profile: Profile,
    case: Case,
    report: Report,
    facts: frozenset[str],
    now: datetime,
    *,
    anew: frozenset[str] | None = None,
) -> Case:
    """More was told: the class can only rise, agencies only join, clocks are only shortened; a conflict bars at once.

    `anew`: the rules that the newest words match by themselves; None where that is not known, and then all count. Rules
    that two people have overridden by lowering the class raise it again only when they are matched anew.

    The very same case when nothing of it changes (or it is closed: L13 is for people to decide).
    """
    if not case.is_open:
        return case
    found = triage(profile.triage, facts)
    routing = route(profile, facts, found, recused=case.barred)
    urgency = most_urgent(case.urgency, class_told(case, found, anew))
    barred = tuple(dict.fromkeys((*case.barred, *routing.barred)))
    tasks = _merged_tasks(case, routing, barred, now)
    told = replace(
        case,
        urgency=urgency,
        rules=tuple(dict.fromkeys((*case.rules, *found.rules))),
        **_told_of(case, report),
        tasks=tasks,
        barred=barred,
        clocks=_merged_clocks(case, tasks, urgency, profile.policy, now),
        flags=_flags(found, routing, report) | (case.flags - {Flag.INCOMPLETE}),
        own_words=case.own_words or is_own_story(report),
        told=told_of(report) if report.case == case.id else case.told,
    )
    told = with_bodies_as_they_are(_without_overtaken(case, told), now)
    return case if told == case else next_version(told)


def _without_overtaken(was: Case, case: Case) -> Case:
    """An end that was proposed for another class, or by another lead, stands no more: it is proposed anew."""
    is_overtaken = case.urgency is not was.urgency or case.lead != was.lead
    return replace(case, proposal=None) if is_overtaken else case


def _told_of(case: Case, report: Report) -> dict[str, Any]:
    """Harms, age and area as the report tells them now; in a case of several reports they join what is known."""
    harms, age, area = harms_of(report), age_band(report), area_of(report)
    if not case.absorbed:
        return {"harms": harms or case.harms, "age_band": _known(age, case.age_band), "area": _known(area, case.area)}
    joined = tuple(dict.fromkeys((*case.harms, *harms)))
    return {"harms": joined, "age_band": _known(case.age_band, age), "area": _known(case.area, area)}


def _known(new: str, old: str) -> str:
    return new if new != "unknown" else old


def _merged_clocks(
    case: Case, tasks: tuple[Task, ...], urgency: Urgency, policy: Policy, now: datetime
) -> tuple[Clock, ...]:
    """Running clocks under the class now; new supports get theirs; those of agencies that left or lead are gone."""
    version = case.version + 1
    here = {task.agency for task in tasks if task.part is not Part.LEAD}
    known = {clock.agency for clock in case.clocks if clock.kind not in OWN_PACE}
    stay = [clock for clock in case.clocks if clock.agency is None or clock.kind in OWN_PACE or clock.agency in here]
    kept = [*deadlines.tightened_all(stay, urgency, policy, now, version)]
    kept = _lead_clocks(kept, [task for task in tasks if task.agency != case.lead], urgency, policy, now, version)
    silent = [task for task in tasks if task.part is Part.SUPPORT and task.state is TaskState.ALERTED]
    joined = [task.agency for task in silent if task.agency not in known]
    return (*kept, *(deadlines.arm(k, key, urgency, policy, now, version) for key in joined for k in SUPPORT_CLOCKS))


def _lead_clocks(
    clocks: list[Clock], tasks: Sequence[Task], urgency: Urgency, policy: Policy, now: datetime, version: int
) -> list[Clock]:
    """A body that has to lead after another had acknowledged as lead is timed too: its own clock to acknowledge.
    `tasks` are of those who did not lead before; one who took the case over is not timed anew."""
    waits = any(task.part is Part.LEAD and task.state is TaskState.ALERTED for task in tasks)
    own = [clock for clock in clocks if clock.kind is ClockKind.ACKNOWLEDGE and clock.agency is None]
    if not waits or any(clock.stopped_at is None for clock in own):
        return clocks
    others = [clock for clock in clocks if clock not in own]
    return [*others, deadlines.arm(ClockKind.ACKNOWLEDGE, None, urgency, policy, now, version)]


def _merged_tasks(case: Case, routing: Routing, barred: tuple[AgencyKey, ...], now: datetime) -> tuple[Task, ...]:
    """Tasks that are there stay; new agencies join, but never one that was barred, whatever the answers say now."""
    kept = {task.agency: task for task in case.tasks if task.agency not in barred}
    for task in _tasks(routing, now):
        if task.agency not in barred:
            kept.setdefault(task.agency, task)
    lead = _merged_lead(case, routing, kept)
    return tuple(_under(lead, task, case) for task in kept.values())


def _merged_lead(case: Case, routing: Routing, kept: Mapping[AgencyKey, Task]) -> AgencyKey:
    """The lead changes only before it acknowledged, or when it must not know. A body that said 'not ours' is made lead
    only when nobody else is left."""
    stays = [case.lead] if case.lead in kept else []
    wanted = [key for key in (routing.lead, *routing.supports, *kept) if key in kept and kept[key].is_open]
    if stays and (case.acknowledged_at is not None or routing.lead not in wanted):
        return case.lead
    return next(iter((*wanted, *stays, *kept)))


def _under(lead: AgencyKey, task: Task, case: Case) -> Task:
    """The task once `lead` leads. A new lead that acknowledged as a support only must acknowledge as lead (L3)."""
    if task.agency != lead:
        return replace(task, part=Part.SUPPORT) if task.part is Part.LEAD else task
    if task.part is Part.LEAD or (task.is_open and case.acknowledged_at is not None):
        return replace(task, part=Part.LEAD)
    return replace(task, part=Part.LEAD, state=TaskState.ALERTED, acked_at=None, acked_by=None, reason="")


def acknowledge(case: Case, agency: AgencyKey, person: PersonKey, now: datetime) -> Case:
    """L3: the lead has it (the case is acknowledged), or a support has its own part."""
    task = _own_open_task(case, agency)
    if task.part is Part.COPY:
        raise IllegalStep("copy-only-watches")
    if task.state is not TaskState.ALERTED:
        raise IllegalStep("already-acknowledged")
    case = case.with_task(replace(task, state=TaskState.ACKED, acked_at=now, acked_by=person))
    if task.part is Part.SUPPORT:
        return next_version(deadlines.stop(case, ClockKind.ACKNOWLEDGE, agency, now))
    case = deadlines.stop(case, ClockKind.ACKNOWLEDGE, None, now)
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
    return next_version(deadlines.end_without(case, now, agency))


def hand_on(case: Case, person: PersonKey, policy: Policy, now: datetime) -> Case:
    """Somebody has handed the case on: what they had acknowledged for their body waits again, with a clock begun anew,
    and so do their tasks. The very same case when nothing that is still open was theirs."""
    left = assignments.given_up(case, person)
    for task in [task for task in case.tasks if task.is_open and task.acked_by == person]:
        left = _waiting_again(left, task, policy, now)
    return case if left == case else next_version(left)


def _waiting_again(case: Case, task: Task, policy: Policy, now: datetime) -> Case:
    key = None if task.part is Part.LEAD else task.agency
    case = case.with_task(replace(task, state=TaskState.ALERTED, acked_at=None, acked_by=None))
    anew = deadlines.arm(ClockKind.ACKNOWLEDGE, key, case.urgency, policy, now, case.version + 1)
    others = (clock for clock in case.clocks if (clock.kind, clock.agency) != (anew.kind, key))
    return replace(case, clocks=(*others, anew))


def recuse_body(profile: Profile, case: Case, agency: AgencyKey, facts: frozenset[str], now: datetime) -> Case:
    """A whole body hands the case on: it is barred like one that a conflict rule names, and the bodies that are left
    take its part by the same routing. IllegalStep (key nobody-left) when none is."""
    require_open(case)
    barred = tuple(dict.fromkeys((*case.barred, agency)))
    routing = route(profile, facts, triage(profile.triage, facts), recused=barred)
    if routing.lead in barred:
        raise IllegalStep("nobody-left")
    tasks = _merged_tasks(case, routing, barred, now)
    clocks = _merged_clocks(case, tasks, case.urgency, profile.policy, now)
    left = replace(case, tasks=tasks, barred=barred, clocks=clocks, flags=case.flags | {Flag.CONFLICT})
    return next_version(with_bodies_as_they_are(_without_overtaken(case, left), now))


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
        case = deadlines.stop(case, ClockKind.ASSESS, None, now)
        state = CaseState.ASSESSED if case.state is CaseState.ACKNOWLEDGED else case.state
        case = next_version(replace(case, state=state, assessed_at=first_in_life(case, case.assessed_at, now)))
        return _in_progress(case) if case.first_action_at is not None else case
    return next_version(case)


def _in_progress(case: Case) -> Case:
    """L8: an assessed case with an action on record, in whichever order they came."""
    return replace(case, state=CaseState.IN_PROGRESS) if case.state is CaseState.ASSESSED else case


def with_urgency(case: Case, policy: Policy, now: datetime) -> Case:
    """The class that the opinions call for; running clocks are shortened with it, never extended (L14)."""
    urgency = assessed_class(case)
    return case if urgency is case.urgency else under_higher(case, urgency, policy, now)


def answered(case: Case, now: datetime, *, of: CaseId | None = None) -> Case:
    """The reporter was answered: the first answer stops the 3-day clock, the wish for a call back, the new date. `of`:
    the reporter of a case that was merged into this one; nobody else is answered by it."""
    require_open(case)
    return next_version(met(case, now, of=of))


def act(case: Case, agency: AgencyKey, words: str, person: PersonKey, now: datetime) -> Case:
    """L8: an action is on record. The lead's first stops its clock, and an assessed case is then in progress."""
    task = _own_open_task(case, agency)
    if task.state is TaskState.ALERTED:
        raise IllegalStep("acknowledge-first")
    measures = (*case.measures, Measure(agency, person, now, words))
    case = replace(case, measures=measures).with_task(replace(task, state=TaskState.WORKING))
    if task.part is Part.LEAD:
        case = deadlines.stop(case, ClockKind.FIRST_ACTION, None, now)
        case = _in_progress(replace(case, first_action_at=first_in_life(case, case.first_action_at, now)))
    return next_version(case)


def take_over(case: Case, agency: AgencyKey, policy: Policy, now: datetime) -> Case:
    """The police take a silent lead's P1 case over. The older lead goes on as support, with a support's time to
    acknowledge where it has not; clocks are not set back."""
    if agency == case.lead or agency in case.barred:
        raise IllegalStep("already-lead")
    task = case.task(agency) or Task(agency, Part.SUPPORT, TaskState.ALERTED, now)
    others = (old for old in case.tasks if old.agency != agency)
    tasks = tuple(_under(agency, old, case) for old in (task, *others))
    clocks = [clock for clock in case.clocks if clock.agency != agency or clock.kind in OWN_PACE]
    left = next(task for task in tasks if task.agency == case.lead)
    if left.state is TaskState.ALERTED:
        kinds, version = SUPPORT_CLOCKS, case.version + 1
        clocks += [deadlines.arm(kind, case.lead, case.urgency, policy, now, version) for kind in kinds]
    taken = _without_overtaken(case, replace(case, tasks=tasks, clocks=tuple(clocks)))
    return next_version(with_bodies_as_they_are(taken, now))


def mark_sealed(case: Case) -> Case:
    """Somebody has sealed a file of the case (SG36)."""
    return next_version(replace(case, flags=case.flags | {Flag.SEALED_MEDIA}))


def running(case: Case, kind: ClockKind, agency: AgencyKey | None = None) -> Clock | None:
    """The unstopped clock of that kind; agency None: the lead's."""
    own = (c for c in case.clocks if c.agency == agency and c.of is None)
    found = (c for c in own if c.kind is kind and c.stopped_at is None)
    return next(found, None)


def _own_open_task(case: Case, agency: AgencyKey) -> Task:
    task = case.task(agency)
    if task is None:
        raise NotAllowed
    require_open(case)
    if not task.is_open:
        raise IllegalStep("declined-already")
    return task
