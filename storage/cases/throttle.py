"""How full the buckets are, and which cases wait for a look."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from bot.domain.access.throttle import Quarantined, poured
from bot.domain.ids import CaseId, PersonKey
from bot.domain.profile import Bucket
from storage.cases.cases import Cases
from storage.cases.tables import buckets, quarantine
from storage.session import Session

HOW_FULL = select(buckets.c.full_at).where(buckets.c.name == bindparam("row")).with_for_update()
POURED = update(buckets).where(buckets.c.name == bindparam("row"))


class ThrottleTable:
    """`bot.ports.Brake`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def pour(self, name: str, bucket: Bucket, now: datetime) -> bool:
        """Whether one more fits in; then it is in. Two at once take turns."""
        await self._session.insert_new(buckets, [{"name": name, "full_at": now}])
        after = poured(await self._session.scalar(HOW_FULL, {"row": name}), bucket, now)
        if after is not None:
            await self._session.change(POURED, {"row": name, "full_at": after})
        return after is not None

    async def hold(self, case: CaseId, since: datetime, *, passes_at: datetime) -> None:
        """The case waits."""
        row = {"case": case, "since": since, "passes_at": passes_at, "kept_by": None}
        await self._session.upsert(quarantine, row)

    async def keep(self, case: CaseId, person: PersonKey) -> None:
        """It does not pass by itself any more."""
        kept = update(quarantine).where(quarantine.c.case == case).values(passes_at=None, kept_by=person)
        await self._session.connection.execute(kept)

    async def forget(self, case: CaseId) -> None:
        """It waits no longer."""
        await self._session.connection.execute(delete(quarantine).where(quarantine.c.case == case))

    async def waiting(self) -> Sequence[Quarantined]:
        """All that wait, oldest first; those that nobody has decided on before those that are kept back."""
        order = quarantine.c.passes_at.is_(None), quarantine.c.since
        rows = (await self._session.connection.execute(select(quarantine).order_by(*order))).all()
        found = await Cases(self._session).known([CaseId(row.case) for row in rows])
        return [Quarantined(found[row.case], row.since, row.passes_at) for row in rows if row.case in found]

    async def sweep(self, now: datetime) -> None:
        """Empty buckets need not be remembered."""
        await self._session.connection.execute(delete(buckets).where(buckets.c.full_at <= now))
