"""Small cells of one closed month, hidden so that nobody finds them by subtraction.

The cube of a month holds the cases by harm, age and sex, by harm and age, by harm and place, by harm, and by place.
Each counts once, under the gravest kind of harm that it names. How many cases there are in all is known to everybody.
Cells of 1 to 4 are hidden; then others are withheld, until every hidden cell could have another value as well. Somebody
who has every view, and knows what each sign stands for, finds none. Where that does not help, girls and boys are not
told apart. Then nothing is shown of a kind of harm but how many cases it has. At last the whole month is withheld."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import heappop, heappush
from types import MappingProxyType
from typing import Protocol

from bot.domain.numbers.board import Count, HiddenCount

FEWEST = 5
"""The smallest number that is shown, but for none at all."""
MANY = 10**9
MONTHS_CACHED = 64
PARTS = frozenset({"sex", "age", "area"})
"""Cells that are parts of a kind of harm."""
Name = tuple[str, ...]
"""("sex", harm, age, sex) · ("age", harm, age) · ("area", harm, area) · ("harm", harm) · ("place", area)."""


@dataclass(frozen=True)
class Month:
    """Everything of one month that points at harm, age or place; `total`: all its cases, known to everybody."""

    total: int = 0
    cells: Mapping[Name, int] = field(default_factory=dict)
    unknown: frozenset[Name] = frozenset()
    """Cells that are withheld whatever they are: nobody knows anything of them."""

    def without_sexes(self) -> "Month":
        """Girls and boys are not told apart."""
        return replace(self, cells={name: value for name, value in self.cells.items() if name[0] != "sex"})

    def without_harms(self, harms: Collection[str], zeros: Collection[Name]) -> "Month":
        """The month with less detail about these kinds of harm. It is known how many cases of them there are, and which
        cells are zero. Every other cell of them is unknown."""
        cells = (name for name in self.cells if name[0] in PARTS and name[1] in harms and name not in zeros)
        return replace(self, unknown=frozenset(cells))

    @property
    def nothing(self) -> "Month":
        """All of it is withheld."""
        return replace(self, unknown=frozenset(self.cells))


@dataclass(frozen=True)
class Edge:
    """A number as a flow from one sum into another: what goes into a sum comes out of it."""

    start: Name
    end: Name
    value: int
    least: int
    most: int


class Cost(Protocol):
    """What it costs to let a number change that way; None where it cannot."""

    def __call__(self, name: Name, *, is_rise: bool) -> int | None: ...


ALL, SEEN = ("all",), ("seen",)


def _most(month: Month) -> tuple[Month, Mapping[Name, HiddenCount]]:
    """Returns the most detailed form of the month that may be shown, and the cells of that form that are hidden."""
    for rest in _coarser(month):
        hidden, stuck = _looked_at(rest)
        if not stuck:
            apart = (name for name in month.cells if name not in rest.cells and month.cells["age", name[1], name[2]])
            return rest, hidden | dict.fromkeys(apart, HiddenCount.WITHHELD)
    return month.nothing, dict.fromkeys(month.cells, HiddenCount.WITHHELD)


def _coarser(month: Month) -> Iterator[Month]:
    """Yields the month in less and less detail. First girls and boys are not told apart. Then the ages and places of a
    kind of harm are dropped too."""
    yield month
    bare, harms, zeros = month.without_sexes(), set[str](), set[Name]()
    yield bare
    while stuck := {*_looked_at(bare.without_harms(harms, zeros))[1]}:
        none = {name for name in stuck if month.cells[name] == 0}
        rare = {name[1] for name in stuck - none if name[0] != "place"}
        if none <= zeros and rare <= harms:
            return
        harms, zeros = harms | rare, zeros | none
        yield month.without_harms(harms, zeros)
        yield bare.without_harms(harms, zeros)


def _looked_at(month: Month) -> tuple[dict[Name, HiddenCount], Sequence[Name]]:
    """Returns the hidden cells, and those of the hidden cells that can still be worked out. Each cell is looked at
    once. A cell that could have another value stays so when more cells are withheld. A cell that is withheld to free
    another one is freed by the same way."""
    small = {name: HiddenCount.SMALL for name, value in month.cells.items() if 0 < value < FEWEST}
    observer = Observer(month, small | dict.fromkeys(month.unknown, HiddenCount.WITHHELD))
    stuck = [name for name in sorted(observer.hidden) if not observer.is_free(name) and not observer.free(name)]
    return observer.hidden, stuck


def shown(month: Month) -> Mapping[Name, Count]:
    """Each cell as it may be shown. A sex has none where its age is not known at all: it would say that there are
    cases."""
    return _shown(month.total, tuple(month.cells.items()))


@lru_cache(maxsize=MONTHS_CACHED)
def _shown(total: int, cells: tuple[tuple[Name, int], ...]) -> Mapping[Name, Count]:
    """Works out what is hidden in a month. The result is cached, because a closed month does not change."""
    rest, hidden = _most(Month(total, dict(cells)))
    found = {name: Count(None, hidden[name]) if name in hidden else Count(value) for name, value in cells}
    no_age = [name for name in found if name[0] == "sex" and ("age", name[1], name[2]) in rest.unknown]
    return MappingProxyType({name: count for name, count in found.items() if name not in no_age})


def added(counts: Iterable[Count]) -> Count:
    """Adds one cell over several months. The sum is known where the cell is known in each month."""
    found = [*counts]
    unknown = [one for one in found if one.value is None]
    if not unknown:
        return Count(sum(one.value or 0 for one in found))
    is_small = len(unknown) == 1 and not any(one.value for one in found)
    return unknown[0] if is_small else Count(None, HiddenCount.WITHHELD)


class Observer:
    """An observer who can see every view of one month. `free` withholds further cells in
    `hidden`, so that the observer cannot work out a hidden cell."""

    def __init__(self, month: Month, hidden: Mapping[Name, HiddenCount]) -> None:
        self.hidden = dict(hidden)
        self._cells = month.cells
        self._edges = dict(_edges(month, hidden))
        self._at: dict[Name, list[tuple[Name, Name, bool]]] = {}
        """From each sum: to which, by which number, and whether that rises."""
        for name, edge in self._edges.items():
            self._at.setdefault(edge.start, []).append((edge.end, name, True))
            self._at.setdefault(edge.end, []).append((edge.start, name, False))

    def is_free(self, name: Name) -> bool:
        """Whether the number could have another value as well, as far as any reader of the views can tell."""
        return any(self._way(*ends, name, self._free) for ends in _directions(self._edges[name]))

    def free(self, name: Name) -> bool:
        """Withholds shown cells so that this cell is free, with as few cases in them as possible. Returns False where
        no cells free this one."""
        ways = [self._way(*ends, name, self._price) for ends in _directions(self._edges[name])]
        spent, names = min((way for way in ways if way), key=lambda way: way[0], default=(0, ()))
        for one in names:
            if one in self._cells and one not in self.hidden:
                self.hidden[one] = HiddenCount.WITHHELD
                self._edges[one] = replace(self._edges[one], least=FEWEST, most=MANY)
        return spent > 0

    def _free(self, name: Name, *, is_rise: bool) -> int | None:
        """Nothing for a number that can change that way; None for one that cannot."""
        edge = self._edges[name]
        return 0 if (edge.value < edge.most if is_rise else edge.value > edge.least) else None

    def _price(self, name: Name, *, is_rise: bool) -> int | None:
        """How many cases it costs to let a number change that way; None where nothing lets it."""
        free, value = self._free(name, is_rise=is_rise), self._edges[name].value
        may_be_withheld = name in self._cells and name not in self.hidden and value >= FEWEST + (not is_rise)
        return value if free is None and may_be_withheld else free

    def _way(self, start: Name, end: Name, without: Name, cost: Cost) -> tuple[int, tuple[Name, ...]] | None:
        """The cheapest way by which one unit can go from a sum to another, and the numbers on it."""
        waiting: list[tuple[int, Name, tuple[Name, ...]]] = [(0, start, ())]
        done = set[Name]()
        while waiting:
            spent, here, names = heappop(waiting)
            if here == end:
                return spent, names
            if here in done:
                continue
            done.add(here)
            for there, name, is_rise in self._at[here]:
                if name != without and there not in done and (price := cost(name, is_rise=is_rise)) is not None:
                    heappush(waiting, (spent + price, there, (*names, name)))
        return None


def _directions(edge: Edge) -> Iterator[tuple[Name, Name]]:
    """Yields start and end of the ways that one unit must go by other numbers: first for this number to rise, then for
    it to fall."""
    if edge.value < edge.most:
        yield edge.end, edge.start
    if edge.value > edge.least:
        yield edge.start, edge.end


def _edges(month: Month, hidden: Mapping[Name, HiddenCount]) -> Iterator[tuple[Name, Edge]]:
    """All numbers of the month as flows, with what somebody knows of each."""
    bounds = {HiddenCount.SMALL: (1, FEWEST - 1), HiddenCount.WITHHELD: (FEWEST, MANY)}
    ages, told = Counter[str](), {(name[1], name[2]) for name in month.cells if name[0] == "sex"}
    for name, value in month.cells.items():
        least, most = bounds[hidden[name]] if name in hidden else (value, value)
        least = 0 if name in month.unknown else least
        start, end = _ends(name)
        yield name, Edge(start, end, value, least, most)
        if name[0] == "age":
            ages[name[2]] += value
            if name[1:] not in told:
                yield ("sexes", *name[1:]), Edge(("age", name[2]), start, value, 0, MANY)
    for age, value in ages.items():
        yield ("ages", age), Edge(ALL, ("age", age), value, 0, MANY)  # nobody is told how many of an age there are
    yield ("total",), Edge(SEEN, ALL, month.total, month.total, month.total)


def _ends(name: Name) -> tuple[Name, Name]:
    kind, *keys = name
    if kind == "sex":
        return ("age", keys[1]), ("child", keys[0], keys[1])
    if kind == "age":
        return ("child", keys[0], keys[1]), ("of", keys[0])
    if kind == "harm":
        return ("of", keys[0]), ("harm", keys[0])
    if kind == "area":
        return ("harm", keys[0]), ("area", keys[1])
    return ("area", keys[0]), SEEN
