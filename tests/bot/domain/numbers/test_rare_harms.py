"""Months are added up, one of which shows nothing of a rare kind of harm: the sum does not say that there was none."""

from collections import Counter
from datetime import date

from bot.domain.numbers.board import Count, HiddenCount
from bot.domain.numbers.cubes import Cube, cube_of
from bot.domain.numbers.events import Cell
from tests.support.people import PROFILE

JULY, AUGUST = date(2026, 7, 6), date(2026, 8, 3)
PLACES = ("erlang", "shiban", "xipeng", "taojia")
WITHHELD = Count(None, HiddenCount.WITHHELD)


def cases(day: date, harm: str, area: str, count: int) -> Counter[tuple[date | None, Cell]]:
    """The rows of `count` girls and `count` boys of one age, in one place."""
    found = Counter[tuple[date | None, Cell]]({(day, Cell("opened", "PSB", "P3", f",{harm},", area)): 2 * count})
    for sex in ("girl", "boy"):
        found[day, Cell("child", harms=f",{harm},", extra=f"7_10|{sex}")] += count
    return found


def cube(*days: date) -> Cube:
    """In July many children beg; in August one boy and three girls do, each in another place."""
    sums = Counter[tuple[date | None, Cell]]()
    for day in days:
        for area in PLACES:
            sums += cases(day, "bullying", area, 30) + cases(day, "neglect", area, 40)
            sums += cases(day, "forced_begging", area, 20) if day == JULY else Counter()
    if AUGUST in days:
        for area, sex in zip(PLACES, ("girl", "girl", "girl", "boy"), strict=True):
            begging = ",forced_begging,"
            sums[AUGUST, Cell("opened", "PSB", "P3", begging, area)] += 1
            sums[AUGUST, Cell("child", harms=begging, extra=f"7_10|{sex}")] += 1
    return cube_of(sums, PROFILE)


def test_a_month_with_many_rare_harms_shows_them() -> None:
    july = cube(JULY).cells
    assert july["sex", "forced_begging", "7_10", "girl"] == Count(80)
    assert july["area", "forced_begging", "erlang"] == Count(40)


def test_few_cases_of_a_rare_harm_are_hidden_and_the_other_harms_shown() -> None:
    august = cube(AUGUST).cells
    assert august["harm", "forced_begging"] == Count(None, HiddenCount.SMALL)
    assert {august["area", "forced_begging", area] for area in PLACES} == {WITHHELD}
    assert august["age", "forced_begging", "7_10"] == WITHHELD
    assert not [name for name in august if name[:2] == ("sex", "forced_begging")]
    assert august["area", "neglect", "erlang"] == Count(80)
    assert august["place", "erlang"] == Count(141)


def test_hidden_rare_harms_cannot_be_computed_from_the_months_total() -> None:
    both = cube(JULY, AUGUST).cells
    assert both["sex", "forced_begging", "7_10", "girl"] == WITHHELD
    assert both["area", "forced_begging", "erlang"] == WITHHELD
    assert both["harm", "forced_begging"] == WITHHELD
    assert both["area", "neglect", "erlang"] == Count(160)
    assert both["sex", "neglect", "7_10", "girl"] == Count(320)
