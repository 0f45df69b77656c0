"""Hands stored updates to the inbox loop in memory, so that it need not ask the database for them."""

from typing import Protocol

from bot.domain.queues.inbox import InboxRow


class LanePlaces(Protocol):
    """The part of the inbox loop that is used here."""

    def reserve(self, lane: str) -> bool: ...
    def give_back(self, lane: str) -> None: ...
    def take(self, row: InboxRow) -> None: ...


class BatchTaker:
    """`bot.ports.queues.inbox.Taker` for one batch."""

    def __init__(self, places: LanePlaces) -> None:
        self._places = places
        self.number_taken = 0

    def reserve(self, lane: str) -> bool:
        """Whether the loop can handle a row of this lane at once. If so, a place is reserved."""
        return self._places.reserve(lane)

    def give_back(self, lane: str) -> None:
        """The reserved place is not needed: the row was not stored, or is not for this loop."""
        self._places.give_back(lane)

    def take(self, row: InboxRow) -> None:
        """Handle the row: it is committed and leased to this process."""
        self._places.take(row)
        self.number_taken += 1
