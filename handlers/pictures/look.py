"""How charts look: colours of the two themes, sizes, and the page that each chart is drawn on.

Colours differ in lightness too, so they can be told apart in grey print and by colour-blind eyes; red never stands
against green. Sizes are for a phone: a picture is 1080 points wide, and the smallest words are 11 points on its screen.
"""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from handlers.pictures.scenes import Heading

WIDTH = 5.4
"""Inches: 1080 points at 200 to the inch."""
TITLE, WORDS, SMALL = 17.0, 12.0, 10.5
"""Sizes of letters."""
LEFT, RIGHT = 0.3, 0.3
"""Inches of margin."""


@dataclass(frozen=True)
class Theme:
    """The colours of one theme."""

    paper: str
    ink: str
    quiet: str
    """Words of less weight."""
    grid: str
    limit: str
    tones: dict[str, str]
    """The colour of each tone."""
    ramp: tuple[str, str]
    """From the emptiest cell of a grid to the fullest."""


LIGHT = Theme(
    paper="#FFFFFF",
    ink="#1B1F24",
    quiet="#565E67",
    grid="#DDE1E6",
    limit="#1B1F24",
    tones={
        "P1": "#8F2D04",
        "P2": "#E5851A",
        "P3": "#8CC0E3",
        "P4": "#D5DBE1",
        "main": "#1F5F99",
        "other": "#E5851A",
        "pale": "#C9D3DD",
    },
    ramp=("#F3F7FB", "#0B3D73"),
)
DARK = Theme(
    paper="#17212B",
    ink="#F2F5F7",
    quiet="#AAB6C1",
    grid="#33414E",
    limit="#F2F5F7",
    tones={
        "P1": "#FF8A5C",
        "P2": "#F3C552",
        "P3": "#4F9BD0",
        "P4": "#60707E",
        "main": "#6DB3E8",
        "other": "#F3C552",
        "pale": "#4A5966",
    },
    ramp=("#1F2C38", "#8CCBFA"),
)
THEMES = {"light": LIGHT, "dark": DARK}


def cells_of(words: str) -> int:
    """How wide words are, in Latin letters: a Chinese character counts twice."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in words)


def wrapped(words: str, most: int) -> str:
    """Wraps words into lines of at most this number of Latin letters."""
    if cells_of(words) <= most:
        return words
    if " " in words and cells_of(words) == len(words):
        return "\n".join(textwrap.wrap(words, most, break_long_words=False))
    lines, line = [""][:0], ""
    for one in _UNBROKEN.findall(words):
        if cells_of(line + one) > most and one not in "，。、：；）":
            lines, line = [*lines, line], ""
        line += one if line or one != " " else ""
    return "\n".join([*lines, line])


_UNBROKEN = re.compile(r"[!-~]+|.")
"""A run of Latin letters and digits stays together, a Chinese character stands alone."""


class PicturePage:
    """One picture with its heading; `place` puts axes on it, from the top down."""

    def __init__(self, heading: Heading, theme: Theme, height: float) -> None:
        """`height`: inches that the chart itself needs."""
        self.theme = theme
        title, subject = wrapped(heading.title, 40), wrapped(heading.subject, 64)
        note = wrapped(heading.note, 66) if heading.note else ""
        top = 0.22 + 0.33 * _lines(title) + 0.22 * _lines(subject) + 0.18
        bottom = 0.22 + (0.2 * _lines(note) + 0.1 if note else 0)
        self.height = top + height + bottom
        self.figure = Figure(figsize=(WIDTH, self.height), facecolor=theme.paper)
        self._below = self.height - top
        self.write(title, LEFT, self.height - 0.22, TITLE)
        self.write(subject, LEFT, self.height - 0.26 - 0.33 * _lines(title), SMALL, theme.quiet)
        if note:
            self.write(note, LEFT, bottom - 0.1, SMALL - 1, theme.quiet)

    def write(self, words: str, x: float, y: float, size: float, colour: str = "", **more: Any) -> None:
        """Writes words. Their upper left corner is given in inches from the left and from the bottom."""
        how: dict[str, Any] = {"va": "top", "ha": "left", "linespacing": 1.25} | more
        self.figure.text(x / WIDTH, y / self.height, words, fontsize=size, color=colour or self.theme.ink, **how)

    def place(self, height: float, *, left: float = 0.0, right: float = 0.0, above: float = 0.0) -> Axes:
        """Places axes below what is there, with their height in inches. `left`, `right` and `above` are kept free for
        words."""
        self._below -= height + above
        x = (LEFT + left) / WIDTH
        width = 1 - x - (RIGHT + right) / WIDTH
        axes = self.figure.add_axes((x, self._below / self.height, width, height / self.height))
        return self._plain(axes)

    def skip(self, inches: float) -> float:
        """Leave so much free; says how far from the bottom what follows begins."""
        self._below -= inches
        return self._below

    def legend(self, names: Sequence[tuple[str, str]]) -> None:
        """One line of coloured squares with their names; a second one where they do not fit."""
        x, y = LEFT, self._below
        for name, colour in names:
            wide = 0.3 + 0.085 * cells_of(name)
            if x + wide > WIDTH - RIGHT:
                x, y = LEFT, y - 0.27
            self._square(x, y - 0.17, colour)
            self.write(name, x + 0.22, y, SMALL, self.theme.ink)
            x += wide + 0.16
        self._below = y - 0.32

    def _square(self, x: float, y: float, colour: str) -> None:
        corner, size = (x / WIDTH, y / self.height), (0.15 / WIDTH, 0.15 / self.height)
        self.figure.add_artist(Rectangle(corner, *size, facecolor=colour, edgecolor=self.theme.quiet, linewidth=0.6))

    def _plain(self, axes: Axes) -> Axes:
        axes.set_facecolor(self.theme.paper)
        for side in axes.spines.values():
            side.set_visible(False)
        axes.tick_params(length=0, colors=self.theme.quiet, labelsize=SMALL)
        axes.set_axisbelow(True)
        return axes


def _lines(words: str) -> int:
    return words.count("\n") + 1
