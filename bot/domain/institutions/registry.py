"""The rows of a registry file become institutions, or every fault of every row is named; nothing is done by halves.

Cells come as text with the number of their row in the file. What they hold is checked here, how the file is read is
not. Faults never quote what stands in a cell: contacts are personal.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.ids import AgencyKey
from bot.domain.institutions.institution import BANDS, Institution, InstitutionKind, band_of

COLUMNS = ("code", "name", "kind", "area", "above", "contact", "staff", "children", "open")
NEEDED = ("code", "name", "kind", "area", "above")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,31}")
LONGEST = (("name", 120), ("contact", 120))
"""Characters."""
MOST_ROWS = 20_000
YES, NO = frozenset({"yes", "open", "true", "1", "是", "开", ""}), frozenset({"no", "closed", "false", "0", "否", "关"})
FORMULA = ("=", "+", "@", "\t=", "-=")
"""What a spreadsheet would calculate: it is refused, since another program may run it."""
OTHER_NAMES = {
    "编号": "code",
    "名称": "name",
    "类型": "kind",
    "类别": "kind",
    "片区": "area",
    "街镇": "area",
    "主管部门": "above",
    "主管单位": "above",
    "联系人": "contact",
    "联系方式": "contact",
    "教职工数": "staff",
    "员工数": "staff",
    "儿童数": "children",
    "学生数": "children",
    "状态": "open",
    "是否在营": "open",
}
"""Chinese headings of the same columns."""


@dataclass(frozen=True)
class Row:
    """One row of the file."""

    number: int
    """As a person counts it in the file, from 1."""
    cells: Mapping[str, str]
    """By column."""
    faults: tuple[str, ...] = ()
    """What was wrong already when the file was read: a formula, merged cells."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in which row; row 0 is the file as a whole."""

    row: int
    what: str


@dataclass(frozen=True)
class Known:
    """What the district has: areas, bodies."""

    areas: Collection[str]
    bodies: Collection[AgencyKey]


@dataclass(frozen=True)
class Changes:
    """What an import would do; it does nothing before somebody has said yes."""

    new: tuple[Institution, ...]
    changed: tuple[tuple[Institution, Institution], ...]
    """Before and after."""
    gone: tuple[Institution, ...]
    """In the registry and not in the file: they are closed, never deleted."""
    same: int

    @property
    def is_nothing(self) -> bool:
        """The registry holds it all already."""
        return not (self.new or self.changed or self.gone)


def heading(cell: str) -> str:
    """The column that a heading names, '' for one that is not known."""
    words = unicodedata.normalize("NFKC", cell).strip().casefold().replace(" ", "_")
    return words if words in COLUMNS else OTHER_NAMES.get(words, "")


def faults_of_headings(headings: Sequence[str]) -> list[Fault]:
    """Columns that are missing, unknown or there twice."""
    named = [heading(cell) for cell in headings]
    unknown = [place for place, name in enumerate(named, 1) if not name and headings[place - 1].strip()]
    twice = sorted(name for name, count in Counter(named).items() if name and count > 1)
    return [
        *(Fault(1, f"column {place} has a heading that is not known") for place in unknown),
        *(Fault(1, f"the column {name} is there twice") for name in twice),
        *(Fault(1, f"the column {name} is missing") for name in NEEDED if name not in named),
    ]


def read(rows: Sequence[Row], known: Known) -> tuple[list[Institution], list[Fault]]:
    """All institutions and no fault, or every fault; empty rows are passed over."""
    if len(rows) > MOST_ROWS:
        return [], [Fault(0, f"more than {MOST_ROWS} rows")]
    found: list[Institution] = []
    faults: list[Fault] = []
    for row in rows:
        if row.faults:
            faults += [Fault(row.number, what) for what in row.faults]
        elif any(cell.strip() for cell in row.cells.values()):
            wrong = [Fault(row.number, what) for what in _faults(row.cells, known)]
            faults += wrong
            found += [] if wrong else [_institution(row.cells)]
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


def _faults(cells: Mapping[str, str], known: Known) -> Iterator[str]:
    values = {name: clean(cells.get(name, "")) for name in COLUMNS}
    yield from (f"{name}: a formula" for name in COLUMNS if cells.get(name, "").startswith(FORMULA))
    yield from (f"{name}: control characters" for name in COLUMNS if has_control(cells.get(name, "")))
    yield from (f"{name}: empty" for name in NEEDED if not values[name])
    yield from (f"{name}: longer than {most} characters" for name, most in LONGEST if len(values[name]) > most)
    if values["code"] and not CODE.fullmatch(values["code"]):
        yield "code: letters, digits and hyphens, 2 to 32 of them"
    if values["kind"] and values["kind"] not in set(InstitutionKind):
        yield f"kind: not one of {', '.join(InstitutionKind)}"
    if values["area"] and values["area"] not in known.areas:
        yield "area: not an area of this district"
    if values["above"] and values["above"] not in known.bodies:
        yield "above: not a body of this district"
    wrong = [name for name in ("staff", "children") if not _is_band(values[name])]
    yield from (f"{name}: a number of people, or one of {', '.join(BANDS)}" for name in wrong)
    if values["open"].casefold() not in YES | NO:
        yield "open: yes or no"


def clean(cell: str) -> str:
    """A cell without what cannot be seen: full-width forms, blanks around it, marks of order, half a heading."""
    return unicodedata.normalize("NFKC", cell).strip().strip("\ufeff\u200b\u200e\u200f").strip()


def has_control(cell: str) -> bool:
    """Whether there is something in it that no name has: control and direction characters, lone surrogates."""
    return any(
        unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"} and sign not in "\ufeff\u200b" for sign in cell.strip()
    )


def _is_band(value: str) -> bool:
    return value in {"", *BANDS} or (value.isascii() and value.isdigit() and 0 < int(value) < 1_000_000)


def _band(value: str) -> str:
    return value if value in {"", *BANDS} else band_of(int(value))


def _institution(cells: Mapping[str, str]) -> Institution:
    values = {name: clean(cells.get(name, "")) for name in COLUMNS}
    return Institution(
        code=values["code"].upper(),
        name=values["name"],
        kind=InstitutionKind(values["kind"]),
        area=values["area"],
        above=AgencyKey(values["above"]),
        contact=values["contact"],
        staff=_band(values["staff"]),
        children=_band(values["children"]),
        is_open=values["open"].casefold() in YES,
    )


def _twice(rows: Sequence[Row]) -> Iterator[Fault]:
    """The same code, or the same name in the same area, in more than one row."""
    codes, names = dict[str, int](), dict[tuple[str, str], int]()
    for row in rows:
        code = clean(row.cells.get("code", "")).upper()
        name = (clean(row.cells.get("name", "")).casefold(), clean(row.cells.get("area", "")))
        if code and (first := codes.setdefault(code, row.number)) != row.number:
            yield Fault(row.number, f"code: the same as in row {first}")
        if name[0] and (first := names.setdefault(name, row.number)) != row.number:
            yield Fault(row.number, f"name: the same, in the same area, as in row {first}")
