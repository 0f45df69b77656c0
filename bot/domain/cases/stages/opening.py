"""A case is opened from a report, and takes in what later reports add."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.cases.acting import next_version
from bot.domain.cases.assessment.classes import class_told
from bot.domain.cases.case import Case, CaseState, Part
from bot.domain.cases.deadlines import timing
from bot.domain.cases.flags import Flag
from bot.domain.cases.stages.rerouting import (
    LEAD_DEADLINES,
    SUPPORT_DEADLINES,
    merged_deadlines,
    merged_tasks,
    tasks_of,
    without_overtaken,
)
from bot.domain.cases.stages.transfer import with_bodies_as_they_are
from bot.domain.cases.tally import told_of
from bot.domain.ids import CaseId, CaseNumber
from bot.domain.intake.facts import age_band, area_of, harms_of
from bot.domain.intake.media import is_withheld
from bot.domain.intake.routing import Routing, route
from bot.domain.intake.staff_intake import channel_of
from bot.domain.intake.triage import Triage, triage
from bot.domain.profile import Profile
from bot.domain.report import Report
from bot.domain.urgency import most_urgent


def open_case(
    profile: Profile, report: Report, facts: frozenset[str], case: CaseId, number: CaseNumber, now: datetime
) -> Case:
    """L1: a report becomes a case, with its class, a part for every routed agency, and all deadlines running."""
    found = triage(profile.triage, facts)
    routing = route(profile, facts, found)
    tasks = tasks_of(routing, now)
    supports = [task.agency for task in tasks if task.part is Part.SUPPORT]
    policy = profile.policy
    deadlines = [timing.arm(kind, None, found.urgency, policy, now, 1) for kind in LEAD_DEADLINES]
    deadlines += timing.call_back(deadlines, found.urgency, policy, now, 1)
    deadlines += [
        timing.arm(kind, key, found.urgency, policy, now, 1) for key in supports for kind in SUPPORT_DEADLINES
    ]
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
        deadlines=tuple(deadlines),
        flags=_flags(found, routing, report),
        own_words=is_own_story(report),
        channel=channel_of(report),
        told=told_of(report),
    )


def is_own_story(report: Report) -> bool:
    """Whether the child itself reports: its words start at credibility 2."""
    answer = report.answer("start")
    return answer is not None and "child_self" in answer.options


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
    """More was told: the class can only rise, agencies can only join, deadlines can only move nearer; a conflict bars
    at once.

    `anew`: the rules that the newest words match by themselves; None where that is not known, and then all count. Rules
    that two people have overridden by lowering the class raise it again only when they are matched anew. The very same
    case when nothing changes (or when it is closed: L13 is for people to decide).
    """
    if not case.is_open:
        return case
    found = triage(profile.triage, facts)
    routing = route(profile, facts, found, recused=case.barred)
    urgency = most_urgent(case.urgency, class_told(case, found, anew))
    barred = tuple(dict.fromkeys((*case.barred, *routing.barred)))
    tasks = merged_tasks(case, routing, barred, now)
    told = replace(
        case,
        urgency=urgency,
        rules=tuple(dict.fromkeys((*case.rules, *found.rules))),
        **_told_of(case, report),
        tasks=tasks,
        barred=barred,
        deadlines=merged_deadlines(case, tasks, urgency, profile.policy, now),
        flags=_flags(found, routing, report) | (case.flags - {Flag.INCOMPLETE}),
        own_words=case.own_words or is_own_story(report),
        told=told_of(report) if report.case == case.id else case.told,
    )
    told = with_bodies_as_they_are(without_overtaken(case, told), now)
    return case if told == case else next_version(told)


def _told_of(case: Case, report: Report) -> dict[str, Any]:
    """Harms, age and area as the report tells them now; in a case with several reports they are added to what is
    known."""
    harms, age, area = harms_of(report), age_band(report), area_of(report)
    if not case.absorbed:
        return {"harms": harms or case.harms, "age_band": _known(age, case.age_band), "area": _known(area, case.area)}
    joined = tuple(dict.fromkeys((*case.harms, *harms)))
    return {"harms": joined, "age_band": _known(case.age_band, age), "area": _known(case.area, area)}


def _known(new: str, old: str) -> str:
    return new if new != "unknown" else old
