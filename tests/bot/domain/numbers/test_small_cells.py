"""Somebody with every view of a closed month cannot find a hidden number; a brute force search tries all districts."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import pytest

from bot.domain.numbers.board import Count, HiddenCount
from bot.domain.numbers.small_cells import Month, Name, added, shown
from tests.support.domain.examples import examples

HARMS, AREAS, AGES, SEXES = ("neglect", "bullying"), ("north", "south"), ("4_6", "7_10"), ("girl", "boy")
Kind = tuple[str, str, str, str]
KINDS: tuple[Kind, ...] = tuple(product(HARMS, AREAS, AGES, ("girl",)))
BY_SEX: tuple[Kind, ...] = tuple(product(HARMS, ("north",), AGES, SEXES))
"""In one place, so that there are equally many kinds of cases."""
TRIED = examples(6)
"""How many months of each size are tried; TIPLINE_EXAMPLES tries more, up to all."""


def month_of(cases: Mapping[Kind, int], kinds: tuple[Kind, ...] = KINDS) -> Month:
    """The cube of these cases, counted by hand."""
    cells: dict[Name, int] = {name: 0 for kind in kinds for name in names_of(kind)}
    for kind, count in cases.items():
        for name in names_of(kind):
            cells[name] += count
    return Month(sum(cases.values()), cells)


@cache
def names_of(kind: Kind) -> tuple[Name, ...]:
    """The cells in which a case of this kind is counted."""
    harm, area, age, sex = kind
    return ("harm", harm), ("place", area), ("area", harm, area), ("age", harm, age), ("sex", harm, age, sex)


def all_months(size: int, kinds: tuple[Kind, ...] = KINDS) -> Iterator[Month]:
    """Every month with this number of cases."""

    def spread(left: int, places: int) -> Iterator[tuple[int, ...]]:
        if places == 1:
            yield (left,)
            return
        for first in range(left + 1):
            yield from ((first, *rest) for rest in spread(left - first, places - 1))

    for counts in spread(size, len(kinds)):
        yield month_of({kind: count for kind, count in zip(kinds, counts, strict=True) if count}, kinds)


Bounds = list[tuple[Name, int, int]]
"""By cell: the least and the most that it may hold."""
ANY = 10**9


def bounds_of(seen: Mapping[Name, Count]) -> Bounds:
    """What somebody who has seen this may conclude for each cell. Where all is withheld, nothing is known; where girls
    and boys are, nothing about them; where a kind of harm shows no part with cases, nothing about its parts except
    where there are none."""
    is_all = all(count.hidden is HiddenCount.WITHHELD for count in seen.values())
    none = {name[1:] for name, count in seen.items() if name[0] == "age" and count.value == 0}
    sexes = [count for name, count in seen.items() if name[0] == "sex" and name[1:3] not in none]
    no_sex = all(count.hidden is HiddenCount.WITHHELD for count in sexes)
    parts = [(name, count) for name, count in seen.items() if name[0] in {"age", "area"}]
    known = {name[1] for name, count in parts if count.value != 0 and count.hidden is not HiddenCount.WITHHELD}
    found: Bounds = []
    for name, count in seen.items():
        is_unknown = (no_sex and name[0] == "sex") or (name[0] not in {"harm", "place"} and name[1] not in known)
        if count.hidden is HiddenCount.SMALL:
            found.append((name, 1, 4))
        elif count.hidden is HiddenCount.WITHHELD:
            found.append((name, 0 if is_all or is_unknown else 5, ANY))
        else:
            assert count.value is not None
            found.append((name, count.value, count.value))
    return found


def could_be(month: Month, bounds: Bounds) -> bool:
    """Whether it may have been this month."""
    cells = month.cells
    for name, least, most in bounds:  # noqa: SIM110 - asked a million times, and a generator doubles it
        if not least <= cells[name] <= most:
            return False
    return True


@pytest.mark.parametrize("kinds", [KINDS, BY_SEX], ids=["by place", "by sex"])
@pytest.mark.parametrize("size", range(1, 10))
def test_no_hidden_cell_can_be_worked_out(size: int, kinds: tuple[Kind, ...]) -> None:
    months = [*all_months(size, kinds)]
    told = {name for name in months[0].cells if len({month.cells[name] for month in months}) == 1}  # the only place
    for month in random.Random(size).sample(months, min(TRIED, len(months))):
        seen = shown(month)
        bounds = bounds_of(seen)
        worlds = [one for one in months if could_be(one, bounds)]
        assert month in worlds
        for name, count in seen.items():
            if count.hidden is not None and name not in told:
                assert len({world.cells[name] for world in worlds}) > 1, (name, seen)


def test_only_small_cells_and_cells_that_would_reveal_them_are_hidden() -> None:
    """By hand: 3 of neglect in the south; the 20 of the north, the 9 of bullying there would give them away."""
    kinds: dict[Kind, int] = {("neglect", "north", "4_6", "girl"): 20, ("neglect", "south", "7_10", "girl"): 3}
    kinds |= {("bullying", "south", "7_10", "girl"): 9, ("bullying", "north", "4_6", "girl"): 8}
    seen = shown(month_of(kinds))
    assert seen["area", "neglect", "south"] == Count(None, HiddenCount.SMALL)
    assert seen["harm", "neglect"] == Count(23)
    assert seen["area", "neglect", "north"] == Count(None, HiddenCount.WITHHELD)
    assert seen["age", "neglect", "7_10"] == Count(None, HiddenCount.SMALL)
    assert seen["age", "neglect", "4_6"] == Count(None, HiddenCount.WITHHELD)
    assert seen["place", "north"].value is None or seen["area", "bullying", "north"].value is None


@pytest.mark.parametrize(("count", "shown_as"), [(0, Count(0)), (1, None), (4, None), (5, Count(5)), (60, Count(60))])
def test_one_to_four_are_never_shown(count: int, shown_as: Count | None) -> None:
    kinds = dict.fromkeys(KINDS, 100) | {KINDS[0]: count, ("neglect", "north", "7_10", "girl"): 0}
    seen = shown(month_of(kinds))["area", "neglect", "north"]
    assert seen == (shown_as or Count(None, HiddenCount.SMALL))


def test_girls_and_boys_are_hidden_where_their_sum_would_tell_the_small_one() -> None:
    """By hand: three boys among twenty of one age, so the girls are withheld; and an age of four girls, four boys."""
    boys = {("neglect", "north", "4_6", "boy"): 3, ("neglect", "north", "4_6", "girl"): 17}
    fours = {("bullying", "north", "7_10", "boy"): 4, ("bullying", "north", "7_10", "girl"): 4}
    others = {("neglect", "north", "7_10", "girl"): 30, ("bullying", "north", "4_6", "boy"): 40}
    seen = shown(month_of(boys | fours | others, BY_SEX))
    assert seen["sex", "neglect", "4_6", "boy"] == Count(None, HiddenCount.SMALL)
    assert seen["sex", "neglect", "4_6", "girl"] == Count(None, HiddenCount.WITHHELD)
    assert seen["age", "neglect", "4_6"] == Count(20)
    assert seen["age", "bullying", "7_10"] == Count(None, HiddenCount.WITHHELD), "of eight each would have to be four"


def test_a_month_of_four_cases_shows_nothing_at_all() -> None:
    assert {count.hidden for count in shown(month_of({KINDS[0]: 3, KINDS[5]: 1})).values()} == {HiddenCount.WITHHELD}


def test_a_rare_kind_of_harm_hides_its_own_ages_and_places_and_not_the_month() -> None:
    """By hand: of fewer than five in four places each can only be one. So nothing is said of them; and as sums would
    tell them, nothing of another kind in these places either."""
    cells = Counter[Name]({("harm", "begging"): 4, ("age", "begging", "7_10"): 4, ("age", "begging", "4_6"): 0})
    for harm, count in (("neglect", 40), ("bullying", 50)):
        cells |= {("harm", harm): 4 * count, ("age", harm, "7_10"): 2 * count, ("age", harm, "4_6"): 2 * count}
    for place in range(4):
        counts = {"begging": 1, "neglect": 40, "bullying": 50}
        cells |= {("area", harm, f"p{place}"): count for harm, count in counts.items()}
        cells["place", f"p{place}"] = 91
    seen = shown(Month(364, cells))
    assert seen["harm", "begging"] == Count(None, HiddenCount.SMALL)
    for place in range(4):
        assert seen["area", "begging", f"p{place}"] == Count(None, HiddenCount.WITHHELD)
        assert seen["area", "neglect", f"p{place}"] == Count(None, HiddenCount.WITHHELD)
        assert seen["area", "bullying", f"p{place}"] == Count(50)
        assert seen["place", f"p{place}"] == Count(91)
    assert seen["age", "bullying", "7_10"] == Count(100)


def test_months_are_added_only_where_all_are_known() -> None:
    small, withheld = Count(None, HiddenCount.SMALL), Count(None, HiddenCount.WITHHELD)
    assert added([Count(5), Count(0), Count(7)]) == Count(12)
    assert added([Count(0), small, Count(0)]) == small
    assert added([Count(9), small]) == withheld
    assert added([small, small]) == withheld
    assert added([]) == Count(0)


def test_hiding_small_cells_of_a_whole_district_is_fast_and_leaves_most_shown() -> None:
    """Seventeen hundred cases of a month, of eleven kinds in twelve places: a handful of cells is withheld, and some
    girls and boys beside few of the other."""
    chance = random.Random(7)
    cells = Counter[Name]()
    for _ in range(1700):
        harm, age = f"h{chance.randrange(11)}", f"a{chance.randrange(7)}"
        area = f"p{chance.choices(range(12), weights=range(1, 13))[0]}"
        sex = chance.choices(("girl", "boy", "unknown"), weights=(50, 45, 5))[0]
        ages = [("age", harm, age), ("sex", harm, age, sex)]
        cells.update([("harm", harm), ("place", area), ("area", harm, area), *ages])
    seen = shown(Month(1700, cells))
    hidden = Counter(count.hidden for count in seen.values())
    assert hidden[HiddenCount.SMALL] == sum(0 < value < 5 for value in cells.values()) > 5
    assert sum(one.hidden is HiddenCount.WITHHELD for name, one in seen.items() if name[0] != "sex") < 20
    assert hidden[HiddenCount.WITHHELD] < 60
