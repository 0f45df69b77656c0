"""What a case records of the work on it: actions, tasks, who is asked to lead, talks, questions, what was merged."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import AgencyKey, CaseId, CaseNumber, PersonKey, ReportId
from bot.domain.stored_names import stored_as
from bot.domain.urgency import Urgency


@dataclass(frozen=True)
class Opinion:
    """One agency's assessment; each value 0-3 (casework.md, Assessment)."""

    agency: AgencyKey
    officer: PersonKey
    hazard: int
    seriousness: int
    credibility: int
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class Measure:
    """An action that an agency took or ordered (L8); `words` are encrypted at rest."""

    agency: AgencyKey
    officer: PersonKey
    at: datetime
    words: str = ""


class AssignmentState(StrEnum):
    """A task that a body was given."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"
    """The body that had it has said that it will not do it."""
    ENDED_WITHOUT = "ended_without"
    """The case was closed before it was done."""


@dataclass(frozen=True)
class Assignment:
    """A task of a case (L8): what, which body, which person, due when. `words` and `note` are encrypted at rest."""

    id: int
    """Counted from 1 in each case."""
    template: str
    """Key of the profile's template; '' for own words."""
    words: str
    agency: AgencyKey
    due_at: datetime
    made_at: datetime
    made_by: PersonKey
    made_for: AgencyKey
    """For which body its maker acted."""
    owner: PersonKey | None = None
    """The officer who does it. None until somebody of the body takes it."""
    state: AssignmentState = AssignmentState.OPEN
    ended_at: datetime | None = None
    ended_by: PersonKey | None = None
    note: str = ""
    has_words: bool = False
    """For a call back: whether the caller has got five words since, and so reads what is written to them."""

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.state is AssignmentState.OPEN


@dataclass(frozen=True)
class ClassChange:
    """A class that people have changed (L14, L15), or want to lower. `reason` is encrypted at rest."""

    was: Urgency
    to: Urgency
    by: PersonKey
    agency: AgencyKey
    at: datetime
    reason: str
    rules: tuple[str, ...] = ()
    """For a lowering: the triage rules that it overrides."""
    approved_by: PersonKey | None = None
    approved_at: datetime | None = None

    @property
    def is_lowering(self) -> bool:
        """Whether the class is less urgent afterwards."""
        return self.to.rank < self.was.rank


@dataclass(frozen=True)
class Talk:
    """A joint talk of the bodies of a case and its record. `decision` is encrypted at rest."""

    called_at: datetime
    called_by: PersonKey | None
    """None: two bodies are far apart, and the rule calls it."""
    due_at: datetime
    recorded_at: datetime | None = field(default=None, metadata=stored_as("held_at"))
    recorded_by: PersonKey | None = None
    agency: AgencyKey | None = None
    """The body whose member has recorded the talk."""
    hazard: int | None = None
    seriousness: int | None = None
    credibility: int | None = None
    """What was agreed, 0-3 each."""
    decision: str = ""


@dataclass(frozen=True)
class OutgoingAnswer:
    """An answer to the reporter that has not reached them yet. Own words are encrypted at rest."""

    id: int
    """Counted from 1 in each case."""
    agency: AgencyKey
    by: PersonKey
    at: datetime
    leaves_at: datetime
    """Until then it can be taken back."""
    text_key: str
    """Key of a canned text; '' for own words."""
    words: str
    left_at: datetime | None = None
    """Since when it can be read with /status, and is on its way where the reporter may be written to."""
    of: CaseId | None = None
    """The merged case whose reporter gets the answer. None: the reporter of this case."""


class QuestionState(StrEnum):
    """A question to the reporter."""

    OPEN = "open"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    """72 hours without an answer: the asker was told. It can still be answered."""
    WITHDRAWN = "withdrawn"
    """Taken back before it was read, or the case was closed."""


@dataclass(frozen=True)
class Question:
    """A question to one reporter (L7). Own words are encrypted at rest."""

    id: int
    """Counted from 1 in each case."""
    report: ReportId
    """Whom it is put to: another reporter of the case never sees it."""
    template: str
    """Key of an approved question; '' for own words."""
    words: str
    asked_by: PersonKey
    agency: AgencyKey
    asked_at: datetime
    due_at: datetime
    """When the asker is told that no answer has come."""
    state: QuestionState = QuestionState.OPEN
    ended_at: datetime | None = None


class TransferState(StrEnum):
    """A proposal that another body leads (L4)."""

    PROPOSED = "proposed"
    """The body that was asked may still accept the lead or return it."""
    UNDECIDED = "undecided"
    """The body asked did not answer, or the case was returned twice. Supervisors and the supervising body decide."""
    ACCEPTED = "accepted"
    RETURNED = "returned"
    DECIDED = "decided"
    """Supervisors have named the lead, or the rule did after twice the time."""
    WITHDRAWN = "withdrawn"
    """The transfer makes no sense any more: the case is closed, another body leads, or the body asked must not know of
    it."""


@dataclass(frozen=True)
class Transfer:
    """One proposal that another body leads. Reasons are encrypted at rest and shown in no group."""

    from_agency: AgencyKey
    to: AgencyKey
    proposed_by: PersonKey
    proposed_at: datetime
    reason: str
    state: TransferState = TransferState.PROPOSED
    ended_at: datetime | None = None
    ended_by: PersonKey | None = None
    """None where the rule decided."""
    answer: str = ""
    """Why it was returned."""

    @property
    def is_open(self) -> bool:
        """Somebody has yet to accept, return or decide."""
        return self.state in {TransferState.PROPOSED, TransferState.UNDECIDED}


class HandoverState(StrEnum):
    """All of a case that is given to the police's person on call."""

    SOUGHT = "sought"
    """Telegram is asked who of the roster belongs to the body now."""
    CALLED = "called"
    """The call was sent to an officer."""
    OPENED = "opened"
    NOBODY = "nobody"
    """Nobody who is on call could be called."""


@dataclass(frozen=True)
class Handover:
    """A whole case that was given to the officer on call of a body."""

    to: AgencyKey
    agency: AgencyKey
    """For which body it was given."""
    by: PersonKey
    at: datetime
    state: HandoverState = HandoverState.SOUGHT
    person: PersonKey | None = None
    """To whom; None until somebody was found."""
    opened_at: datetime | None = None


@dataclass(frozen=True)
class Absorbed:
    """A case that was merged into this one. Its number and its receipts live on."""

    case: CaseId
    number: CaseNumber
    at: datetime | None = field(default=None, compare=False)
    """Since when; None where a program before this one has merged them."""


@dataclass(frozen=True)
class ToldAgain:
    """The moment from which a reporter who had read that the case is closed reads that it is open again. The case holds
    several reports, and another reporter's words had opened it. Then this reporter told more."""

    case: CaseId
    """In which case their report was told."""
    at: datetime
    life: int
    """How many lives had gone before the one that was open then."""


@dataclass(frozen=True)
class Parting:
    """A merging that was undone: what people wrote in between was written of both cases, and both keep it."""

    number: CaseNumber
    """The other case."""
    merged_at: datetime
    parted_at: datetime
