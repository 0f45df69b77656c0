"""A question to the roll-ups: which days, which numbers, of which cases, added up by what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.ids import AgencyKey
from bot.domain.numbers.events import Cell
from bot.domain.numbers.metrics import Metric
from bot.domain.urgency import Urgency

PAGES = ("work", "reports", "children", "late")
"""What an album of pictures can be about; the first one where nothing is said."""
SCREEN, PAPER = "screen", "paper"
"""For what the pictures are drawn."""


@dataclass(frozen=True)
class Asked:
    """Empty fields do not restrict."""

    first: date
    last: date
    metrics: frozenset[Metric] = frozenset()
    bodies: frozenset[AgencyKey] = frozenset()
    urgency: Urgency | None = None
    barred_as: frozenset[AgencyKey] = frozenset()
    """Cases that bar one of these are not counted."""
    by_day: bool = False
    """Whether each day is told apart."""
    by_place: bool = False
    """Whether harms and areas are told apart."""

    def takes(self, day: date, cell: Cell) -> bool:
        """Whether a cell of this day belongs to what was asked for."""
        return (
            self.first <= day <= self.last
            and (not self.metrics or cell.metric in self.metrics)
            and (not self.bodies or cell.body in self.bodies)
            and self.urgency in {None, cell.urgency}
            and not any(f",{body}," in cell.barred for body in self.barred_as)
        )

    def told_apart(self, day: date, cell: Cell) -> tuple[date | None, Cell]:
        """What the cell is added up under."""
        harms, area = (cell.harms, cell.area) if self.by_place else ("", "")
        summed = Cell(cell.metric, cell.body, cell.urgency, harms, area, "", cell.extra)
        return (day if self.by_day else None), summed


Sums = Mapping[tuple[date | None, Cell], int]
"""How often each cell was counted; the day is None where days are not told apart."""
