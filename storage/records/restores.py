"""When the line was brought back from a backup, and which case numbers were perhaps given out in between and lost."""

from datetime import datetime

from sqlalchemy import select

from bot.domain.cases.restored import Restored
from bot.domain.ids import CaseNumber
from storage.database.tables import counters
from storage.schema import Moment
from storage.session import Session

AT, FIRST, LAST = "restored@", "lost-from@", "lost-to@"
"""Before the number of the restore: 1, 2, 3 …"""


class Restores:
    """`bot.ports.restores.RestoreStore`, among the counters."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def note(self, restored: Restored) -> None:
        """Stores one more restore."""
        number = len(await self.all()) + 1
        rows = {AT: Moment.number(restored.at), FIRST: restored.first_lost, LAST: restored.last_lost}
        for name, value in rows.items():
            await self._session.upsert(counters, {"name": f"{name}{number}", "value": value})

    async def all(self) -> list[Restored]:
        """All of them, the oldest first."""
        begins = [counters.c.name.startswith(name, autoescape=True) for name in (AT, FIRST, LAST)]
        found = select(counters.c.name, counters.c.value).where(begins[0] | begins[1] | begins[2])
        values = {row.name: row.value for row in await self._session.connection.execute(found)}
        numbers = sorted(int(name.removeprefix(AT)) for name in values if name.startswith(AT))
        return [
            Restored(moment, values[f"{FIRST}{number}"], values[f"{LAST}{number}"])
            for number in numbers
            if (moment := Moment.moment(values[f"{AT}{number}"])) is not None
        ]

    async def last_at(self) -> datetime | None:
        """When that was last."""
        return max((one.at for one in await self.all()), default=None)

    async def lost(self, number: CaseNumber) -> datetime | None:
        """When the case of this number was lost, if it perhaps was."""
        return next((one.at for one in await self.all() if one.first_lost <= number <= one.last_lost), None)
