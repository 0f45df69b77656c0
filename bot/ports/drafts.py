"""Conversations that are not sent yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import (
    ChatId,
    PersonKey,
)
from bot.domain.numbers.intake import Ended
from bot.domain.report import Draft


class DraftStore(Protocol):
    """Drafts by person: one open draft each, encrypted under the draft's own data key."""

    async def of(self, person: PersonKey) -> Draft | None: ...
    async def save(self, person: PersonKey, chat: ChatId, draft: Draft, *, due_at: datetime | None) -> None:
        """Inserts or replaces. `due_at`: when the ticker must look at it (idle danger, expiry)."""
        ...

    async def drop(self, person: PersonKey, *, erase: bool, ended: Ended | None = None, is_moved: bool = False) -> None:
        """Removes the draft. `erase`: destroys its key too and marks its files for deletion; False keeps the key, which
        has become the case's. The end is counted: as `ended`, or by whether it is erased. `is_moved`: it goes on
        elsewhere and has not ended."""
        ...

    async def with_chat(self, person: PersonKey) -> tuple[ChatId, Draft] | None:
        """The person's draft and its chat; None also for one that cannot be decrypted any more."""
        ...

    async def leave_be(self, person: PersonKey) -> bool:
        """The ticker need not look at the person's draft any more. Returns False when there is none."""
        ...

    async def is_due(self, person: PersonKey, now: datetime) -> bool:
        """Whether the moment that was set when the draft was saved has come."""
        ...

    async def due(self, now: datetime, limit: int = 100) -> Sequence[PersonKey]:
        """Whose drafts the ticker must look at, earliest first."""
        ...
