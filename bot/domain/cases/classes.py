"""L14, L15: people raise the class of a case, or lower it with a second person; what each overrides is kept.

Source: casework.md, Raise and Lower. Raising shortens deadlines and extends none. Lowering extends none either: what
was asked of the bodies stays due when it was.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import deadlines
from bot.domain.cases.assessment import lowered_at
from bot.domain.cases.case import Case, acting_part, next_version, require_open
from bot.domain.cases.work import ClassChange
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.intake.triage import Triage
from bot.domain.profile import Policy
from bot.domain.urgency import Urgency


def raise_class(
    case: Case, to: Urgency, reason: str, person: PersonKey, agency: AgencyKey, policy: Policy, now: datetime
) -> Case:
    """A member of a body with a part says that it is graver, and why."""
    change = _change(case, to, reason, person, agency, now)
    if change.is_lowering:
        raise IllegalStep("not-higher")
    clocks = deadlines.tightened_all(case.clocks, to, policy, now, case.version + 1)
    raised = replace(case, urgency=to, clocks=clocks, class_changes=(*case.class_changes, change))
    return next_version(replace(raised, proposal=None, lowering=None))


def propose_lower(case: Case, to: Urgency, reason: str, person: PersonKey, agency: AgencyKey, now: datetime) -> Case:
    """The lead says that it is less grave, and why; nothing changes until a second person agrees."""
    if agency != case.lead:
        raise NotAllowed
    change = _change(case, to, reason, person, agency, now)
    if not change.is_lowering:
        raise IllegalStep("not-lower")
    return next_version(replace(case, lowering=replace(change, rules=case.rules)))


def approve_lower(case: Case, person: PersonKey, now: datetime) -> Case:
    """The second person agrees."""
    change = _waiting(case)
    if change.by == person:
        raise IllegalStep("second-person-needed")
    agreed = replace(change, approved_by=person, approved_at=now)
    changes = (*case.class_changes, agreed)
    return next_version(replace(case, urgency=change.to, lowering=None, proposal=None, class_changes=changes))


def refuse_lower(case: Case) -> Case:
    """The second person does not agree: the class stands."""
    _waiting(case)
    return next_version(replace(case, lowering=None))


def class_told(case: Case, found: Triage, anew: frozenset[str] | None) -> Urgency:
    """The class that the answers call for. After a lowering that is the last word, only rules that it did not override,
    or that the newest words match again, raise it."""
    if lowered_at(case) is None or anew is None:
        return found.urgency
    overridden = set(case.class_changes[-1].rules)
    counts = [rule for rule in found.rules if rule not in overridden or rule in anew]
    return found.urgency if counts else Urgency.P4


def _waiting(case: Case) -> ClassChange:
    """The proposal that can be agreed to; one that another class or another lead has overtaken is none."""
    require_open(case)
    change = case.lowering
    if change is None or change.was is not case.urgency or change.agency != case.lead:
        raise IllegalStep("nothing-to-approve")
    return change


def _change(case: Case, to: Urgency, reason: str, person: PersonKey, agency: AgencyKey, now: datetime) -> ClassChange:
    acting_part(case, agency)
    if not reason.strip():
        raise IllegalStep("reason-needed")
    if to is case.urgency:
        raise IllegalStep("same-class")
    return ClassChange(case.urgency, to, person, agency, now, reason)
