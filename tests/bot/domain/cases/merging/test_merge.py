"""L11, L12: two cases become one, and are two again (casework.md, Merge and undo)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import assignments, steps
from bot.domain.cases.assessment import talks
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Part, TaskState
from bot.domain.cases.deadlines import firing
from bot.domain.cases.deadlines.marks import marks_of
from bot.domain.cases.flags import Flag
from bot.domain.cases.merging import merge, parting
from bot.domain.cases.record import Ending, Mark
from bot.domain.cases.reporter import questions
from bot.domain.cases.reporter.promises import promises
from bot.domain.cases.stages import ending
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, ReportId
from bot.domain.report import Path
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import (
    AMAL,
    BO,
    BULLYING,
    CYL,
    DANGER,
    EDU,
    HANA,
    POLICY,
    PSB,
    ZONE,
    a_case,
    a_closing,
    an_opinion,
)
from tests.support.domain.answers import NOW, Said
from tests.support.domain.compared_cases import plain

HOUR = timedelta(hours=1)
LATER = NOW + 2 * HOUR
CIV = AgencyKey("CIV")
TWO = ReportId("r2")


def one(said: Said = BULLYING) -> Case:
    case = a_case(said)
    return steps.acknowledge(case, case.lead, AMAL, NOW)


def other(said: Said = DANGER) -> Case:
    """A case of two hours later, told by somebody else."""
    return replace(a_case(said, LATER), id=CaseId("c2"), number=CaseNumber(2))


def merged(whole: Case, part: Case) -> tuple[Case, Case]:
    return merge.merge(whole, part, HANA, LATER, [TWO])


def running(case: Case, kind: DeadlineKind, agency: AgencyKey | None = None, of: CaseId | None = None) -> Deadline:
    here = [c for c in case.deadlines if (c.kind, c.agency, c.of) == (kind, agency, of) and c.stopped_at is None]
    assert len(here) == 1, here
    return here[0]


def test_a_merged_case_has_the_higher_class_and_both_numbers_still_lead_to_it() -> None:
    case, gone = merged(one(), other())
    assert (one().urgency, other().urgency, case.urgency) == (Urgency.P3, Urgency.P1, Urgency.P1)
    assert (case.number, [(a.case, a.number) for a in case.absorbed]) == (1, [("c2", 2)])
    assert gone.state is CaseState.MERGED
    assert gone.merging is not None
    assert (gone.number, gone.merging.into, gone.merging.number, gone.merging.by) == (2, "c1", 1, HANA)


def test_the_older_case_goes_on_with_its_lead_and_the_other_lead_helps() -> None:
    assert [case.number for case in merge.in_order(other(), one())] == [1, 2]
    case, _ = merged(one(), other())
    assert case.lead == EDU
    task = case.task(other().lead)
    assert task is not None
    assert (other().lead, task.part, task.is_open) == (PSB, Part.SUPPORT, True)
    assert sum(task.part is Part.LEAD for task in case.tasks) == 1


def test_a_lead_that_was_called_again_must_acknowledge_in_time_when_it_only_helps() -> None:
    waits = replace(a_case(BULLYING, LATER), id=CaseId("c2"), number=CaseNumber(2))
    called, _ = merged(one(), waits)
    first = replace(a_case(DANGER, NOW - HOUR), id=CaseId("c0"), number=CaseNumber(7))
    assert (called.lead, first.lead) == (EDU, PSB)
    case, _ = merged(first, called)
    helping = case.task(EDU)
    assert helping is not None
    assert (helping.part, helping.state) == (Part.SUPPORT, TaskState.ALERTED)
    assert running(case, DeadlineKind.ACKNOWLEDGE, EDU).due_at == LATER + 8 * HOUR
    assert running(steps.acknowledge(case, PSB, BO, LATER), DeadlineKind.ACKNOWLEDGE, EDU)


def test_the_bodies_deadlines_are_the_earliest() -> None:
    case, _ = merged(one(), other())
    assert running(case, DeadlineKind.FIRST_ACTION).due_at == LATER + HOUR
    assert running(case, DeadlineKind.ASSESS).due_at == LATER + timedelta(hours=24)
    late, _ = merged(one(), other(BULLYING))
    assert running(late, DeadlineKind.FIRST_ACTION).due_at == NOW + timedelta(hours=24)


def test_each_reporter_keeps_their_own_promised_date_and_is_answered_alone() -> None:
    case, _ = merged(one(), other())
    assert running(case, DeadlineKind.REPLY).due_at == NOW + timedelta(days=3)
    assert running(case, DeadlineKind.REPLY, of=CaseId("c2")).due_at == LATER + timedelta(days=3)
    answered = steps.answered(case, LATER + HOUR)
    assert running(answered, DeadlineKind.REPLY, of=CaseId("c2")).due_at == LATER + timedelta(days=3)
    assert answered.answered_at == LATER + HOUR
    both = steps.answered(answered, LATER + 2 * HOUR, of=CaseId("c2"))
    assert both.answered_at == LATER + HOUR
    assert not [c for c in both.deadlines if c.kind is DeadlineKind.REPLY and c.stopped_at is None]


def test_the_first_reporter_reads_no_date_of_the_other() -> None:
    case, _ = merged(one(), other())
    told = {(one.what, one.at) for one in promises(case, LATER)}
    assert told == {("answer_due", NOW + timedelta(days=3)), ("result_due", NOW + timedelta(days=90))}


def test_a_late_answer_to_either_is_yellow_and_has_a_new_date_of_its_own() -> None:
    case, _ = merged(one(), other())
    case = steps.answered(case, LATER)
    now = LATER + timedelta(days=3)
    case, _ = firing.fire(case, POLICY, ZONE, now)
    assert {mark.value for mark in marks_of(case, now)} >= {"yellow"}
    assert running(case, DeadlineKind.NEW_DATE, of=CaseId("c2")).due_at == now + timedelta(days=3)
    assert not [c for c in case.deadlines if c.kind is DeadlineKind.NEW_DATE and c.of is None]


def test_a_body_barred_from_one_case_is_barred_from_both_also_after_the_merge_is_undone() -> None:
    case, gone = merged(one(), replace(other(), barred=(CYL,)))
    assert (case.barred, gone.barred, case.task(CYL)) == ((CYL,), (CYL,), None)
    remaining, back = parting.part(case, gone, LATER + HOUR)
    assert (remaining.barred, back.barred, remaining.task(CYL)) == ((CYL,), (CYL,), None)
    assert CYL not in {deadline.agency for deadline in (*remaining.deadlines, *back.deadlines)}


def test_a_lead_that_must_not_know_of_the_other_does_not_lead_both() -> None:
    barring = replace(other(), barred=(EDU,))
    assert [case.number for case in merge.in_order(one(), barring)] == [2, 1]
    with pytest.raises(IllegalStep, match="merge-nobody-leads"):
        merged(one(), barring)
    with pytest.raises(IllegalStep, match="merge-nobody-leads"):
        merge.in_order(replace(one(), barred=(PSB,)), barring)


def test_where_its_own_lead_is_barred_the_other_lead_leads_both() -> None:
    first, second = merge.in_order(one(), replace(other(), barred=(EDU,)))
    case, gone = merge.merge(first, second, HANA, LATER)
    remaining, back = parting.part(case, gone, LATER + HOUR)
    assert (remaining.number, remaining.lead, back.number, back.lead) == (2, PSB, 1, PSB)
    assert back.task(EDU) is None


@pytest.mark.parametrize(
    ("spoilt", "refused"),
    [
        ({"state": CaseState.CLOSED}, "case-closed"),
        ({"state": CaseState.MERGED}, "case-closed"),
        ({"flags": frozenset({Flag.QUARANTINE})}, "merge-waits-for-a-look"),
        ({"flags": frozenset({Flag.DRILL})}, "merge-drill"),
        ({"id": CaseId("c1")}, "merge-same-case"),
    ],
)
def test_cases_that_cannot_be_merged_are_refused(spoilt: dict[str, object], refused: str) -> None:
    with pytest.raises(IllegalStep, match=refused):
        merged(one(), replace(other(), **spoilt))  # type: ignore[arg-type]


def test_undoing_a_merge_at_once_restores_both_cases() -> None:
    first = steps.assess(one(), an_opinion(EDU, hazard=1), POLICY, NOW)
    case, gone = merged(first, other())
    remaining, back = parting.part(case, gone, LATER)
    assert plain(remaining) == plain(first)
    assert plain(back) == plain(other())
    assert [(p.number, p.merged_at, p.parted_at) for p in (*remaining.partings, *back.partings)] == [
        (2, LATER, LATER),
        (1, LATER, LATER),
    ]


def test_opinions_and_actions_recorded_while_merged_stay_with_both_cases() -> None:
    case, gone = merged(one(), other())
    case = steps.act(case, By(AMAL, EDU, LATER + HOUR), "Seen at school")
    case = steps.assess(case, replace(an_opinion(EDU, hazard=1), at=LATER + HOUR), POLICY, LATER + HOUR)
    for each in parting.part(case, gone, LATER + 2 * HOUR):
        assert [one.words for one in each.measures] == ["Seen at school"]
        assert [one.agency for one in each.opinions] == [EDU]


def test_what_one_lead_did_meets_no_deadline_of_the_other_lead() -> None:
    case, gone = merged(one(), other())
    case = steps.act(case, By(AMAL, EDU, LATER + HOUR), "Seen at school")
    remaining, back = parting.part(case, gone, LATER + 2 * HOUR)
    assert [c.ended for c in remaining.deadlines if c.kind is DeadlineKind.FIRST_ACTION] == [Ending.MET]
    assert running(back, DeadlineKind.FIRST_ACTION).due_at == LATER + HOUR


def test_an_answer_goes_back_with_its_report() -> None:
    case, gone = merged(one(), other())
    case = steps.answered(case, LATER + HOUR, of=CaseId("c2"))
    remaining, back = parting.part(case, gone, LATER + 2 * HOUR)
    assert running(remaining, DeadlineKind.REPLY).due_at == NOW + timedelta(days=3)
    assert (remaining.answered_at, back.answered_at) == (None, LATER + HOUR)
    assert [(c.ended, c.of) for c in back.deadlines if c.kind is DeadlineKind.REPLY] == [(Ending.MET, None)]


def test_a_question_goes_back_with_its_report() -> None:
    case, gone = merged(one(), other())
    by = By(AMAL, EDU, LATER)
    case = questions.ask(case, ReportId("r1"), Path.ADULT, template="where", words="", by=by)
    case = questions.ask(case, TWO, Path.ADULT, template="when", words="", by=by)
    remaining, back = parting.part(case, gone, LATER + HOUR)
    assert [(q.id, q.template) for q in remaining.questions] == [(1, "where")]
    assert [(q.id, q.template) for q in back.questions] == [(1, "when")]
    assert [c.item for c in back.deadlines if c.kind is DeadlineKind.QUESTION] == [1]


def test_tasks_go_back_and_those_made_since_stay_with_both() -> None:
    given = {"by": By(BO, PSB, LATER), "template": "", "owner": None}
    theirs = steps.acknowledge(other(), PSB, BO, LATER)
    theirs = assignments.assign(theirs, words="old", agency=PSB, due_at=LATER + HOUR, **given)  # type: ignore[arg-type]
    case, gone = merged(one(), theirs)
    assert [(a.id, a.words) for a in case.assignments] == [(1, "old")]
    case = steps.acknowledge(case, PSB, BO, LATER)
    case = assignments.assign(case, words="new", agency=PSB, due_at=LATER + HOUR, **given)  # type: ignore[arg-type]
    case = assignments.done(case, 1, By(BO, PSB, LATER + HOUR), "came of it")
    remaining, back = parting.part(case, gone, LATER + HOUR)
    assert [a.words for a in remaining.assignments] == ["new"]
    assert [(a.id, a.words, a.is_open) for a in back.assignments] == [(1, "old", False), (2, "new", True)]
    assert {c.item: c.ended for c in back.deadlines if c.kind is DeadlineKind.ASSIGNMENT} == {1: Ending.MET, 2: None}


def test_fired_steps_never_fire_again() -> None:
    case, gone = merged(one(), other())
    now = LATER + HOUR
    case, fired = firing.fire(case, POLICY, ZONE, now)
    assert DeadlineKind.FIRST_ACTION in {one.deadline.kind for one in fired}
    for each in parting.part(case, gone, now):
        _, again = firing.fire(each, POLICY, ZONE, now)
        assert DeadlineKind.FIRST_ACTION not in {one.deadline.kind for one in again}


def test_a_class_raised_while_merged_stays_with_both_cases() -> None:
    case, gone = merged(one(), other(BULLYING))
    case = steps.assess(case, replace(an_opinion(EDU, seriousness=3), at=LATER), POLICY, LATER)
    assert [each.urgency for each in parting.part(case, gone, LATER + HOUR)] == [Urgency.P2, Urgency.P2]


def test_a_merge_can_be_undone_for_thirty_days() -> None:
    case, gone = merged(one(), other())
    parting.part(case, gone, LATER + timedelta(days=30))
    with pytest.raises(IllegalStep, match="undo-too-late"):
        parting.part(case, gone, LATER + timedelta(days=30, seconds=1))


def test_a_case_that_was_not_merged_into_it_cannot_be_taken_out() -> None:
    case, gone = merged(one(), other())
    with pytest.raises(IllegalStep, match="not-merged"):
        parting.part(case, other(), LATER)
    with pytest.raises(IllegalStep, match="not-merged"):
        parting.part(replace(case, id=CaseId("c3")), gone, LATER)


def test_a_merged_case_closes_only_when_each_reporter_is_answered() -> None:
    case, _ = merged(one(), other(BULLYING))
    case = steps.answered(steps.assess(case, an_opinion(EDU), POLICY, LATER), LATER)
    with pytest.raises(IllegalStep, match="answer-first"):
        ending.propose_close(case, a_closing(case))
    case = ending.propose_close(steps.answered(case, LATER, of=CaseId("c2")), a_closing(case))
    closed = ending.approve_close(case, HANA, LATER)
    assert [c.ended for c in closed.deadlines if c.kind is DeadlineKind.OUTCOME] == [Ending.MET, Ending.MET]


def test_a_talk_reminder_sent_while_merged_is_not_sent_again() -> None:
    talking = talks.call(other(), LATER + 6 * HOUR, BO, LATER)
    case, gone = merged(one(), talking)
    case, fired = firing.fire(case, POLICY, ZONE, LATER + 4 * HOUR)
    assert DeadlineKind.JOINT_TALK in {one.deadline.kind for one in fired}
    remaining, back = parting.part(case, gone, LATER + 5 * HOUR)
    assert not [c for c in remaining.deadlines if c.kind is DeadlineKind.JOINT_TALK]
    assert running(back, DeadlineKind.JOINT_TALK).fired == ("half",)


def test_marks_of_every_reporter_go_back_with_the_report() -> None:
    third = replace(other(BULLYING), id=CaseId("c3"), number=CaseNumber(3))
    second, _ = merge.merge(other(), third, HANA, LATER, [ReportId("r3")])
    case, gone = merge.merge(one(), second, HANA, LATER, [TWO, ReportId("r3")])
    late = LATER + timedelta(days=4)
    case = steps.answered(case, late, of=CaseId("c3"))
    assert [mark.mark for mark in case.marked] == [Mark.YELLOW]
    remaining, back = parting.part(case, gone, late)
    assert ([mark.mark for mark in remaining.marked], [mark.mark for mark in back.marked]) == ([], [Mark.YELLOW])
