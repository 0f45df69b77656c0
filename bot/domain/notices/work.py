"""What somebody of a body has to do, as a list in private: numbers, classes and times, nothing of a story."""

from dataclasses import dataclass

from bot.domain.notices.case_lines import WorkLine
from bot.domain.notices.content import Content


@dataclass(frozen=True, kw_only=True)
class OwnWork(Content, kind="own_work"):
    """A page of /mine: parts, tasks and questions of the reader's own, what is due first comes first."""

    page: int = 1
    total: int = 0
    over: bool = False
    """There are more than were counted."""
    rows: tuple[WorkLine, ...] = ()
    more: bool = False
