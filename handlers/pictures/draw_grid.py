"""Cells in rows and columns: a heat map, and the matrix of two ratings."""

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle

from handlers.pictures.draw_rows import ink_on, width_for
from handlers.pictures.look import SMALL, PicturePage, Theme, wrapped
from handlers.pictures.scenes import Grid, GridCell


def draw_grid(said: Grid, theme: Theme) -> PicturePage:
    """Darker is more (in the dark theme: lighter); every cell has its words, a hidden one is hatched."""
    tall = 0.5 if len(said.rows) > 5 else 0.68
    wide = max(6, 42 // max(1, len(said.columns)))
    labels, names = [wrapped(one, 15) for one in said.rows], [wrapped(one, wide) for one in said.columns]
    above = 0.28 + 0.2 * max((one.count("\n") + 1 for one in names), default=1)
    page = PicturePage(said, theme, 0.28 + above + tall * len(said.rows))
    y = page.skip(0.02)
    page.write(said.across, 5.1, y, SMALL, theme.quiet, ha="right")
    page.write(said.down, 0.3, y, SMALL, theme.quiet)
    axes = page.place(tall * len(said.rows), left=width_for(labels), above=above + 0.16)
    axes.set_xlim(0, max(1, len(said.columns)))
    axes.set_ylim(max(1, len(said.rows)), 0)
    axes.set_yticks([place + 0.5 for place in range(len(labels))], labels, fontsize=SMALL, color=theme.ink)
    axes.set_xticks([place + 0.5 for place in range(len(names))], names, fontsize=SMALL, color=theme.ink)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for row, cells in enumerate(said.cells):
        for column, cell in enumerate(cells):
            _cell(axes, (column, row), cell, theme)
    return page


def _cell(axes: Axes, at: tuple[int, int], cell: GridCell, theme: Theme) -> None:
    colour = theme.paper if cell.weight is None else _between(theme.ramp, cell.weight)
    hatch = "////" if cell.weight is None else ""
    axes.add_patch(Rectangle(at, 1, 1, facecolor=colour, edgecolor=theme.grid, hatch=hatch, linewidth=0))
    edge, thick = (theme.ink, 2.4) if cell.framed else (theme.paper, 1.6)
    inset = 0.03 if cell.framed else 0.0
    corner, side = (at[0] + inset, at[1] + inset), 1 - 2 * inset
    axes.add_patch(Rectangle(corner, side, side, fill=False, edgecolor=edge, linewidth=thick))
    middle = (at[0] + 0.5, at[1] + 0.5)
    axes.text(*middle, cell.words, ha="center", va="center", fontsize=SMALL + 1, color=ink_on(colour), linespacing=1.1)


def _between(ramp: tuple[str, str], weight: float) -> str:
    pairs, part = zip(to_rgb(ramp[0]), to_rgb(ramp[1]), strict=True), min(max(weight, 0.0), 1.0)
    red, green, blue = (low + (high - low) * part for low, high in pairs)
    return to_hex((red, green, blue)).upper()
