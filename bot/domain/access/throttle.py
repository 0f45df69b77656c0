"""Floods without silencing anybody: token buckets; over the limit a report waits for a look, it is never refused."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases import deadlines
from bot.domain.cases.case import Case, Part
from bot.domain.cases.deadlines import PROMISED
from bot.domain.cases.flags import Flag
from bot.domain.cases.rerouting import LEAD_CLOCKS, SUPPORT_CLOCKS
from bot.domain.intake.questionnaire import is_danger
from bot.domain.intake.report import Draft
from bot.domain.profile import Bucket, Policy
from bot.domain.urgency import Urgency


@dataclass(frozen=True)
class Quarantined:
    """A case that waits for a supervisor's look."""

    case: Case
    since: datetime
    passes_at: datetime | None
    """When it passes by itself; None once a supervisor has decided to keep it back."""


def poured(full_at: datetime | None, bucket: Bucket, now: datetime) -> datetime | None:
    """The bucket after one more report: the moment at which it is empty again; None when it does not fit in. One that
    is fuller than any can be was filled by a clock that was ahead: it counts as empty."""
    full = now + bucket.every * bucket.capacity
    begin = full_at if full_at is not None and now < full_at <= full else now
    return begin + bucket.every if begin + bucket.every <= full else None


def always_passes(draft: Draft, case: Case) -> bool:
    """Danger now and the highest class are never held (SG27)."""
    return is_danger(draft) or case.urgency is Urgency.P1


def named_institution(draft: Draft) -> str:
    """The school, clinic or other organisation that the person says to report for; '' without one. What is claimed is
    not checked: it only decides which bucket fills."""
    answer = draft.answer("organisation")
    return "".join(answer.text.casefold().split()) if answer is not None else ""


def is_quarantined(case: Case) -> bool:
    """Whether the case waits: no agency knows of it yet."""
    return Flag.QUARANTINE in case.flags


def hold(case: Case) -> Case:
    """The case with the agencies' clocks not yet running; what the reporter was told runs on."""
    clocks = tuple(clock for clock in case.clocks if clock.kind in PROMISED)
    return replace(case, flags=case.flags | {Flag.QUARANTINE}, clocks=clocks)


def let_through(case: Case, policy: Policy, now: datetime) -> Case:
    """The agencies' clocks begin now; what the reporter was promised runs from the receipt."""
    version = case.version + 1
    supports = [task.agency for task in case.tasks if task.part is Part.SUPPORT and task.is_open]
    kinds = [kind for kind in LEAD_CLOCKS if kind not in PROMISED]
    clocks = [deadlines.arm(kind, None, case.urgency, policy, now, version) for kind in kinds]
    clocks += [deadlines.arm(k, key, case.urgency, policy, now, version) for key in supports for k in SUPPORT_CLOCKS]
    clocks += [clock for clock in case.clocks if clock.kind in PROMISED]
    clocks += deadlines.call_back(clocks, case.urgency, policy, now, version)
    return replace(
        case,
        version=version,
        flags=case.flags - {Flag.QUARANTINE},
        clocks=tuple(clocks),
        tasks=tuple(replace(task, alerted_at=now) for task in case.tasks),
    )
