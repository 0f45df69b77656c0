"""The pictures in the documents show each class of cases in its own colour."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageColor

FOLDER = Path(__file__).parents[2] / "docs/understand/pictures"
LIGHT = {"P1": "#8F2D04", "P2": "#E5851A", "P3": "#8CC0E3", "P4": "#D5DBE1"}
DARK = {"P1": "#FF8A5C", "P2": "#F3C552", "P3": "#4F9BD0", "P4": "#60707E"}
NEAR = 12
"""How far a colour may be from its own, in each of red, green and blue: the pictures have few colours."""
SQUARE = 80
"""Points of the square in a legend, at least."""


@pytest.mark.parametrize(
    ("name", "colours"), [("late", LIGHT), ("flow", LIGHT), ("flow-flood", LIGHT), ("late-zh-dark", DARK)]
)
def test_every_class_in_the_diagram_has_its_own_colour(name: str, colours: dict[str, str]) -> None:
    with Image.open(FOLDER / f"{name}.png") as opened:
        points = opened.convert("RGB")
    for urgency, colour in colours.items():
        away = ImageChops.difference(points, Image.new("RGB", points.size, ImageColor.getrgb(colour)))
        found = sum(
            n for n, one in away.getcolors(maxcolors=100_000) or [] if isinstance(one, tuple) and max(one) <= NEAR
        )
        assert found >= SQUARE, f"{urgency} of {name}.png is nowhere in {colour}"
