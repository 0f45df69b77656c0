"""Charts with one row for each body, kind or question: lying bars, and times against a limit."""

from matplotlib.axes import Axes

from handlers.pictures.look import SMALL, WORDS, PicturePage, Theme, cells_of, wrapped
from handlers.pictures.scenes import Bars, Panel, TimesChart

ROW, LOW_ROW = 0.46, 0.36
"""Inches for each row: of bars, of times."""
LETTER = 0.088
"""Inches: how wide a Latin letter of a row's words is."""
AROUND = 0.08
"""Inches that are free beside the words within a bar."""
LABEL = 17
"""How many Latin letters of a row's name fit before it is broken."""


def draw_bars(said: Bars, theme: Theme) -> PicturePage:
    """Lying bars with their words at the end."""
    lines = [wrapped(line, 60) for line in said.lines]
    words = 0.25 * sum(line.count("\n") + 1 for line in lines)
    legend = 0.6 if len(said.series) > 1 else 0.1
    page = PicturePage(said, theme, legend + ROW * len(said.rows) + 0.1 + words)
    if len(said.series) > 1:
        page.legend([(one.name, theme.tones[one.tone]) for one in said.series])
    labels = [wrapped(row.label, LABEL) for row in said.rows]
    axes = page.place(ROW * len(said.rows), left=width_for(labels), right=width_for([row.end for row in said.rows]))
    most = max((sum(row.parts) for row in said.rows), default=0) or 1
    _frame(axes, labels, theme, (0, most * 1.02))
    inch = most * 1.02 / (axes.get_position().width * page.figure.get_figwidth())
    for place, row in enumerate(said.rows):
        _parts(axes, place, said, theme, inch)
        axes.text(sum(row.parts) + most * 0.02, place, row.end, va="center", fontsize=SMALL + 0.5, color=theme.ink)
    y = page.skip(0.12)
    for line in lines:
        page.write(line, 0.3, y, SMALL, theme.quiet)
        y = page.skip(0.25 * (line.count("\n") + 1))
    return page


def _parts(axes: Axes, place: int, said: Bars, theme: Theme, inch: float) -> None:
    """The parts of one bar, with their words where they have room; `inch`: how many cases are an inch long."""
    row, left = said.rows[place], 0.0
    for number, (one, part) in enumerate(zip(said.series, row.parts, strict=True)):
        colour = theme.tones[one.tone]
        axes.barh(place, part, left=left, height=0.66, color=colour, edgecolor=theme.paper, linewidth=1.0)
        words = row.inside[number] if row.inside else ""
        if words and part / inch > AROUND + LETTER * cells_of(words):
            axes.text(left + part / 2, place, words, ha="center", va="center", fontsize=SMALL, color=ink_on(colour))
        left += part


def draw_times(said: TimesChart, theme: Theme) -> PicturePage:
    """A panel for each step: median, 90th percentile and limit on a scale that grows by factors."""
    rows = sum(len(panel.rows) for panel in said.panels)
    page = PicturePage(said, theme, 0.64 + rows * LOW_ROW + len(said.panels) * 0.95)
    names = [(said.half_name, "main"), (said.most_name, "pale"), (said.out_name, "other")]
    page.legend([(name, theme.tones[tone]) for name, tone in names if name])
    ends = [row.end for panel in said.panels for row in panel.rows]
    for panel in said.panels:
        page.write(panel.name, 0.3, page.skip(0.08), WORDS)
        labels = [wrapped(row.label, LABEL) for row in panel.rows]
        axes = page.place(LOW_ROW * len(labels), left=width_for(labels), right=width_for(ends), above=0.5)
        _frame(axes, labels, theme, (said.ticks[0][0] / 1.3, said.ticks[-1][0] * 1.1))
        axes.set_xscale("log")
        axes.set_xticks([at for at, _ in said.ticks], [words for _, words in said.ticks], minor=False)
        axes.set_xticks([], minor=True)
        axes.grid(axis="x", color=theme.grid, linewidth=0.8)
        _reach(axes, panel, theme)
        page.skip(0.37)
    return page


def _reach(axes: Axes, panel: Panel, theme: Theme) -> None:
    least, most = axes.get_xlim()
    for place, row in enumerate(panel.rows):
        half, ninety = (None if at is None else min(max(at, least), most) for at in (row.half, row.most))
        if half is not None and ninety is not None:
            axes.barh(
                place,
                ninety - half,
                left=half,
                height=0.34,
                color=theme.tones["other" if row.stands_out else "pale"],
                edgecolor=theme.quiet,
                linewidth=0.6,
            )
        if half is not None:
            axes.plot(half, place, "o", markersize=8, color=theme.tones["main"], markeredgecolor=theme.paper)
        axes.annotate(
            row.end, (1.02, place), xycoords=("axes fraction", "data"), va="center", fontsize=SMALL, color=theme.ink
        )
    if panel.limit is not None:
        _draw_limit(axes, panel, panel.limit, theme)


def _draw_limit(axes: Axes, panel: Panel, limit: float, theme: Theme) -> None:
    """A line across all rows, with its name above."""
    axes.axvline(limit, color=theme.limit, linewidth=1.6, linestyle=(0, (4, 2)))
    axes.annotate(
        panel.limit_name,
        (limit, 1),
        xytext=(0, 3),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        ha="center",
        fontsize=SMALL,
        color=theme.ink,
    )


def _frame(axes: Axes, labels: list[str], theme: Theme, reach: tuple[float, float]) -> None:
    """Rows from the top down, their names at the left, no scale."""
    axes.set_xlim(*reach)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_yticks(range(len(labels)), labels, fontsize=SMALL + 0.5, color=theme.ink, linespacing=1.05)
    axes.set_xticks([])


def width_for(words: list[str]) -> float:
    """Inches that the widest of these words needs beside the rows."""
    widest = max((cells_of(line) for one in words for line in one.split("\n")), default=0)
    return 0.12 + LETTER * widest


def ink_on(colour: str) -> str:
    """Black or white, whichever is easier to read on a colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#14181C" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "#FFFFFF"
