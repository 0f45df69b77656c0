"""Rows that somebody without a key writes into a lived-in database."""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any

from sqlalchemy import Column, Insert, LargeBinary, String, Table, insert

from storage.schema import ROW_CODE, Moment
from tests.support.databases.changed_by_hand import Lived

KNOWN = {"case": ("case-1", "case-2"), "agency": ("EDU", "PSB", "PROC")}
"""Values that mean something in columns with these names."""
PEOPLE = {"staff", "drafts"}
"""Tables whose rows name all staff, and people who report."""
NONSENSE = b"\1" * 60
MOST = 20
"""How many rows are written into one table, one at a time."""
Inserted = tuple[Mapping[str, Any], Insert]
"""The primary key of the new row, and the statement that writes it."""


def insertions(lived: Lived, name: str) -> Iterator[Inserted]:
    """New rows of this table under every other primary key that would mean something: an old row with its code and its
    encrypted columns, and an invented one."""
    table, rows = next((table, rows) for table, rows in lived.rows.items() if table.name == name)
    keys = [*table.primary_key.columns]
    taken = {tuple(row._mapping[key] for key in keys) for row in rows}
    wanted = product(*([*dict.fromkeys([*(row._mapping[key] for row in rows), *others(key, lived)])] for key in keys))
    for new in islice((key for key in wanted if key not in taken), MOST // 2):
        named = dict(zip((key.name for key in keys), new, strict=True))
        for values in ({**rows[0]._mapping, **named}, {**made_up(table, rows[-1]), **named}):
            yield named, insert(table).values(values)


def others(column: Column[Any], lived: Lived) -> list[Any]:
    """Values that somebody would write there, besides those of the other rows."""
    if column.name == "person":
        return sorted({row.person for table, rows in lived.rows.items() if table.name in PEOPLE for row in rows})
    if column.name in KNOWN or isinstance(column.type, Moment | LargeBinary):
        return [*KNOWN.get(column.name, ())]
    return ["nonsense"] if isinstance(column.type, String) else [1000]


def made_up(table: Table, like: Any) -> dict[str, Any]:
    """A row as somebody would write it by hand: bytes that cannot be decrypted, and no code."""
    return {
        column.name: None
        if column.name == ROW_CODE
        else NONSENSE
        if isinstance(column.type, LargeBinary) and value is not None
        else value
        for column, value in zip(table.columns, like, strict=True)
    }
