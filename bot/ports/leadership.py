"""One process of several is the leader."""

from collections.abc import Callable
from typing import Protocol

from bot.domain.queues.queue import Queue


class LeaderElection(Protocol):
    """This process among those that share the database: alive, and perhaps the leader."""

    @property
    def epoch(self) -> int:
        """0 while another process leads. While this one leads: a number, a new one each time it becomes the leader."""
        ...

    @property
    def number(self) -> int | None:
        """The worker's number; None while there is none, or where there can be only one process (SQLite)."""
        ...

    @property
    def speaks(self) -> bool:
        """Whether this process speaks for the line, also while it cannot be found out who leads."""
        ...

    async def run(self, heard: Callable[[Queue], None]) -> None:
        """Runs until `stop`. Calls `heard` when there may be something in a queue, or the epoch has changed."""
        ...

    def stop(self) -> None: ...
    def tell(self, queue: Queue) -> None:
        """Wakes the other processes that read the queue. Carries no content and may get lost: every process also looks
        by itself."""
        ...
