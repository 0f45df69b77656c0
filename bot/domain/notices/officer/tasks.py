"""Tasks of a case as people are told of them: the form, a message in a body's group, one task in private, lists."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.case_rows import AssignmentRow
from bot.domain.notices.content import Content
from bot.domain.notices.officer.desk_steps import OnDesk
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class TaskForm(OnDesk, kind="task_form"):
    """The officer's desk while a task is made: what is asked now, and what was chosen so far."""

    FORM = "task"
    number: CaseNumber
    options: tuple[str, ...] = ()
    template: str = ""
    words: str = ""
    agency: AgencyKey | None = None
    """The body that shall do it."""
    own: bool = False
    """The maker does it."""
    due_at: datetime | None = None
    first_action: str = ""
    """`now`: it is the lead's first action; `taken`: it will be when somebody takes it; empty: neither."""
    back: int = 0
    more: int = 0
    """The numbers of the pages of options before and after this one; 0: there is none."""


@dataclass(frozen=True, kw_only=True)
class TaskGiven(Content, kind="task_given"):
    """In the group of the body that has it: a task, read from the case when it is sent. Never its own words."""

    number: CaseNumber
    item: int


@dataclass(frozen=True, kw_only=True)
class TaskEnded(Content, kind="task_ended"):
    """To the body that gave it and to the lead: done, or declined. What came of it is read in private."""

    number: CaseNumber
    item: int
    urgency: Urgency


@dataclass(frozen=True, kw_only=True)
class TaskOpened(Content, kind="task_opened"):
    """One task in private, with its own words and its note, read from the case when it is sent."""

    number: CaseNumber
    item: int
    may: tuple[str, ...] = ()
    """What this person may do with it: take, done, decline, give."""
    mine: bool = False
    """Whether the reader is the one who does the task."""


@dataclass(frozen=True, kw_only=True)
class TaskList(Content, kind="task_list"):
    """A page of /tasks, the longest late first."""

    which: str
    ways: tuple[str, ...] = ()
    """The other lists that are offered."""
    page: int = 1
    total: int = 0
    over: bool = False
    """There are more than were counted."""
    rows: tuple[AssignmentRow, ...] = ()
    more: bool = False
