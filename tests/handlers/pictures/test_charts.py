"""Every chart, laid out with little and with much data: nothing runs off the page, and its description has the same
numbers."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise, product

import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text
from PIL import Image

from bot.domain.ids import AgencyKey
from bot.domain.numbers import board as b
from handlers.pictures import alt_text as alt
from handlers.pictures.charts import CHARTS
from handlers.pictures.draw import SCREEN, drawn_page
from handlers.pictures.look import THEMES, PicturePage
from handlers.pictures.scenes import Grid, GridCell, Scene
from tests.support.domain.examples import one_of_each, some_of, turned
from tests.support.oversight import boards
from tests.support.oversight.pages_on_screen import on_screen

LANGUAGES = ("en", "zh-Hans")
BOARDS: dict[str, Callable[[], b.Board]] = {
    "empty": boards.empty,
    "weeks": boards.weeks_without_cases,
    "one": boards.one_of_each,
    "large": boards.large,
}
EVERY = [
    (chart, board, language)
    for (turn, chart), (at, board) in product(enumerate(CHARTS), enumerate(BOARDS))
    for language in (LANGUAGES if board == "large" else some_of(turned(LANGUAGES, turn + at), 1))
]
"""Every chart of every board; in both languages where there is most to show, else in one of them by turns."""
DRAWN = one_of_each(CHARTS, lambda chart: type(CHARTS[chart](boards.large(), boards.words_in("en"))).__name__)
"""A chart of each kind."""
NUMBER = re.compile(r"<5|(?<![A-Z\d,])\d+(?:,\d{3})*")
TALLEST = 2.6
"""How many times its width: a phone shows no more without scrolling."""


@cache
def laid_out_once(chart: str, board: str, language: str) -> tuple[Scene, PicturePage]:
    """The chart of this board, and its page."""
    scene = CHARTS[chart](BOARDS[board](), boards.words_in(language))
    return scene, on_screen(scene)


def written(page: PicturePage) -> list[Text]:
    """What is written on the page, but for the marks of scales."""
    return [*page.figure.texts, *(one for axes in page.figure.axes for one in axes.texts)]


def labels(axes: Axes) -> list[Text]:
    return [one for one in (*axes.get_xticklabels(), *axes.get_yticklabels()) if one.get_text()]


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_is_made_in_dark(chart: str) -> None:
    """Which has other colours: one board shows all of them. What is written stands where the light page has it. One
    function draws all charts of a kind: the suite draws one of each of the six kinds, a long run all ten."""
    scene, light = laid_out_once(chart, "large", "en")
    if chart in DRAWN:
        dark, made = drawn_page(scene, THEMES["dark"], SCREEN)
        is_a_picture(made)
        dark.figure.set_dpi(SCREEN)
    else:
        dark = on_screen(scene, "dark")
    measured = [[(one.get_text(), one.get_window_extent().bounds) for one in written(it)] for it in (dark, light)]
    assert measured[0] == measured[1] != []


@pytest.mark.parametrize(("chart", "board", "language"), EVERY)
def test_nothing_overlaps_or_runs_off_the_page_and_every_number_is_described(
    chart: str, board: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One page is laid out for all that is asked of it."""
    monkeypatch.setattr(alt, "LONGEST", 100_000)
    words = boards.words_in(language)
    scene, page = laid_out_once(chart, board, language)
    assert page.figure.bbox.width == 1080
    assert page.figure.bbox.height < 1080 * TALLEST
    assert written(page)
    assert off(page) == []
    assert overlapping(page) == []
    on_it = {number for one in written(page) for number in NUMBER.findall(one.get_text())}
    assert on_it - set(NUMBER.findall(alt.alt_text(scene, words.joints))) == set()


def is_a_picture(made: bytes) -> None:
    """It has the size of a phone, and something is on it."""
    picture = Image.open(io.BytesIO(made))
    assert picture.format == "PNG"
    assert picture.width == 1080
    assert picture.height < 1080 * TALLEST
    assert len(set(picture.convert("L").resize((108, 108)).tobytes())) > 5


def off(page: PicturePage) -> list[str]:
    """What runs off the page."""
    whole = page.figure.bbox
    texts = [*written(page), *(one for axes in page.figure.axes for one in labels(axes))]
    boxes = {one.get_text(): one.get_window_extent() for one in texts if one.get_text()}
    return [text for text, box in boxes.items() if box.x0 < 0 or box.y0 < 0 or box.x1 > whole.x1 or box.y1 > whole.y1]


def overlapping(page: PicturePage) -> list[tuple[str, str]]:
    """Words at rows and columns that overlap."""
    found = []
    for axes in page.figure.axes:
        for group in (axes.get_xticklabels(), axes.get_yticklabels()):
            boxes = [(one.get_text(), one.get_window_extent()) for one in group if one.get_text()]
            found += [(one, other) for (one, here), (other, there) in pairwise(boxes) if here.overlaps(there)]
    return found


@pytest.mark.parametrize("percent", [0, 4, 12, 20, 24, 26, 50, 94, 100])
def test_labels_of_dots_do_not_touch_the_names_of_weeks(percent: int) -> None:
    weeks = tuple(replace(one, answered=b.Share(percent, 100)) for one in boards.weeks_without_cases().weeks)
    scene = CHARTS["promises"](replace(boards.weeks_without_cases(), weeks=weeks), boards.words_in("zh-Hans"))
    answered = on_screen(scene).figure.axes[0]
    names = [one.get_window_extent() for one in answered.get_xticklabels() if one.get_text()]
    said = [one.get_window_extent() for one in answered.texts if one.get_text() == str(percent)]
    assert said
    assert not [1 for one in said for name in names if one.overlaps(name)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_of_a_picture_fits_in_its_caption(language: str) -> None:
    words = boards.words_in(language)
    for chart, board in product(CHARTS, BOARDS):
        scene = CHARTS[chart](BOARDS[board](), words)
        said = alt.alt_text(scene, words.joints)
        assert 10 < len(said.encode("utf-16-le")) // 2 <= 1024, (chart, board)
        assert said.splitlines()[0] == scene.title


def test_rows_that_are_hidden_altogether_are_named_together() -> None:
    hidden, some = GridCell(words="·", weight=None), GridCell(words="7", weight=1.0)
    grid = Grid(
        title="Kind by age", subject="", rows=("neglect", "bullying", "assault"), columns=("0-6", "7-13"), across="age",
        cells=((hidden, hidden), (some, hidden), (hidden, hidden)),
    )  # fmt: skip
    assert alt.alt_text(grid, alt.Joints()).splitlines() == [
        "Kind by age", "age: 0-6, 7-13", "bullying: 7, ·", "neglect, assault: ·",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "command"), [("en", "/board quarter P1"), ("zh-Hans", "/board 季度 P1")])
def test_a_note_names_the_command_as_its_reader_writes_it(language: str, command: str) -> None:
    hour = timedelta(hours=1)
    step = b.Times(9, hour, hour, None, b.Share(9, 9))
    board = replace(boards.empty(), bodies=(b.BodyTimes(AgencyKey("EDU"), step, step),))
    scene = CHARTS["times"](board, boards.words_in(language))
    assert command in scene.note


def test_a_picture_is_dated_in_district_time() -> None:
    words, night = boards.words_in("en"), datetime(2026, 11, 29, 19, 14, tzinfo=UTC)
    board = replace(boards.weeks_without_cases(), at=night)
    assert CHARTS["flow"](board, words).subject == "All agencies: 12 weeks to 30 Nov 2026"
    assert words.file_name(board, "pdf", "work") == "tipline-work-quarter-2026-11-30.pdf"
