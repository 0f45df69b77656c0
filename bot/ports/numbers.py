"""Daily roll-ups of everything that is counted."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.numbers.asked import Asked, Sums


class NumberStore(Protocol):
    """Acts append increments; the leader adds them up by day."""

    async def is_due(self, now: datetime) -> bool:
        """Whether there are increments whose moment has come."""
        ...

    async def fold(self, now: datetime, zone: ZoneInfo, limit: int = ...) -> int:
        """Adds increments whose moment has come to their days. Returns how many rows there were."""
        ...

    async def sums(self, asked: Asked, now: datetime, zone: ZoneInfo) -> Sums:
        """What was counted by now. Reads the days that are asked for, and no case."""
        ...
