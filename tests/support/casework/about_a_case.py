"""Notices to the staff of every class that can name a case, each about case 1."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from bot.domain.ids import CaseNumber
from bot.domain.notices.every import OfReporting, Worded
from tests.support.any_notice import any_of
from tests.support.casework.merging import SECOND
from tests.support.officers import ONE

KINDS_FOR_STAFF = sorted(
    {
        kind
        for kind in set(get_args(Worded)) - set(get_args(OfReporting))
        if kind.__name__ not in {"SayOther", "SayRefusal"}
    },
    key=str,
)


def rows_of(kind: Any) -> dict[str, Any]:
    """Its lists, each with one row about case 1."""
    return {name: found for name, hint in get_type_hints(kind).items() if (found := _row(hint)) is not None}


def _row(hint: Any) -> Any:
    inner = get_args(hint)
    if inner == (CaseNumber, ...):
        return (ONE,)
    row = next((one for one in inner if is_dataclass(one)), None)
    if row is None or not names_a_case(row):
        return None
    made = any_of(row, {**rows_of(row), "number": ONE})
    return (made,) if Ellipsis in inner else made


def names_a_case(kind: Any) -> bool:
    """Whether a notice of this class, or a row of its lists, holds the number of a case."""
    return any(CaseNumber in types or any(map(names_a_case, types)) for types in _types_by_field(kind))


def _types_by_field(kind: Any) -> Iterable[list[Any]]:
    if not is_dataclass(kind):
        return []
    hints = get_type_hints(kind)
    return [list(_types_in(hints[one.name])) for one in fields(kind)]


def _types_in(hint: Any) -> Iterable[Any]:
    yield hint
    for one in get_args(hint):
        yield from _types_in(one)


WITH_A_CASE = [kind for kind in KINDS_FOR_STAFF if names_a_case(kind)]


def about_the_case(kind: Any) -> Any:
    """A notice of this class about case 1."""
    whole = {"goes_on": ONE} if get_type_hints(kind).get("goes_on") is CaseNumber else {}
    return any_of(kind, {**rows_of(kind), "number": ONE, "other": SECOND, "options": (), **whole})
