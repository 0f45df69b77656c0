"""How full the buckets are, and which cases wait for a look."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.domain.access.throttle import Quarantined, after_one_more
from bot.domain.ids import CaseId, PersonKey
from bot.domain.profile import Bucket
from storage.cases.cases import Cases
from storage.cases.tables import buckets, quarantine
from storage.schema import ROW_CODE
from storage.session import Session

HOW_FULL = select(buckets).where(buckets.c.name == bindparam("row")).with_for_update()
CHANGE_BUCKET = update(buckets).where(buckets.c.name == bindparam("row"))


class ThrottleRows:
    """Implements `bot.ports.sealed_files.ThrottleStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def consume(self, name: str, bucket: Bucket, now: datetime) -> bool:
        """Whether one more fits in; then it is in. Two at once wait for each other."""
        await self._session.insert_new(buckets, [{"name": name, "full_at": now}])
        row = await self._session.row(HOW_FULL, {"row": name})
        is_told = row is not None and self._session.is_genuine(buckets, row)
        after = after_one_more(row.full_at if is_told else None, bucket, now)
        if after is not None:
            new = self._session.coded(buckets, {"name": name, "full_at": after})
            await self._session.change(CHANGE_BUCKET, {"row": name, "full_at": after, ROW_CODE: new[ROW_CODE]})
        return after is not None

    async def quarantine(self, case: CaseId, since: datetime, *, passes_at: datetime) -> None:
        """Puts the case into quarantine, where it waits until `passes_at`."""
        row = {"case": case, "since": since, "passes_at": passes_at, "kept_by": None}
        await self._session.upsert(quarantine, row)

    async def keep(self, case: CaseId, person: PersonKey) -> None:
        """Keeps the case in quarantine until a person lets it through. It does not pass by itself any more."""
        stopped = {"passes_at": None, "kept_by": person}
        await self._session.change_genuine(quarantine, quarantine.c.case == case, stopped)

    async def forget(self, case: CaseId) -> None:
        """Takes the case out of quarantine."""
        await self._session.connection.execute(delete(quarantine).where(quarantine.c.case == case))

    async def waiting(self) -> Sequence[Quarantined]:
        """All that wait, oldest first; those that nobody has decided on before those that are kept back."""
        order = quarantine.c.passes_at.is_(None), quarantine.c.since
        rows = (await self._session.connection.execute(select(quarantine).order_by(*order))).all()
        found = await Cases(self._session).known([CaseId(row.case) for row in rows])
        return [Quarantined(found[row.case], *self._moments(row)) for row in rows if row.case in found]

    def _moments(self, row: Any) -> tuple[datetime, datetime | None]:
        """Since when a case waits, and when it passes by itself. A row that was changed by hand passes now."""
        if self._session.is_genuine(quarantine, row):
            return row.since, row.passes_at
        now = self._session.context.now()
        return now, now

    async def delete_expired(self, now: datetime) -> None:
        """Deletes the buckets that allow everything again: they say no more than a missing one."""
        await self._session.connection.execute(delete(buckets).where(buckets.c.full_at <= now))
