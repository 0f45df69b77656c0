"""What a chart shows: numbers beside the words that stand at them, ready to be drawn. One class for each way to draw.

Whatever is written on a picture is in its scene, so its description (`alt_text.py`) tells the same numbers.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What stands above and below every chart."""

    title: str
    subject: str
    """Period and filters."""
    note: str = ""
    """Small words below."""
    empty: str = ""
    """Said in place of the chart where there is nothing to show; '' where there is something."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """One colour of a chart: its name in the legend and its tone."""

    name: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class BarRow:
    """One row: a part for each series, and the words at its end. `inside`: the words on each part."""

    label: str
    parts: tuple[float, ...]
    end: str = ""
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bars(Heading):
    """Lying bars, one below the other."""

    series: tuple[Series, ...]
    rows: tuple[BarRow, ...]
    lines: tuple[str, ...] = ()
    """Words below the bars, a line each."""


@dataclass(frozen=True, kw_only=True)
class TimesRow:
    """One row of times: where half and nine tenths were done, in minutes; None where nothing was."""

    label: str
    half: float | None
    most: float | None
    end: str = ""
    spoken: str = ""
    """The two times in words, for the description."""
    stands_out: bool = False
    """Too few were in time."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One step's times with its limit (minutes)."""

    name: str
    rows: tuple[TimesRow, ...]
    limit: float | None
    limit_name: str = ""


@dataclass(frozen=True, kw_only=True)
class TimesChart(Heading):
    """Median as a dot, the way to the 90th percentile as a bar, the limit as a line. `ticks`: minutes and words."""

    panels: tuple[Panel, ...]
    ticks: tuple[tuple[float, str], ...]
    half_name: str
    most_name: str
    out_name: str
    """What rows that stand out have in common; '' where there are none."""


@dataclass(frozen=True, kw_only=True)
class Flow(Heading):
    """Cases that came (upwards) and went (downwards) each week, by series. A line below shows what was left."""

    weeks: tuple[str, ...]
    series: tuple[Series, ...]
    opened: tuple[tuple[int, ...], ...]
    """One tuple for each week, with a number for each series."""
    closed: tuple[tuple[int, ...], ...]
    stock: tuple[int, ...]
    opened_name: str
    closed_name: str
    stock_name: str


@dataclass(frozen=True, kw_only=True)
class ShareDot:
    """A share: `percent` of the number `of`. `percent` is None where `of` is 0."""

    percent: int | None
    of: int


@dataclass(frozen=True, kw_only=True)
class PromiseShares:
    """One promise's share for each week, its target (per cent), and words on both."""

    name: str
    shares: tuple[ShareDot, ...]
    target: int
    whole: str


@dataclass(frozen=True, kw_only=True)
class Promises(Heading):
    """Shares in time for each week against a target."""

    weeks: tuple[str, ...]
    promises: tuple[PromiseShares, ...]
    of_name: str
    """What stands before the row of counts."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a histogram: its height (None: hidden) and the words above it."""

    label: str
    height: int | None
    words: str


@dataclass(frozen=True, kw_only=True)
class Columns(Heading):
    """Standing bars side by side."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, kw_only=True)
class GridCell:
    """One cell of a grid: its words, and how dark it is (0 to 1; None: hidden). `framed`: it stands out."""

    words: str
    weight: float | None
    framed: bool = False


@dataclass(frozen=True, kw_only=True)
class Grid(Heading):
    """Cells in rows and columns."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    across: str = ""
    """What the columns are."""
    down: str = ""
    """What the rows of the grid stand for."""


Scene: TypeAlias = Bars | TimesChart | Flow | Promises | Columns | Grid
