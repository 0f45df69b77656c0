"""Any sequence of the verbs of handing over and of tasks, by any body: what always holds of the case (casework.md)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain.cases import (
    assignments,
    classes,
    ending,
    outgoing_answers,
    questions,
    reopening,
    steps,
    talks,
    transfer,
)
from bot.domain.cases.assessment import SCALES
from bot.domain.cases.case import Case, ClockKind, Closing, Ending, Flag, Part
from bot.domain.cases.deadlines import fire, next_at
from bot.domain.cases.sooner import sooner_clocks
from bot.domain.cases.work import AssignmentState
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, PersonKey, ReportId
from bot.domain.intake.facts import facts_of
from bot.domain.intake.report import Path
from bot.domain.urgency import Urgency
from tests.support.a_case import BULLYING, POLICY, ZONE, a_report, acknowledged, an_opinion
from tests.support.answers import ASKED, NOW, PROFILE

BODIES = st.sampled_from([AgencyKey(key) for key in ("EDU", "CYL", "PSB", "CIV", "WOM", "PROC")])
PEOPLE = st.sampled_from([PersonKey(name) for name in ("amal", "bo", "hana", "rita")])
WORDS = st.sampled_from(["", "because"])
OFTEN = st.sampled_from([True, True, True, False])
ACTING = st.sampled_from([AgencyKey(key) for key in ("EDU", "EDU", "CYL", "PSB", "CIV")])
CHILD_SAFE = st.sampled_from(["yes", "plan", "no"])
PROMISED = (ClockKind.REPLY, ClockKind.OUTCOME)


class AnyHands(RuleBasedStateMachine):
    """One case in the hands of anybody."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.case: Case = acknowledged()
        self.arrived: set[datetime] = set()
        self.promised = {c.kind: c.due_at for c in self.case.clocks if c.kind in PROMISED}

    @property
    def report(self) -> ReportId:
        """The report of the case in hand."""
        return ReportId("r1")

    def _try(self, verb, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        was = self.case.version
        try:
            self.case = verb(self.case, *args, **kwargs)
        except Refusal:
            return
        assert self.case.version >= was

    @rule(hours=st.integers(min_value=1, max_value=60))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.case, consequences = fire(self.case, POLICY, ZONE, self.now)
        for consequence in consequences:
            self.case = transfer.after_step(PROFILE, self.case, consequence, self.now)
        self.case = questions.without_answers(self.case, consequences, self.now)
        self.case, _ = outgoing_answers.leave(self.case, self.now)

    @rule(to=BODIES, words=WORDS, who=PEOPLE)
    def propose(self, to: AgencyKey, words: str, who: PersonKey) -> None:
        self._try(transfer.propose, to, words, who, POLICY, self.now)

    @rule(to=BODIES, who=PEOPLE)
    def propose_for_a_reason(self, to: AgencyKey, who: PersonKey) -> None:
        self._try(transfer.propose, to, "because", who, POLICY, self.now)

    @rule(body=BODIES, who=PEOPLE, is_asked=OFTEN)
    def accept(self, body: AgencyKey, who: PersonKey, *, is_asked: bool) -> None:
        self._try(transfer.accept, self._asked(body, is_asked=is_asked), who, POLICY, self.now)

    @rule(body=BODIES, words=WORDS, who=PEOPLE, is_asked=OFTEN)
    def give_back(self, body: AgencyKey, words: str, who: PersonKey, *, is_asked: bool) -> None:
        self._try(transfer.give_back, self._asked(body, is_asked=is_asked), words, who, POLICY, self.now)

    def _asked(self, body: AgencyKey, *, is_asked: bool) -> AgencyKey:
        """The body that a proposal waits for, or any other."""
        return self.case.transfer.to if is_asked and self.case.transfer is not None else body

    @rule(to=BODIES, who=PEOPLE)
    def decide(self, to: AgencyKey, who: PersonKey) -> None:
        self._try(transfer.decide, to, who, POLICY, self.now)

    @rule(body=BODIES)
    def bring_in(self, body: AgencyKey) -> None:
        self._try(transfer.bring_in, body, POLICY, self.now)

    @rule(body=BODIES)
    def finish_part(self, body: AgencyKey) -> None:
        self._try(transfer.finish_part, body, self.now)

    @rule(body=BODIES, who=PEOPLE)
    def acknowledge(self, body: AgencyKey, who: PersonKey) -> None:
        self._try(steps.acknowledge, body, who, self.now)

    @rule(body=BODIES)
    def not_ours(self, body: AgencyKey) -> None:
        self._try(steps.decline, body, "other", self.now)

    @rule(body=BODIES)
    def recuse_body(self, body: AgencyKey) -> None:
        facts = facts_of(ASKED, a_report(BULLYING).path, a_report(BULLYING).answers)
        case = self.case
        try:
            self.case = steps.recuse_body(PROFILE, case, body, facts, self.now)
        except Refusal:
            return

    @rule(body=BODIES)
    def take_over(self, body: AgencyKey) -> None:
        self._try(steps.take_over, body, POLICY, self.now)

    @rule(body=BODIES, hazard=st.integers(0, 3))
    def assess(self, body: AgencyKey, hazard: int) -> None:
        self._try(steps.assess, an_opinion(body, hazard=hazard), POLICY, self.now)

    @rule(body=ACTING, by=ACTING, who=PEOPLE, owned=st.booleans(), hours=st.integers(0, 100))
    def assign(self, body: AgencyKey, by: AgencyKey, who: PersonKey, hours: int, *, owned: bool) -> None:
        due_at, owner = self.now + timedelta(hours=hours), who if owned else None
        given = {"template": "", "words": "Visit", "agency": body, "owner": owner, "due_at": due_at}
        self._try(assignments.assign, by=who, by_agency=by, now=self.now, **given)

    @rule(number=st.integers(1, 4), body=BODIES, who=PEOPLE)
    def take_task(self, number: int, body: AgencyKey, who: PersonKey) -> None:
        self._try(assignments.take, number, body, who, self.now)

    @rule(at=st.integers(0, 9), body=BODIES, who=PEOPLE, how=st.sampled_from(["done", "decline"]), is_own=OFTEN)
    def end_task(self, at: int, body: AgencyKey, who: PersonKey, how: str, *, is_own: bool) -> None:
        left = [one for one in self.case.assignments if one.is_open]
        if left:
            one = left[at % len(left)]
            ending = getattr(assignments, how)
            self._try(ending, one.id, one.agency if is_own else body, who, "came of it", self.now)

    @rule(to=st.sampled_from(list(Urgency)), body=ACTING, who=PEOPLE, above=st.booleans())
    def raise_class(self, to: Urgency, body: AgencyKey, who: PersonKey, *, above: bool) -> None:
        was = self.case
        self._try(classes.raise_class, to, "because", who, body, POLICY, self.now, above=above)
        moved = [now for old, now in zip(was.clocks, self.case.clocks, strict=False) if now.due_at < old.due_at]
        fresh = self.case.clocks[len(was.clocks) :]
        assert sorted(map(repr, [*moved, *fresh])) == sorted(repr(clock) for clock, _ in sooner_clocks(was, self.case))

    @rule(to=st.sampled_from(list(Urgency)), who=PEOPLE, by=st.sampled_from([None, AgencyKey("PROC")]))
    def propose_lower(self, to: Urgency, who: PersonKey, by: AgencyKey | None) -> None:
        def timed(case: Case) -> Case:
            proposed = classes.propose_lower(case, to, "because", who, case.lead, self.now)
            return classes.timed(proposed, by if by not in case.barred else None, POLICY, self.now)

        self._try(timed)

    @rule(who=PEOPLE, agrees=st.booleans())
    def answer_lower(self, who: PersonKey, *, agrees: bool) -> None:
        was = self.case
        self._try(classes.approve_lower if agrees else classes.refuse_lower, who, self.now)
        assert was.urgency.rank <= self.case.urgency.rank or (agrees and was.lowering is not None)

    @rule(hours=st.integers(1, 48), who=PEOPLE)
    def call_talk(self, hours: int, who: PersonKey) -> None:
        self._try(talks.call, self.now + timedelta(hours=hours), who, self.now)

    @rule(body=ACTING, who=PEOPLE, values=st.tuples(*[st.integers(0, 3)] * 3))
    def record_talk(self, body: AgencyKey, who: PersonKey, values: tuple[int, int, int]) -> None:
        agreed = dict(zip(SCALES, values, strict=True))
        self._try(talks.record, body, who, agreed, "Visit on Monday", self.now)

    @rule(number=st.integers(1, 4), body=BODIES, who=PEOPLE | st.none())
    def give_task(self, number: int, body: AgencyKey, who: PersonKey | None) -> None:
        self._try(assignments.give, number, body, who)

    @rule(who=PEOPLE)
    def step_back(self, who: PersonKey) -> None:
        if self.case.is_open:
            self._try(steps.hand_on, who, POLICY, self.now)
            assert not [one for one in self.case.assignments if one.is_open and one.owner == who]

    @rule(who=PEOPLE, body=ACTING)
    def answer(self, who: PersonKey, body: AgencyKey) -> None:
        given = {"text_key": "canned-thank_you", "words": "", "person": who, "agency": body, "now": self.now}
        self._try(lambda case: outgoing_answers.give(case, **given)[0])  # type: ignore[arg-type]

    @rule()
    def take_answer_back(self) -> None:
        self._try(lambda case: outgoing_answers.take_back(case)[0])

    @rule()
    def answers_arrive(self) -> None:
        self.arrived |= {self.now} if [one for one in self.case.outgoing if one.left_at is not None] else set()
        self.case = outgoing_answers.arrive(self.case, range(100), self.now)

    @rule(who=PEOPLE, body=ACTING)
    def ask(self, who: PersonKey, body: AgencyKey) -> None:
        asked = {"template": "how_now", "words": "", "person": who, "agency": body, "now": self.now}
        self._try(questions.ask, self.report, Path.CHILD, **asked)

    @rule(number=st.integers(1, 4), how=st.sampled_from([questions.answered, questions.withdraw]))
    def end_question(self, number: int, how: Callable[[Case, int, datetime], Case]) -> None:
        self._try(how, number, self.now)

    @rule(safe=CHILD_SAFE, words=WORDS, who=PEOPLE, body=BODIES, dated=st.booleans())
    def propose_close(self, safe: str, words: str, who: PersonKey, body: AgencyKey, *, dated: bool) -> None:
        then = self.now + timedelta(days=30) if dated else None
        closing = Closing("school_measure", safe, who, body, self.now, words, goes_on=body, look_again_at=then)
        self._try(ending.propose_close, closing)

    @rule(who=PEOPLE)
    def approve_close(self, who: PersonKey) -> None:
        self._try(ending.approve_close, who, self.now)

    @rule(who=PEOPLE, words=WORDS)
    def reopen_by_hand(self, who: PersonKey, words: str) -> None:
        self._try(reopening.reopened_by_hand, who, words, POLICY, self.now)
        if self.case.is_open and self.case.lives and self.case.lives[-1].reopened_at == self.now:
            self.promised = {
                kind: self.now + timedelta(days=days) for kind, days in zip(PROMISED, (3, 90), strict=True)
            }

    @invariant()
    def exactly_one_body_answers_for_an_open_case(self) -> None:
        leads = [task for task in self.case.tasks if task.part is Part.LEAD]
        assert len(leads) == 1
        assert len({task.agency for task in self.case.tasks}) == len(self.case.tasks)
        assert leads[0].agency not in self.case.barred
        assert leads[0].is_open or not self.case.is_open

    @invariant()
    def somebody_s_clock_runs(self) -> None:
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
        timing = [*self.case.clocks, *(c for life in self.case.lives for c in life.clocks)]
        clocks = {c.item: c for c in timing if c.kind is ClockKind.ASSIGNMENT}
        for one in self.case.assignments:
            clock = clocks[one.id]
            assert (clock.stopped_at is None) == one.is_open
            assert (clock.ended is Ending.MET) == (one.state is AssignmentState.DONE)
            assert clock.agency == one.agency
            assert (one.state is AssignmentState.DONE) <= bool(one.owner and one.note)

    @invariant()
    def what_the_reporter_was_promised_never_moves(self) -> None:
        now = {c.kind: c.due_at for c in self.case.clocks if c.kind in PROMISED}
        assert now == self.promised

    @invariant()
    def an_open_proposal_is_timed(self) -> None:
        kinds = {ClockKind.TRANSFER, ClockKind.DECIDE}
        waiting = [c for c in self.case.clocks if c.kind in kinds and c.stopped_at is None]
        assert len(waiting) == (1 if self.case.transfer is not None else 0)

    @invariant()
    def a_lower_class_that_waits_is_timed_and_stands_under_the_class_of_today(self) -> None:
        running = [c for c in self.case.clocks if c.kind is ClockKind.LOWER and c.stopped_at is None]
        change = self.case.lowering
        assert len(running) == (0 if change is None else 1)
        assert not {c.agency for c in running} & set(self.case.barred)
        assert change is None or (change.was, change.agency) == (self.case.urgency, self.case.lead)

    @invariant()
    def a_talk_that_waits_is_timed_and_no_other(self) -> None:
        running = [c for c in self.case.clocks if c.kind is ClockKind.JOINT_TALK and c.stopped_at is None]
        waits = talks.to_be_held(self.case) is not None and self.case.is_open
        assert len(running) == (1 if waits else 0)

    @invariant()
    def a_question_that_waits_is_timed_and_a_closed_case_leaves_none(self) -> None:
        waiting = {one.id for one in questions.waiting(self.case)}
        running = {c.item for c in self.case.clocks if c.kind is ClockKind.QUESTION and c.stopped_at is None}
        assert running == waiting
        assert len(waiting) <= (2 if self.case.is_open else 0)
        assert (Flag.INFO_REQUESTED in self.case.flags) == bool(waiting)

    @invariant()
    def the_reporter_is_answered_only_by_what_has_arrived(self) -> None:
        met = {c.stopped_at for c in self.case.clocks if c.kind is ClockKind.REPLY and c.ended is Ending.MET}
        assert met <= self.arrived
        assert self.case.answered_at is None or self.case.answered_at in self.arrived

    @invariant()
    def what_waits_was_proposed_by_the_lead_of_today(self) -> None:
        waiting = self.case.transfer
        assert waiting is None or waiting.from_agency == self.case.lead
