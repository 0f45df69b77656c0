"""Daily roll-ups of everything that is counted."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.numbers.asked import Asked, Sums


class NumberStore(Protocol):
    """Increments are appended by the act that they count, and folded into days by whoever leads."""

    async def fold(self, now: datetime, zone: ZoneInfo, limit: int = ...) -> int:
        """Add increments whose moment has come to their days; how many rows there were."""
        ...

    async def sums(self, asked: Asked, now: datetime, zone: ZoneInfo) -> Sums:
        """What was counted by now: the days that are asked for are read, and no case."""
        ...
