"""Hands rows over to the inbox loop as they are stored, so that nobody has to look for them."""

from typing import Protocol

from bot.ports.inbox import InboxRow


class Places(Protocol):
    """As much of the inbox loop as is needed here."""

    def reserve(self, lane: str) -> bool: ...
    def give_back(self, lane: str) -> None: ...
    def take(self, row: InboxRow) -> None: ...


class Hand:
    """`bot.ports.inbox.Taker` for one batch."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.number_taken = 0

    def reserve(self, lane: str) -> bool:
        """Whether the loop has a place for a row of this lane."""
        return self._places.reserve(lane)

    def give_back(self, lane: str) -> None:
        """The row is not for the loop, or was not stored."""
        self._places.give_back(lane)

    def take(self, row: InboxRow) -> None:
        """The row is committed, and leased to us."""
        self._places.take(row)
        self.number_taken += 1
