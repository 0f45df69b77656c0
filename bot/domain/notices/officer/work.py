"""What a member of a body has to do, as a list in private: numbers, classes and times, nothing that was told."""

from dataclasses import dataclass

from bot.domain.ids import AgencyKey
from bot.domain.notices.case_rows import WaitRow, WorkRow
from bot.domain.notices.content import Content


@dataclass(frozen=True, kw_only=True)
class FromAbove:
    """What supervisors must see to, on their desk; the worst first in each list."""

    second: tuple[WaitRow, ...] = ()
    """Questions that another person must answer as the second one."""
    second_total: int = 0
    untaken: tuple[WaitRow, ...] = ()
    """Cases that the lead has not acknowledged."""
    untaken_total: int = 0
    red: tuple[WaitRow, ...] = ()
    """Cases without an outcome after 90 days."""
    red_total: int = 0


@dataclass(frozen=True, kw_only=True)
class Worklist(Content, kind="worklist"):
    """/desk: one live message. No line stands on it twice."""

    waits: tuple[WaitRow, ...] = ()
    """Questions that wait for the reader's answer, the worst first."""
    waits_total: int = 0
    groups: tuple[AgencyKey, ...] = ()
    """Bodies whose new group waits for the reader's answer."""
    above: "FromAbove | None" = None
    """For supervisors."""
    is_of_body: bool = True
    """The reader belongs to a body: what follows is about its cases."""
    new: tuple[WorkRow, ...] = ()
    """Parts that nobody of the reader's bodies has acknowledged, the most urgent class first."""
    new_total: int = 0
    due: tuple[WorkRow, ...] = ()
    """What is due next of all that the bodies have acknowledged, and of their tasks."""
    more_due: bool = False
    """There is more of that than stands there."""
    mine: tuple[WorkRow, ...] = ()
    """What else the reader has taken."""
    mine_total: int = 0
    """How many parts, tasks and questions the reader has taken, including those further up."""


@dataclass(frozen=True, kw_only=True)
class OwnWork(Content, kind="own_work"):
    """A page of /mine: parts, tasks and questions of the reader's own, what is due first comes first; or of what is
    new, or due, of their bodies."""

    which: str = "mine"
    page: int = 1
    total: int = 0
    over: bool = False
    """There are more than were counted."""
    rows: tuple[WorkRow, ...] = ()
    more: bool = False
