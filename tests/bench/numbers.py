"""The roll-ups of generated cases, as the acts and the leader would have left them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from zoneinfo import ZoneInfo

from bot.domain.cases.case import Case
from bot.domain.numbers.events import Cell, counted
from storage.cases.rollups import row_of
from storage.schema import Moment

ZONE = ZoneInfo("Asia/Shanghai")
AT_ONCE = 500
"""Cells of one row of increments."""
STAYS = False
VALUES = attrgetter(*(each.name for each in fields(Cell)))
"""Of a cell, in the order of its fields; `astuple` would copy each."""


class Counts:
    """What was counted of all cases so far."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._days = Counter[tuple[int, Cell]]()
        self._ahead = list[tuple[datetime, Cell, bool, int]]()

    def add(self, case: Case) -> None:
        """One more case."""
        for (at, cell), count in counted(case).items():
            if at > self._now:
                self._ahead.append((at, cell, STAYS, count))
            else:
                self._days[at.astimezone(ZONE).toordinal(), cell] += count

    def days(self) -> Iterator[tuple[object, ...]]:
        """Rows of the roll-ups, in the order of the columns."""
        return ((day, *VALUES(cell), STAYS, count) for (day, cell), count in self._days.items())

    def ahead(self) -> Iterator[tuple[int | None, str]]:
        """Rows of increments: what has not come yet."""
        coming = sorted(self._ahead, key=lambda part: part[0])
        for start in range(0, len(coming), AT_ONCE):
            row = row_of(coming[start : start + AT_ONCE])
            yield Moment.number(row["at"]), row["cells"]
