"""Keyed hashes under which rows are found."""

from typing import Protocol

from bot.domain.ids import (
    PersonKey,
    UserId,
)


class BlindIndex(Protocol):
    """Keyed hashes for look-ups: the same input gives the same hex, and nobody without the key can compute it."""

    def person(self, user: UserId) -> PersonKey: ...
    def mark(self, purpose: str, text: str) -> str: ...
    async def slow_mark(self, purpose: str, text: str) -> str:
        """As `mark`, at a cost of time and memory for each try: for what people can remember."""
        ...
