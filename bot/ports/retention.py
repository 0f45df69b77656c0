"""Closed cases that are kept, and erasing them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.cases.stages.retained import Erased, Retained
from bot.domain.ids import (
    CaseId,
    CaseNumber,
)


class RetentionStore(Protocol):
    """How long cases are kept, and erasing them."""

    async def of(self, case: CaseId) -> Retained: ...
    async def save(self, case: CaseId, retained: Retained) -> None: ...
    async def expiring(self, closed_before: datetime, until_before: datetime, limit: int) -> Sequence[CaseId]:
        """Closed cases whose time may be over soon; those of which nobody has been told come first."""
        ...

    async def let_go_since(self, since: datetime) -> Sequence[CaseId]:
        """The cases that the first of two people has agreed to erase since then."""
        ...

    async def erase(self, case: CaseId, now: datetime) -> None:
        """Erases key, rows and files: nothing of the case can be read after this commit. Its number and its audit lines
        stay."""
        ...

    async def erased(self, number: CaseNumber) -> Erased | None: ...
