"""Floods without silencing anybody: token buckets. A report over the limit waits for a supervisor's look; it is never
refused."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases.case import Case, Part
from bot.domain.cases.deadlines import timing
from bot.domain.cases.deadlines.timing import PROMISED
from bot.domain.cases.flags import Flag
from bot.domain.cases.stages.rerouting import LEAD_DEADLINES, SUPPORT_DEADLINES
from bot.domain.intake.questionnaire import is_danger
from bot.domain.profile import Bucket, Policy
from bot.domain.report import Draft
from bot.domain.urgency import Urgency


@dataclass(frozen=True)
class Quarantined:
    """A case that waits for a supervisor's look."""

    case: Case
    since: datetime
    passes_at: datetime | None
    """When it is let through by itself; None once a supervisor has decided to keep it back."""


def after_one_more(full_at: datetime | None, bucket: Bucket, now: datetime) -> datetime | None:
    """The bucket after one more report, as the moment at which it is empty again. None when the report does not fit. If
    a bucket is fuller than possible, it was filled while the clock was ahead, and it counts as empty."""
    full = now + bucket.every * bucket.capacity
    begin = full_at if full_at is not None and now < full_at <= full else now
    return begin + bucket.every if begin + bucket.every <= full else None


def always_passes(draft: Draft, case: Case) -> bool:
    """Whether the report is never quarantined: danger now and the highest class (SG27)."""
    return is_danger(draft) or case.urgency is Urgency.P1


def named_institution(draft: Draft) -> str:
    """The school, clinic or other organisation for which the person says they report; '' without one. It is not
    checked: it only decides which bucket counts."""
    answer = draft.answer("organisation")
    return "".join(answer.text.casefold().split()) if answer is not None else ""


def is_quarantined(case: Case) -> bool:
    """Whether the case is quarantined: no agency knows of it yet."""
    return Flag.QUARANTINE in case.flags


def quarantine(case: Case) -> Case:
    """The case quarantined: deadlines of agencies do not run yet; what the reporter was promised runs on."""
    deadlines = tuple(deadline for deadline in case.deadlines if deadline.kind in PROMISED)
    return replace(case, flags=case.flags | {Flag.QUARANTINE}, deadlines=deadlines)


def let_through(case: Case, policy: Policy, now: datetime) -> Case:
    """The case let through: deadlines of agencies begin now; what the reporter was promised runs from the receipt."""
    version = case.version + 1
    supports = [task.agency for task in case.tasks if task.part is Part.SUPPORT and task.is_open]
    kinds = [kind for kind in LEAD_DEADLINES if kind not in PROMISED]
    deadlines = [timing.arm(kind, None, case.urgency, policy, now, version) for kind in kinds]
    deadlines += [timing.arm(k, key, case.urgency, policy, now, version) for key in supports for k in SUPPORT_DEADLINES]
    deadlines += [deadline for deadline in case.deadlines if deadline.kind in PROMISED]
    deadlines += timing.call_back(deadlines, case.urgency, policy, now, version)
    return replace(
        case,
        version=version,
        flags=case.flags - {Flag.QUARANTINE},
        deadlines=tuple(deadlines),
        tasks=tuple(replace(task, alerted_at=now) for task in case.tasks),
    )
