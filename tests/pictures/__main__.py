"""`make pictures`: draws the nine charts of a generated year into docs/understand/pictures, small enough for a page.
Their numbers are those that `make year` has kept."""

import io
from pathlib import Path

from PIL import Image

from handlers.pictures.charts import CHARTS
from handlers.pictures.draw import draw
from handlers.pictures.scenes import Scene
from tests.pictures.boards import board_of
from tests.support.oversight.boards import words_in

FOLDER = Path(__file__).parents[2] / "docs/understand/pictures"
WIDE, COLOURS = 720, 256


def main() -> None:
    """All of them, in English by day; two in Chinese on dark; the weeks of the flood, and those after the holidays."""
    FOLDER.mkdir(exist_ok=True)
    english, chinese = words_in("en"), words_in("zh-Hans")
    year = board_of("end")
    scenes = {name: chart(year, english) for name, chart in CHARTS.items()}
    for name, scene in scenes.items():
        if not scene.empty:
            _keep(name, scene)
    for name in ("late", "heat"):
        _keep(f"{name}-zh-dark", CHARTS[name](year, chinese), "dark")
    for name in ("flood", "summer"):
        _keep(f"flow-{name}", CHARTS["flow"](board_of(name), english))


def _keep(name: str, scene: Scene, theme: str = "light") -> None:
    with Image.open(io.BytesIO(draw(scene, theme))) as drawn:
        small = drawn.convert("RGB")
    small.thumbnail((WIDE, 4 * WIDE), Image.Resampling.LANCZOS)
    few = small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE)  # keeps a colour that stands in the legend alone
    few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
