"""Any sequence of the verbs of a case, by any body (casework.md); what must always hold is in `case_invariants`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from bot.domain.cases import assignments, reopening, steps
from bot.domain.cases.assessment import classes, talks
from bot.domain.cases.assessment.assessment import SCALES
from bot.domain.cases.assessment.sooner import sooner_deadlines
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.deadlines.firing import fire
from bot.domain.cases.record import Closing
from bot.domain.cases.reporter import outgoing_answers, questions
from bot.domain.cases.stages import ending, opening, transfer
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, PersonKey, ReportId
from bot.domain.intake.facts import facts_of
from bot.domain.report import Path
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import AMAL, BO, BULLYING, DANGER, HANA, POLICY, ZONE, a_report, an_opinion
from tests.support.domain.answers import ASKED, PROFILE, Said
from tests.support.domain.case_invariants import PROMISED
from tests.support.domain.rare_acts import ACTING, BODIES, PEOPLE, RareActs

WORDS = st.sampled_from(["", "because"])
OFTEN = st.sampled_from([True, True, True, False])
CHILD_SAFE = st.sampled_from(["yes", "plan", "no"])


class AnyActs(RareActs):
    """One case in the hands of anybody."""

    @property
    def report(self) -> ReportId:
        """The report of the case in hand."""
        return ReportId("r1")

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
        asked = self._asked(body, is_asked=is_asked)
        self._try(transfer.accept, asked, who, POLICY, self.now, doer=asked)

    @rule(body=BODIES, words=WORDS, who=PEOPLE, is_asked=OFTEN)
    def give_back(self, body: AgencyKey, words: str, who: PersonKey, *, is_asked: bool) -> None:
        self._try(transfer.give_back, self._asked(body, is_asked=is_asked), words, who, POLICY, self.now)

    def _asked(self, body: AgencyKey, *, is_asked: bool) -> AgencyKey:
        """The body that is asked to lead, or any other one."""
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
        self._try(steps.acknowledge, body, who, self.now, doer=body)

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
        def assessed(case: Case) -> Case:
            seen = steps.assess(case, replace(an_opinion(body, hazard=hazard), at=self.now), POLICY, self.now)
            return talks.called_by_divergence(seen, self.now)

        self._try(assessed, doer=body, what="assess")

    @rule(body=ACTING, by=ACTING, who=PEOPLE, owned=st.booleans(), hours=st.integers(0, 100))
    def assign(self, body: AgencyKey, by: AgencyKey, who: PersonKey, hours: int, *, owned: bool) -> None:
        due_at, owner = self.now + timedelta(hours=hours), who if owned else None
        given = {"template": "", "words": "Visit", "agency": body, "owner": owner, "due_at": due_at}
        self._try(assignments.assign, by=By(who, by, self.now), **given)

    @rule(number=st.integers(1, 4), body=BODIES, who=PEOPLE)
    def take_task(self, number: int, body: AgencyKey, who: PersonKey) -> None:
        self._try(assignments.take, number, body, who, self.now)

    @rule(at=st.integers(0, 9), body=BODIES, who=PEOPLE, how=st.sampled_from(["done", "decline"]), is_own=OFTEN)
    def end_task(self, at: int, body: AgencyKey, who: PersonKey, how: str, *, is_own: bool) -> None:
        left = [one for one in self.case.assignments if one.is_open]
        if left:
            one = left[at % len(left)]
            ending = getattr(assignments, how)
            self._try(ending, one.id, By(who, one.agency if is_own else body, self.now), "came of it")

    @rule(to=st.sampled_from(list(Urgency)), body=ACTING, who=PEOPLE, above=st.booleans())
    def raise_class(self, to: Urgency, body: AgencyKey, who: PersonKey, *, above: bool) -> None:
        was = self.case
        self._try(classes.raise_class, to, "because", By(who, body, self.now), POLICY, above=above)
        moved = [now for old, now in zip(was.deadlines, self.case.deadlines, strict=False) if now.due_at < old.due_at]
        fresh = self.case.deadlines[len(was.deadlines) :]
        assert sorted(map(repr, [*moved, *fresh])) == sorted(
            repr(deadline) for deadline, _ in sooner_deadlines(was, self.case)
        )

    @rule(to=st.sampled_from(list(Urgency)), who=PEOPLE, by=st.sampled_from([None, AgencyKey("PROC")]))
    def propose_lower(self, to: Urgency, who: PersonKey, by: AgencyKey | None) -> None:
        def timed(case: Case) -> Case:
            proposed = classes.propose_lower(case, to, "because", By(who, case.lead, self.now))
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

        def recorded(case: Case) -> Case:
            noted = talks.record(case, By(who, body, self.now), agreed, "Visit on Monday")
            return talks.with_agreed_class(noted, POLICY, self.now)

        self._try(recorded, doer=body, what="record")

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
        by = By(who, body, self.now)
        self._try(lambda case: outgoing_answers.give(case, text_key="canned-thank_you", words="", by=by)[0])

    @rule()
    def take_answer_back(self) -> None:
        self._try(lambda case: outgoing_answers.take_back(case)[0])

    @rule()
    def answers_arrive(self) -> None:
        if [one for one in self.case.outgoing if one.left_at is not None]:
            self.arrived |= {self.now}
            self.note("arrive")
        self.case = outgoing_answers.arrive(self.case, range(100), self.now)

    @rule(who=PEOPLE, body=ACTING)
    def ask(self, who: PersonKey, body: AgencyKey) -> None:
        asked_by = By(who, body, self.now)
        self._try(questions.ask, self.report, Path.CHILD, template="how_now", words="", by=asked_by)

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

    @rule(safe=CHILD_SAFE)
    def bring_to_an_end(self, safe: str) -> None:
        """Does everything that is needed for closing, one step after the other: by chance alone that hardly ever
        happens."""
        lead = self.case.lead
        self.acknowledge(lead, AMAL)
        self.assess(lead, 1)
        self.act(lead, AMAL)
        if self.case.is_open:
            self.arrived |= {self.now}
            self._try(steps.answered, self.now, what="arrive")
        self.propose_close(safe, "because", AMAL, lead, dated=safe != "no")
        self.approve_close(HANA)

    @rule(to=BODIES)
    def propose_in_vain(self, to: AgencyKey) -> None:
        """A body is asked to lead and gives the case back; after the second time those above decide."""
        self.propose_for_a_reason(to, AMAL)
        self.give_back(to, "no_ground", BO, is_asked=True)

    @rule(said=st.sampled_from([BULLYING, DANGER]), anew=st.booleans())
    def tell_more(self, said: Said, *, anew: bool) -> None:
        if self.case.is_open:
            report, was = a_report(said), self.case
            facts = facts_of(ASKED, report.path, report.answers)
            matched = frozenset(was.rules) if anew else frozenset()
            self._try(lambda case: opening.add_report_facts(PROFILE, case, report, facts, self.now, anew=matched))
            assert self.case.urgency.rank >= was.urgency.rank, "what is told lowers no class"

    @rule(said=st.sampled_from([BULLYING, DANGER]))
    def reopen_by_reporter(self, said: Said) -> None:
        if self.case.state is CaseState.CLOSED:
            report = a_report(said)
            facts = facts_of(ASKED, report.path, report.answers)
            self.case = reopening.reopened(PROFILE, self.case, report, facts, self.now)
            self._promised_anew()

    def _promised_anew(self) -> None:
        """The reporter must be answered within 3 days, and there must be an outcome within 90."""
        self.promised = {kind: self.now + timedelta(days=days) for kind, days in zip(PROMISED, (3, 90), strict=True)}

    @rule(who=PEOPLE, words=WORDS)
    def reopen_by_hand(self, who: PersonKey, words: str) -> None:
        self._try(reopening.reopened_by_hand, who, words, POLICY, self.now)
        if self.case.is_open and self.case.lives and self.case.lives[-1].reopened_at == self.now:
            self._promised_anew()
