"""What is done once a day, as rows: the days on which it was done.

A day that lies ahead was claimed by a clock that was wrong and has been put right since: it counts for nothing. Beside
the days stands the last one alone, for older programs on the same database.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select, update

from storage.database.tables import counters
from storage.session import Session

REMEMBERED = 30
"""Days on which it was done."""


class DailyRunsTable:
    """Implements `bot.ports.audit.DailyRuns`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def claim(self, name: str, day: int) -> int | None:
        """Claims this day for the job. Returns the last day on which it was done before. Returns None when somebody has
        done it on this day, or is doing it at this moment."""
        await self._session.insert_new(counters, [{"name": name, "value": 0}])
        last, done = await self._last(name), await self._done(name)
        before = max((one for one in {*done, last} if one < day), default=0)
        is_mine = last != day and await self._session.insert_new(counters, [{"name": row(name, day), "value": day}])
        await self._forget(name, {one for one in done if one > day} | set(sorted(done)[:-REMEMBERED]))
        the_last = (counters.c.name == name) & (counters.c.value == last)
        noted = await self._session.connection.execute(update(counters).where(the_last).values(value=day))
        return before if is_mine and noted.rowcount == 1 else None

    async def last(self, names: Collection[str], today: int) -> Mapping[str, int]:
        """The day on which each of these jobs was last done, up to today. Jobs that were never done are left out."""
        found = select(counters.c.name, counters.c.value)
        found = found.where(counters.c.name.in_(names), counters.c.value.between(1, today))
        return {row.name: row.value for row in await self._session.connection.execute(found)}

    async def _last(self, name: str) -> int:
        last: int | None = await self._session.connection.scalar(
            select(counters.c.value).where(counters.c.name == name)
        )
        return last or 0

    async def _done(self, name: str) -> frozenset[int]:
        """The days on which it was done, as far as they are remembered."""
        mine = counters.c.name.startswith(row(name, ""), autoescape=True)
        return frozenset(await self._session.connection.scalars(select(counters.c.value).where(mine)))

    async def _forget(self, name: str, days: set[int]) -> None:
        if days:
            gone = counters.c.name.in_([row(name, day) for day in days])
            await self._session.connection.execute(delete(counters).where(gone))


def row(name: str, day: int | str) -> str:
    """The counter of one day."""
    return f"{name}@{day}"
