"""The audit log, what is done once a day, and timestamps that outlive a restart."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.access.chain_tip import ChainTip
from bot.domain.cases.lists import RecordedAct
from bot.domain.facts import Fact
from bot.domain.ids import (
    AgencyKey,
    CaseId,
    PersonKey,
)


class AuditLog(Protocol):
    """Append-only lines: who (keyed hash), what, which case; no content."""

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

    async def history(self, case: CaseId, limit: int = 50) -> Sequence[RecordedAct]: ...
    async def first_at(self) -> datetime | None:
        """When the first line was written; None while there is none."""
        ...

    async def chain_tip(self) -> ChainTip: ...


class DailyRuns(Protocol):
    """What is done once a day, however often it is asked for."""

    async def claim(self, name: str, day: int) -> int | None:
        """Returns the day (ordinal) on which it was done before, 0 for never; it counts as done on `day` once this is
        committed. None when it was done on `day` already."""
        ...

    async def last(self, names: Collection[str], today: int) -> Mapping[str, int]:
        """On which day (ordinal) each of these was last done, by today; those that never were are left out."""
        ...


class Timestamps(Protocol):
    """Timestamps that outlive a restart: when updates last came in, since when an alarm holds."""

    async def moment(self, name: str) -> datetime | None: ...
    async def moments(self, prefix: str) -> Mapping[str, datetime]:
        """All timestamps whose name begins with the prefix, by the rest of the name."""
        ...

    async def set_moment(self, name: str, at: datetime | None) -> None:
        """Stores the timestamp; None removes it."""
        ...
