"""Two cases, merged, separated, closed and opened again and again: what the reporter of each reads."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from bot.domain.cases import reopening, steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState, DeadlineKind, Part, TaskState
from bot.domain.cases.reporter import outgoing_answers
from bot.domain.cases.reporter.merged import as_told, ids_of
from bot.domain.cases.reporter.plain_steps import PlainStep, plain_steps
from bot.domain.cases.reporter.promises import Promise, promises
from bot.domain.cases.stages import ending, opening
from bot.domain.errors import Refusal
from bot.domain.ids import CaseId, PersonKey, ReportId
from bot.domain.intake.facts import facts_of
from tests.support.domain.a_case import AMAL, BULLYING, DANGER, HANA, POLICY, a_closing, a_report, an_opinion
from tests.support.domain.answers import ASKED, PROFILE, Said
from tests.support.domain.case_state_machine import WORDS
from tests.support.domain.rare_acts import PEOPLE
from tests.support.domain.two_cases import TWO, TwoCases

ONE = CaseId("c1")
REPORTERS = st.sampled_from([ONE, TWO])
A_WHILE = timedelta(minutes=1)
Read = tuple[tuple[PlainStep, ...], tuple[Promise, ...]]


class TwoReporters(TwoCases):
    """Each reporter tells more whenever they like; officers close the case in hand in one go now and then."""

    def way(self, told_in: CaseId) -> list[Case]:
        """The case in which it was told, and so on to the one that goes on with it."""
        own = self.case if self.case.id == told_in else self.other
        return [own, self.case] if own.state is CaseState.MERGED else [own]

    def reads(self, told_in: CaseId) -> Read:
        """What /status shows."""
        case = as_told(self.way(told_in))
        return plain_steps(case), promises(case, self.now)

    def keep(self, case: Case) -> None:
        """One of the two has changed."""
        if case.id == self.case.id:
            self.case = case
        else:
            self.other = case

    @rule(of=REPORTERS, said=st.sampled_from([BULLYING, DANGER]))
    def tell_more_of(self, of: CaseId, said: Said) -> None:
        """One of the two reporters tells more."""
        self.tell(of, said)

    def tell(self, of: CaseId, said: Said) -> None:
        """As `take_addition` does it."""
        other, self.now = ONE if of == TWO else TWO, self.now + A_WHILE
        way, before = self.way(of), self.reads(other)
        case, report = way[-1], replace(a_report(said), case=of, id=ReportId("r2" if of == TWO else "r1"))
        facts = facts_of(ASKED, report.path, report.answers)
        if not case.is_open:
            self.keep(reopening.reopened(PROFILE, case, report, facts, self.now))
        else:
            is_over = not as_told(way).is_open
            again = reopening.told_again(case, of, POLICY, self.now) if is_over else case
            self.keep(opening.add_report_facts(PROFILE, again, report, facts, self.now))
        read = as_told(self.way(of))
        assert read.is_open, "they tell more and read that it is closed"
        assert any(c.kind is DeadlineKind.OUTCOME and c.of is None for c in read.deadlines)
        if case.is_open:  # one that was closed is open again, with what it was promised at its receipt
            assert self.reads(other) == before, "what one has told is read by the other"
        elif len(way) > 1 or case.absorbed:
            assert self.reads(other) == before, "what one has opened is read by the other"

    @rule(then=st.sampled_from([(), (ONE,), (TWO,), (ONE, TWO), (TWO, ONE)]), apart=st.booleans())
    def end(self, then: tuple[CaseId, ...], *, apart: bool) -> None:
        """The case in hand is closed; perhaps these reporters tell more, one after another, and the merge is undone."""
        self._end()
        for of in then if not self.case.is_open else ():
            self.tell(of, BULLYING)
        if apart and self.is_merged:
            self.part()

    def _end(self) -> None:
        """Everything needed for closing is done, and everybody who waits is answered."""
        case, self.now = self.case, self.now + A_WHILE
        try:
            lead = next(task for task in case.tasks if task.part is Part.LEAD)
            if lead.state is TaskState.ALERTED:
                case = steps.acknowledge(case, lead.agency, AMAL, self.now)
            seen = replace(an_opinion(lead.agency, hazard=2, seriousness=2), at=self.now)
            case = steps.act(steps.assess(case, seen, POLICY, self.now), By(AMAL, lead.agency, self.now), "visited")
            for of in (None, *ids_of(case)[1:]):
                case = outgoing_answers.met(case, self.now, of=of)
            closing = replace(a_closing(case), at=self.now)
            self.case = ending.approve_close(ending.propose_close(case, closing), HANA, self.now)
        except Refusal:
            return
        self.arrived |= {self.now}
        for what in ("acknowledge", "assess", "act", "arrive", "approve_close"):
            self.note(what, self.case.lead)

    @rule(who=PEOPLE)
    def merge(self, who: PersonKey) -> None:
        self.now += A_WHILE
        before = [self.reads(of) for of in (ONE, TWO)]
        super().merge(who)
        assert [self.reads(of) for of in (ONE, TWO)] == before, "a reporter reads that their case was merged"

    @precondition(lambda self: self.case.state is CaseState.CLOSED)
    @rule(who=PEOPLE, words=WORDS)
    def reopen_by_hand(self, who: PersonKey, words: str) -> None:
        self._try(reopening.reopened_by_hand, who, words, POLICY, self.now)

    @rule(days=st.integers(1, 5))
    def days_go_by(self, days: int) -> None:
        self.now += timedelta(days=days)

    @invariant()
    def what_the_reporter_was_promised_never_moves(self) -> None:
        """For one life of the case; `TwoCases` checks that."""

    @invariant()
    def every_reporter_is_timed_once(self) -> None:
        """A reporter who reads that the case is open has been promised one answer and one outcome in this life of the
        case."""
        for of in (ONE, TWO) if hasattr(self, "other") else ():
            case = as_told(self.way(of))
            if case.is_open:
                found = [
                    c.kind
                    for c in case.deadlines
                    if c.of is None and c.kind in {DeadlineKind.REPLY, DeadlineKind.OUTCOME}
                ]
                assert sorted(found) == [DeadlineKind.OUTCOME, DeadlineKind.REPLY]

    @invariant()
    def who_told_of_the_only_case_reads_how_it_stands(self) -> None:
        if hasattr(self, "other") and not self.is_merged:
            for case in (self.case, self.other):
                assert as_told([case]).is_open == case.is_open

    @invariant()
    def an_end_leaves_nobody_unanswered(self) -> None:
        for case in self.at_work():
            running = [c for c in case.deadlines if c.kind is DeadlineKind.REPLY and c.stopped_at is None]
            assert case.is_open or not running


LEFT_OUT = (
    "accept act answer answer_lower answers_arrive approve_close assign bring_to_an_end call_talk decide end_task "
    "finish_part give_back give_task hand_over hold look_again not_ours open_handed propose propose_close "
    "propose_for_a_reason propose_in_vain propose_lower raise_class record_talk recuse_body reopen_by_reporter "
    "seal_a_file step_back take_answer_back take_over take_task tell_more"
)
"""Verbs that are left to `TwoCases`: here two cases are merged, closed and opened again often."""
for name in LEFT_OUT.split():
    setattr(TwoReporters, name, None)
