"""What use cases ask about restores from a backup."""

from datetime import datetime
from typing import Protocol

from bot.domain.ids import CaseNumber


class RestoreStore(Protocol):
    """Restores of this line."""

    async def last_at(self) -> datetime | None:
        """When the line was last restored; None for never."""
        ...

    async def lost(self, number: CaseNumber) -> datetime | None:
        """When the case with this number was lost, if it may have been."""
        ...
