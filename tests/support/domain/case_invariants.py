"""What must always hold of a case, whoever has done what with it (casework.md)."""

from collections import Counter
from datetime import datetime

from hypothesis.stateful import RuleBasedStateMachine, invariant

from bot.domain.cases.assessment import talks
from bot.domain.cases.assessment.assessment import is_divergent
from bot.domain.cases.case import Case, DeadlineKind, Part
from bot.domain.cases.deadlines.timing import next_at
from bot.domain.cases.flags import Flag
from bot.domain.cases.record import Ending
from bot.domain.cases.reporter import questions
from bot.domain.cases.work import AssignmentState
from tests.support.domain.a_case import POLICY, ZONE, acknowledged
from tests.support.domain.answers import NOW

PROMISED = (DeadlineKind.REPLY, DeadlineKind.OUTCOME)


class CaseInvariants(RuleBasedStateMachine):
    """One case, and what is checked after every act."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.case: Case = acknowledged()
        self.arrived: set[datetime] = set()
        self.promised = {c.kind: c.due_at for c in self.case.deadlines if c.kind in PROMISED}

    @invariant()
    def exactly_one_body_answers_for_an_open_case(self) -> None:
        leads = [task for task in self.case.tasks if task.part is Part.LEAD]
        assert len(leads) == 1
        assert len({task.agency for task in self.case.tasks}) == len(self.case.tasks)
        assert leads[0].agency not in self.case.barred
        assert leads[0].is_open or not self.case.is_open

    @invariant()
    def a_deadline_runs(self) -> None:
        if self.case.is_open:
            assert next_at(self.case, POLICY, ZONE) is not None

    @invariant()
    def nobody_in_conflict_has_a_part_a_task_or_a_question(self) -> None:
        here = {task.agency for task in self.case.tasks} | {o.agency for o in self.case.assignments if o.is_open}
        waiting = self.case.transfer
        assert not here & set(self.case.barred)
        assert waiting is None or waiting.answer or waiting.to not in self.case.barred

    @invariant()
    def every_open_task_is_timed_and_only_what_was_done_is_met(self) -> None:
        timing = [*self.case.deadlines, *(c for life in self.case.lives for c in life.deadlines)]
        deadlines = {c.item: c for c in timing if c.kind is DeadlineKind.ASSIGNMENT}
        for one in self.case.assignments:
            deadline = deadlines[one.id]
            assert (deadline.stopped_at is None) == one.is_open
            assert (deadline.ended is Ending.MET) == (one.state is AssignmentState.DONE)
            assert deadline.agency == one.agency
            assert (one.state is AssignmentState.DONE) <= bool(one.owner and one.note)

    @invariant()
    def what_the_reporter_was_promised_never_moves(self) -> None:
        now = {c.kind: c.due_at for c in self.case.deadlines if c.kind in PROMISED}
        assert now == self.promised

    @invariant()
    def an_open_proposal_is_timed(self) -> None:
        kinds = {DeadlineKind.TRANSFER, DeadlineKind.DECIDE}
        waiting = [c for c in self.case.deadlines if c.kind in kinds and c.stopped_at is None]
        assert len(waiting) == (1 if self.case.transfer is not None else 0)

    @invariant()
    def views_far_apart_are_talked_about(self) -> None:
        if self.case.is_open and is_divergent(self.case):
            assert talks.waiting_talk(self.case) is not None

    @invariant()
    def a_lower_class_that_waits_is_timed_and_stands_under_the_class_of_today(self) -> None:
        running = [c for c in self.case.deadlines if c.kind is DeadlineKind.LOWER and c.stopped_at is None]
        change = self.case.lowering
        assert len(running) == (0 if change is None else 1)
        assert not {c.agency for c in running} & set(self.case.barred)
        assert change is None or (change.was, change.agency) == (self.case.urgency, self.case.lead)

    @invariant()
    def a_talk_that_waits_is_timed_and_no_other(self) -> None:
        running = [c for c in self.case.deadlines if c.kind is DeadlineKind.JOINT_TALK and c.stopped_at is None]
        waits = talks.waiting_talk(self.case) is not None and self.case.is_open
        assert len(running) == (1 if waits else 0)

    @invariant()
    def a_question_that_waits_is_timed_and_a_closed_case_leaves_none(self) -> None:
        waiting = {one.id for one in questions.waiting(self.case)}
        running = {c.item for c in self.case.deadlines if c.kind is DeadlineKind.QUESTION and c.stopped_at is None}
        assert running == waiting
        assert self.case.is_open or not waiting
        of_report = Counter(one.report for one in questions.waiting(self.case))
        assert all(count <= 2 for count in of_report.values()), "at most two that wait for one reporter"
        assert (Flag.INFO_REQUESTED in self.case.flags) == bool(waiting)

    @invariant()
    def the_reporter_is_answered_only_by_what_has_arrived(self) -> None:
        met = {c.stopped_at for c in self.case.deadlines if c.kind is DeadlineKind.REPLY and c.ended is Ending.MET}
        assert met <= self.arrived
        assert self.case.answered_at is None or self.case.answered_at in self.arrived

    @invariant()
    def what_waits_was_proposed_by_the_lead_of_today(self) -> None:
        waiting = self.case.transfer
        assert waiting is None or waiting.from_agency == self.case.lead
