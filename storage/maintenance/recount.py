"""The roll-ups built again from the cases, while the line goes on.

Cases and roll-ups are read as they stood at one moment. What they differ by is appended as increments: acts of the time
in between have appended theirs as well, and adding does not mind the order."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import Conflict
from bot.domain.numbers.events import Cell, Increments, counted
from storage.cases.cases import WITH_KEYS, Cases
from storage.cases.rollup_tables import increments, rollups
from storage.cases.rollups import Rollups, day_of, parts_of
from storage.cases.tables import cases
from storage.counters.counters import Counters
from storage.counters.tables import counters
from storage.database.engine import Engine
from storage.session import Session, StorageContext

PAGE = 200
RECOUNTED = "recounted"
"""The counter of how often that was done."""
ROUND = select(counters.c.value).where(counters.c.name == RECOUNTED)
AT_ONCE = 2000
"""Cells of one row of increments."""


@dataclass(frozen=True)
class Recounted:
    """The result of a recount: how many cases were counted, how many could not be opened, and how many cells were put
    right."""

    cases: int
    unreadable: int
    changed: int


IN_A_CALENDAR = rollups.c.day.between(date(1900, 1, 1).toordinal(), date(9000, 1, 1).toordinal())
"""All other days were written by hand: counting anew throws them away."""


class Recount:
    """A recount of one database, in the district's zone."""

    def __init__(self, engine: Engine, context: StorageContext, zone: ZoneInfo) -> None:
        self._engine = engine
        self._context = context
        self._zone = zone

    async def run(self, now: datetime, progress: Callable[[int], None] = lambda _: None) -> Recounted:
        """Count all cases anew. `progress` hears how many were counted."""
        async with self._engine.snapshot() as connection:
            round_ = await connection.scalar(ROUND)
            wrong, read, lost = await self._count(connection, now, progress)
            known, spoilt = await self._counted(connection, now)
        for one, count in known.items():
            wrong[one] -= count
        changed = self._without_moments(Counter({one: count for one, count in wrong.items() if count}), now)
        await self._append(changed, spoilt, round_ or 0)
        return Recounted(read, lost, len(changed))

    async def _count(
        self, connection: AsyncConnection, now: datetime, progress: Callable[[int], None]
    ) -> tuple[Increments, int, int]:
        """The straight count, with how many cases were read and how many could not be."""
        found, last, read, lost = Increments(), 0, 0, 0
        while True:
            page = WITH_KEYS.where(cases.c.number > last).order_by(cases.c.number).limit(PAGE)
            rows = (await connection.execute(page)).all()
            store = Cases(Session(connection, self._context))
            for row in rows:
                case = await store.readable(row)
                lost += case is None
                for (at, cell), count in counted(case).items() if case is not None else ():
                    found[self._when(at, now), cell] += count
            if not rows:
                return found, read - lost, lost
            last, read = rows[-1].number, read + len(rows)
            progress(read)
            await asyncio.sleep(0)

    async def _counted(self, connection: AsyncConnection, now: datetime) -> tuple[Increments, list[Any]]:
        """What the roll-ups say of cases, with the increments that wait; and the rows of roll-ups that somebody has
        spoilt by hand."""
        found, spoilt = Increments(), list[Any]()
        for row in await connection.execute(select(rollups).where(~rollups.c["kept"], IN_A_CALENDAR)):
            if (told := day_of(row)) is None:
                spoilt.append(row)
                continue
            day, cell, count = told
            found[self._day(day, now), cell] += count
        for row in await connection.execute(select(increments.c.cells)):
            for at, cell, stays, count in parts_of(row.cells):
                if not stays:
                    found[self._when(at, now), cell] += count
        return found, spoilt

    def _when(self, at: datetime, now: datetime) -> datetime:
        """What has come is added up by days; what lies ahead keeps its own moment."""
        return at if at > now else self._day(at.astimezone(self._zone).toordinal(), now)

    def _day(self, ordinal: int, now: datetime) -> datetime:
        """Noon of that day; of today a moment that has come."""
        noon = datetime.fromordinal(ordinal).replace(tzinfo=self._zone) + timedelta(hours=12)
        return min(noon.astimezone(now.tzinfo), now) if ordinal == now.astimezone(self._zone).toordinal() else noon

    def _without_moments(self, wrong: Increments, now: datetime) -> Increments:
        """Leaves out differences that are only in the moment, on a day that is not over. The bot's clock may be ahead
        of this program's clock, and may have added up events that look early here."""
        today, days = now.astimezone(self._zone).toordinal(), Counter[tuple[int, Cell]]()
        for (at, cell), count in wrong.items():
            days[at.astimezone(self._zone).toordinal(), cell] += count

        def is_wrong(at: datetime, cell: Cell) -> bool:
            day = at.astimezone(self._zone).toordinal()
            return day < today or days[day, cell] != 0

        return Counter({(at, cell): count for (at, cell), count in wrong.items() if is_wrong(at, cell)})

    async def _append(self, wrong: Increments, spoilt: Sequence[Any], round_: int) -> None:
        """Stores the corrections in rows of a size that one fold takes, and throws spoilt rows away, unless they were
        added to since. Raises Conflict where another process has
        recounted meanwhile, since the same correction would be applied twice."""
        left = sorted(wrong.items(), key=lambda item: item[0][0])
        async with self._engine.writing() as connection:
            session = Session(connection, self._context)
            await Counters(session).begin(RECOUNTED)
            if not await Counters(session).move(RECOUNTED, round_, round_ + 1):
                raise Conflict
            await connection.execute(delete(rollups).where(~IN_A_CALENDAR))
            for row in spoilt:
                here = [column == row._mapping[column] for column in rollups.c]
                await connection.execute(delete(rollups).where(*here))
            for start in range(0, len(left), AT_ONCE):
                await Rollups(session).append(Counter(dict(left[start : start + AT_ONCE])))
            await connection.commit()
