"""Pages of pictures, laid out to be measured and not drawn."""

from functools import cache

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import fontManager

from handlers.pictures.draw import SCREEN, laid_out
from handlers.pictures.fonts import FAMILY, font_file
from handlers.pictures.look import THEMES, PicturePage
from handlers.pictures.scenes import Scene


@cache
def family() -> str:
    """The name of the font of charts; its file is read in once."""
    fontManager.addfont(font_file())
    return FAMILY


def on_screen(scene: Scene, theme: str = "light") -> PicturePage:
    """The page as it is laid out for a screen, to be measured in its points. No point of it is drawn: that is nine
    tenths of the work."""
    with mpl.rc_context({"font.family": family()}):
        page = laid_out(scene, THEMES[theme])
        FigureCanvasAgg(page.figure)
        page.figure.set_dpi(SCREEN)
        page.figure.draw_without_rendering()
    return page
