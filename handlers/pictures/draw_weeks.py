"""Charts over weeks, and the histogram: standing bars and lines."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from handlers.pictures.look import SMALL, WORDS, PicturePage, Theme, wrapped
from handlers.pictures.scenes import Columns, Flow, Promises, PromiseShares

AXIS = 0.42
"""Inches left of the chart for the numbers of its scale."""
NAMES = 0.34
"""Inches below a chart for the names of its weeks."""
LOWEST = 25
"""Per cent: words below a lower dot would stand on the names of the weeks."""
CROWD = 8
"""The number of columns from which names are smaller."""


def draw_flow(said: Flow, theme: Theme) -> PicturePage:
    """What came above the line and what went below it, by series; below that what was left."""
    page = PicturePage(said, theme, 0.62 + 2.75 + 0.5 + 1.35 + 2 * NAMES)
    page.legend([(one.name, theme.tones[one.tone]) for one in said.series])
    axes = page.place(2.75, left=AXIS)
    _stack(axes, said, theme)
    most = max((max(sum(up), sum(down)) for up, down in zip(said.opened, said.closed, strict=True)), default=0) or 1
    axes.set_ylim(-most * 1.22, most * 1.22)
    _scale(axes, theme)
    axes.yaxis.set_major_formatter(lambda at, _: f"{abs(at):,.0f}")
    axes.axhline(0, color=theme.ink, linewidth=1.0)
    for words, high, where in ((said.opened_name, 0.995, "top"), (said.closed_name, 0.005, "bottom")):
        axes.text(0.01, high, words, transform=axes.transAxes, va=where, fontsize=SMALL + 0.5, color=theme.ink)
    _weeks(axes, said.weeks)
    page.skip(NAMES)
    page.write(said.stock_name, 0.3, page.skip(0.05), WORDS)
    stock = page.place(1.35, left=AXIS, right=0.2, above=0.38)
    _curve(stock, said.stock, theme, [f"{one:,}" for one in said.stock])
    stock.set_ylim(0, (max(said.stock, default=0) or 1) * 1.3)
    _scale(stock, theme)
    _weeks(stock, said.weeks)
    return page


def _stack(axes: Axes, said: Flow, theme: Theme) -> None:
    for numbers, sign in ((said.opened, 1), (said.closed, -1)):
        for place, week in enumerate(numbers):
            base = 0.0
            for one, number in zip(said.series, week, strict=True):
                how: dict[str, Any] = {"color": theme.tones[one.tone], "edgecolor": theme.paper, "linewidth": 0.7}
                axes.bar(place, sign * number, bottom=base, width=0.78, **how)
                base += sign * number


def draw_promises(said: Promises, theme: Theme) -> PicturePage:
    """A panel for each promise, with its target as a line and the counts below."""
    page = PicturePage(said, theme, len(said.promises) * 2.85)
    for promise in said.promises:
        page.write(promise.name, 0.3, page.skip(0.05), WORDS)
        page.write(promise.whole, 0.3, page.skip(0.25), SMALL, theme.quiet)
        axes = page.place(1.45, left=AXIS, right=0.2, above=0.36)
        _promise(axes, promise, theme)
        _weeks(axes, said.weeks)
        axes.text(
            -0.02, -0.3, said.of_name, transform=axes.transAxes, ha="right", fontsize=SMALL - 0.5, color=theme.quiet
        )
        for place, share in enumerate(promise.shares):
            axes.text(
                place,
                -0.3,
                f"{share.of:,}",
                transform=axes.get_xaxis_transform(),
                ha="center",
                fontsize=SMALL - 0.5,
                color=theme.quiet,
            )
        page.skip(0.74)
    return page


def _promise(axes: Axes, promise: PromiseShares, theme: Theme) -> None:
    percents = [None if one.percent is None else float(one.percent) for one in promise.shares]
    words = ["" if one is None else f"{one:.0f}" for one in percents]
    _curve(axes, percents, theme, words, below=promise.target)
    axes.set_ylim(0, 119)
    axes.set_yticks([0, 50, 100], ["0%", "50%", "100%"])
    axes.grid(axis="y", color=theme.grid, linewidth=0.8)
    axes.axhline(promise.target, color=theme.limit, linewidth=1.4, linestyle=(0, (4, 2)))


def draw_columns(said: Columns, theme: Theme) -> PicturePage:
    """A histogram; a hidden column is a hatched stub."""
    page = PicturePage(said, theme, 3.3 + 0.75)
    axes = page.place(3.3)
    most = max((one.height or 0 for one in said.columns), default=0) or 1
    for place, one in enumerate(said.columns):
        if one.height is None:
            axes.bar(
                place, most * 0.04, width=0.8, color=theme.paper, edgecolor=theme.quiet, hatch="////", linewidth=0.8
            )
        else:
            axes.bar(place, one.height, width=0.8, color=theme.tones["main"])
        at = (one.height if one.height is not None else most * 0.04) + most * 0.015
        axes.text(
            place, at, one.words, ha="center", va="bottom", fontsize=SMALL + 0.5, color=theme.ink, linespacing=1.15
        )
    axes.set_ylim(0, most * 1.2)
    axes.set_yticks([])
    axes.axhline(0, color=theme.ink, linewidth=1.0)
    wide = max(8, 62 // max(1, len(said.columns)))
    labels = [wrapped(one.label, wide) for one in said.columns]
    size = SMALL if len(labels) < CROWD else SMALL - 2.5
    axes.set_xticks(range(len(labels)), labels, color=theme.ink, fontsize=size)
    return page


def _curve(axes: Axes, values: Sequence[float | None], theme: Theme, words: list[str], *, below: float = 0) -> None:
    """A line with a dot for each week, and its words. The words stand below the dot where it is lower than `below`, but
    not so low that they would cover the names of the weeks. Where they are long, they stand at every second dot. There
    is a gap where a week has no value."""
    y = [float("nan") if one is None else one for one in values]
    axes.plot(range(len(y)), y, "-o", color=theme.tones["main"], linewidth=2.2, markersize=5)
    crowded = max((len(one) for one in words), default=0) > 4
    for place, (value, said) in enumerate(zip(values, words, strict=True)):
        if value is not None and (not crowded or place % 2 == (len(words) - 1) % 2):
            is_below = LOWEST <= value < below
            axes.annotate(
                said,
                (place, value),
                xytext=(0, -7 if is_below else 6),
                textcoords="offset points",
                ha="center",
                va="top" if is_below else "bottom",
                fontsize=SMALL,
                color=theme.ink,
            )


def _scale(axes: Axes, theme: Theme) -> None:
    axes.grid(axis="y", color=theme.grid, linewidth=0.8)
    axes.locator_params(axis="y", nbins=5, integer=True)


def _weeks(axes: Axes, weeks: tuple[str, ...]) -> None:
    """The names of every second week, the last one among them."""
    axes.set_xlim(-0.6, len(weeks) - 0.4)
    shown = [place for place in range(len(weeks)) if place % 2 == (len(weeks) - 1) % 2]
    axes.set_xticks(shown, [weeks[place] for place in shown])
