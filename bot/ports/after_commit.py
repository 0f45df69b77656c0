"""What other parts are told after a commit."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.ids import ChatId


def nobody(*_: object) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class AfterCommit:
    """Called by the kind of what was written; each returns at once."""

    has_post: Callable[[], None] = nobody
    """Something is to be sent."""
    has_fetch: Callable[[], None] = nobody
    """A file is to be fetched."""
    group_moved: Callable[[ChatId, ChatId], None] = nobody
    """A group goes on under another id: from this one, to that one."""


UNHEARD = AfterCommit()
