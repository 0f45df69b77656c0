"""Keyed hashes under which rows are found."""

from typing import Protocol

from bot.domain.ids import (
    PersonKey,
    UserId,
)


class BlindIndex(Protocol):
    """Keyed hashes for look-ups: the same input gives the same hex, and nobody without the key can compute it."""

    def person(self, user: UserId) -> PersonKey: ...
    def keyed_hash(self, purpose: str, text: str) -> str: ...
    async def slow_keyed_hash(self, purpose: str, text: str) -> str:
        """As `keyed_hash`, at a cost of time and memory for each try: for what people can remember."""
        ...
