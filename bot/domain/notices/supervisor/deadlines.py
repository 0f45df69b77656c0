"""What the program tells because of deadlines and of faults of the machine: reminders, the ladder, the digest,
alarms."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.case_rows import CaseRow
from bot.domain.notices.content import Content
from bot.domain.stored_names import stored_as
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class Reminder(Content, kind="reminder"):
    """To the late body's group, under the card: which deadline, and until when."""

    number: CaseNumber
    urgency: Urgency
    step: LadderStep
    deadline: DeadlineKind | None = field(default=None, metadata=stored_as("clock"))
    agency: AgencyKey | None = None
    due_at: datetime | None = None
    mark: str = ""
    """red, yellow, drill, or empty."""
    item: int | None = None
    """The task of the case that the deadline is for."""
    take: bool = False
    """Whether a button to acknowledge is offered, whatever the deadline is for."""


@dataclass(frozen=True, kw_only=True)
class ReminderList(Content, kind="reminders"):
    """To a body's group: several reminders as one list, which is made when it is sent."""

    numbers: tuple[CaseNumber, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LadderRow:
    """Which deadline of which body has passed, or that the body now leads: a row of a list of late bodies."""

    number: CaseNumber
    urgency: Urgency
    step: LadderStep
    agency: AgencyKey
    deadline: DeadlineKind | None = field(default=None, metadata=stored_as("clock"))
    due_at: datetime | None = None
    mark: str = ""
    """red, yellow, drill, or empty."""
    item: int | None = None
    """The task of the case that the deadline is for."""


@dataclass(frozen=True, kw_only=True)
class Ladder(LadderRow, Content, kind="ladder"):
    """To the people above a body: it did not act, or the police now lead."""


@dataclass(frozen=True, kw_only=True)
class LadderList(Content, kind="ladders"):
    """To the people above several late bodies, or above one with several missed deadlines: one list. What is done by
    then is left out."""

    rows: tuple[LadderRow, ...]


@dataclass(frozen=True, kw_only=True)
class Digest(Content, kind="digest"):
    """The morning digest: counts, and the first few of each list."""

    at: datetime
    received: int
    unacknowledged: tuple[CaseRow, ...] = ()
    unacknowledged_total: int = 0
    unassessed: tuple[CaseRow, ...] = ()
    unassessed_total: int = 0
    overdue: tuple[CaseRow, ...] = ()
    overdue_total: int = 0
    copies: tuple[CaseRow, ...] | None = None
    """New cases of which the reader gets no card; None for a reader who gets a card of every case."""
    copies_total: int = 0


@dataclass(frozen=True, kw_only=True)
class AlarmBegan(Content, kind="alarm"):
    """To administrators: what is wrong since when."""

    alarms: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class AlarmEnded(Content, kind="alarm_over"):
    """To administrators: what is right again."""

    alarms: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ClockMoved(Content, kind="clock_moved"):
    """Tells administrators that the machine's clock is ahead by some seconds (behind: negative), or is right again."""

    seconds: int
    right: bool


@dataclass(frozen=True, kw_only=True)
class KeyFileChanged(Content, kind="key_file"):
    """To administrators: the key file is missing, broken, other or older; empty when it is right again."""

    state: str


@dataclass(frozen=True, kw_only=True)
class JobFault(Content, kind="job_fault"):
    """To administrators: a recurring job failed for one item, with this error type."""

    job: str
    error: str


@dataclass(frozen=True, kw_only=True)
class DiskState(Content, kind="disk"):
    """To administrators: the disk is low or full (percent that are free); empty when there is space again."""

    state: str
    free: int


@dataclass(frozen=True, kw_only=True)
class TextsMissing(Content, kind="texts_missing"):
    """To administrators: the texts that are missing, each with its language, and how many others are."""

    texts: tuple[str, ...]
    others: int = 0


@dataclass(frozen=True, kw_only=True)
class RowsChanged(Content, kind="rows_changed"):
    """To administrators and supervisors: stored rows of these tables were changed by something else than this
    program."""

    tables: str
    count: int


@dataclass(frozen=True, kw_only=True)
class LineRestored(Content, kind="restored"):
    """To supervisors and the oversight group: the line was restored from a backup of `made_at`. Cases with these
    numbers may have been given out since (none where `first` is above `last`)."""

    made_at: datetime | None
    first: int
    last: int
