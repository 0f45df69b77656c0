"""L14, L15: people raise the class of a case, or lower it with a second person; what each change overrides is stored.

Source: casework.md, Raise and Lower. Raising moves deadlines nearer and none further. Lowering moves none further
either: what was asked of the bodies stays due when it was.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases.acting import acting_part, next_version, require_open
from bot.domain.cases.assessment.assessment import lowered_at
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, Deadline, DeadlineKind
from bot.domain.cases.deadlines import timing
from bot.domain.cases.work import ClassChange
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.intake.triage import Triage
from bot.domain.profile import Policy
from bot.domain.urgency import Urgency


def raise_class(
    case: Case,
    to: Urgency,
    reason: str,
    by: By,
    policy: Policy,
    *,
    above: bool = False,
) -> Case:
    """A member of a body with a part says that the case is graver, and why; or a member of the supervising body, with a
    part or without (`above`)."""
    require_open(case)
    if not above:
        acting_part(case, by.agency)
    change = _change(case, to, reason, by)
    if change.is_lowering:
        raise IllegalStep("not-higher")
    return next_version(with_higher(case, change, policy, by.at))


def with_higher(case: Case, change: ClassChange, policy: Policy, now: datetime) -> Case:
    """The case under the higher class, with the record of who has raised it. Does not raise the version."""
    return under_higher(replace(case, class_changes=(*case.class_changes, change)), change.to, policy, now)


def under_higher(case: Case, to: Urgency, policy: Policy, now: datetime) -> Case:
    """The case under the higher class: deadlines move nearer; a proposed closing or lower class is dropped. Does not
    raise the version."""
    deadlines = timing.tightened_all(case.deadlines, to, policy, now, case.version + 1)
    return without_overtaken_lowering(replace(case, urgency=to, deadlines=deadlines, proposal=None), now)


def propose_lower(case: Case, to: Urgency, reason: str, by: By) -> Case:
    """The lead says that the case is less grave, and why. Nothing changes until a second person agrees."""
    acting_part(case, by.agency)
    if by.agency != case.lead:
        raise NotAllowed
    change = _change(case, to, reason, by)
    if not change.is_lowering:
        raise IllegalStep("not-lower")
    return next_version(replace(case, lowering=replace(change, rules=case.rules)))


def timed(case: Case, agency: AgencyKey | None, policy: Policy, now: datetime) -> Case:
    """The case with the deadline by which a second person must answer the proposed lower class: as long as an
    assessment may take. `agency`: the body that is reminded of it; None for the lead."""
    due_at = now + timing.limit_of(DeadlineKind.LOWER, case.urgency, policy)
    others = tuple(deadline for deadline in case.deadlines if deadline.kind is not DeadlineKind.LOWER)
    return replace(case, deadlines=(*others, Deadline(DeadlineKind.LOWER, agency, now, due_at, case.version)))


def without_overtaken_lowering(case: Case, now: datetime) -> Case:
    """After a change of class, lead or bodies: a lower class that was proposed before is dropped, and its deadline
    ends. The very same case where nothing changes."""
    change = case.lowering
    if change is None:
        return case
    if change.was is case.urgency and change.agency == case.lead and case.is_open:
        return _reminded_of_others(case)
    return replace(timing.end_kind(case, DeadlineKind.LOWER, now), lowering=None)


def _reminded_of_others(case: Case) -> Case:
    """The lead is reminded in place of a body that must not know of the case any more."""
    if not any(deadline.kind is DeadlineKind.LOWER and deadline.agency in case.barred for deadline in case.deadlines):
        return case
    known = (replace(c, agency=None) if c.kind is DeadlineKind.LOWER else c for c in case.deadlines)
    return replace(case, deadlines=tuple(known))


def approve_lower(case: Case, person: PersonKey, now: datetime) -> Case:
    """The second person agrees: the class is lower. What was asked of the bodies stays due when it was."""
    change = _waiting(case)
    if change.by == person:
        raise IllegalStep("second-person-needed")
    agreed = replace(change, approved_by=person, approved_at=now)
    changes = (*case.class_changes, agreed)
    case = _answered(case, now)
    return next_version(replace(case, urgency=change.to, lowering=None, proposal=None, class_changes=changes))


def refuse_lower(case: Case, person: PersonKey, now: datetime) -> Case:
    """The second person refuses: the class stays. Nobody can refuse, and so take back, their own proposal."""
    if _waiting(case).by == person:
        raise IllegalStep("second-person-needed")
    return next_version(replace(_answered(case, now), lowering=None))


def _answered(case: Case, now: datetime) -> Case:
    """The second person has answered: that deadline is met."""
    for deadline in case.deadlines:
        if deadline.kind is DeadlineKind.LOWER:
            case = timing.stop(case, DeadlineKind.LOWER, deadline.agency, now)
    return case


def class_told(case: Case, found: Triage, anew: frozenset[str] | None) -> Urgency:
    """The class to which the answers lead. After a lowering that is the last change, only rules that it did not
    override, or that the newest words match again, raise it."""
    if lowered_at(case) is None or anew is None:
        return found.urgency
    overridden = set(case.class_changes[-1].rules)
    counts = [rule for rule in found.rules if rule not in overridden or rule in anew]
    return found.urgency if counts else Urgency.P4


def _waiting(case: Case) -> ClassChange:
    """The proposal that can be agreed to; None where another class or lead has overtaken it."""
    require_open(case)
    change = case.lowering
    if change is None or change.was is not case.urgency or change.agency != case.lead:
        raise IllegalStep("no-lower-class-waits")
    return change


def _change(case: Case, to: Urgency, reason: str, by: By) -> ClassChange:
    if not reason.strip():
        raise IllegalStep("reason-needed")
    if to is case.urgency:
        raise IllegalStep("same-class")
    return ClassChange(case.urgency, to, by.person, by.agency, by.at, reason)
