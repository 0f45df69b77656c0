"""Messages that wait to be sent."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import (
    ChatId,
)
from bot.domain.queues.delivery import MessagePart, OutboxRow, Outcome
from bot.domain.queues.quota import Quota, Quotas


class SendingPlaces(Protocol):
    """Sends rows as soon as they are committed, so that nobody has to look for them."""

    def reserve(self, chat: ChatId, *, is_danger: bool) -> bool:
        """Whether a row for this chat can be sent at once; its place is reserved until `take` or `give_back`."""
        ...

    def give_back(self, chat: ChatId) -> None:
        """There is no such row after all."""
        ...

    def take(self, row: OutboxRow) -> bool:
        """The row is committed, and leased to us. Returns False when it is not sent now: then it must be freed."""
        ...


class Outbox(Protocol):
    """Durable queue of things to send, as the dispatcher sees it."""

    async def lease(
        self,
        now: datetime,
        limit: int,
        busy: frozenset[ChatId],
        danger: Quota | None = None,
        *,
        begun: Callable[[], Quotas] | None = None,
    ) -> Sequence[OutboxRow]:
        """Due rows by priority: the first unsent row of each chat not in `busy` (the order within a chat is kept).
        `danger`: the larger quota of alerts about danger; rows that use it count in `limit` too. `begun` is called
        when the transaction has begun, and gives the quotas of that moment; it is not called where nothing is due."""
        ...

    async def record_result(self, row: OutboxRow, outcome: Outcome, now: datetime) -> None:
        """Stores what became of the row: marks it sent and moves the slot; reschedules it; or ends it and tells
        supervisors (Gone, Dead) in the same transaction."""
        ...

    async def note_parts(self, row: OutboxRow, parts: Sequence[MessagePart]) -> None:
        """Stores what of the row stands in its chat, while the rest is being sent."""
        ...

    async def renew_lease(self, row: OutboxRow, now: datetime) -> None:
        """Extends the lease. Raises when the database cannot be written."""
        ...

    async def give_up(self, row: OutboxRow, reason: str, now: datetime) -> None:
        """Ends the row as a dead letter and changes nothing else: for a row on which `record_result` fails."""
        ...

    async def next_due(self, busy: frozenset[ChatId], *, danger: bool = False) -> datetime | None:
        """When the earliest row that waits for no other is due. `danger`: of the alerts about danger."""
        ...

    async def health(self, now: datetime) -> Mapping[str, float]:
        """oldest_due_seconds, waiting, due, dead."""
        ...

    async def delete_expired(self, now: datetime) -> int:
        """Forget sent rows older than 72 h and expired ones."""
        ...
