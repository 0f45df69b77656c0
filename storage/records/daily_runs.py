"""What is done once a day, as rows: the days on which it was done.

A day that lies ahead was claimed by a clock that was wrong and has been put right since: it counts for nothing. Beside
the days stands the last one alone, for older programs on the same database.
"""

from collections.abc import Collection, Mapping

from storage.counters.counters import Counters
from storage.session import Session

REMEMBERED = 30
"""Days on which it was done."""


class DailyRunsTable:
    """Implements `bot.ports.audit.DailyRuns`."""

    def __init__(self, session: Session) -> None:
        self._counters = Counters(session)

    async def claim(self, name: str, day: int) -> int | None:
        """Claims this day for the job. Returns the last day on which it was done before. Returns None when somebody has
        done it on this day, or is doing it at this moment."""
        await self._counters.begin(name)
        last, done = await self._last(name), await self._done(name)
        before = max((one for one in {*done, last} if one < day), default=0)
        is_mine = last != day and await self._counters.begin(row(name, day), day)
        gone = {one for one in done if one > day} | set(sorted(done)[:-REMEMBERED])
        await self._counters.forget([row(name, one) for one in gone])
        is_noted = await self._counters.move(name, last, day)
        return before if is_mine and is_noted else None

    async def last(self, names: Collection[str], today: int) -> Mapping[str, int]:
        """The day on which each of these jobs was last done, up to today. Jobs that were never done are left out."""
        return {name: day for name, day in (await self._counters.values(names)).items() if 1 <= day <= today}

    async def _last(self, name: str) -> int:
        return await self._counters.value(name) or 0

    async def _done(self, name: str) -> frozenset[int]:
        """The days on which it was done, as far as they are remembered."""
        return frozenset((await self._counters.beginning(row(name, ""))).values())


def row(name: str, day: int | str) -> str:
    """The counter of one day."""
    return f"{name}@{day}"
