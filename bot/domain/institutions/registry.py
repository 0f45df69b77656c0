"""The rows of a registry file become institutions, or every fault of every row is reported; never only a part.

Cells come as text with the number of their row in the file. Their content is checked here; reading the file is done
elsewhere. Faults never quote a cell, because contacts are personal.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.ids import AgencyKey
from bot.domain.institutions.cells import clean, faults_of_cell, is_blank
from bot.domain.institutions.institution import BANDS, Institution, band_of

COLUMNS = ("code", "name", "kind", "area", "above", "contact", "staff", "children", "open")
NEEDED = ("code", "name", "kind", "area", "above")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,31}")
LONGEST = (("name", 120), ("contact", 120))
"""The longest text, in characters."""
MOST_ROWS = 20_000
MOST_PEOPLE = 1_000_000
YES, NO = ("yes", "open", "true", "1"), ("no", "closed", "false", "0")


@dataclass(frozen=True)
class Row:
    """One row of the file."""

    number: int
    """The number of the row as a person counts it in the file, from 1."""
    cells: Mapping[str, str]
    """By column."""
    faults: tuple[str, ...] = ()
    """What was wrong already when the file was read: a formula, merged cells."""


@dataclass(frozen=True)
class RegistryFault:
    """What is wrong in which row; row 0 is the whole file."""

    row: int
    what: str


@dataclass(frozen=True)
class KnownToRegistry:
    """What the district has, and the words that its people use for columns and for yes and no."""

    kinds: Collection[str]
    areas: Collection[str]
    bodies: Collection[AgencyKey]
    headings: Mapping[str, str] = field(default_factory=dict)
    """Other words for a column, case-folded, with the column."""
    yes: Collection[str] = ()
    no: Collection[str] = ()


@dataclass(frozen=True)
class Changes:
    """What an import would change. Nothing is changed before somebody has agreed."""

    new: tuple[Institution, ...]
    changed: tuple[tuple[Institution, Institution], ...]
    """Each changed institution, before and after."""
    gone: tuple[Institution, ...]
    """Institutions in the registry and not in the file: they are closed, never deleted."""
    same: int

    @property
    def is_nothing(self) -> bool:
        """Whether the registry holds everything already."""
        return not (self.new or self.changed or self.gone)


def heading(cell: str, others: Mapping[str, str]) -> str:
    """The column that a heading names; '' for an unknown one."""
    words = folded_heading(cell)
    return words if words in COLUMNS else others.get(words, "")


def folded_heading(cell: str) -> str:
    """A heading in one form, however it was typed: full-width or not, with capitals or not."""
    return clean(cell).casefold().replace(" ", "_")


def faults_of_headings(headings: Sequence[str], others: Mapping[str, str]) -> list[str]:
    """Columns that are missing, unknown or given twice."""
    named = [heading(cell, others) for cell in headings]
    unknown = [place for place, name in enumerate(named, 1) if not name and not is_blank(headings[place - 1])]
    twice = sorted(name for name, count in Counter(named).items() if name and count > 1)
    return [
        *(f"column {place} has a heading that is not known" for place in unknown),
        *(f"the column {name} is there twice" for name in twice),
        *(f"the column {name} is missing" for name in NEEDED if name not in named),
    ]


def read(rows: Sequence[Row], known: KnownToRegistry) -> tuple[list[Institution], list[RegistryFault]]:
    """All institutions without a fault, or every fault. Empty rows are skipped."""
    if len(rows) > MOST_ROWS:
        return [], [RegistryFault(0, f"more than {MOST_ROWS} rows")]
    found: list[Institution] = []
    faults: list[RegistryFault] = []
    for row in rows:
        if row.faults:
            faults += [RegistryFault(row.number, what) for what in row.faults]
        elif not all(map(is_blank, row.cells.values())):
            wrong = [RegistryFault(row.number, what) for what in _faults(row.cells, known)]
            faults += wrong
            found += [] if wrong else [_institution(row.cells, known)]
    faults += _twice(rows)
    return ([], sorted(faults, key=lambda fault: fault.row)) if faults else (found, [])


def changes(before: Iterable[Institution], after: Iterable[Institution]) -> Changes:
    """What differs between the registry and the file, by code."""
    old, new = {one.code: one for one in before}, {one.code: one for one in after}
    both = [(old[code], new[code]) for code in sorted(old.keys() & new.keys())]
    return Changes(
        new=tuple(new[code] for code in sorted(new.keys() - old.keys())),
        changed=tuple(pair for pair in both if pair[0] != pair[1]),
        gone=tuple(old[code] for code in sorted(old.keys() - new.keys()) if old[code].is_open),
        same=sum(one == other for one, other in both),
    )


def _faults(cells: Mapping[str, str], known: KnownToRegistry) -> Iterator[str]:
    values = {name: clean(cells.get(name, "")) for name in COLUMNS}
    for name in COLUMNS:
        yield from (f"{name}: {what}" for what in faults_of_cell(name, cells.get(name, "")))
    yield from (f"{name}: empty" for name in NEEDED if not values[name])
    yield from (f"{name}: longer than {most} characters" for name, most in LONGEST if len(values[name]) > most)
    if values["code"] and not CODE.fullmatch(values["code"]):
        yield "code: letters, digits and hyphens, 2 to 32 of them"
    if values["kind"] and values["kind"] not in known.kinds:
        yield f"kind: not one of {', '.join(known.kinds)}"
    if values["area"] and values["area"] not in known.areas:
        yield "area: not an area of this district"
    if values["above"] and values["above"] not in known.bodies:
        yield "above: not a body of this district"
    wrong = [name for name in ("staff", "children") if not _is_band(values[name])]
    yield from (f"{name}: a number of people, or one of {', '.join(BANDS)}" for name in wrong)
    if _is_open(values["open"], known) is None:
        yield "open: yes or no"


def _is_open(value: str, known: KnownToRegistry) -> bool | None:
    """Whether the institution is open, which is the default. None for a word that says neither."""
    word = value.casefold()
    if not word or word in {*YES, *known.yes}:
        return True
    return False if word in {*NO, *known.no} else None


def _is_band(value: str) -> bool:
    return value in {"", *BANDS} or (value.isascii() and value.isdigit() and 0 < int(value) < MOST_PEOPLE)


def _band(value: str) -> str:
    return value if value in {"", *BANDS} else band_of(int(value))


def _institution(cells: Mapping[str, str], known: KnownToRegistry) -> Institution:
    values = {name: clean(cells.get(name, "")) for name in COLUMNS}
    return Institution(
        code=values["code"].upper(),
        name=values["name"],
        kind=values["kind"],
        area=values["area"],
        above=AgencyKey(values["above"]),
        contact=values["contact"],
        staff=_band(values["staff"]),
        children=_band(values["children"]),
        is_open=_is_open(values["open"], known) is not False,
    )


def _twice(rows: Sequence[Row]) -> Iterator[RegistryFault]:
    """Rows with the same code, or with the same name in the same area."""
    codes, names = dict[str, int](), dict[tuple[str, str], int]()
    for row in rows:
        code = clean(row.cells.get("code", "")).upper()
        name = (_same(row.cells.get("name", "")), clean(row.cells.get("area", "")))
        if code and (first := codes.setdefault(code, row.number)) != row.number:
            yield RegistryFault(row.number, f"code: the same as in row {first}")
        if name[0] and (first := names.setdefault(name, row.number)) != row.number:
            yield RegistryFault(row.number, f"name: the same, in the same area, as in row {first}")


def _same(name: str) -> str:
    """A name without differences that people do not see: capitals, blanks, width."""
    return "".join(clean(name).casefold().split())
