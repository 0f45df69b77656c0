"""L4: who leads while another body is asked, when it accepts, returns or is silent; bodies brought in (casework.md)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.cases import assignments, steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Part, TaskState
from bot.domain.cases.deadlines.firing import fire
from bot.domain.cases.record import Ending
from bot.domain.cases.stages import transfer
from bot.domain.cases.work import TransferState
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import AMAL, BO, CYL, DANGER, EDU, HANA, POLICY, PROC, PSB, ZONE, a_case, acknowledged
from tests.support.domain.answers import NOW, PROFILE

CIV, WOM = AgencyKey("CIV"), AgencyKey("WOM")
P3_ACKNOWLEDGE = timedelta(hours=8)


def later(case: Case, at: datetime) -> Case:
    """The case after everything due by then has fired, with its consequence."""
    case, consequences = fire(case, POLICY, ZONE, at)
    for consequence in consequences:
        case = transfer.after_step(PROFILE, case, consequence, at)
    return case


def proposed(to: AgencyKey = PSB) -> Case:
    return transfer.propose(acknowledged(), to, "It happens at home", AMAL, POLICY, NOW)


def deadline(case: Case, kind: DeadlineKind, agency: AgencyKey | None = None) -> Deadline:
    return next(c for c in case.deadlines if c.kind is kind and c.agency == agency)


def test_until_another_body_accepts_the_old_lead_answers_for_the_case_and_no_deadline_moves() -> None:
    before, case = acknowledged(), proposed()
    assert case.lead == EDU
    assert [c for c in case.deadlines if c.kind is not DeadlineKind.TRANSFER] == list(before.deadlines)
    assert deadline(case, DeadlineKind.TRANSFER, PSB).due_at == NOW + P3_ACKNOWLEDGE


def test_accepting_is_the_new_leads_acknowledgement_and_the_old_one_has_no_part_any_more() -> None:
    case = transfer.accept(proposed(), PSB, BO, POLICY, NOW + timedelta(hours=1))
    assert case.lead == PSB
    assert case.task(PSB).state is TaskState.ACKED  # type: ignore[union-attr]
    assert case.task(EDU).state is TaskState.TRANSFERRED  # type: ignore[union-attr]
    assert not case.task(EDU).has_part  # type: ignore[union-attr]
    assert case.state is CaseState.ACKNOWLEDGED
    assert deadline(case, DeadlineKind.TRANSFER, PSB).ended is Ending.MET


def test_a_case_that_nobody_had_acknowledged_is_acknowledged_by_accepting() -> None:
    case = transfer.propose(a_case(), PSB, "Not a school matter", HANA, POLICY, NOW)
    case = transfer.accept(case, PSB, BO, POLICY, NOW + timedelta(minutes=5))
    assert (case.state, case.acknowledged_at) == (CaseState.ACKNOWLEDGED, NOW + timedelta(minutes=5))
    assert deadline(case, DeadlineKind.ACKNOWLEDGE).ended is Ending.MET


def test_a_new_lead_has_one_acknowledge_time_for_action_and_assessment_once_a_case() -> None:
    before = acknowledged()
    late = max(deadline(before, k).due_at for k in (DeadlineKind.FIRST_ACTION, DeadlineKind.ASSESS)) - timedelta(
        minutes=1
    )
    case = transfer.propose(before, PSB, "At home", AMAL, POLICY, late)
    case = transfer.accept(case, PSB, BO, POLICY, late)
    for kind in (DeadlineKind.FIRST_ACTION, DeadlineKind.ASSESS):
        assert deadline(case, kind).due_at == max(deadline(before, kind).due_at, late + P3_ACKNOWLEDGE)
    for kind in (DeadlineKind.REPLY, DeadlineKind.OUTCOME):
        assert deadline(case, kind) == deadline(before, kind)
    again = transfer.propose(case, CIV, "Needs a home", BO, POLICY, late + timedelta(hours=5))
    again = transfer.accept(again, CIV, HANA, POLICY, late + timedelta(hours=5))
    for kind in (DeadlineKind.FIRST_ACTION, DeadlineKind.ASSESS):
        assert deadline(again, kind).due_at == deadline(case, kind).due_at


@pytest.mark.parametrize("to", [EDU, PSB])
def test_neither_the_lead_nor_a_body_that_must_not_know_is_asked(to: AgencyKey) -> None:
    case = replace(acknowledged(), barred=(PSB,))
    assert to not in transfer.offered(case, (EDU, PSB, CIV))
    with pytest.raises(IllegalStep, match="not-an-option"):
        transfer.propose(case, to, "reason", AMAL, POLICY, NOW)


def test_a_reason_is_needed_and_one_proposal_waits_at_a_time() -> None:
    with pytest.raises(IllegalStep, match="reason-needed"):
        transfer.propose(acknowledged(), PSB, "  ", AMAL, POLICY, NOW)
    with pytest.raises(IllegalStep, match="transfer-waits"):
        transfer.propose(proposed(), CIV, "or they", AMAL, POLICY, NOW)


def test_only_the_body_that_was_asked_can_accept_the_lead() -> None:
    with pytest.raises(IllegalStep, match="second-person-needed"):
        transfer.accept(proposed(), PSB, AMAL, POLICY, NOW)
    with pytest.raises(IllegalStep, match="nothing-to-accept"):
        transfer.accept(proposed(), CIV, BO, POLICY, NOW)


def test_the_first_return_leaves_the_case_with_its_lead_the_second_goes_to_supervisors() -> None:
    case = transfer.give_back(proposed(), PSB, "No crime", BO, POLICY, NOW)
    assert (case.lead, case.transfer) == (EDU, None)
    case = transfer.propose(case, CIV, "Poverty then", AMAL, POLICY, NOW)
    case = transfer.give_back(case, CIV, "Has a home", BO, POLICY, NOW)
    assert case.transfer is not None
    assert case.transfer.state is TransferState.UNDECIDED
    assert transfer.returns_in_a_row(case) == 2
    assert case.lead == EDU
    assert deadline(case, DeadlineKind.DECIDE).due_at == NOW + P3_ACKNOWLEDGE
    with pytest.raises(IllegalStep, match="nothing-to-accept"):
        transfer.accept(case, CIV, BO, POLICY, NOW)


def test_silence_goes_to_supervisors_at_the_due_moment_and_the_body_may_still_accept() -> None:
    case = later(proposed(), NOW + P3_ACKNOWLEDGE)
    assert case.transfer is not None
    assert (case.transfer.state, case.lead) == (TransferState.UNDECIDED, EDU)
    case = transfer.accept(case, PSB, BO, POLICY, NOW + timedelta(hours=9))
    assert (case.lead, case.transfer) == (PSB, None)


def test_undecided_after_twice_the_time_families_lead_a_p3_and_have_to_acknowledge() -> None:
    at = NOW + 2 * P3_ACKNOWLEDGE
    case = later(later(proposed(), NOW + P3_ACKNOWLEDGE), at)
    assert case.lead == CIV
    assert case.task(CIV).state is TaskState.ALERTED  # type: ignore[union-attr]
    assert deadline(case, DeadlineKind.ACKNOWLEDGE).stopped_at is None
    assert case.transfers[-1].ended_by is None


def test_undecided_the_police_lead_a_p1_and_a_barred_body_is_passed_over() -> None:
    case = acknowledged({"danger": "yes_now", "harms": "neglect"})
    if case.lead == PSB:
        case = transfer.propose(case, CIV, "No crime", AMAL, POLICY, NOW)
        assert transfer.by_rule(PROFILE, case) == CIV
    assert transfer.by_rule(PROFILE, replace(acknowledged(), urgency=Urgency.P2)) == PSB
    assert transfer.by_rule(PROFILE, replace(acknowledged(), urgency=Urgency.P2, barred=(PSB,))) == CIV
    assert transfer.by_rule(PROFILE, replace(acknowledged(), barred=(CIV,))) == PSB


def test_a_late_return_leaves_the_lead_undecided_and_does_not_extend_the_time_to_decide() -> None:
    case = later(proposed(), NOW + P3_ACKNOWLEDGE)
    case = transfer.give_back(case, PSB, "No crime", BO, POLICY, NOW + timedelta(hours=10))
    assert case.lead == EDU
    assert later(case, NOW + 2 * P3_ACKNOWLEDGE).lead == CIV


def test_supervisors_may_name_any_lead_the_old_one_included() -> None:
    case = later(proposed(), NOW + P3_ACKNOWLEDGE)
    stays = transfer.decide(case, EDU, HANA, POLICY, NOW + timedelta(hours=9))
    assert (stays.lead, stays.transfer) == (EDU, None)
    assert stays.task(EDU).state is TaskState.ACKED  # type: ignore[union-attr]
    moved = transfer.decide(case, WOM, HANA, POLICY, NOW + timedelta(hours=9))
    assert (moved.lead, moved.task(WOM).state) == (WOM, TaskState.ALERTED)  # type: ignore[union-attr]
    with pytest.raises(IllegalStep, match="nothing-to-decide"):
        transfer.decide(proposed(), WOM, HANA, POLICY, NOW)


def test_a_body_is_brought_in_with_its_own_time_and_ends_its_part_with_done() -> None:
    case = transfer.bring_in(acknowledged(), WOM, POLICY, NOW)
    assert deadline(case, DeadlineKind.ACKNOWLEDGE, WOM).due_at == NOW + 2 * P3_ACKNOWLEDGE
    with pytest.raises(IllegalStep, match="has-a-part"):
        transfer.bring_in(case, WOM, POLICY, NOW)
    with pytest.raises(IllegalStep, match="acknowledge-first"):
        transfer.finish_part(case, WOM, NOW)
    case = steps.acknowledge(case, WOM, BO, NOW)
    assert transfer.finish_part(case, WOM, NOW).task(WOM).state is TaskState.DONE  # type: ignore[union-attr]
    with pytest.raises(IllegalStep, match="lead-closes"):
        transfer.finish_part(case, EDU, NOW)


def test_a_body_that_said_not_ours_can_be_brought_in_again() -> None:
    case = transfer.bring_in(steps.decline(acknowledged(), CYL, "other", NOW), CYL, POLICY, NOW)
    assert (case.task(CYL).state, case.task(CYL).part) == (TaskState.ALERTED, Part.SUPPORT)  # type: ignore[union-attr]
    assert len([c for c in case.deadlines if c.agency == CYL]) == 1


def test_the_old_leads_tasks_go_on_with_the_new_one() -> None:
    case = assignments.assign(
        acknowledged(),
        template="",
        words="Talk to the class",
        agency=EDU,
        owner=AMAL,
        due_at=NOW + timedelta(days=1),
        by=By(AMAL, EDU, NOW),
    )
    case = transfer.propose(case, PSB, "At home", AMAL, POLICY, NOW)
    case = transfer.accept(case, PSB, BO, POLICY, NOW)
    [one] = case.assignments
    assert (one.agency, one.owner, one.is_open) == (PSB, None, True)
    assert deadline(case, DeadlineKind.ASSIGNMENT, PSB).stopped_at is None


def test_a_take_over_by_the_police_withdraws_what_was_proposed() -> None:
    case = transfer.propose(acknowledged(DANGER), CIV, "No crime", AMAL, POLICY, NOW)
    other = PROC if case.lead == PSB else PSB
    case = steps.take_over(case, other, POLICY, NOW)
    assert case.transfer is None
    assert case.transfers[-1].state is TransferState.WITHDRAWN
    assert deadline(case, DeadlineKind.TRANSFER, CIV).ended is Ending.WITHOUT


def test_a_body_that_helps_and_is_asked_to_lead_may_end_its_part_and_still_has_to_answer() -> None:
    case = steps.decline(proposed(CYL), CYL, "other", NOW)
    assert case.transfer is not None
    assert deadline(case, DeadlineKind.TRANSFER, CYL).stopped_at is None
    assert transfer.accept(case, CYL, BO, POLICY, NOW).lead == CYL


def test_after_accepting_exactly_one_body_leads() -> None:
    case = transfer.accept(proposed(), PSB, BO, POLICY, NOW)
    assert [task.agency for task in case.tasks if task.part is Part.LEAD] == [PSB]
