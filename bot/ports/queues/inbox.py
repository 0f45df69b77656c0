"""Updates that have come; each is handled once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.queues.inbox import InboxRow, RawUpdate


class Taker(Protocol):
    """Takes rows as they are stored, so that nobody has to look for them. A new one is made for each batch."""

    def reserve(self, lane: str) -> bool:
        """Whether there is a place for one row of this lane; it is reserved until `take` or `give_back`."""
        ...

    def give_back(self, lane: str) -> None:
        """The row is not ours, or was not stored."""
        ...

    def take(self, row: InboxRow) -> None:
        """The row is committed, and leased to us."""
        ...

    @property
    def number_taken(self) -> int:
        """How many rows of the batch nobody has to look for."""
        ...


class Inbox(Protocol):
    """Durable queue of updates, keyed by (bot id, update id), remembered for 72 h."""

    async def store(self, updates: Sequence[RawUpdate], now: datetime, taker: Taker | None = None) -> int:
        """One commit for the batch; repeated updates are ignored. Returns how many were new. The first open row of a
        lane for which `taker` has a place is leased to this worker as it is inserted,
        and handed over after the commit."""
        ...

    async def park_raw(self, body: bytes, reason: str, now: datetime) -> None:
        """Stores a body that is no update, encrypted, for an operator."""
        ...

    async def lease(self, now: datetime, limit: int, busy: frozenset[str]) -> Sequence[InboxRow]:
        """The oldest open row of each lane that is not in `busy` and is due, oldest first."""
        ...

    async def is_open(self, row: int) -> bool: ...
    async def close(self, row: int, now: datetime) -> None: ...
    async def renew_lease(self, row: int, now: datetime) -> None:
        """Extends the lease. Raises when the database cannot be written."""
        ...

    async def fail(self, row: int, *, retry_at: datetime | None, reason: str) -> None:
        """Tries again at `retry_at`; None parks it. `reason`: the name of an exception type, never content."""
        ...

    async def delete_expired(self, now: datetime) -> int:
        """Forget closed rows older than 72 h."""
        ...

    async def next_due(self, besides: frozenset[str] = frozenset()) -> datetime | None:
        """When the earliest open row that waits for no other is due, in lanes that are not in `besides`."""
        ...

    async def health(self, now: datetime) -> Mapping[str, float]:
        """The figures `oldest_open_seconds`, `open`, `parked`, and `poison`, which counts the parked rows that could
        not be read."""
        ...
