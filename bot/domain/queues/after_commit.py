"""What other parts of the program are told after a commit."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.ids import ChatId


def nobody(*_: object) -> None:
    """Does nothing: nobody is told."""


@dataclass(frozen=True)
class AfterCommit:
    """Called by the kind of what was written; each call returns at once."""

    has_post: Callable[[], None] = nobody
    """Something must be sent."""
    has_fetch: Callable[[], None] = nobody
    """A file must be fetched."""
    group_moved: Callable[[ChatId, ChatId], None] = nobody
    """A group has a new id: called with the old and the new one."""


UNHEARD = AfterCommit()
