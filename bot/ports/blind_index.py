"""Keyed hashes under which rows are found."""

from typing import Protocol

from bot.domain.ids import (
    PersonKey,
    UserId,
)


class BlindIndex(Protocol):
    """Keyed hashes for look-ups: the same input gives the same hex, and nobody can compute it without the key."""

    def person(self, user: UserId) -> PersonKey: ...
    def keyed_hash(self, purpose: str, text: str) -> str: ...
    async def slow_keyed_hash(self, purpose: str, text: str) -> str:
        """Works like `keyed_hash`, but each try costs time and memory. It is meant for secrets that people remember."""
        ...
