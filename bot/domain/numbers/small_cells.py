"""Small cells of one closed month, hidden so that nobody finds them by subtraction.

The cube of a month holds the cases by harm and age, by harm and place, by harm, and by place; each counts once, under
the gravest kind of harm that it names. How many cases there are in all is known to everybody. Cells of 1 to 4 are
hidden; then others are withheld, until every hidden cell could have another value as well: somebody who has every
view, and knows what each sign stands for, finds none. Where nothing else helps, the whole month is withheld."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Protocol

from bot.domain.numbers.board import Count, Hidden

FEWEST = 5
"""The smallest number that is shown, but for none at all."""
MANY = 10**9
Name = tuple[str, ...]
"""("age", harm, age) · ("area", harm, area) · ("harm", harm) · ("place", area)."""


@dataclass(frozen=True)
class Month:
    """Everything of one month that points at harm, age or place; `total`: all its cases, known to everybody."""

    total: int = 0
    cells: Mapping[Name, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Edge:
    """A number as a flow from one sum into another: what goes into a sum comes out of it."""

    start: Name
    end: Name
    value: int
    least: int
    most: int


class Cost(Protocol):
    """How many cases it costs to let a number change that way; None where nothing lets it."""

    def __call__(self, name: Name, edge: Edge, *, is_rise: bool) -> int | None: ...


ALL, SEEN = ("all",), ("seen",)


def hidden_in(month: Month) -> Mapping[Name, Hidden]:
    """Which cells are not shown, and why."""
    hidden = {name: Hidden.SMALL for name, value in month.cells.items() if 0 < value < FEWEST}
    while pinned := next(_pinned(month, hidden), None):
        others = _cheapest(month, hidden, pinned)
        if others is None:
            return dict.fromkeys(month.cells, Hidden.WITHHELD)
        hidden |= dict.fromkeys(others, Hidden.WITHHELD)
    return hidden


def shown(month: Month) -> Mapping[Name, Count]:
    """Each cell as it may be shown."""
    hidden = hidden_in(month)
    return {name: Count(None, hidden[name]) if name in hidden else Count(value) for name, value in month.cells.items()}


def added(counts: Iterable[Count]) -> Count:
    """The same cell of several months: known where it is known in each of them."""
    found = [*counts]
    unknown = [one for one in found if one.value is None]
    if not unknown:
        return Count(sum(one.value or 0 for one in found))
    is_small = len(unknown) == 1 and not any(one.value for one in found)
    return unknown[0] if is_small else Count(None, Hidden.WITHHELD)


def _pinned(month: Month, hidden: Mapping[Name, Hidden]) -> Iterator[Name]:
    """Hidden cells that can have no other value."""
    edges = dict(_edges(month, hidden))
    for name in sorted(hidden):
        if all(_way(edges, *ends, name, _free) is None for ends in _turns(edges[name])):
            yield name


def _cheapest(month: Month, hidden: Mapping[Name, Hidden], pinned: Name) -> frozenset[Name] | None:
    """Shown cells that free this one when they are withheld: as few cases as can be. None where no cells do."""
    edges = dict(_edges(month, hidden))

    def cost(name: Name, edge: Edge, *, is_rise: bool) -> int | None:
        free = _free(name, edge, is_rise=is_rise)
        may_be_withheld = name in month.cells and edge.value >= FEWEST + (not is_rise)
        return free if free is not None or name in hidden or not may_be_withheld else edge.value

    ways = [_way(edges, *ends, pinned, cost) for ends in _turns(edges[pinned])]
    found = min((way for way in ways if way is not None), key=lambda way: way[0], default=None)
    return None if found is None else frozenset(name for name in found[1] if name in month.cells and name not in hidden)


def _turns(edge: Edge) -> Iterator[tuple[Name, Name]]:
    """From where to where one unit must go by other numbers, for this one to rise, and to fall."""
    if edge.value < edge.most:
        yield edge.end, edge.start
    if edge.value > edge.least:
        yield edge.start, edge.end


def _free(name: Name, edge: Edge, *, is_rise: bool) -> int | None:
    """Nothing for a number that can change that way, whoever looks; None for one that cannot."""
    return 0 if (edge.value < edge.most if is_rise else edge.value > edge.least) else None


def _way(
    edges: Mapping[Name, Edge], start: Name, end: Name, without: Name, cost: Cost
) -> tuple[int, tuple[Name, ...]] | None:
    """The cheapest way by which one unit can go from a sum to another, and the numbers on it."""
    ways: dict[Name, list[tuple[Name, Name, int]]] = {}
    for name, edge in edges.items():
        for there, back, is_rise in ((edge.start, edge.end, True), (edge.end, edge.start, False)):
            if name != without and (price := cost(name, edge, is_rise=is_rise)) is not None:
                ways.setdefault(there, []).append((back, name, price))
    waiting: list[tuple[int, Name, tuple[Name, ...]]] = [(0, start, ())]
    done = set[Name]()
    while waiting:
        spent, here, names = heappop(waiting)
        if here == end:
            return spent, names
        if here not in done:
            done.add(here)
            for there, name, price in ways.get(here, ()):
                heappush(waiting, (spent + price, there, (*names, name)))
    return None


def _edges(month: Month, hidden: Mapping[Name, Hidden]) -> Iterator[tuple[Name, Edge]]:
    """All numbers of the month as flows, with what somebody knows of each."""
    bounds = {Hidden.SMALL: (1, FEWEST - 1), Hidden.WITHHELD: (FEWEST, MANY)}
    ages: dict[str, int] = {}
    for name, value in month.cells.items():
        least, most = bounds[hidden[name]] if name in hidden else (value, value)
        start, end = _ends(name)
        yield name, Edge(start, end, value, least, most)
        if name[0] == "age":
            ages[name[2]] = ages.get(name[2], 0) + value
    for age, value in ages.items():
        yield ("ages", age), Edge(ALL, ("age", age), value, 0, MANY)  # nobody is told how many of an age there are
    yield ("total",), Edge(SEEN, ALL, month.total, month.total, month.total)


def _ends(name: Name) -> tuple[Name, Name]:
    kind, *keys = name
    if kind == "age":
        return ("age", keys[1]), ("of", keys[0])
    if kind == "harm":
        return ("of", keys[0]), ("harm", keys[0])
    if kind == "area":
        return ("harm", keys[0]), ("area", keys[1])
    return ("area", keys[0]), SEEN
