"""Any order of steps, answers and time: no unlisted state is reached, nothing gets stuck, no deadline runs for
nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState, DeadlineKind, Part, TaskState
from bot.domain.cases.deadlines.firing import fire
from bot.domain.cases.deadlines.timing import next_at
from bot.domain.cases.stages.ending import approve_close, propose_close
from bot.domain.cases.stages.opening import add_report_facts
from bot.domain.cases.steps import acknowledge, act, answered, assess, decline, running, take_over
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.intake.facts import facts_of
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import (
    AMAL,
    BO,
    BULLYING,
    DANGER,
    EDU,
    HANA,
    POLICY,
    PSB,
    ZONE,
    a_case,
    a_closing,
    a_report,
)
from tests.support.domain.a_case import an_opinion as opinion_of
from tests.support.domain.answers import ASKED, NOW, PROFILE, Said

LATER = NOW + timedelta(hours=5)
NEGLECT_NOW: Said = {"danger": "yes_now", "harms": ("neglect",)}
"""A P1 case that the police do not lead; schools support."""
TOLD: list[Said] = [
    BULLYING,
    DANGER,
    NEGLECT_NOW,
    {"danger": "not_sure", "harms": ("neglect",)},
    {"danger": "no", "harms": ("sexual_contact", "bullying")},
    {"danger": "yes_now", "harms": ("assault",), "link": "police"},
]
S = CaseState
LISTED = {
    (S.RECEIVED, S.ACKNOWLEDGED),
    (S.ACKNOWLEDGED, S.ASSESSED),
    (S.ACKNOWLEDGED, S.IN_PROGRESS),
    (S.ASSESSED, S.IN_PROGRESS),
    (S.IN_PROGRESS, S.CLOSED),
    (S.ASSESSED, S.CLOSED),
}
"""casework.md: L3, L6, L6 with L8 when the action came first, L8, L9, L10; a step may also leave the state as it is."""
BODIES = st.sampled_from(list(PROFILE.agencies))
PEOPLE = st.sampled_from([AMAL, HANA])


def told_more(case: Case, said: Said, now: datetime) -> Case:
    report = a_report(said)
    return add_report_facts(PROFILE, case, report, facts_of(ASKED, report.path, report.answers), now)


def brought_to_an_end(case: Case, now: datetime) -> Case:
    """The case, closed by its lead. The listed steps lead there from every open state."""
    task = case.task(case.lead)
    assert task is not None
    if case.acknowledged_at is None or task.state is TaskState.ALERTED:
        case = acknowledge(case, case.lead, AMAL, now)
    case = assess(case, opinion_of(case.lead), POLICY, now)
    case = act(case, By(AMAL, case.lead, now), "visit today")
    return approve_close(propose_close(answered(case, now), a_closing(case)), HANA, now)


def test_a_class_that_rises_late_gives_fresh_time_to_act() -> None:
    """L14: deadlines move nearer, and none into the past."""
    risen = told_more(a_case(BULLYING), {"danger": "yes_now", "harms": ("bullying",)}, LATER)
    deadline = running(risen, DeadlineKind.ACKNOWLEDGE)
    assert risen.urgency is Urgency.P1
    assert deadline is not None
    assert deadline.due_at == LATER + POLICY.limits[Urgency.P1].acknowledge


def test_the_police_acknowledge_once_more_when_they_take_over() -> None:
    helped = acknowledge(a_case(NEGLECT_NOW), PSB, BO, NOW)
    over = take_over(helped, PSB, POLICY, LATER)
    assert over.lead == PSB
    assert brought_to_an_end(over, LATER).state is S.CLOSED


def test_a_body_that_said_not_ours_is_not_made_lead_by_more_answers() -> None:
    case = a_case(NEGLECT_NOW)
    left = decline(case, EDU, "other_body", NOW)
    assert told_more(left, BULLYING, LATER).lead == case.lead


def test_a_body_once_barred_stays_out_whatever_is_told_later() -> None:
    accused = told_more(a_case(BULLYING), {**DANGER, "link": "police"}, NOW)
    assert PSB in accused.barred
    later = told_more(accused, DANGER, LATER)
    assert PSB in later.barred
    assert later.task(PSB) is None


def test_more_answers_do_not_reopen_a_closed_case() -> None:
    closed = brought_to_an_end(a_case(), NOW)
    assert told_more(closed, DANGER, LATER) is closed


class AnyCase(RuleBasedStateMachine):
    """Steps by anybody at any time, while more is told."""

    case: Case
    now: datetime

    @initialize(said=st.sampled_from(TOLD))
    def report(self, said: Said) -> None:
        self.case, self.now = a_case(said), NOW

    def step(self, make: Callable[[Case], Case]) -> None:
        """Takes a step if it is allowed; a refusal changes nothing."""
        was = self.case
        try:
            self.case = make(was)
        except Refusal:
            return
        assert self.case.state is was.state or (was.state, self.case.state) in LISTED
        assert self.case.urgency.rank >= was.urgency.rank
        assert self.case is was or self.case.version > was.version
        assert set(was.barred) <= set(self.case.barred)
        older = {(deadline.kind, deadline.agency): deadline.due_at for deadline in was.deadlines}
        if self.case.lead != was.lead and running(was, DeadlineKind.ACKNOWLEDGE) is None:  # a new lead has its own time
            older.pop((DeadlineKind.ACKNOWLEDGE, None), None)
        for deadline in self.case.deadlines:
            assert deadline.due_at <= older.get((deadline.kind, deadline.agency), deadline.due_at)

    @rule(minutes=st.sampled_from([1, 20, 300, 3000, 90000]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.step(lambda case: fire(case, POLICY, ZONE, self.now)[0])
        again, told = fire(self.case, POLICY, ZONE, self.now)
        assert (again is self.case, told) == (True, ())

    @rule(agency=BODIES)
    def somebody_acknowledges(self, agency: AgencyKey) -> None:
        self.step(lambda case: acknowledge(case, agency, AMAL, self.now))

    @rule(agency=BODIES)
    def somebody_declines(self, agency: AgencyKey) -> None:
        self.step(lambda case: decline(case, agency, "other", self.now))

    @rule(agency=BODIES, hazard=st.integers(-1, 4), seriousness=st.integers(0, 3))
    def somebody_assesses(self, agency: AgencyKey, hazard: int, seriousness: int) -> None:
        self.step(lambda case: assess(case, opinion_of(agency, hazard, seriousness), POLICY, self.now))

    @rule(agency=BODIES)
    def somebody_acts(self, agency: AgencyKey) -> None:
        self.step(lambda case: act(case, By(AMAL, agency, self.now), "visit"))

    @rule()
    def the_reporter_is_answered(self) -> None:
        self.step(lambda case: answered(case, self.now))

    @rule(person=PEOPLE)
    def the_lead_proposes_the_end(self, person: PersonKey) -> None:
        self.step(lambda case: propose_close(case, a_closing(case, person)))

    @precondition(lambda self: self.case.proposal is not None)
    @rule(person=PEOPLE)
    def somebody_approves(self, person: PersonKey) -> None:
        self.step(lambda case: approve_close(case, person, self.now))

    @rule(said=st.sampled_from(TOLD))
    def more_is_told(self, said: Said) -> None:
        self.step(lambda case: told_more(case, said, self.now))

    @precondition(lambda self: self.case.is_open)
    @rule()
    def the_police_take_over(self) -> None:
        self.step(lambda case: take_over(case, PSB, POLICY, self.now))

    @invariant()
    def an_open_case_has_its_next_deadline(self) -> None:
        assert (next_at(self.case, POLICY, ZONE) is not None) == self.case.is_open

    @invariant()
    def one_lead_answers_and_nobody_barred_is_there(self) -> None:
        assert [task.part for task in self.case.tasks].count(Part.LEAD) == 1
        assert not {task.agency for task in self.case.tasks} & set(self.case.barred)
        lead = self.case.task(self.case.lead)
        assert lead is not None
        assert lead.is_open == self.case.is_open

    @invariant()
    def acts_have_stopped_their_deadlines(self) -> None:
        case = self.case
        done = {DeadlineKind.ASSESS: case.assessed_at}
        done |= {DeadlineKind.REPLY: case.answered_at, DeadlineKind.FIRST_ACTION: case.first_action_at}
        assert not [kind for kind, at in done.items() if at is not None and running(case, kind) is not None]

    @invariant()
    def the_lead_is_timed_for_acknowledging_while_it_is_silent(self) -> None:
        lead = self.case.task(self.case.lead)
        assert lead is not None
        assert running(self.case, DeadlineKind.ACKNOWLEDGE) is None or lead.state is TaskState.ALERTED
        if self.case.acknowledged_at is None and self.case.is_open:
            assert running(self.case, DeadlineKind.ACKNOWLEDGE) is not None

    @invariant()
    def only_the_silent_are_timed_for_acknowledging(self) -> None:
        for task in self.case.tasks:
            deadline = running(self.case, DeadlineKind.ACKNOWLEDGE, task.agency)
            assert deadline is None or (task.part is Part.SUPPORT and task.state is TaskState.ALERTED)

    def teardown(self) -> None:
        if hasattr(self, "case") and self.case.is_open:
            assert brought_to_an_end(self.case, self.now).state is S.CLOSED


TestAnyCase = AnyCase.TestCase


def test_a_body_that_leads_after_a_barred_one_gets_its_own_time_to_acknowledge() -> None:
    case = acknowledge(told_more(a_case(TOLD[0]), DANGER, NOW), PSB, AMAL, NOW)
    later = NOW + timedelta(hours=1)
    left = told_more(case, {**DANGER, "link": "police"}, later)
    deadline = running(left, DeadlineKind.ACKNOWLEDGE)
    assert left.lead != PSB
    assert deadline is not None
    assert deadline.started_at == later


def test_a_body_that_took_a_case_over_gets_no_new_deadline_when_more_is_told() -> None:
    case = take_over(acknowledge(a_case(TOLD[0]), a_case(TOLD[0]).lead, AMAL, NOW), PSB, POLICY, NOW)
    assert running(told_more(case, TOLD[0], NOW), DeadlineKind.ACKNOWLEDGE) is None
