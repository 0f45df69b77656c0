"""One process of several leads."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol


class Queue(StrEnum):
    """What another process may have put something into."""

    INBOX = "inbox"
    OUTBOX = "outbox"


class LeaderElection(Protocol):
    """This process among those that share the database: alive, and perhaps the one that leads."""

    @property
    def epoch(self) -> int:
        """0 while another leads. While this process leads: a number, another one each time that it came to lead."""
        ...

    @property
    def number(self) -> int | None:
        """The worker's number; None while there is none, or where nobody else can be (SQLite)."""
        ...

    @property
    def speaks(self) -> bool:
        """Whether this process speaks for the line, also while nobody can be asked who leads."""
        ...

    async def run(self, heard: Callable[[Queue], None]) -> None:
        """Until `stop`. `heard` is called when there may be something in a queue, or the epoch has changed."""
        ...

    def stop(self) -> None: ...
    def tell(self, queue: Queue) -> None:
        """Wake the other processes that look after the queue. Without content, and may be lost: all look by themselves
        too."""
        ...
