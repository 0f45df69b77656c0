"""L14, L15: people raise a class, and lower it with a second person (casework.md)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import steps
from bot.domain.cases.assessment import classes
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.stages import opening
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey
from bot.domain.intake.facts import facts_of
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import AMAL, BO, BULLYING, CYL, EDU, POLICY, a_report, acknowledged, an_opinion
from tests.support.domain.answers import ASKED, NOW, PROFILE

LATER = NOW + timedelta(hours=1)
INJURED = {**BULLYING, "bullying_signs": "injured"}


def raised(to: Urgency = Urgency.P1) -> Case:
    return classes.raise_class(acknowledged(), to, "He has a knife", By(AMAL, EDU, NOW), POLICY)


def lowered() -> Case:
    case = classes.propose_lower(raised(Urgency.P2), Urgency.P4, "A mix-up", By(AMAL, EDU, NOW))
    return classes.approve_lower(case, BO, LATER)


def test_a_raised_class_shortens_deadlines_and_is_on_record_with_its_reason() -> None:
    case = raised()
    assert case.urgency is Urgency.P1
    assert steps.running(case, DeadlineKind.FIRST_ACTION).due_at == NOW + timedelta(hours=1)  # type: ignore[union-attr]
    [change] = case.class_changes
    assert (change.was, change.to, change.by, change.reason) == (Urgency.P3, Urgency.P1, AMAL, "He has a knife")


def test_a_support_may_raise_and_only_the_lead_proposes_to_lower() -> None:
    assert classes.raise_class(acknowledged(), Urgency.P2, "why", By(BO, CYL, NOW), POLICY).urgency is Urgency.P2
    with pytest.raises(NotAllowed):
        classes.propose_lower(raised(), Urgency.P3, "why", By(BO, CYL, NOW))
    with pytest.raises(NotAllowed):
        classes.raise_class(acknowledged(), Urgency.P2, "why", By(BO, AgencyKey("XXX"), NOW), POLICY)


@pytest.mark.parametrize(("to", "refused"), [(Urgency.P4, "not-higher"), (Urgency.P3, "same-class")])
def test_raising_is_no_lowering(to: Urgency, refused: str) -> None:
    with pytest.raises(IllegalStep, match=refused):
        classes.raise_class(acknowledged(), to, "why", By(AMAL, EDU, NOW), POLICY)


def test_a_reason_is_needed_both_ways() -> None:
    with pytest.raises(IllegalStep, match="reason-needed"):
        classes.raise_class(acknowledged(), Urgency.P1, " ", By(AMAL, EDU, NOW), POLICY)
    with pytest.raises(IllegalStep, match="reason-needed"):
        classes.propose_lower(raised(), Urgency.P3, "", By(AMAL, EDU, NOW))


def test_lowering_waits_for_a_second_person_who_is_not_the_first() -> None:
    case = classes.propose_lower(raised(Urgency.P2), Urgency.P4, "A mix-up", By(AMAL, EDU, NOW))
    assert case.urgency is Urgency.P2
    with pytest.raises(IllegalStep, match="second-person-needed"):
        classes.approve_lower(case, AMAL, NOW)
    assert classes.refuse_lower(case, BO, NOW).lowering is None
    assert lowered().urgency is Urgency.P4


def test_a_proposal_to_lower_ends_when_the_class_changes_otherwise() -> None:
    case = classes.propose_lower(raised(Urgency.P2), Urgency.P4, "A mix-up", By(AMAL, EDU, NOW))
    case = steps.assess(case, an_opinion(EDU, hazard=3), POLICY, NOW)
    with pytest.raises(IllegalStep, match="no-lower-class-waits"):
        classes.approve_lower(case, BO, NOW)


def test_lowering_extends_no_deadline_and_keeps_the_rules_it_overrides() -> None:
    before, case = raised(Urgency.P2), lowered()
    assert {(c.kind, c.agency, c.due_at) for c in case.deadlines} == {
        (c.kind, c.agency, c.due_at) for c in before.deadlines
    }
    assert case.class_changes[-1].rules == before.rules


def test_only_opinions_given_after_a_lowering_raise_the_class_again() -> None:
    seen = steps.assess(acknowledged(), an_opinion(EDU, seriousness=3), POLICY, NOW)
    case = classes.approve_lower(classes.propose_lower(seen, Urgency.P4, "A mix-up", By(AMAL, EDU, NOW)), BO, LATER)
    case = steps.assess(case, replace(an_opinion(CYL), at=LATER + timedelta(hours=1)), POLICY, LATER)
    assert case.urgency is Urgency.P4
    again = replace(an_opinion(EDU, seriousness=3), at=LATER + timedelta(hours=1))
    assert steps.assess(case, again, POLICY, LATER).urgency is Urgency.P2


def test_a_rule_that_was_overridden_raises_again_only_when_it_is_matched_anew() -> None:
    report = a_report(BULLYING)
    facts = facts_of(ASKED, report.path, report.answers)
    case = lowered()
    unchanged = opening.add_report_facts(PROFILE, case, report, facts, LATER, anew=frozenset())
    assert unchanged.urgency is Urgency.P4
    anew = opening.add_report_facts(PROFILE, case, report, facts, LATER, anew=frozenset({"T16"}))
    assert anew.urgency is Urgency.P3


def test_a_newly_matched_rule_raises_a_lowered_class_at_once() -> None:
    report = a_report(INJURED)
    facts = facts_of(ASKED, report.path, report.answers) | {"danger:yes_now"}
    case = opening.add_report_facts(PROFILE, lowered(), report, facts, LATER, anew=frozenset())
    assert case.urgency is Urgency.P1
