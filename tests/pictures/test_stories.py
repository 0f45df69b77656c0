"""The pictures in the documents are of a year that was lived through the roll-ups, and tell what happened in it to
somebody who was not told."""

from statistics import median

import pytest

from bot.domain.numbers.board import Board
from handlers.pictures.charts import CHARTS
from tests.pictures.boards import board_of
from tests.support.oversight.boards import words_in
from tests.support.oversight.pages_on_screen import on_screen

LAZY, SCHOOL = {"CIV", "JUS"}, "Riverside Primary School"
"""As the year is planned."""


@pytest.fixture(scope="module")
def end() -> Board:
    return board_of("end")


def test_the_pictured_year_shows_two_late_bodies_in_both_steps(end: Board) -> None:
    for step in ("acknowledge", "assess"):
        shares = {str(one.agency): getattr(one, step).in_time.percent or 0 for one in end.bodies}
        others = [share for body, share in shares.items() if body not in LAZY]
        assert len(others) == 7
        assert max(shares[body] for body in LAZY) < min(others) - 20, step


def test_the_two_late_bodies_are_late_more_often_than_all_others(end: Board) -> None:
    late = {str(one.agency): sum(one.by_class.values()) for one in end.late}
    assert sum(late[body] for body in LAZY) > sum(count for body, count in late.items() if body not in LAZY)


def test_the_pictured_year_shows_one_silent_school(end: Board) -> None:
    assert [(one.name, one.never) for one in end.silent] == [(SCHOOL, True)]


def weeks(name: str) -> dict[int, list[int]]:
    """How many cases were opened in each whole week, by the month in which it began."""
    found: dict[int, list[int]] = {}
    for week in board_of(name).weeks[:-1]:
        found.setdefault(week.first.month, []).append(sum(week.opened.values()))
    return found


def test_the_pictured_year_shows_two_weeks_of_a_flood() -> None:
    found = weeks("flood")
    high = sorted(found.pop(3))[-2:]
    assert min(high) > 2 * max(count for counts in found.values() for count in counts)


def test_the_pictured_year_shows_quieter_holidays() -> None:
    found = weeks("summer")
    assert max(found[7]) < 0.8 * min(found[9])


@pytest.mark.parametrize("name", ["end", "flood", "summer"])
def test_harm_by_age_shows_most_of_what_there_is(name: str) -> None:
    """What is hidden is the smaller part: a picture of hatching alone tells nobody anything."""
    heat = board_of(name).heat
    shown = [one.count.value for one in heat if one.count.value]
    assert len(shown) > sum(one.count.hidden is not None for one in heat) / 2
    assert median(shown) > 10


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_chart_has_something_to_show(end: Board, language: str) -> None:
    assert [name for name, chart in CHARTS.items() if chart(end, words_in(language)).empty] == []


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", ["late", "funnel", "sources", "areas"])
def test_a_number_within_a_bar_has_room_there(end: Board, name: str, language: str) -> None:
    scene = CHARTS[name](end, words_in(language))
    page = on_screen(scene)
    [axes] = [one for one in page.figure.axes if one.patches]
    bars = [bar.get_window_extent() for bar in axes.patches]
    within = [(text.get_window_extent(), text) for text in axes.texts if text.get_horizontalalignment() == "center"]
    for box, text in within:
        around = [bar for bar in bars if bar.x0 < box.x0 and box.x1 < bar.x1 and bar.y0 < box.y0 < bar.y1]
        assert around, text.get_text()
    assert within or name != "late"
