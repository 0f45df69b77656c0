"""The second factor of people who read reports."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.ids import PersonKey
from bot.domain.second_factor import SecondFactor


class SecondFactorStore(Protocol):
    """Second factors, encrypted, one for each person who was ever asked for a code."""

    async def of(self, person: PersonKey, *, for_update: bool = False) -> SecondFactor | None:
        """The person's second factor. `hold`: nobody else changes it before this transaction ends."""
        ...

    async def save(self, person: PersonKey, factor: SecondFactor) -> None: ...
    async def drop(self, person: PersonKey) -> None: ...
    async def named(self, start: str) -> Sequence[PersonKey]:
        """The people whose key begins so."""
        ...
