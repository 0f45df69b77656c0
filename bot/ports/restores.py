"""What the inside asks about restores from a backup."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import CaseNumber


@dataclass(frozen=True)
class Restored:
    """The line was brought back at this moment; cases of these numbers were perhaps reported since the backup."""

    at: datetime
    first_lost: int
    last_lost: int


class RestoreStore(Protocol):
    """Restores of this line."""

    async def last_at(self) -> datetime | None:
        """When the line was last brought back; None when never."""
        ...

    async def lost(self, number: CaseNumber) -> datetime | None:
        """When the case of this number was lost, if it perhaps was."""
        ...
