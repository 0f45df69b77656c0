"""What the second lock asks of the stores: locks by person, and what must leave a chat and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import ChatId, MessageId, PersonKey
from bot.domain.lock import Lock


class LockStore(Protocol):
    """Locks, sealed, one for each person who was ever asked for a code."""

    async def of(self, person: PersonKey, *, hold: bool = False) -> Lock | None:
        """The person's lock; `hold`: nobody else changes it before this transaction ends."""
        ...

    async def save(self, person: PersonKey, lock: Lock) -> None: ...
    async def drop(self, person: PersonKey) -> None: ...
    async def named(self, start: str) -> Sequence[PersonKey]:
        """Whose locks there are of people whose key begins so."""
        ...


@dataclass(frozen=True)
class Leaving:
    """A message with content in a private chat, and the command that shows it again."""

    chat: ChatId
    message: MessageId
    due_at: datetime
    locale: str
    doing: str
    number: int


class LeavingStore(Protocol):
    """Messages that must leave a private chat, each at its moment."""

    async def add(self, leaving: Leaving, now: datetime) -> None:
        """Insert, or move the moment; never beyond what Telegram lets us delete."""
        ...

    async def stays(self, chat: ChatId, message: MessageId) -> None:
        """The message has no content any more."""
        ...

    async def due(self, now: datetime, limit: int) -> Sequence[Leaving]:
        """What must go now, earliest first."""
        ...

    async def done(self, gone: Sequence[Leaving]) -> None: ...
