"""A case with random acts, and beside it a record that is kept by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.cases import steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, DeadlineKind, Part, TaskState
from bot.domain.cases.deadlines.firing import fire
from bot.domain.cases.deadlines.marks import DeadlineState, marks_of, state_of
from bot.domain.cases.record import Mark
from bot.domain.cases.reopening import reopened
from bot.domain.cases.stages import ending, opening
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.intake.facts import facts_of
from tests.policy import table
from tests.support.domain.a_case import (
    AMAL,
    BO,
    BULLYING,
    DANGER,
    HANA,
    POLICY,
    ZONE,
    a_case,
    a_closing,
    a_report,
)
from tests.support.domain.a_case import an_opinion as opinion_of
from tests.support.domain.answers import ASKED, NOW, PROFILE, Said

DAY = timedelta(days=1)

NEGLECT: Said = {"danger": "no", "harms": ("neglect",)}

SEXUAL: Said = {"danger": "no", "harms": ("sexual_contact", "bullying"), "last_time": "today"}

TOLD: list[Said] = [BULLYING, DANGER, NEGLECT, SEXUAL]

BODIES = st.sampled_from(list(PROFILE.agencies))

PEOPLE = st.sampled_from([AMAL, BO, HANA])

LEAD_ACTS = {"acknowledge": "acknowledge", "first_action": "first action", "assess": "assessment"}
"""By kind of deadline: the column of the table."""


@dataclass
class EventDiary:
    """What has happened, as a person beside the desk would note it."""

    begun: datetime = NOW
    """When the case was received, or opened again (L13)."""
    past: set[tuple[str, datetime, datetime]] = field(default_factory=set)
    """Marks of earlier lives: kind, set, cleared."""
    due: dict[tuple[str, str], datetime] = field(default_factory=dict)
    """By act and body ('' is the lead, whichever that is): by when it must be done. Done ones are removed."""
    done: set[tuple[str, str, datetime]] = field(default_factory=set)
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    called_back: bool = False
    """The district's target for a call back was noted once."""

    def does(self, act: str, body: str, now: datetime) -> None:
        self.due.pop((act, body), None)
        self.done.add((act, body, now))

    def had(self) -> set[tuple[str, datetime, datetime]]:
        """Every yellow or red mark that was cleared."""
        found = set(self.past)
        if self.answered_at is not None and self.answered_at >= self.begun + 3 * DAY:
            found.add(("yellow", self.begun + 3 * DAY, self.answered_at))
        if self.closed_at is not None and self.closed_at >= self.begun + 90 * DAY:
            found.add(("red", self.begun + 90 * DAY, self.closed_at))
        return found

    def class_is(self, urgency: str, now: datetime) -> None:
        """A class was given: whatever is not done yet is due sooner, never later."""
        for act, body in self.due:
            if act in LEAD_ACTS:
                fresh = now + table.limit(urgency, LEAD_ACTS[act]) * (2 if body else 1)
                self.due[act, body] = min(self.due[act, body], fresh)
        wish = table.time(urgency, "wish to call back")
        if wish is not None and not self.called_back and self.answered_at is None and now + wish < self.begun + 3 * DAY:
            self.called_back = True
            self.due["call_back", ""] = now + wish


class AnyLife(RuleBasedStateMachine):
    """Anybody does anything at any time."""

    case: Case
    now: datetime
    diary: EventDiary

    @initialize(said=st.sampled_from(TOLD))
    def report(self, said: Said) -> None:
        self.case, self.now = a_case(said), NOW
        self.begins(EventDiary())

    def begins(self, diary: EventDiary) -> None:
        """The case is received: all deadlines of its class begin."""
        self.diary, first = diary, self.case.urgency.value
        diary.due = {(act, ""): self.now + table.limit(first, column) for act, column in LEAD_ACTS.items()}
        self.look(first)
        diary.class_is(first, self.now)

    def look(self, was: str) -> None:
        """Notes bodies that have come, and a class that has risen."""
        silent = [t.agency for t in self.case.tasks if t.part is Part.SUPPORT and t.state is TaskState.ALERTED]
        for act, body in [*self.diary.due]:
            if body and body not in silent:
                del self.diary.due[act, body]
        for body in silent:
            limit = table.limit(self.case.urgency.value, "acknowledge") * 2
            self.diary.due.setdefault(("acknowledge", body), self.now + limit)
        self.asked_anew()
        if self.case.urgency.value != was:
            self.diary.class_is(self.case.urgency.value, self.now)

    def asked_anew(self) -> None:
        """Who must acknowledge once more has not acknowledged: the lead may have changed, within the same minute."""
        awaited = {"" if task.part is Part.LEAD else task.agency for task in self.case.tasks if task.is_awaited}
        self.diary.done = {one for one in self.diary.done if one[0] != "acknowledge" or one[1] not in awaited}

    def step(self, make: Callable[[Case], Case]) -> bool:
        """Whether the step was allowed."""
        was = self.case
        try:
            self.case = make(was)
        except Refusal:
            return False
        self.look(was.urgency.value)
        return True

    @rule(minutes=st.sampled_from([1, 14, 15, 16, 61, 480, 1441, 4320, 90 * 1440]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def the_ticker_looks(self) -> None:
        reply = next(c for c in self.case.deadlines if c.kind is DeadlineKind.REPLY)
        is_first = "breach" not in reply.fired
        self.case, _ = fire(self.case, POLICY, ZONE, self.now)
        if is_first and self.diary.answered_at is None and self.now >= self.diary.begun + 3 * DAY:
            self.diary.due["new_date", ""] = self.now + 3 * DAY

    @rule(agency=BODIES, person=PEOPLE)
    def somebody_acknowledges(self, agency: AgencyKey, person: PersonKey) -> None:
        body = "" if agency == self.case.lead else agency
        if self.step(lambda case: steps.acknowledge(case, agency, person, self.now)):
            self.diary.does("acknowledge", body, self.now)

    @rule(agency=BODIES)
    def somebody_says_not_ours(self, agency: AgencyKey) -> None:
        self.step(lambda case: steps.decline(case, agency, "other", self.now))

    @rule(person=PEOPLE)
    def somebody_hands_it_on(self, person: PersonKey) -> None:
        case = self.case
        mine = [task for task in case.tasks if task.is_open and task.acked_by == person and case.is_open]
        if self.step(lambda case: steps.hand_on(case, person, POLICY, self.now) if case.is_open else case):
            for task in mine:
                limit = table.limit(self.case.urgency.value, "acknowledge")
                body = "" if task.part is Part.LEAD else task.agency
                self.diary.done = {one for one in self.diary.done if one[:2] != ("acknowledge", body)}
                self.diary.due["acknowledge", body] = self.now + limit * (2 if body else 1)

    @rule(agency=BODIES, hazard=st.integers(0, 3), seriousness=st.integers(0, 3))
    def somebody_assesses(self, agency: AgencyKey, hazard: int, seriousness: int) -> None:
        opinion = opinion_of(agency, hazard, seriousness)
        if self.step(lambda case: steps.assess(case, opinion, POLICY, self.now)) and agency == self.case.lead:
            self.diary.does("assess", "", self.now)

    @rule(agency=BODIES)
    def somebody_acts(self, agency: AgencyKey) -> None:
        leads = agency == self.case.lead
        if self.step(lambda case: steps.act(case, By(AMAL, agency, self.now), "visit")) and leads:
            self.diary.does("first_action", "", self.now)

    @rule()
    def the_reporter_is_answered(self) -> None:
        if self.step(lambda case: steps.answered(case, self.now)):
            self.diary.answered_at = self.diary.answered_at or self.now
            for act in ("reply", "call_back", "new_date"):
                self.diary.does(act, "", self.now)

    @rule()
    def the_lead_proposes_the_end(self) -> None:
        self.step(lambda case: ending.propose_close(case, a_closing(case)))

    @rule(person=PEOPLE)
    def somebody_approves(self, person: PersonKey) -> None:
        if self.step(lambda case: ending.approve_close(case, person, self.now)):
            self.diary.closed_at = self.now
            self.diary.does("outcome", "", self.now)

    @rule(said=st.sampled_from(TOLD))
    def more_is_told(self, said: Said) -> None:
        report = a_report(said)
        facts = facts_of(ASKED, report.path, report.answers)
        self.step(lambda case: opening.add_report_facts(PROFILE, case, report, facts, self.now))

    @rule()
    def the_lead_does_all_that_is_left(self) -> None:
        lead = self.case.lead
        self.somebody_acknowledges(lead, AMAL)
        self.somebody_assesses(lead, 2, 1)
        self.somebody_acts(lead)
        self.the_reporter_is_answered()
        self.the_lead_proposes_the_end()
        self.somebody_approves(HANA)

    @precondition(lambda self: self.diary.closed_at is not None)
    @rule(said=st.sampled_from(TOLD))
    def the_reporter_tells_more_after_the_end(self, said: Said) -> None:
        report = a_report(said)
        facts = facts_of(ASKED, report.path, report.answers)
        self.case = reopened(PROFILE, self.case, report, facts, self.now)
        self.begins(EventDiary(begun=self.now, past=self.diary.had()))

    # --- what must hold at every moment ---

    @invariant()
    def yellow_is_the_reporter_without_an_answer_for_three_days(self) -> None:
        waits = self.diary.answered_at is None and self.now >= self.diary.begun + 3 * DAY
        assert (Mark.YELLOW in marks_of(self.case, self.now)) is waits

    @invariant()
    def red_is_no_outcome_within_ninety_days(self) -> None:
        is_late = (self.diary.closed_at or self.now) >= self.diary.begun + 90 * DAY
        assert (Mark.RED in marks_of(self.case, self.now)) is is_late

    @invariant()
    def late_is_any_other_deadline_that_is_missed_and_still_to_be_done(self) -> None:
        waits = self.diary.closed_at is None and any(due <= self.now for due in self.diary.due.values())
        assert (Mark.LATE in marks_of(self.case, self.now)) is waits, self.diary.due

    @invariant()
    def a_mark_that_was_cleared_stays_on_record(self) -> None:
        had = {(one.mark.value, one.set_at, one.cleared_at) for one in self.case.marked}
        assert had == self.diary.had()

    @invariant()
    def nothing_is_met_by_an_act_that_did_not_happen(self) -> None:
        for deadline in self.case.deadlines:
            act = (deadline.kind.value, deadline.agency or "", deadline.stopped_at)
            is_met = state_of(deadline, self.now) in {DeadlineState.MET, DeadlineState.MET_LATE}
            assert is_met is (act in self.diary.done), act
            assert deadline.stopped_at is None or is_met or self.is_over(deadline.agency)

    def is_over(self, agency: AgencyKey | None) -> bool:
        """Whether the case, or the part of this body, has ended."""
        task = self.case.task(agency) if agency is not None else None
        return self.diary.closed_at is not None or (task is not None and task.state is TaskState.DECLINED)

    @invariant()
    def what_the_receipt_promised_never_moves(self) -> None:
        [reply] = [deadline for deadline in self.case.deadlines if deadline.kind is DeadlineKind.REPLY]
        assert (reply.started_at, reply.due_at) == (self.diary.begun, self.diary.begun + 3 * DAY)
