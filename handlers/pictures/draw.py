"""Draws charts: a scene becomes a PNG. Nothing is kept between two of them but the font."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import fontManager

from handlers.pictures.draw_grid import draw_grid
from handlers.pictures.draw_rows import draw_bars, draw_times
from handlers.pictures.draw_weeks import draw_columns, draw_flow, draw_promises
from handlers.pictures.fonts import FAMILY, font_file
from handlers.pictures.look import THEMES, WORDS, PicturePage, Theme
from handlers.pictures.scenes import Bars, Columns, Flow, Grid, Promises, Scene, TimesChart

SCREEN, PRINT = 200, 400
"""Points to the inch."""
HOW: Mapping[type[Any], Callable[[Any, Theme], PicturePage]] = {
    Bars: draw_bars,
    TimesChart: draw_times,
    Flow: draw_flow,
    Promises: draw_promises,
    Columns: draw_columns,
    Grid: draw_grid,
}
"""Which function draws which scene."""


def draw(scene: Scene, theme: str = "light", *, for_print: bool = False) -> bytes:
    """The picture of a scene as a PNG. `theme`: light or dark; `for_print`: with twice the points."""
    return drawn_page(scene, THEMES[theme], PRINT if for_print else SCREEN)[1]


def drawn_page(scene: Scene, colours: Theme, dpi: int) -> tuple[PicturePage, bytes]:
    """The page of a scene, laid out, and its PNG with so many points to the inch."""
    with mpl.rc_context({"font.family": _font(), "hatch.linewidth": 0.8, "hatch.color": colours.grid}):
        page = laid_out(scene, colours)
        FigureCanvasAgg(page.figure)
        target = io.BytesIO()
        page.figure.savefig(target, format="png", dpi=dpi, metadata={"Software": None}, facecolor=colours.paper)
    return page, target.getvalue()


def laid_out(scene: Scene, theme: Theme) -> PicturePage:
    """The page with everything on it, before it becomes points."""
    return _nothing(scene, theme) if scene.empty else HOW[type(scene)](scene, theme)


def _nothing(scene: Scene, theme: Theme) -> PicturePage:
    """The heading alone, and that there is nothing to show."""
    page = PicturePage(replace(scene, note=""), theme, 1.2)
    page.write(scene.empty, 0.3, page.skip(0.3), WORDS)
    return page


@cache
def _font() -> str:
    """The name of the font; its file is read in once."""
    fontManager.addfont(font_file())
    return FAMILY
