"""Rows that a transaction reads, changes and writes back as a whole, so that it overwrites nothing of somebody else.

The transaction notes what it has first read in a row, or last written. A row is then only changed or deleted while the
same still stands there. This matters on PostgreSQL, where two transactions may read one row before either writes it;
SQLite has one writer at a time.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Executable, Table, bindparam, delete, update

from storage.schema import ROW_CODE

SEALED = "sealed"
Content = tuple[Any, ...]


class RowChange(NamedTuple):
    """A statement that was built once, and its values."""

    statement: Executable
    values: Mapping[str, Any]


class SeenRows:
    """What one transaction knows of rows, by table and primary key."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, Content], Content | None] = {}
        self._whole: dict[str, list[Mapping[str, Any]]] = {}
        """Parts of tables of which all rows were read, by columns of the key: a row that is not known was not there."""

    def note(self, table: Table, row: Any) -> None:
        """The row was read. What was read first counts."""
        name = table.name, tuple(getattr(row, column) for column in key_of(table))
        self._seen.setdefault(name, tuple(getattr(row, column) for column in compared(table)))

    def note_all(self, table: Table, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows were read."""
        for row in rows:
            self.note(table, row)
        return rows

    def note_whole(self, table: Table, part: Mapping[str, Any], rows: Sequence[Any]) -> Sequence[Any]:
        """These rows were read, and there were no others whose keys have these values."""
        self._whole.setdefault(table.name, []).append(part)
        return self.note_all(table, rows)

    def note_missing(self, table: Table, key: Mapping[str, Any]) -> None:
        """A row with this key was looked for, and there was none."""
        self._seen.setdefault(_name(table, key), None)

    def wrote(self, table: Table, values: Mapping[str, Any]) -> None:
        """The row was written."""
        self._seen[_name(table, values)] = tuple(values.get(column) for column in compared(table))

    def removed(self, table: Table, key: Mapping[str, Any]) -> None:
        """The row was deleted."""
        self._seen[_name(table, key)] = None

    def forget(self, table: Table) -> None:
        """Several rows of the table were changed or deleted together."""
        self._seen = {name: content for name, content in self._seen.items() if name[0] != table.name}
        self._whole.pop(table.name, None)

    def is_known(self, table: Table, key: Mapping[str, Any]) -> bool:
        """Whether the row was read, looked for, or written."""
        parts = self._whole.get(table.name, ())
        return _name(table, key) in self._seen or any(part.items() <= key.items() for part in parts)

    def is_missing(self, table: Table, key: Mapping[str, Any]) -> bool:
        """Whether there was no such row."""
        return self.is_known(table, key) and self._seen.get(_name(table, key)) is None

    def changing(self, table: Table, values: Mapping[str, Any]) -> RowChange:
        """Changes the row where it is as it was."""
        keys = key_of(table)
        changed = {name: value for name, value in values.items() if name not in keys}
        return RowChange(updating(table), {**changed, **self._as_it_was(table, values)})

    def removing(self, table: Table, key: Mapping[str, Any]) -> RowChange:
        """Deletes the row; one that was read, where it is as it was."""
        if self.is_known(table, key):
            return RowChange(deleting_known(table), self._as_it_was(table, key))
        return RowChange(deleting(table), _of(table, key))

    def _as_it_was(self, table: Table, key: Mapping[str, Any]) -> dict[str, Any]:
        content = self._seen[_name(table, key)] or ()
        return _of(table, key) | {f"was_{name}": one for name, one in zip(compared(table), content, strict=True)}


@cache
def key_of(table: Table) -> tuple[str, ...]:
    """The names of the columns of the primary key."""
    return tuple(column.name for column in table.primary_key)


@cache
def compared(table: Table) -> tuple[str, ...]:
    """The columns that tell whether a row is as it was. Encrypting gives other bytes each time, so where something is
    encrypted, that is enough."""
    if SEALED in table.c:
        return (SEALED,)
    return tuple(column.name for column in table.c if not column.primary_key and column.name != ROW_CODE)


@cache
def updating(table: Table) -> Executable:
    """The statement that changes one row where it is as it was."""
    return update(table).where(*_here(table), *_unchanged(table))


@cache
def deleting(table: Table) -> Executable:
    """The statement that deletes one row."""
    return delete(table).where(*_here(table))


@cache
def deleting_known(table: Table) -> Executable:
    """The statement that deletes one row where it is as it was."""
    return delete(table).where(*_here(table), *_unchanged(table))


def _here(table: Table) -> list[Any]:
    return [table.c[name] == bindparam(f"of_{name}") for name in key_of(table)]


def _unchanged(table: Table) -> list[Any]:
    found = []
    for column in [table.c[name] for name in compared(table)]:
        was: Any = bindparam(f"was_{column.name}")
        found.append(column.is_not_distinct_from(was) if column.nullable else column == was)
    return found


def _of(table: Table, key: Mapping[str, Any]) -> dict[str, Any]:
    return {f"of_{name}": key[name] for name in key_of(table)}


def _name(table: Table, key: Mapping[str, Any]) -> tuple[str, Content]:
    return table.name, tuple(key[name] for name in key_of(table))
