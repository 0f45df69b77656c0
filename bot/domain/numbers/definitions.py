"""K1 to K16 of casework.md, each defined once: its unit, where it stands on a board, who may see it, and how its small
counts are hidden. Boards leave out by this table what a reader may not see; the first sheet of a workbook prints it.

Name and formula of a number are texts (`staff-chart-k1`, `staff-chart-k1-how`); what they count is in `metrics.py`.
Fields that are one plain count are filled, said in `/stats` and written into a workbook from `TOTALS`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.numbers.board import Board
from bot.domain.numbers.metrics import Metric


class Unit(StrEnum):
    """The unit in which a number counts."""

    CASES = "cases"
    TIMES = "times"
    DEADLINES = "deadlines"
    PER_HUNDRED = "per-hundred"
    """Steps of the ladder for a hundred alerts."""
    SHARES = "shares"
    ACTS = "acts"
    CONVERSATIONS = "conversations"
    ALERTS = "alerts"


class Readers(StrEnum):
    """The people who may see a number."""

    ALL = "all"
    """Supervisors, the supervising body and auditors all of it; bodies what they lead."""
    OVERSIGHT = "oversight"
    """Supervisors, the supervising body and auditors, of all bodies and classes together."""


class Hiding(StrEnum):
    """How small counts of a number are hidden."""

    NONE = "none"
    """Nothing is hidden, because the number says nothing of harm, age, sex or place."""
    CUBE = "cube"
    """By the fixed cube, in closed months only."""


@dataclass(frozen=True)
class Definition:
    """The definition of one number."""

    unit: Unit
    fields: tuple[str, ...]
    """The fields of a `Board` that hold the number."""
    readers: Readers = Readers.ALL
    hiding: Hiding = Hiding.NONE


DEFINITIONS: Mapping[int, Definition] = {
    1: Definition(Unit.CASES, ("reports", "by_class", "ended", "merged", "weeks")),
    2: Definition(Unit.TIMES, ("acknowledge", "bodies")),
    3: Definition(Unit.TIMES, ("assess", "bodies")),
    4: Definition(Unit.DEADLINES, ("now", "late")),
    5: Definition(Unit.PER_HUNDRED, ("ladder",)),
    6: Definition(Unit.CASES, ("reporters", "silent")),
    7: Definition(Unit.CASES, ("heat", "heat_by_sex"), Readers.OVERSIGHT, Hiding.CUBE),
    8: Definition(Unit.CASES, ("areas",), Readers.OVERSIGHT, Hiding.CUBE),
    9: Definition(Unit.CASES, ("delays",)),
    10: Definition(Unit.CASES, ("outcomes", "safe")),
    11: Definition(Unit.SHARES, ("answer", "outcome", "yellow", "red", "weeks")),
    12: Definition(Unit.ACTS, ("transfers", "declines", "chains")),
    13: Definition(Unit.CASES, ("repeats", "reopened")),
    14: Definition(Unit.CONVERSATIONS, ("funnel",), Readers.OVERSIGHT),
    15: Definition(Unit.CASES, ("matrix",)),
    16: Definition(Unit.ALERTS, ("delivery", "jobs"), Readers.OVERSIGHT),
}


@dataclass(frozen=True)
class Total:
    """A field of a board that is one count of its period."""

    metric: Metric
    said: str = ""
    """The line of `/stats` is the text `staff-stats-SAID`; '' where `/stats` says it in another line, or not at all."""


TOTALS: Mapping[str, Total] = {
    "ended": Total(Metric.CLOSED, "closed"),
    "merged": Total(Metric.MERGED, "merged"),
    "reopened": Total(Metric.REOPENED, "reopened"),
    "repeats": Total(Metric.REPEATED, "repeated"),
    "transfers": Total(Metric.TRANSFERRED, "transferred"),
    "declines": Total(Metric.DECLINED, "declined"),
    "chains": Total(Metric.CHAIN, "chains"),
    "yellow": Total(Metric.YELLOW),
    "red": Total(Metric.RED),
}
"""By the field of a `Board`, in the order of the lines of `/stats`."""


def of_a_part(board: Board) -> Board:
    """The board of one body, or of one class: without the numbers that are of the whole district alone."""
    nothing = Board(board.period, board.filter, board.at)
    whole = [name for one in DEFINITIONS.values() if one.readers is Readers.OVERSIGHT for name in one.fields]
    return replace(board, **{name: getattr(nothing, name) for name in whole})
