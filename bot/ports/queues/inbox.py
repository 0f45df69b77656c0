"""Updates that have come; each is handled once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True)
class InboxRow:
    """One stored update, leased to this worker. `payload` is the raw JSON."""

    id: int
    lane: str
    payload: bytes
    attempts: int
    received_at: datetime
    lost: int = 0
    """How many times in a row its process died while it was being handled."""


@dataclass(frozen=True)
class RawUpdate:
    """An update as it came. `lane`: updates of one lane must be handled in order."""

    update_id: int
    lane: str
    payload: bytes
    sender: str = ""
    """The keyed hash of the sender; empty where nobody sent it."""


class Retry(StrEnum):
    """What must be done after an update failed."""

    SOON = "soon"
    WHILE_AWAY = "while_away"
    """The database, the files or Telegram cannot be reached: keep trying for a day."""
    NEVER = "never"
    """No attempt can succeed: the payload is not an update."""


@dataclass(frozen=True)
class Fault:
    """Why an update was not handled: the type of the error, never its words."""

    reason: str
    retry: Retry = Retry.SOON


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


class NobodyTakes:
    """Every row waits until somebody looks."""

    number_taken = 0

    def reserve(self, lane: str) -> bool:
        """Returns False, because there is no place."""
        return False

    def give_back(self, lane: str) -> None:
        """Does nothing, because no place was reserved."""

    def take(self, row: InboxRow) -> None:
        """Does nothing, because no row is offered here."""


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
    async def hold(self, row: int, now: datetime) -> None:
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
        """oldest_open_seconds, open, parked, and poison: those of the parked that could not be read."""
        ...
