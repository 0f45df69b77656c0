"""The cubes of closed months, from what was counted on their days."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.numbers.asked import Sums
from bot.domain.numbers.board import Bar, Count, HeatCell, HiddenCount, Period
from bot.domain.numbers.events import Cell
from bot.domain.numbers.metrics import Metric
from bot.domain.numbers.small_cells import Month, Name, added, shown
from bot.domain.profile import Profile

CLOSED_AFTER = timedelta(days=2)
"""The time after its last day at which a month is closed. What a report of that day says is complete by then."""
MONTHS = {"quarter": 3}
"""How many closed months are shown for a period; one for all others."""


def closed_months(word: str, today: date) -> Period:
    """The last closed months, whole."""
    last = (today - CLOSED_AFTER).replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    for _ in range(MONTHS.get(word, 1) - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return Period(word, first, last, closed=True)


@dataclass(frozen=True)
class Cube:
    """What may be shown of some closed months."""

    cells: Mapping[Name, Count] = field(default_factory=dict)

    def harm(self, harm: str) -> Count:
        """Cases whose gravest harm this is."""
        return self.cells.get(("harm", harm), Count())

    def place(self, area: str) -> Count:
        """Cases in this place."""
        return self.cells.get(("place", area), Count())

    def both(self, harm: str, area: str) -> Count:
        """Cases of this harm in this place."""
        return self.cells.get(("area", harm, area), Count())

    def count(self, harm: str | None, area: str | None) -> Count:
        """How many cases there are of a harm, in a place, or both. Nothing where neither is named."""
        if harm is not None:
            return self.harm(harm) if area is None else self.both(harm, area)
        return Count() if area is None else self.place(area)

    def heat(self, profile: Profile) -> tuple[HeatCell, ...]:
        """Each harm by each age, in the order of the profile."""
        named = [name for name in self.cells if name[0] == "age"]
        harms = in_order((name[1] for name in named), profile.harms)
        ages = in_order((name[2] for name in named), _options(profile, "age"))
        return tuple(HeatCell(h, a, "", self.cells.get(("age", h, a), Count())) for h in harms for a in ages)

    def by_sex(self, profile: Profile) -> tuple[HeatCell, ...]:
        """One cell for each harm, age and sex that were counted, in the order of the profile."""
        named = [name for name in self.cells if name[0] == "sex"]
        harms = in_order((name[1] for name in named), profile.harms)
        ages = in_order((name[2] for name in named), _options(profile, "age"))
        sexes = in_order((name[3] for name in named), _options(profile, "sex"))
        wanted = (("sex", harm, age, sex) for harm in harms for age in ages for sex in sexes)
        return tuple(HeatCell(*name[1:], self.cells[name]) for name in wanted if name in self.cells)

    def areas(self, profile: Profile) -> tuple[Bar, ...]:
        """Each place, in the order of the profile."""
        named = in_order((name[1] for name in self.cells if name[0] == "place"), profile.areas)
        return tuple(Bar(area, self.place(area)) for area in named)


def cube_of(sums: Sums, profile: Profile) -> Cube:
    """The cells of all months, each hidden by itself and then added."""
    months = [shown(month) for month in months_of(sums, profile)]
    names = dict.fromkeys(name for month in months for name in month)
    return Cube({name: added(_in_month(month, name) for month in months) for name in names})


def _in_month(month: Mapping[Name, Count], name: Name) -> Count:
    """A cell that a month does not name has no cases in it; or is a sex of an age of which nothing is shown."""
    age = month.get(("age", *name[1:3]), Count()) if name[0] == "sex" else Count()
    return month.get(name, age if age.hidden is HiddenCount.WITHHELD else Count())


def months_of(sums: Sums, profile: Profile) -> Iterable[Month]:
    """The cube of each month."""
    cells: dict[date, Counter[Name]] = {}
    totals = Counter[date]()
    for (day, cell), count in sums.items():
        if day is None or cell.metric not in {Metric.OPENED, Metric.CHILD}:
            continue
        month, harm = day.replace(day=1), gravest(cell.harms, profile)
        found = cells.setdefault(month, Counter())
        totals[month] += count if cell.metric == Metric.OPENED else 0
        for name in _names(cell, harm):
            found[name] += count
    return [Month(totals[month], complete(found, profile)) for month, found in cells.items()]


def _names(cell: Cell, harm: str) -> Sequence[Name]:
    """The names of the cube's cells in which an event of this cell is counted."""
    if cell.metric == Metric.OPENED:
        return (("area", harm, cell.area), ("harm", harm), ("place", cell.area))
    age, _, sex = cell.extra.partition("|")
    return (("age", harm, age), ("sex", harm, age, sex))


def complete(found: Counter[Name], profile: Profile) -> Mapping[Name, int]:
    """Adds the cells that have no case, since a zero is shown too, and puts all cells in the order of the profile.
    Sexes are added only for an age that has cases."""
    harms = in_order((name[1] for name in found if name[0] == "harm"), profile.harms, all_of=True)
    areas = in_order((name[1] for name in found if name[0] == "place"), profile.areas, all_of=True)
    ages = in_order((name[2] for name in found if name[0] == "age"), _options(profile, "age"), all_of=True)
    sexes = in_order((name[3] for name in found if name[0] == "sex"), _options(profile, "sex"), all_of=True)
    names: list[Name] = [("harm", harm) for harm in harms]
    names += [("place", area) for area in areas]
    names += [("area", harm, area) for harm in harms for area in areas]
    names += [("age", harm, age) for harm in harms for age in ages]
    names += [("sex", *name[1:], sex) for name in names if name[0] == "age" and found[name] for sex in sexes]
    return {name: found[name] for name in names}


def gravest(harms: str, profile: Profile) -> str:
    """The gravest of the kinds of harm that a case names. The floor of the route of a harm comes first, then the order
    of the profile."""
    named = [harm for harm in harms.split(",") if harm]
    floors = {route.harm: route.floor for route in reversed(profile.routes)}
    places = {harm: place for place, harm in enumerate(profile.harms)}

    def rank(harm: str) -> tuple[int, int]:
        return (-floors[harm].rank if harm in floors else 1), places.get(harm, len(places))

    return min(named, key=rank, default="unknown")


def in_order(found: Iterable[str], order: Sequence[str], *, all_of: bool = False) -> list[str]:
    """Keys in the order of the profile, those that it does not know last; `all_of`: also those that were not found."""
    known = set(found)
    named = [key for key in order if all_of or key in known]
    return [*named, *sorted(known - set(named))]


def _options(profile: Profile, key: str) -> Sequence[str]:
    question = profile.questionnaire.questions.get(key)
    return question.options if question is not None else ()
