"""Cases as rows of a list and of /case: nothing that was told, and in a group nothing that a group may not see."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.cases.case import CaseState, DeadlineKind
from bot.domain.cases.deadlines.marks import DeadlineState
from bot.domain.cases.record import Mark
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.stored_names import stored_as
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """One case as a row of a list."""

    number: CaseNumber
    urgency: Urgency
    state: CaseState
    harms: tuple[str, ...]
    age: str
    area: str
    lead: AgencyKey
    red: bool = False
    yellow: bool = False
    late: bool = False
    drill: bool = False
    same_child: tuple[CaseNumber, ...] = ()
    """Other cases that may be about the same child, as far as the reader may know of them."""
    received_at: datetime
    due_at: datetime | None

    @property
    def marks(self) -> frozenset[Mark]:
        """The marks of the case for missed deadlines."""
        shown = {Mark.RED: self.red, Mark.YELLOW: self.yellow, Mark.LATE: self.late}
        return frozenset(mark for mark, is_shown in shown.items() if is_shown)


@dataclass(frozen=True, kw_only=True)
class LateRow(CaseRow):
    """A late case: which deadline it has missed, and who must meet it. `due_at`: that deadline."""

    due_at: datetime
    deadline: DeadlineKind = field(metadata=stored_as("clock"))
    agency: AgencyKey
    item: int | None = None
    """The task of the case that the deadline is for."""


@dataclass(frozen=True, kw_only=True)
class OpinionRow:
    """How one body has assessed the case."""

    agency: AgencyKey
    hazard: int
    seriousness: int
    credibility: int


@dataclass(frozen=True, kw_only=True)
class PartRow:
    """One body's part in a case. `state`: a TaskState, or `without`: closed before it was acknowledged."""

    agency: AgencyKey
    part: str
    state: str
    acked_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class AssignmentRow:
    """One task of a case as a row of a list: its template, never its own words."""

    number: CaseNumber
    urgency: Urgency
    item: int
    """0: not a task, but that the lead looks at the closed case again."""
    template: str
    agency: AgencyKey
    due_at: datetime
    state: str
    """free, taken, mine; for an ended task how it ended."""
    late: bool = False
    openable: bool = False
    """Whether the reader may open it."""


@dataclass(frozen=True, kw_only=True)
class WorkRow(CaseRow):
    """A body's part in a case, or a task of it, as a row of somebody's work. `due_at`: its own next deadline."""

    agency: AgencyKey
    in_hands_of: str = field(metadata=stored_as("held"))
    """Whether somebody has it: free, taken, mine."""
    deadline: DeadlineKind | None = field(default=None, metadata=stored_as("clock"))
    """For a part: which deadline that is."""
    item: int = 0
    """Which task; 0 for the part."""
    template: str = ""
    """For a task: its template; '' for own words, which no list shows."""
    questions: int = 0
    """How many questions to the reporter wait in the case."""


@dataclass(frozen=True, kw_only=True)
class WaitRow(CaseRow):
    """A case in which a question waits for somebody's answer, or that nobody has acknowledged, or that is red.
    `due_at`: by when it must be answered, or done."""

    kind: str
    """Which question: an Awaited; or untaken, red."""
    agency: AgencyKey
    """The body that has asked; for an untaken or a red case, the lead."""


@dataclass(frozen=True, kw_only=True)
class DeadlineRow:
    """One deadline of a case and its state."""

    kind: DeadlineKind
    agency: AgencyKey | None
    due_at: datetime
    stopped_at: datetime | None
    state: DeadlineState = DeadlineState.RUNNING
    item: int | None = None
    """The task of the case that it is for."""


@dataclass(frozen=True, kw_only=True)
class HistoryEntry:
    """One act in the history of a case, by body, never by person."""

    at: datetime
    action: str
    agency: AgencyKey | None


@dataclass(frozen=True, kw_only=True)
class AuditEntry(HistoryEntry):
    """One entry of the audit log: the person as a code, and the reason for which a file was opened."""

    who: str | None
    reason: str | None = None
