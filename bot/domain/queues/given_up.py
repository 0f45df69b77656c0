"""Rows of the three queues that were given up."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
