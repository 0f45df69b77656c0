"""Of which cases somebody was told that a body may not know of them, because its group takes no messages."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from bot.domain.cases.flags import Flag
from bot.domain.ids import AgencyKey, CaseId
from bot.domain.urgency import Urgency
from storage.cases.tables import cases, parts, told_of_silence
from storage.schema import ROW_CODE
from storage.session import Session

GRAVE = tuple(one for one in Urgency if one.is_grave)


class SilentBodies:
    """Implements `bot.ports.cases.SilentBodyStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def untold(self, bodies: Collection[AgencyKey], limit: int) -> Sequence[tuple[CaseId, AgencyKey]]:
        """Open P1 and P2 cases in which one of these bodies has an open part, while nobody was told that it may not
        know. Not those that wait for a look: nobody is to know of them yet."""
        told = told_of_silence.c.row_code.label("told_code")
        so_far = (told_of_silence.c.case == parts.c.case) & (told_of_silence.c.agency == parts.c.agency)
        theirs = parts.c.open & ~parts.c.barred & parts.c.agency.in_(bodies)
        urgent = cases.c.open & cases.c.urgency.in_(GRAVE) & ~cases.c.flags.contains(f",{Flag.QUARANTINE},")
        found = select(parts, told).join(cases, cases.c.id == parts.c.case).join(told_of_silence, so_far, isouter=True)
        rows = await self._session.connection.execute(
            found.where(theirs, urgent).order_by(cases.c.urgency, cases.c.number)
        )
        untold = [row for row in self._session.are_genuine(parts, rows.all()) if not self._is_told(row)]
        return [(CaseId(row.case), AgencyKey(row.agency)) for row in untold[:limit]]

    def _is_told(self, row: Any) -> bool:
        """Whether somebody was told of this silent body. A note that was changed by hand does not count."""
        code = self._session.coded(told_of_silence, {"case": row.case, "agency": row.agency})[ROW_CODE]
        return bool(row.told_code == code)

    async def note_told(self, case: CaseId, agency: AgencyKey, now: datetime) -> bool:
        """Notes that somebody was told. Returns False where that was noted before."""
        of = (told_of_silence.c.case == case) & (told_of_silence.c.agency == agency)
        if await self._session.connection.scalar(select(told_of_silence.c.told_at).where(of)) is not None:
            return False
        row = {"case": case, "agency": agency, "told_at": now}
        await self._session.connection.execute(
            insert(told_of_silence).values(self._session.coded(told_of_silence, row))
        )
        return True
