"""What people do at the beginning of many tests is done once in a process; whoever comes to the same place again finds
the rows that it left.

A line that was copied from a snapshot is at a *known* state as long as only the functions recorded here write.
From a known state the same function by the same person at the same time leaves the same rows: they are put in. Anywhere
else the function just runs.
"""

import functools
import sqlite3
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

from bot.domain.notices.notice import Notice
from storage.schema import metadata

Gives = TypeVar("Gives")
Given = ParamSpec("Given")
Result = list[Notice] | bool | str | None
DATABASE, KEYS, NUMBERS = "line.db", "keys.json", "keys.json.numbers"
COUNT_OF_CHANGES = slice(8, 12)
"""Where SQLite counts the transactions that were written, in the index beside its log."""
TABLES = tuple(table.name for table in metadata.sorted_tables)
COUNTED = "sqlite_sequence"
"""Where SQLite keeps the last number of some tables; it changes with them."""
Rows = dict[str, dict[int, dict[str, Any]]]
"""By table and number of the row."""
Statement = tuple[str, list[tuple[Any, ...]]]


class AnyDistrict(Protocol):
    """What is asked of `tests.support.people.District`."""

    database: Any
    services: Any
    time: Any
    sitting: Any
    wake: Any
    sent: list[Notice]
    known: "Known | None"


@dataclass(frozen=True)
class Known:
    """A state that can be come to again: by which acts, and how much was written by then."""

    acts: tuple[object, ...]
    folder: Path
    database: object
    services: object
    changes: bytes

    def is_still(self, district: "AnyDistrict") -> bool:
        """Whether nobody has written since, and the line has the same parts."""
        is_same = district.database is self.database and district.services is self.services
        is_sent_as_ever = "deliver" not in vars(district)
        return is_same and is_sent_as_ever and changes_in(self.folder) == self.changes


@dataclass(frozen=True)
class Step:
    """What an act has changed, and what it gave."""

    statements: tuple[Statement, ...]
    numbers: bytes | None
    sent: tuple[Notice, ...]
    next_message: int
    result: Result


@dataclass
class Before:
    """What was so before an act."""

    rows: Rows
    files: dict[str, bytes | None]
    sent: int


STEPS: dict[tuple[object, ...], Step] = {}
"""What is known, by the acts that led there."""
PATCHING: set[str] = set()
"""The running test, where it may change the program: then every act is done, and none is recorded."""


def begins_known(district: "AnyDistrict", folder: Path, name: object) -> None:
    """The line in this folder is a copy of the one of this name, and nothing has happened on it."""
    district.known = known_now(district, folder, (name,))


def recorded_walk(walk: Callable[Given, Coroutine[Any, Any, Gives]]) -> Callable[Given, Coroutine[Any, Any, Gives]]:
    """Records what somebody does, who is the first argument. It may give notices, or nothing."""

    @functools.wraps(walk)
    async def walked(*everything: Given.args, **options: Given.kwargs) -> Any:
        actor: Any = everything[0]
        district: AnyDistrict = getattr(actor, "district", actor)
        known = district.known
        if PATCHING or known is None or len(type(actor).__mro__) > 2 or not known.is_still(district):
            return await walk(*everything, **options)
        given = tuple(map(named, everything[1:])), tuple((name, named(options[name])) for name in sorted(options))
        acts = (*known.acts, (walk.__qualname__, whose(actor), moment(district), given))
        district.known = None
        if acts not in STEPS:
            result = await recorded(district, known.folder, acts, actor, walk(*everything, **options))
        else:
            result = await taken(district, known.folder, STEPS[acts], actor)
        if acts in STEPS:
            district.known = known_now(district, known.folder, acts)
        return result

    return walked


async def recorded(
    district: "AnyDistrict", folder: Path, acts: tuple[object, ...], actor: Any, walk: Coroutine[Any, Any, Any]
) -> Any:
    """Does it, and notes what it changed, unless that is more than rows."""
    then, was_at = Before(await rows_of(district), files_of(folder), len(district.sent)), moment(district)
    result = await walk
    now = files_of(folder)
    if was_at == moment(district) and same_but_numbers(then.files, now):
        statements = tuple(changes_between(then.rows, await rows_of(district)))
        gives = [*result] if isinstance(result, list) else result
        STEPS[acts] = Step(statements, now[NUMBERS], tuple(district.sent[then.sent :]), next_message(actor), gives)
    return result


async def taken(district: "AnyDistrict", folder: Path, step: Step, actor: Any) -> Result:
    """Puts in what the act has changed."""
    if step.statements:
        await put_in(district, step.statements)
    if step.numbers is not None:
        (folder / NUMBERS).write_bytes(step.numbers)
    if step.sent:
        district.sent += step.sent
        district.wake.set()
    if hasattr(actor, "messages"):
        actor.messages = count(step.next_message)
    return [*step.result] if isinstance(step.result, list) else step.result


async def put_in(district: "AnyDistrict", statements: Sequence[Statement]) -> None:
    """Makes these changes, in one transaction."""
    async with district.database._engine.writing() as connection:
        bare = bare_of(connection)
        bare.execute("PRAGMA foreign_keys=OFF").close()
        bare.execute("BEGIN IMMEDIATE").close()
        for statement, values in statements:
            bare.executemany(statement, values).close()
        bare.commit()
        bare.execute("PRAGMA foreign_keys=ON").close()


# --- what is looked at ---


def known_now(district: "AnyDistrict", folder: Path, acts: tuple[object, ...]) -> Known:
    return Known(acts, folder, district.database, district.services, changes_in(folder))


def changes_in(folder: Path) -> bytes:
    """How many transactions were written, as SQLite counts them."""
    with (folder / f"{DATABASE}-shm").open("rb") as index:
        return index.read(COUNT_OF_CHANGES.stop)[COUNT_OF_CHANGES]


def files_of(folder: Path) -> dict[str, bytes | None]:
    """The key file, the file of numbers, and the names of all others."""
    found: dict[str, bytes | None] = {NUMBERS: None}
    for path in folder.rglob("*"):
        if path.name in {KEYS, NUMBERS}:
            found[path.name] = path.read_bytes()
        elif path.is_file() and path.suffix != ".lock":
            found[path.name] = None
    return found


def same_but_numbers(before: dict[str, bytes | None], now: dict[str, bytes | None]) -> bool:
    """Whether no file came, went or changed but that of the numbers."""
    return {**before, NUMBERS: None} == {**now, NUMBERS: None}


def whose(actor: Any) -> tuple[object, ...]:
    """Who acts: somebody who writes, an officer, or the line itself."""
    return getattr(actor, "agent", None), getattr(actor, "visitor", None), next_message(actor)


def named(given: Any) -> Any:
    """What an act was given; an officer by who they are."""
    return whose(given) if hasattr(given, "district") else given


def next_message(actor: Any) -> int:
    """The number of their next message; zero where they have none."""
    if not hasattr(actor, "messages"):
        return 0
    number = next(actor.messages)
    actor.messages = count(number)
    return int(number)


def moment(district: "AnyDistrict") -> tuple[object, ...]:
    """The time, who sits in which group, and how messages are sent: a test may have put something else there."""
    sitting = district.sitting
    return (
        district.time.at,
        getattr(type(district), "deliver", None),
        frozenset(sitting.groups.items()),
        frozenset(sitting.away),
    )


def bare_of(connection: Any) -> sqlite3.Connection:
    """SQLite's own connection."""
    bare: sqlite3.Connection = connection.sync_connection.connection.driver_connection.bare
    return bare


async def rows_of(district: "AnyDistrict") -> Rows:
    """Every row of every table."""
    async with district.database._engine.writing() as connection:
        bare = bare_of(connection)
        return {table: by_number(bare.execute(f'SELECT rowid, * FROM "{table}"')) for table in (*TABLES, COUNTED)}


def by_number(found: sqlite3.Cursor) -> dict[int, dict[str, Any]]:
    """The rows, each with the names of its columns."""
    names = [column[0] for column in found.description][1:]
    return {number: dict(zip(names, row, strict=True)) for number, *row in found}


def changes_between(before: Rows, after: Rows) -> Iterator[Statement]:
    """Statements that make these rows of those. What changes is taken out first: two rows may exchange a value."""
    for table in TABLES:
        was, now = before[table], after[table]
        if gone := [(number,) for number, row in was.items() if now.get(number) != row]:
            yield f'DELETE FROM "{table}" WHERE rowid=?', gone
        if fresh := {number: row for number, row in now.items() if was.get(number) != row}:
            yield inserting(table, fresh), [(number, *row.values()) for number, row in fresh.items()]
    if before != after:
        yield f"DELETE FROM {COUNTED}", [()]
        yield inserting(COUNTED, after[COUNTED]), [(number, *row.values()) for number, row in after[COUNTED].items()]


def inserting(table: str, rows: dict[int, dict[str, Any]]) -> str:
    """A statement that puts such rows in, under their numbers."""
    names = ["rowid", *names_in(rows)]
    return f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})'


def names_in(rows: dict[int, dict[str, Any]]) -> list[str]:
    return [f'"{name}"' for name in next(iter(rows.values()))] if rows else []
