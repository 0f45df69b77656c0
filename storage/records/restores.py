"""When the line was brought back from a backup, and which case numbers were perhaps given out in between and lost."""

from datetime import datetime

from bot.domain.cases.restored import Restored
from bot.domain.ids import CaseNumber
from storage.counters.counters import Counters
from storage.schema import Moment
from storage.session import Session

AT, FIRST, LAST = "restored@", "lost-from@", "lost-to@"
"""Before the number of the restore: 1, 2, 3 …"""


class Restores:
    """`bot.ports.restores.RestoreStore`, among the counters."""

    def __init__(self, session: Session) -> None:
        self._counters = Counters(session)

    async def note(self, restored: Restored) -> None:
        """Stores one more restore."""
        number = len(await self.all()) + 1
        rows = {AT: Moment.number(restored.at), FIRST: restored.first_lost, LAST: restored.last_lost}
        for name, value in rows.items():
            await self._counters.set(f"{name}{number}", value)

    async def all(self) -> list[Restored]:
        """All of them, the oldest first."""
        values = await self._counters.beginning(AT, FIRST, LAST)
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
