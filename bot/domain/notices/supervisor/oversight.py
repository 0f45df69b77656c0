"""What supervisors and bodies ask for: lists, the handling of one case, numbers, the audit log, quarantined reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.case_rows import (
    AssignmentRow,
    AuditEntry,
    CaseRow,
    DeadlineRow,
    HistoryEntry,
    LateRow,
    OpinionRow,
    PartRow,
)
from bot.domain.notices.content import Content
from bot.domain.stored_names import stored_as
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class CaseList(Content, kind="cases"):
    """One page of /cases. `more`: for a list of all years, the last number of this page where there is a next page."""

    words: str
    total: int
    over: bool = False
    """Whether there are more than `total`."""
    rows: tuple[CaseRow, ...]
    more: CaseNumber | None
    first: bool = False
    """For a list of all years: whether a way back to its first page is offered."""
    after: int | None = None
    """For a list of open cases: how many cases the next page leaves out at its beginning; None on the last page."""
    back: int | None = None
    """How many cases the page before leaves out at its beginning; None on the first page."""
    filters: tuple[str, ...] = ()
    """Words that are added and removed by a tap."""


@dataclass(frozen=True, kw_only=True)
class CaseStatus(CaseRow, Content, kind="case_status"):
    """/case NUMBER: everything about the handling, nothing that was told."""

    rules: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    opinions: tuple[OpinionRow, ...] = ()
    divergent: bool = False
    tasks: tuple[PartRow, ...]
    deadlines: tuple[DeadlineRow, ...] = field(metadata=stored_as("clocks"))
    outcome: str | None = None
    history: tuple[HistoryEntry, ...] = ()
    links: tuple[CaseNumber, ...] = ()
    channel: str = ""
    """How it was told to staff."""
    assignments: tuple[AssignmentRow, ...] = ()
    ways: tuple[str, ...] = ()
    """In private: what the reader may do from here (bot/domain/access/ways.py)."""
    joined: tuple[CaseNumber, ...] = ()
    """Cases that were merged into it."""
    linked: tuple[CaseNumber, ...] = ()
    """Cases that staff have linked."""
    may_merge: bool = False
    """The reader may merge this case with another one, and undo that."""


@dataclass(frozen=True, kw_only=True)
class OverdueList(Content, kind="overdue"):
    """/overdue: which body is late with what, a line for each missed deadline. `total`: the late cases. `steps`: the
    missed deadlines of those that are shown. `more`: the late cases that are not shown."""

    rows: tuple[LateRow, ...]
    total: int
    steps: int = 0
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class Reminded(Content, kind="reminded"):
    """To the person who asked for it: which bodies were reminded of the case, and which had been reminded within the
    hour."""

    number: CaseNumber
    bodies: tuple[AgencyKey, ...]
    skipped: tuple[AgencyKey, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AgencyRow:
    """One body: the state of its group and how much it has to do."""

    agency: AgencyKey
    bound: bool
    lost: bool
    refuses: bool = False
    open: int
    waiting: int
    yellow: int
    red: int
    late: int = 0
    """How many deadlines this body has missed, in cases that it leads or supports."""
    late_support: int = 0
    """How many of those are in cases that it supports."""
    heads: int


@dataclass(frozen=True, kw_only=True)
class AgencyList(Content, kind="agencies"):
    """/agencies: which bodies can be reached, and what they have to do."""

    rows: tuple[AgencyRow, ...]


@dataclass(frozen=True, kw_only=True)
class Span:
    """How long one step took: median and 90th percentile in minutes, percent in time, and how many there were."""

    median: float | None
    p90: float | None
    in_time: int | None
    done: int
    due: int = 0
    """How many were due in the period: the share is of these."""


@dataclass(frozen=True, kw_only=True)
class Statistics(Content, kind="stats"):
    """/stats [PERIOD] [BODY] [CLASS]: counts, times, shares in time."""

    period: str
    body: AgencyKey | None = None
    urgency: Urgency | None = None
    total: int
    by_class: Mapping[str, int]
    acknowledge: Span
    assess: Span
    answer: Span
    outcome: Span
    open: int
    yellow: int
    red: int
    late: int | None = None
    unacknowledged: int | None = None
    unassessed: int | None = None
    acts: Mapping[str, int] = field(default_factory=dict)
    """What else happened in the period, by name; what did not happen is left out."""


@dataclass(frozen=True, kw_only=True)
class SmallNumber(Content, kind="small_number"):
    """/stats with harm, area or both: cases of whole months that are over. `count`: a number, or small, or withheld."""

    harm: str | None
    area: str | None
    first: str
    last: str
    """The last day, as 2026-03-31."""
    count: str


@dataclass(frozen=True, kw_only=True)
class AuditEntries(Content, kind="audit_lines"):
    """/audit NUMBER: when, what, who."""

    number: CaseNumber
    rows: tuple[AuditEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Anchor(Content, kind="anchor"):
    """Into the oversight group: how many lines the audit log has and the hash of the last one."""

    at: datetime
    lines: int
    chain_tip: str = field(metadata=stored_as("head"))


@dataclass(frozen=True, kw_only=True)
class QuarantinedRow:
    """One quarantined case as a row of a list. `passes`: when the case is let through by itself; None where it is kept
    back."""

    number: CaseNumber
    urgency: Urgency
    harms: tuple[str, ...]
    passes: datetime | None


@dataclass(frozen=True, kw_only=True)
class QuarantineList(Content, kind="quarantine"):
    """The quarantined cases; `total` counts all of them."""

    rows: tuple[QuarantinedRow, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class QuarantineWaiting(Content, kind="held_waiting"):
    """A reminder of the number of cases in quarantine."""

    count: int


@dataclass(frozen=True, kw_only=True)
class Flood(Content, kind="flood"):
    """There are many more reports than usual; told once for each flood."""


@dataclass(frozen=True, kw_only=True)
class FloodAlarming(Content, kind="flood_alarming"):
    """In a flood, alarming words could not be stored; told once for each flood."""


@dataclass(frozen=True, kw_only=True)
class QuarantinedUrgent(Content, kind="held_urgent"):
    """How many urgent cases are in quarantine. They are let through by themselves soon."""

    count: int
