"""A lived-in database, as it was before each change that somebody makes to it by hand; on SQLite and PostgreSQL."""

import asyncio
import os
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Boolean, Column, Insert, LargeBinary, String, Table, Update, literal, select, update
from sqlalchemy.exc import DBAPIError

from storage.schema import ROW_CODE, Moment, metadata
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.begun_before import begun_before
from tests.support.databases.databases import PostgresMaker
from tests.support.databases.in_the_loop import without_threads
from tests.support.databases.lived_in import LATER, live_in
from tests.support.databases.opened_database import open_database
from tests.support.databases.outlook import outlook
from tests.support.databases.reused_databases import lend_database
from tests.support.domain.examples import LONG, some_of
from tests.support.lasting_folders import lasting_folder

ENCRYPTED = {"sealed", "wrapped"}
"""Columns that are encrypted and bound to their row."""
NOBODYS = {
    "counters": "moments and counts of the program itself; the last number of cases and of audit lines have own tests",
    "increments": "numbers of /stats: counting the cases anew puts them right",
    "rollups": "numbers of /stats: counting the cases anew puts them right",
    "messages": "numbers of messages in a chat, for Hide: none of them is shown anywhere else",
    "slots": "which message of the same chat is written anew",
    "named_cases": "which messages of the same chat are deleted when somebody is barred from a case",
}
"""Tables whose columns give no right, with the reason."""
HARMLESS = {
    ("files", "made_at"): "when an unfinished file that no draft names is forgotten",
    ("inbox", "id"): "in which order updates are handled; what each holds is bound to its own number",
}
OF_SOMEBODY = {*metadata.tables} - {*NOBODYS}
AGAIN = {"untold"}
"""Answers that may become more: somebody is told once more."""
OVER = START + timedelta(days=365)
NO_MOMENT = literal(2**62, BigInteger())
"""A number that no calendar has, where a moment is stored."""
BOTH_ENDS = {"outbox"}
"""Tables of which one row is over and another is not: both are changed."""
TOGETHER = 1 if LONG in os.environ else 8
"""How many changes, of as many tables, one look may show. A long run looks at each alone."""
FILE = "tipline.db"
One = TypeVar("One")
Change = tuple[Table, Column[Any], Any, Update]
"""A column of a table, the new value, and the change."""


class Lived:
    """A lived-in database. For each change SQLite's is copied; the one on the server of `postgres` gets its rows
    back."""

    def __init__(self, folder: Path, postgres: PostgresMaker | None = None) -> None:
        self.folder = folder
        self.rows: dict[Table, list[Any]] = {}
        self.before: dict[str, Any] = {}
        self._postgres = postgres
        self._url = f"sqlite:///{folder}/{FILE}" if postgres is None else postgres.lend()
        self._log = b""

    async def live(self, source: Path) -> None:
        """Fills every table with rows. Returns what they say."""
        with self._as_template():
            await self._fill()
        self.before = await self.look(source)

    @contextmanager
    def _as_template(self) -> Iterator[None]:
        """What is written meanwhile is the database that is copied."""
        if self._postgres is not None:
            yield
            self._postgres.copy_rows(self._url)
            return
        stored = lend_database(self.folder / FILE)
        yield
        self._log = stored.log_from()
        for path in self.folder.glob(f"{FILE}*"):
            path.unlink()

    async def _fill(self) -> None:
        clock = FixedClock()
        with without_threads():
            database = await open_database(self._url, self.folder, clock)
        await live_in(database, clock)
        async with database._engine.reading() as connection:
            for table in metadata.sorted_tables:
                self.rows[table] = [*(await connection.execute(select(table))).all()]
        await database.close()

    @asynccontextmanager
    async def changed(self, folder: Path, *changes: Update) -> AsyncIterator[Database]:
        """The database, opened, with these values changed by hand."""
        with self._copied(folder) as url:
            database = await self._open(url, folder, FixedClock(LATER))
            try:
                for change in changes:
                    await self._make(database, change)
                yield database
            finally:
                await database.close()

    async def look(self, folder: Path, *changes: Update | Insert) -> dict[str, Any]:
        """What the rows say after changes by hand and one look of the bot; with what the bot named, and what failed."""
        with self._copied(folder) as url:
            clock = FixedClock(LATER - timedelta(seconds=20))
            database = await self._open(url, folder, clock)
            try:
                refused = [change for change in changes if not await self._make(database, change)]
                await database.bring_back(clock.now())
                await database.go_round(clock.now())
                found = await outlook(database, LATER)
                found |= {"named": {*database.changed_rows}, "log breaks at": await database.first_break()}
                return found | {"refused": refused}
            finally:
                await database.close()

    async def _open(self, url: str, folder: Path, clock: FixedClock) -> Database:
        """A copy, which was begun before. Nobody else uses it, so SQLite needs no threads."""
        with begun_before(), without_threads():
            return await open_database(url, folder, clock)

    @contextmanager
    def _copied(self, folder: Path) -> Iterator[str]:
        """The address of a copy, with its keys and files in the folder."""
        shutil.copytree(self.folder, folder)
        if self._postgres is not None:
            self._postgres.put_back(self._url)
        else:
            lend_database(folder / FILE, self._log)
        try:
            yield f"sqlite:///{folder}/{FILE}" if self._postgres is None else self._url
        finally:
            shutil.rmtree(folder)

    async def _make(self, database: Database, change: Update | Insert) -> bool:
        """Returns False when the database refuses the change."""
        async with database._engine.writing() as connection:
            try:
                await connection.execute(change)
                await connection.commit()
            except DBAPIError:
                return False
        return True


@cache
def lived_on_sqlite() -> Lived:
    """Made once in a process; each test makes its changes to a copy."""
    folder = lasting_folder()
    (folder / "home").mkdir()
    found = Lived(folder / "home")
    asyncio.run(found.live(folder / "before"))
    return found


def others(table: Table, column: Column[Any], row: Any, rows: list[Any]) -> Iterator[Any]:
    """Values that somebody might put in place of this one."""
    mine = row._mapping[column]
    theirs = [one._mapping[column] for one in rows if one._mapping[column] not in (mine, None)]
    yield from theirs[:1]
    if column.nullable and mine is not None:
        yield None
    kind = column.type
    if isinstance(kind, Moment):
        yield from (START - timedelta(days=365), OVER, NO_MOMENT)
    elif isinstance(kind, Boolean):
        yield not mine
    elif isinstance(kind, String):
        yield "nonsense"
    elif isinstance(kind, LargeBinary):
        yield from spoilt(mine)
    else:
        yield from ((mine or 0) + 1, -1000)


def spoilt(encrypted: bytes | None) -> Iterator[bytes]:
    """The bytes with one of them changed, and no bytes at all."""
    if encrypted:
        yield encrypted[:-1] + bytes([encrypted[-1] ^ 1])
        yield b""


def changes(lived: Lived, *names: str) -> Iterator[Change]:
    """Each column of these tables, the new value, and the change."""
    for table, rows in lived.rows.items():
        if table.name not in names:
            continue
        for column in table.columns:
            if column.name == ROW_CODE:
                continue
            for row in rows[:2] if table.name in BOTH_ENDS else rows[:1]:
                for value in others(table, column, row, rows):
                    here = [key == row._mapping[key] for key in table.primary_key]
                    yield table, column, value, update(table).where(*here).values({column.name: value})


def of_each_column(found: Iterable[Change]) -> list[Change]:
    """One change of each column, of a table with two ends two. Which value a column gets goes through the kinds of
    values from column to column. A long run makes all changes."""
    chosen: list[Change] = []
    for at, ((table, _), of_column) in enumerate(groupby(found, lambda one: (one[0].name, one[1].name))):
        several = [*of_column]
        usual = 2 if table in BOTH_ENDS else 1
        chosen += some_of([*several[at % len(several) :], *several[: at % len(several)]], usual)
    return chosen


def what_it_gives(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Answers that differ from before and are not merely fewer."""
    given = []
    for name, value in after.items():
        was = before.get(name)
        if value == was or name in {"named", "log breaks at", "refused", *AGAIN}:
            continue
        is_fewer = isinstance(value, set | frozenset | list) and was is not None and {*value} <= {*was}
        if not is_fewer:
            given.append(name)
    return given


def what_it_takes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Answers that differ from before, when no row was named."""
    if after["named"] or after["log breaks at"]:
        return []
    return [name for name, was in before.items() if after.get(name) != was and name != "refused"]


def one_by_one(found: Sequence[Change]) -> list[list[Change]]:
    """Rounds in which each table has at most one change. Many changes at once show as much, in a tenth of the time."""
    rounds: list[list[Change]] = []
    for change in found:
        first = next((one for one in rounds if change[0] not in {table for table, *_ in one}), None)
        if first is None:
            rounds.append(first := [])
        first.append(change)
    return rounds


def together(found: Sequence[One], table_of: Callable[[One], str]) -> list[list[One]]:
    """Changes for one look each: some at a time, never two of one table. `found` has all of a table in a row."""
    most = max(Counter(map(table_of, found)).values())
    count = max(most, -(-len(found) // TOGETHER))
    return [[*found[place::count]] for place in range(count)]


def not_named(after: dict[str, Any], tables: Collection[str]) -> set[str]:
    """Those of the tables of which no row was named; the audit log tells of its own rows."""
    named = {table for table, _ in after["named"]} | ({"audit"} if after["log breaks at"] else set())
    return {*tables} - named


def differs(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """All answers that are others than before, or are gone."""
    compared = {name: was for name, was in before.items() if name not in {"named", "log breaks at", "refused"}}
    return {name for name, was in compared.items() if after.get(name) != was}
