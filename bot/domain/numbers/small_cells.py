"""Small cells of one closed month, hidden so that nobody finds them by subtraction.

The cube of a month holds the cases by harm, age and sex, by harm and age, by harm and place, by harm, and by place;
each counts once, under the gravest kind of harm that it names. How many cases there are in all is known to everybody.
Cells of 1 to 4 are hidden; then others are withheld, until every hidden cell could have another value as well: somebody
who has every view, and knows what each sign stands for, finds none. Where nothing else helps, the whole month is
withheld."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Protocol

from bot.domain.numbers.board import Count, Hidden

FEWEST = 5
"""The smallest number that is shown, but for none at all."""
MANY = 10**9
Name = tuple[str, ...]
"""("sex", harm, age, sex) · ("age", harm, age) · ("area", harm, area) · ("harm", harm) · ("place", area)."""


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
    """Which cells are not shown, and why. Where girls and boys cannot be told apart safely they are not; where nothing
    helps, nothing of the month is shown."""
    found = _hidden(month)
    if found is not None:
        return found
    rest = Month(month.total, {name: value for name, value in month.cells.items() if name[0] != "sex"})
    found = _hidden(rest) if len(rest.cells) < len(month.cells) else None
    if found is None:
        return dict.fromkeys(month.cells, Hidden.WITHHELD)
    told_apart = (name for name in month.cells if name[0] == "sex" and month.cells["age", name[1], name[2]])
    return found | dict.fromkeys(told_apart, Hidden.WITHHELD)


def _hidden(month: Month) -> dict[Name, Hidden] | None:
    """None where no cells help. A cell that could have another value keeps that whatever else is withheld, and what is
    withheld to free one is free by the same way: so each small cell is looked at once."""
    hidden = {name: Hidden.SMALL for name, value in month.cells.items() if 0 < value < FEWEST}
    known = Known.of(month, hidden)
    for name in sorted(hidden):
        if known.is_free(name):
            continue
        others = _cheapest(month, hidden, name)
        if others is None:
            return None
        hidden |= dict.fromkeys(others, Hidden.WITHHELD)
        known = Known.of(month, hidden)
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


@dataclass(frozen=True)
class Known:
    """What somebody knows who has every view: the numbers, and by which of them a unit can go from a sum to another."""

    edges: Mapping[Name, Edge]
    ways: Mapping[Name, list[tuple[Name, Name]]]
    """From each sum: to which, by which number."""

    @classmethod
    def of(cls, month: Month, hidden: Mapping[Name, Hidden]) -> "Known":
        """Of the month, with these cells hidden."""
        edges, ways = dict(_edges(month, hidden)), dict[Name, list[tuple[Name, Name]]]()
        for name, edge in edges.items():
            for start, end in _moves(edge):
                ways.setdefault(start, []).append((end, name))
        return cls(edges, ways)

    def is_free(self, name: Name) -> bool:
        """Whether the number could be another one as well."""
        return any(self._leads(*ends, without=name) for ends in _turns(self.edges[name]))

    def _leads(self, start: Name, end: Name, *, without: Name) -> bool:
        found, waiting = {start}, [start]
        while waiting and end not in found:
            reached = {to for to, by in self.ways.get(waiting.pop(), ()) if by != without}
            waiting += reached - found
            found |= reached
        return end in found


def _moves(edge: Edge) -> Iterator[tuple[Name, Name]]:
    """From where to where this number lets a unit go by changing itself, whoever looks."""
    if edge.value < edge.most:
        yield edge.start, edge.end
    if edge.value > edge.least:
        yield edge.end, edge.start


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
    ages, told = Counter[str](), {(name[1], name[2]) for name in month.cells if name[0] == "sex"}
    for name, value in month.cells.items():
        least, most = bounds[hidden[name]] if name in hidden else (value, value)
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
