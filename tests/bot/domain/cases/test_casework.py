"""Steps of a case: what casework.md lists is possible, everything else is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState, DeadlineKind, Part, TaskState
from bot.domain.cases.deadlines.timing import next_at
from bot.domain.cases.flags import Flag
from bot.domain.cases.stages import ending, opening
from bot.domain.errors import IllegalStep, NotAllowed, Refusal
from bot.domain.ids import AgencyKey
from bot.domain.intake.facts import facts_of
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import (
    AMAL,
    BO,
    CYL,
    DANGER,
    EDU,
    HANA,
    POLICY,
    PSB,
    ZONE,
    a_case,
    a_closing,
    a_report,
    acknowledged,
    an_opinion,
    assessed,
    ready_to_close,
)
from tests.support.domain.answers import ASKED, NOW, PROFILE, Said


def test_a_bullying_report_is_led_by_education_with_every_lead_deadline_running() -> None:
    case = a_case()
    assert (case.lead, case.state, case.urgency) == (EDU, CaseState.RECEIVED, Urgency.P3)
    kinds = [c.kind.value for c in case.deadlines if c.agency is None]
    assert sorted(kinds) == ["acknowledge", "assess", "first_action", "outcome", "reply"]
    assert steps.running(case, DeadlineKind.REPLY) is not None
    assert steps.running(case, DeadlineKind.REPLY).due_at == NOW + timedelta(days=3)  # type: ignore[union-attr]
    assert steps.running(case, DeadlineKind.OUTCOME).due_at == NOW + timedelta(days=90)  # type: ignore[union-attr]


def test_only_the_lead_makes_a_case_acknowledged() -> None:
    case = steps.acknowledge(a_case(), CYL, BO, NOW)
    assert case.state is CaseState.RECEIVED
    assert case.task(CYL).state is TaskState.ACKED  # type: ignore[union-attr]
    case = steps.acknowledge(case, EDU, AMAL, NOW)
    assert case.state is CaseState.ACKNOWLEDGED
    assert steps.running(case, DeadlineKind.ACKNOWLEDGE) is None


def test_nobody_acknowledges_twice_and_no_stranger_at_all() -> None:
    with pytest.raises(IllegalStep):
        steps.acknowledge(acknowledged(), EDU, BO, NOW)
    with pytest.raises(NotAllowed):
        steps.acknowledge(a_case(), AgencyKey("XXX"), BO, NOW)


def test_a_support_may_decline_with_a_reason_but_the_lead_may_not() -> None:
    case = steps.decline(a_case(), CYL, "other_body", NOW)
    assert case.task(CYL).state is TaskState.DECLINED  # type: ignore[union-attr]
    assert all(c.stopped_at is not None for c in case.deadlines if c.agency == CYL)
    with pytest.raises(IllegalStep):
        steps.decline(a_case(), EDU, "other_body", NOW)


def test_assessing_needs_an_acknowledgement_by_the_lead() -> None:
    with pytest.raises(IllegalStep):
        steps.assess(a_case(), an_opinion(EDU), POLICY, NOW)


def test_a_grave_assessment_raises_the_class_and_shortens_the_deadlines() -> None:
    before = acknowledged()
    case = steps.assess(before, an_opinion(EDU, hazard=3), POLICY, NOW)
    assert case.urgency is Urgency.P1
    due = {(deadline.kind.value, deadline.agency): deadline.due_at for deadline in case.deadlines}
    for old in before.deadlines:
        assert due[old.kind.value, old.agency] <= old.due_at
    assert due["reply", None] == NOW + timedelta(days=3)
    assert due["call_back", None] == NOW + timedelta(hours=24)


def test_a_mild_assessment_lowers_nothing() -> None:
    case = steps.assess(acknowledged(), an_opinion(EDU, hazard=0, seriousness=0), POLICY, NOW)
    assert case.urgency is Urgency.P3


def test_doubting_a_childs_own_words_alone_is_refused() -> None:
    case = replace(acknowledged(), own_words=True)
    with pytest.raises(Refusal):
        steps.assess(case, an_opinion(EDU, credibility=1), POLICY, NOW)


def test_the_first_answer_stops_the_three_day_deadline_and_later_ones_change_no_date() -> None:
    first = steps.answered(a_case(), NOW)
    again = steps.answered(first, NOW + timedelta(days=1))
    assert steps.running(first, DeadlineKind.REPLY) is None
    assert again.answered_at == NOW


def test_closing_needs_an_answer_to_the_reporter_first() -> None:
    with pytest.raises(IllegalStep) as refusal:
        ending.propose_close(assessed(), a_closing(assessed()))
    assert refusal.value.key == "answer-first"


def test_nobody_approves_their_own_proposal() -> None:
    case = ending.propose_close(ready_to_close(), a_closing(ready_to_close()))
    with pytest.raises(IllegalStep) as refusal:
        ending.approve_close(case, AMAL, NOW)
    assert refusal.value.key == "second-person-needed"


def test_a_second_person_closes_and_every_deadline_stops() -> None:
    case = ending.propose_close(ready_to_close(), a_closing(ready_to_close()))
    closed = ending.approve_close(case, HANA, NOW)
    assert closed.state is CaseState.CLOSED
    assert all(deadline.stopped_at is not None for deadline in closed.deadlines)
    assert next_at(closed, POLICY, ZONE) is None


def test_a_grave_case_cannot_end_without_an_action() -> None:
    case = ready_to_close(DANGER)
    with pytest.raises(IllegalStep) as refusal:
        ending.propose_close(case, a_closing(case))
    assert refusal.value.key == "act-first"
    acted = steps.act(case, By(AMAL, case.lead, NOW), "went there")
    assert acted.state is CaseState.IN_PROGRESS
    assert ending.propose_close(acted, a_closing(acted)).proposal is not None


def told_more(case: Case, said: Said) -> Case:
    report = a_report(said)
    facts = facts_of(ASKED, report.path, report.answers)
    return opening.add_report_facts(PROFILE, case, report, facts, NOW + timedelta(minutes=5))


def test_more_facts_raise_the_class_and_add_agencies_but_take_none_away() -> None:
    case = a_case()
    more = told_more(case, {"danger": "no", "harms": ("bullying", "sexual_contact"), "last_time": "today"})
    assert more.urgency is Urgency.P1
    assert {t.agency for t in case.tasks} <= {t.agency for t in more.tasks}
    assert more.version == case.version + 1


def test_the_same_facts_again_change_nothing() -> None:
    case = a_case(DANGER)
    assert told_more(case, DANGER) is case


def test_a_conflict_learned_later_bars_the_body_at_once_and_moves_the_lead() -> None:
    case = a_case(DANGER)
    assert case.lead == PSB
    more = told_more(case, {**DANGER, "link": "police"})
    assert PSB in more.barred
    assert more.lead != PSB
    assert more.task(PSB) is None
    assert Flag.CONFLICT in more.flags


def test_the_police_take_over_a_silent_lead_who_stays_as_support() -> None:
    case = steps.take_over(a_case(), PSB, POLICY, NOW)
    assert case.lead == PSB
    assert case.task(EDU).part is Part.SUPPORT  # type: ignore[union-attr]
    assert sum(task.part is Part.LEAD for task in case.tasks) == 1
