"""The audit log, what is done once a day, and moments that outlive a restart."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.access.audit_head import Head
from bot.domain.cases.lists import HistoryLine
from bot.domain.facts import Fact
from bot.domain.ids import (
    AgencyKey,
    CaseId,
    PersonKey,
)


class AuditLog(Protocol):
    """Append-only lines: who (keyed), what, which case; no content."""

    async def add(
        self,
        action: str,
        *,
        at: datetime,
        case: CaseId | None = None,
        person: PersonKey | None = None,
        agency: AgencyKey | None = None,
        facts: Mapping[str, Fact] | None = None,
    ) -> None: ...

    async def history(self, case: CaseId, limit: int = 50) -> Sequence[HistoryLine]: ...
    async def head(self) -> Head: ...


class DailyRuns(Protocol):
    """What is done once a day, whoever asks and however often."""

    async def claim(self, name: str, day: int) -> int | None:
        """The day (ordinal) on which it was done before, 0 for never; it is done on `day` once this is committed.
        None when it has been done on `day` already."""
        ...

    async def last(self, names: Collection[str], today: int) -> Mapping[str, int]:
        """On which day (ordinal) each of these was last done, of those that ever were by today."""
        ...


class Timestamps(Protocol):
    """Moments that outlive a restart: when updates last came in, since when an alarm holds."""

    async def moment(self, name: str) -> datetime | None: ...
    async def moments(self, prefix: str) -> Mapping[str, datetime]:
        """All moments whose name begins so, by the rest of the name."""
        ...

    async def set_moment(self, name: str, at: datetime | None) -> None:
        """Keep it, or forget it when None."""
        ...
