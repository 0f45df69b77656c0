"""Dead letters of the three queues."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Fate(StrEnum):
    """What kind of row was given up."""

    PARKED = "P"
    """An update that could not be handled."""
    DEAD = "D"
    """A message that could not be sent, or whose result could not be stored."""
    FILE = "F"
    """A file that could not be fetched or stored."""


@dataclass(frozen=True)
class GivenUp:
    """One row, without what it holds."""

    fate: Fate
    row: int
    kind: str
    """For a message: the kind of its notice. Empty for an update and a file."""
    reason: str
    """The name of the fault."""
    at: datetime

    @property
    def name(self) -> str:
        """The name that an operator uses: P12, D7, F3."""
        return f"{self.fate}{self.row}"


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
