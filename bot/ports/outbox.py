"""Messages that wait to be sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import (
    ChatId,
)
from bot.ports.delivery import OutboxRow, Outcome


@dataclass(frozen=True)
class Quota:
    """What may go out now: so many rows, none of them to a chat that is busy."""

    limit: int
    busy: frozenset[ChatId]


class SendingPlaces(Protocol):
    """Sends rows as soon as they are committed, so that nobody has to look for them."""

    def reserve(self, chat: ChatId, *, is_danger: bool) -> bool:
        """Whether a row for this chat can go out at once; its place is kept until `take` or `give_back`."""
        ...

    def give_back(self, chat: ChatId) -> None:
        """There is no such row after all."""
        ...

    def take(self, row: OutboxRow) -> bool:
        """The row is committed, and leased to us. False when it is not sent now: it must be free again."""
        ...


class NobodySends:
    """Every row waits until somebody looks."""

    def reserve(self, chat: ChatId, *, is_danger: bool) -> bool:
        """No place."""
        return False

    def give_back(self, chat: ChatId) -> None:
        """There was none."""

    def take(self, row: OutboxRow) -> bool:
        """Never called."""
        return False


class Outbox(Protocol):
    """Durable queue of things to send, as the dispatcher sees it."""

    async def lease(
        self, now: datetime, limit: int, busy: frozenset[ChatId], danger: Quota | None = None
    ) -> Sequence[OutboxRow]:
        """Due rows by priority: the first unsent row of each chat not in `busy` (order within a chat is kept).
        `danger`: the wider quota of alerts about danger; what goes through it counts in `limit` too."""
        ...

    async def record_result(self, row: OutboxRow, outcome: Outcome, now: datetime) -> None:
        """Write what became of it: mark sent and move the slot; reschedule; or end it and tell supervisors (Gone,
        Dead) in the same transaction."""
        ...

    async def hold(self, row: OutboxRow, now: datetime) -> None:
        """The row is ours for another lease. Raises when the database takes no writes."""
        ...

    async def bury(self, row: OutboxRow, reason: str, now: datetime) -> None:
        """End it as a dead letter and touch nothing else: for a row of which `record_result` fails."""
        ...

    async def next_due(self, busy: frozenset[ChatId], *, danger: bool = False) -> datetime | None:
        """When the earliest row that no other one holds up is due; `danger`: of the alerts about danger."""
        ...

    async def health(self, now: datetime) -> Mapping[str, float]:
        """oldest_due_seconds, waiting, due, dead."""
        ...

    async def delete_expired(self, now: datetime) -> int:
        """Forget sent rows older than 72 h and expired ones."""
        ...
