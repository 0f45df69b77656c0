"""Two cases on which anybody acts, merged and separated again and again."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from bot.domain.cases import steps
from bot.domain.cases.case import Case, CaseState, DeadlineKind, Part
from bot.domain.cases.deadlines.timing import next_at
from bot.domain.cases.merging import merge, parting
from bot.domain.cases.parted_reporters import open_to_their_reporters
from bot.domain.errors import Refusal
from bot.domain.ids import CaseId, CaseNumber, PersonKey, ReportId
from tests.support.domain.a_case import BULLYING, DANGER, POLICY, ZONE, a_case
from tests.support.domain.answers import NOW
from tests.support.domain.case_invariants import PROMISED
from tests.support.domain.case_state_machine import AnyActs
from tests.support.domain.compared_cases import plain
from tests.support.domain.rare_acts import PEOPLE

TWO = CaseId("c2")
WITHOUT_A_BODY = frozenset({DeadlineKind.JOINT_TALK})
Fired = dict[tuple[DeadlineKind, object], set[str]]


class TwoCases(AnyActs):
    """Two cases; acts go to the one in hand. While they are merged, `other` is the one without bodies at work."""

    other: Case
    fired_before: Fired

    @initialize(said=st.sampled_from([BULLYING, DANGER]))
    def tell_again(self, said: dict[str, str]) -> None:
        case = a_case(said, NOW)
        self.other = replace(case, id=TWO, number=CaseNumber(2))
        self.promises = {
            (each.id, c.kind): c.due_at
            for each in (self.case, self.other)
            for c in each.deadlines
            if c.kind in PROMISED
        }

    @property
    def report(self) -> ReportId:
        """Each case has a report of its own."""
        return ReportId("r2" if self.case.id == TWO else "r1")

    @property
    def is_merged(self) -> bool:
        return self.other.state is CaseState.MERGED

    @precondition(lambda self: not self.is_merged)
    @rule()
    def take_the_other_in_hand(self) -> None:
        self.case, self.other = self.other, self.case

    @rule(who=PEOPLE)
    def merge(self, who: PersonKey) -> None:
        if self.is_merged:
            return
        try:
            whole, part = merge.in_order(self.case, self.other)
            its = ReportId("r2" if part.id == TWO else "r1")
            self.case, self.other = merge.merge(whole, part, who, self.now, [its])
        except Refusal:
            return
        self.fired_before = fired_of(self.case)
        remaining, back = parting.part(self.case, self.other, self.now)
        if set(self.case.barred) == set(whole.barred):  # a body that must not know of the other case is out for good
            assert plain(remaining) == plain(whole)
        if set(self.case.barred) == set(part.barred):
            assert plain(back) == plain(part)

    @precondition(lambda self: self.is_merged)
    @rule()
    def part(self) -> None:
        fired = {key: now - self.fired_before.get(key, set()) for key, now in fired_of(self.case).items()}
        try:
            parted = parting.part(self.case, self.other, self.now)
        except Refusal:
            return
        self.case, self.other = open_to_their_reporters((self.case, self.other), parted, [], POLICY, self.now)
        talk_of_the_other = [(key, known) for key, known in fired_of(self.other).items() if key[0] in WITHOUT_A_BODY]
        for key, known in (*fired_of(self.case).items(), *talk_of_the_other):
            assert fired.get(key, set()) <= known, "a step that fired while they were one would fire again"

    @precondition(lambda self: self.is_merged)
    @rule()
    def answer_the_other_reporter(self) -> None:
        was = self.case.answered_at
        self.arrived |= {self.now}
        self._try(steps.answered, self.now, of=self.other.id, what="arrive")
        assert self.case.answered_at == was

    @rule()
    def bring_to_an_end(self) -> None:
        """Closing is tested in `TwoReporters`."""

    @rule()
    def reopen_by_reporter(self) -> None:
        """As by hand."""

    @rule(who=PEOPLE, words=st.just(""))
    def reopen_by_hand(self, who: PersonKey, words: str) -> None:
        """A closed case has other promises, which are not tested here."""

    @invariant()
    def exactly_one_body_answers_for_an_open_case(self) -> None:
        for each in self.at_work():
            leads = [task for task in each.tasks if task.part is Part.LEAD]
            assert len(leads) == 1
            assert len({task.agency for task in each.tasks}) == len(each.tasks)
            assert leads[0].agency not in each.barred
            assert leads[0].is_open or not each.is_open

    def at_work(self) -> list[Case]:
        other = getattr(self, "other", None)
        return [self.case] if other is None or self.is_merged else [self.case, other]

    @invariant()
    def a_deadline_runs(self) -> None:
        for each in self.at_work():
            assert not each.is_open or next_at(each, POLICY, ZONE) is not None

    @invariant()
    def who_must_not_know_of_one_that_was_merged_knows_of_neither(self) -> None:
        for each in self.at_work():
            assert not {task.agency for task in each.tasks} & set(each.barred)
            running = [deadline for deadline in each.deadlines if deadline.stopped_at is None]
            asked = (
                DeadlineKind.QUESTION
            )  # names the person who asked: a person who handed the case on is not told by it
            assert not {deadline.agency for deadline in running if deadline.kind is not asked} & set(each.barred)
        if hasattr(self, "other") and self.is_merged:
            assert set(self.other.barred) <= set(self.case.barred)

    @invariant()
    def what_the_reporter_was_promised_never_moves(self) -> None:
        for each in self.at_work() if hasattr(self, "other") else []:
            for deadline in each.deadlines:
                if deadline.kind in PROMISED:
                    assert deadline.due_at == self.promises[deadline.of or each.id, deadline.kind]

    @invariant()
    def every_reporter_is_timed_once(self) -> None:
        if not hasattr(self, "other"):
            return
        found: list[tuple[CaseId, DeadlineKind]] = []
        for each in self.at_work():
            found += [
                (deadline.of or each.id, deadline.kind) for deadline in each.deadlines if deadline.kind in PROMISED
            ]
        assert sorted(found) == sorted(self.promises)


def fired_of(case: Case) -> Fired:
    """The steps that have fired of each running deadline of what bodies do, and of the joint talk of that date."""
    kinds = merge.OF_A_BODY | WITHOUT_A_BODY
    running = [deadline for deadline in case.deadlines if deadline.kind in kinds and deadline.stopped_at is None]
    return {
        (deadline.kind, deadline.due_at if deadline.kind in WITHOUT_A_BODY else deadline.agency): {
            one.split("-")[0] for one in deadline.fired
        }
        for deadline in running
    }
