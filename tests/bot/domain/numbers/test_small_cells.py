"""Somebody with every view of a closed month finds no number that is hidden; a brute force tries all districts."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from bot.domain.numbers.board import Count, Hidden
from bot.domain.numbers.small_cells import Month, Name, added, shown

HARMS, AREAS, AGES = ("neglect", "bullying"), ("north", "south"), ("4_6", "7_10")
KINDS = tuple(product(HARMS, AREAS, AGES))
TRIED = 40
"""Months of each size that are looked at."""


def month_of(cases: Mapping[tuple[str, str, str], int]) -> Month:
    """The cube of these cases, counted by hand."""
    cells = Counter[Name]({("harm", harm): 0 for harm in HARMS} | {("place", area): 0 for area in AREAS})
    for harm, area, age in KINDS:
        count = cases.get((harm, area, age), 0)
        for name in (("harm", harm), ("place", area), ("area", harm, area), ("age", harm, age)):
            cells[name] += count
    return Month(sum(cases.values()), cells)


def all_months(size: int) -> Iterator[Month]:
    """Every month with so many cases."""

    def spread(left: int, kinds: int) -> Iterator[tuple[int, ...]]:
        if kinds == 1:
            yield (left,)
            return
        for first in range(left + 1):
            yield from ((first, *rest) for rest in spread(left - first, kinds - 1))

    for counts in spread(size, len(KINDS)):
        yield month_of(dict(zip(KINDS, counts, strict=True)))


def could_be(month: Month, seen: Mapping[Name, Count]) -> bool:
    """Whether somebody who has seen this may think that it was this month. Where all is withheld, nothing is known."""
    is_all = all(count.hidden is Hidden.WITHHELD for count in seen.values())
    for name, count in seen.items():
        value = month.cells[name]
        fits = {
            None: value == count.value,
            Hidden.SMALL: 1 <= value <= 4,
            Hidden.WITHHELD: is_all or value >= 5,
        }
        if not fits[count.hidden]:
            return False
    return True


@pytest.mark.parametrize("size", range(1, 10))
def test_no_hidden_cell_can_be_worked_out(size: int) -> None:
    months = [*all_months(size)]
    for month in random.Random(size).sample(months, min(TRIED, len(months))):
        seen = shown(month)
        worlds = [one for one in months if could_be(one, seen)]
        assert month in worlds
        for name, count in seen.items():
            if count.hidden is not None:
                assert len({world.cells[name] for world in worlds}) > 1, (name, seen)


def test_what_is_hidden_is_what_is_small_and_what_would_tell_it() -> None:
    """By hand: 3 of neglect in the south; the 20 of the north, the 9 of bullying there would give them away."""
    kinds = {("neglect", "north", "4_6"): 20, ("neglect", "south", "7_10"): 3, ("bullying", "south", "7_10"): 9}
    seen = shown(month_of(kinds | {("bullying", "north", "4_6"): 8}))
    assert seen["area", "neglect", "south"] == Count(None, Hidden.SMALL)
    assert seen["harm", "neglect"] == Count(23)
    assert seen["area", "neglect", "north"] == Count(None, Hidden.WITHHELD)
    assert seen["age", "neglect", "7_10"] == Count(None, Hidden.SMALL)
    assert seen["age", "neglect", "4_6"] == Count(None, Hidden.WITHHELD)
    assert seen["place", "north"].value is None or seen["area", "bullying", "north"].value is None


@pytest.mark.parametrize(("count", "shown_as"), [(0, Count(0)), (1, None), (4, None), (5, Count(5)), (60, Count(60))])
def test_one_to_four_are_never_shown(count: int, shown_as: Count | None) -> None:
    kinds = dict.fromkeys(KINDS, 100) | {KINDS[0]: count, ("neglect", "north", "7_10"): 0}
    seen = shown(month_of(kinds))["area", "neglect", "north"]
    assert seen == (shown_as or Count(None, Hidden.SMALL))


def test_a_month_of_four_cases_shows_nothing_at_all() -> None:
    assert {count.hidden for count in shown(month_of({KINDS[0]: 3, KINDS[5]: 1})).values()} == {Hidden.WITHHELD}


def test_months_are_added_only_where_all_are_known() -> None:
    small, withheld = Count(None, Hidden.SMALL), Count(None, Hidden.WITHHELD)
    assert added([Count(5), Count(0), Count(7)]) == Count(12)
    assert added([Count(0), small, Count(0)]) == small
    assert added([Count(9), small]) == withheld
    assert added([small, small]) == withheld
    assert added([]) == Count(0)


def test_a_whole_district_is_hidden_in_no_time_and_most_of_it_is_shown() -> None:
    """Seventeen hundred cases of a month, of eleven kinds in twelve places: a handful of cells is withheld."""
    chance = random.Random(7)
    cells = Counter[Name]()
    for _ in range(1700):
        harm, age = f"h{chance.randrange(11)}", f"a{chance.randrange(7)}"
        area = f"p{chance.choices(range(12), weights=range(1, 13))[0]}"
        cells.update([("harm", harm), ("place", area), ("area", harm, area), ("age", harm, age)])
    seen = shown(Month(1700, cells))
    hidden = Counter(count.hidden for count in seen.values())
    assert hidden[Hidden.SMALL] == sum(0 < value < 5 for value in cells.values()) > 5
    assert hidden[Hidden.WITHHELD] < 20
