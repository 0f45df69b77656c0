"""Cases as lines of a list and of /case: nothing of the story, and in a group nothing that a group may not see."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import CaseState, ClockKind
from bot.domain.cases.marks import ClockState
from bot.domain.cases.record import Mark
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """One case as a line of a list."""

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
    """Other cases of perhaps the same child, as far as the reader may know of them."""
    received_at: datetime
    due_at: datetime | None

    @property
    def marks(self) -> frozenset[Mark]:
        """What the case shows of missed deadlines."""
        shown = {Mark.RED: self.red, Mark.YELLOW: self.yellow, Mark.LATE: self.late}
        return frozenset(mark for mark, is_shown in shown.items() if is_shown)


@dataclass(frozen=True, kw_only=True)
class LateLine(CaseLine):
    """A late case: with which deadline, and who must meet it. `due_at` is that deadline."""

    due_at: datetime
    clock: ClockKind
    agency: AgencyKey
    item: int | None = None
    """Which task of the case the deadline is of."""


@dataclass(frozen=True, kw_only=True)
class OpinionLine:
    """How one body has assessed the case."""

    agency: AgencyKey
    hazard: int
    seriousness: int
    credibility: int


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """One body's part in a case. `state` is a TaskState, or `without`: closed before it was acknowledged."""

    agency: AgencyKey
    part: str
    state: str
    acked_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class AssignmentLine:
    """One task of a case as a line of a list: its template, never its own words."""

    number: CaseNumber
    urgency: Urgency
    item: int
    """0: no task, but that the lead looks at the closed case again."""
    template: str
    agency: AgencyKey
    due_at: datetime
    state: str
    """free, taken, mine; of one that has ended how it did."""
    late: bool = False
    openable: bool = False
    """Whether the reader may open it."""


@dataclass(frozen=True, kw_only=True)
class WorkLine(CaseLine):
    """A body's part in a case, or a task of it, as a line of somebody's work. `due_at` is its own next deadline."""

    agency: AgencyKey
    held: str
    """By whom: free, taken, mine."""
    clock: ClockKind | None = None
    """Of a part: which deadline that is."""
    item: int = 0
    """Which task; 0 for the part."""
    template: str = ""
    """Of a task: its template; '' for own words, which no list shows."""
    questions: int = 0
    """How many questions to the reporter wait in the case."""


@dataclass(frozen=True, kw_only=True)
class WaitLine(CaseLine):
    """A case in which a question waits for somebody's answer, or that nobody has taken, or that is red. `due_at` is by
    when it must be answered, or done."""

    kind: str
    """Which question: an Awaited; or untaken, red."""
    agency: AgencyKey
    """The body that has asked; of what nobody has taken, or of a red case, the lead."""


@dataclass(frozen=True, kw_only=True)
class ClockLine:
    """One deadline of a case and how it stands."""

    kind: ClockKind
    agency: AgencyKey | None
    due_at: datetime
    stopped_at: datetime | None
    state: ClockState = ClockState.RUNNING
    item: int | None = None
    """Which task of the case it is of."""


@dataclass(frozen=True, kw_only=True)
class HistoryEntry:
    """One act in the history of a case, by body, never by person."""

    at: datetime
    action: str
    agency: AgencyKey | None


@dataclass(frozen=True, kw_only=True)
class AuditEntry(HistoryEntry):
    """One line of the audit log: the person as a code, and what a file was opened for."""

    who: str | None
    reason: str | None = None
