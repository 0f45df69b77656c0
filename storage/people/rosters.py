"""Who is on call for each body: one encrypted row a body, for it holds names."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.domain.access.on_call import Roster
from bot.domain.ids import AgencyKey, CaseId
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.values import Shape
from storage.people.tables import calls, rosters
from storage.session import Session

ROSTER: Shape[Roster] = Shape(Roster)
ALL = select(rosters).order_by(rosters.c.agency)


class Rosters:
    """Implements `bot.ports.people.RosterStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, agency: AgencyKey) -> Roster | None:
        """The roster of a body; None while it keeps none."""
        return next((one for one in await self.all() if one.agency == agency), None)

    async def all(self) -> Sequence[Roster]:
        """All rosters. A roster that does not open is left out: its body is told of as one without."""
        found = await self._session.find_whole(rosters, ALL)
        opened = [self._open(row) for row in self._session.are_genuine(rosters, found)]
        return [one for one in opened if one is not None]

    async def save(self, roster: Roster) -> None:
        """Inserts or replaces the row."""
        encrypted = self._session.vault.encrypt(Label.DESK, ROSTER.dump(roster), f"rosters|{roster.agency}")
        await self._session.save(rosters, {"agency": roster.agency, "sealed": encrypted})

    async def note_call(self, case: CaseId, agency: AgencyKey, at: datetime) -> None:
        """Stores that the person on call for the body is to be called for the case."""
        await self._session.upsert(calls, {"case": case, "agency": agency, "at": at})

    async def calls(self) -> Sequence[tuple[CaseId, AgencyKey, datetime]]:
        """The calls that are still to be made, and since when."""
        found = await self._session.connection.execute(select(calls).order_by(calls.c.at))
        return [(CaseId(row.case), AgencyKey(row.agency), row.at) for row in self._session.are_genuine(calls, found)]

    async def end_call(self, case: CaseId, agency: AgencyKey) -> bool:
        """Ends the call. Returns False when it had ended already."""
        mine = (calls.c.case == case) & (calls.c.agency == agency)
        return bool((await self._session.connection.execute(delete(calls).where(mine))).rowcount)

    def _open(self, row: Any) -> Roster | None:
        try:
            return ROSTER.load(self._session.vault.decrypt(Label.DESK, row.sealed, f"rosters|{row.agency}"))
        except Unreadable as error:
            self._session.note_unreadable(rosters, row, error)
            return None
