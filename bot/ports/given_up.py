"""Rows of the three queues that were given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Fate(StrEnum):
    """What a row that was given up is."""

    PARKED = "P"
    """An update that could not be handled."""
    DEAD = "D"
    """A message that could not be sent, or of which what follows could not be written."""
    FILE = "F"
    """A file that somebody sent, and that could not be fetched or written down."""


@dataclass(frozen=True)
class GivenUp:
    """One row, without what it holds."""

    fate: Fate
    row: int
    kind: str
    """Of a message: the kind of notice. Empty for an update and a file."""
    reason: str
    """The name of the fault."""
    at: datetime

    @property
    def name(self) -> str:
        """What an operator calls it: P12, D7, F3."""
        return f"{self.fate}{self.row}"


class GivenUpStore(Protocol):
    """Rows that were given up; they are kept for thirty days."""

    async def all(self, limit: int) -> Sequence[GivenUp]:
        """The oldest first."""
        ...

    async def find(self, fate: Fate, row: int) -> GivenUp | None: ...
    async def payload(self, row: int) -> bytes | None:
        """What a parked update holds; None when it cannot be opened."""
        ...

    async def retry(self, one: GivenUp, now: datetime) -> None:
        """It is open again, as if it had just come."""
        ...

    async def clear(self, one: GivenUp) -> None:
        """Its content is erased, and nobody is told of it any more."""
        ...
