"""Verbs of a case that are done once or twice in its life, by any body; and which acts meet which deadline.

The rest of the verbs stand in `case_state_machine`; which verb of the staff is which rule stands in `verbs_as_rules`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from bot.domain.cases import assignments, steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Deadline, DeadlineKind
from bot.domain.cases.record import Ending
from bot.domain.cases.stages import handover, retention
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, PersonKey
from tests.support.domain.a_case import POLICY
from tests.support.domain.case_invariants import CaseInvariants

BODIES = st.sampled_from([AgencyKey(key) for key in ("EDU", "CYL", "PSB", "CIV", "WOM", "PROC")])
PEOPLE = st.sampled_from([PersonKey(name) for name in ("amal", "bo", "hana", "rita")])
ACTING = st.sampled_from([AgencyKey(key) for key in ("EDU", "EDU", "CYL", "PSB", "CIV")])
SEEN = st.sampled_from(["yes", "no", assignments.NOT_KNOWN])
PSB = AgencyKey("PSB")
A_MINUTE = timedelta(minutes=1)

MET_BY: dict[DeadlineKind, frozenset[str]] = {
    DeadlineKind.ACKNOWLEDGE: frozenset({"acknowledge", "accept"}),
    DeadlineKind.FIRST_ACTION: frozenset({"act", "assign", "take", "done"}),
    DeadlineKind.ASSESS: frozenset({"assess"}),
    DeadlineKind.REPLY: frozenset({"arrive"}),
    DeadlineKind.NEW_DATE: frozenset({"arrive"}),
    DeadlineKind.CALL_BACK: frozenset({"arrive"}),
    DeadlineKind.OUTCOME: frozenset({"approve_close"}),
    DeadlineKind.TRANSFER: frozenset({"accept", "give_back"}),
    DeadlineKind.DECIDE: frozenset({"decide"}),
    DeadlineKind.ASSIGNMENT: frozenset({"done"}),
    DeadlineKind.LOOK_AGAIN: frozenset({"looked_again"}),
    DeadlineKind.JOINT_TALK: frozenset({"record"}),
    DeadlineKind.QUESTION: frozenset({"answered"}),
    DeadlineKind.LOWER: frozenset({"approve_lower", "refuse_lower"}),
}
"""Which acts meet a deadline, by hand from casework.md: accepting the lead is an acknowledgement, a task with an owner
and a day is a first action, and so is what the lead has done."""


@dataclass
class ActDiary:
    """What was done and was not refused, as somebody beside the desk would note it: what, by which body, when."""

    done: set[tuple[str, AgencyKey | None, datetime]] = field(default_factory=set)

    def has(self, deadline: Deadline, leads: AgencyKey | None) -> bool:
        """Whether an act that meets this deadline was done at the moment at which it reads met."""
        of_body = deadline.agency or leads if deadline.kind in {DeadlineKind.ACKNOWLEDGE, DeadlineKind.ASSESS} else None
        acts = {(what, body) for what, body, at in self.done if at == deadline.stopped_at}
        return any(what in MET_BY[deadline.kind] and of_body in {None, body} for what, body in acts)


class RareActs(CaseInvariants):
    """One case; a verb that is not refused is written down."""

    def __init__(self) -> None:
        super().__init__()
        self.diary = ActDiary()
        self.leads: dict[datetime, AgencyKey] = {self.now: self.case.lead}
        self.diary.done.add(("acknowledge", self.case.lead, self.now))

    def _try(self, verb, *args, doer=None, what="", **kwargs) -> None:  # type: ignore[no-untyped-def]
        """The verb as it would be done now; a refusal changes nothing. `doer`: the body that does it."""
        was = self.case
        try:
            self.case = verb(self.case, *args, **kwargs)
        except Refusal:
            return
        assert self.case.version >= was.version
        self.note(what or verb.__name__, doer)

    def note(self, what: str, doer: AgencyKey | None = None) -> None:
        """It was done at this moment."""
        self.diary.done.add((what, doer, self.now))
        self.leads[self.now] = self.case.lead

    @rule(body=ACTING, who=PEOPLE)
    def act(self, body: AgencyKey, who: PersonKey) -> None:
        self._try(steps.act, By(who, body, self.now), "visited", doer=body)

    @rule(body=ACTING, who=PEOPLE, found=PEOPLE | st.none())
    def hand_over(self, body: AgencyKey, who: PersonKey, found: PersonKey | None) -> None:
        """To the police; whoever is on call is found a moment later, or nobody."""
        was = self.case
        self._try(handover.hand_over, PSB, By(who, body, self.now), POLICY)
        if self.case is not was:
            self._try(handover.found, found)

    @rule()
    def open_handed(self) -> None:
        if self.case.handovers:
            self._try(handover.opened, self.now)

    @rule(body=BODIES, safe=SEEN)
    def look_again(self, body: AgencyKey, safe: str) -> None:
        self._try(assignments.looked_again, body, safe, self.now, doer=body)

    @rule(is_on=st.booleans())
    def hold(self, *, is_on: bool) -> None:
        self._try(retention.with_legal_hold, is_on=is_on)

    @rule()
    def seal_a_file(self) -> None:
        self._try(steps.flag_sealed)

    # --- what holds ---

    @invariant()
    def no_deadline_is_met_by_an_act_that_did_not_happen(self) -> None:
        for deadline in self.met():
            assert deadline.stopped_at is not None
            leads = self.leads.get(deadline.stopped_at)
            assert self.diary.has(deadline, leads), (deadline, sorted(map(repr, self.diary.done)))

    @invariant()
    def what_was_handed_over_lies_with_the_police_alone(self) -> None:
        last = handover.newest(self.case)
        assert last is None or last.to == PSB
        for name in ("amal", "bo", "hana", "rita"):
            if handover.is_given_to(self.case, PersonKey(name)):
                assert PSB not in self.case.barred

    @invariant()
    def the_next_act_has_a_minute_of_its_own(self) -> None:
        """So the diary tells acts apart by their moment."""
        self.now += A_MINUTE

    def met(self) -> Iterator[Deadline]:
        """Every deadline that reads met, of this life of the case and of those before."""
        for deadline in (*self.case.deadlines, *(c for life in self.case.lives for c in life.deadlines)):
            if deadline.ended is Ending.MET:
                yield deadline
