"""Dead letters of the three queues."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.queues.given_up import Fate, GivenUp


class GivenUpStore(Protocol):
    """Rows that were given up; they are kept for thirty days."""

    async def all(self, limit: int) -> Sequence[GivenUp]:
        """All rows that were given up, the oldest first."""
        ...

    async def find(self, fate: Fate, row: int) -> GivenUp | None: ...
    async def payload(self, row: int) -> bytes | None:
        """What a parked update holds; None when it cannot be decrypted."""
        ...

    async def retry(self, one: GivenUp, now: datetime) -> None:
        """Opens the row again, as if it had just come."""
        ...

    async def clear(self, one: GivenUp) -> None:
        """Erases its content; nobody is told of it any more."""
        ...
