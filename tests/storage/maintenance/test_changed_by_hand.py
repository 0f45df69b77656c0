"""Somebody who may write to the database, and has no key, changes one value: it gives nobody anything, and is seen.

Every column of every table that is not sealed itself is changed, in every row, to another row's value, to nonsense, to
nothing: counted below. What the rows let anybody see, do or get is asked before and after.
"""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, LargeBinary, String, Table, select, update
from sqlalchemy.exc import DBAPIError

from storage.schema import ROW_CODE, Moment, metadata
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.lived_in import LATER, live_in, outlook
from tests.support.opened_database import open_database

SEALED = {"sealed", "wrapped"}
"""Columns that an AEAD seals for their row."""
NOBODYS = {
    "counters": "moments and counts of the program itself; the last number of cases and of audit lines have own tests",
    "increments": "numbers of /stats: counting the cases anew puts them right",
    "rollups": "numbers of /stats: counting the cases anew puts them right",
    "messages": "numbers of messages in a chat, for Hide: none of them is shown anywhere else",
    "slots": "which message of the same chat is written anew",
}
"""Tables whose columns give no right, and why."""
HARMLESS = {
    ("files", "made_at"): "when an unfinished file that no draft names is forgotten",
}
AGAIN = {"untold"}
"""Answers that may be more: somebody is told once more."""
OVER = START + timedelta(days=365)


class Lived:
    """A database that was lived in, copied for each change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[Table, list[Any]] = {}
        self.before: dict[str, Any] = {}

    async def live(self, source: Path) -> None:
        clock = FixedClock()
        database = await open_database(f"sqlite:///{self.folder}/tipline.db", self.folder, clock)
        await live_in(database, clock)
        async with database._engine.reading() as connection:
            for table in metadata.sorted_tables:
                self.rows[table] = [*(await connection.execute(select(table))).all()]
        await database.close()
        self.before = await self.look(source, None)

    async def look(self, folder: Path, change: Any) -> dict[str, Any]:
        """What the rows say after a change by hand and one look of the bot; with what it named, and what failed."""
        shutil.copytree(self.folder, folder)
        clock = FixedClock(LATER - timedelta(seconds=20))
        database = await open_database(f"sqlite:///{folder}/tipline.db", folder, clock)
        try:
            if change is not None:
                await self._make(database, change)
            await database.bring_back(clock.now())
            await database.go_round(clock.now())
            found = await outlook(database, LATER)
            found["named"] = {*database.changed_rows}
            found["log breaks at"] = await database.first_break()
            return found
        finally:
            await database.close()
            shutil.rmtree(folder)

    async def _make(self, database: Database, change: Any) -> None:
        async with database._engine.writing() as connection:
            await connection.execute(change)
            await connection.commit()


def others(table: Table, column: Column[Any], row: Any, rows: list[Any]) -> Iterator[Any]:
    """Values that somebody would put in the place of this one."""
    mine = row._mapping[column]
    theirs = [one._mapping[column] for one in rows if one._mapping[column] not in (mine, None)]
    yield from theirs[:1]
    if column.nullable and mine is not None:
        yield None
    kind = column.type
    if isinstance(kind, Moment):
        yield from (START - timedelta(days=365), OVER)
    elif isinstance(kind, Boolean):
        yield not mine
    elif isinstance(kind, String):
        yield "nonsense"
    elif not isinstance(kind, LargeBinary):
        yield (mine or 0) + 1


def changes(lived: Lived, *names: str) -> Iterator[tuple[Table, Column[Any], Any, Any]]:
    """Each column of these tables, the value that is put in its place, and the change."""
    for table, rows in lived.rows.items():
        if table.name not in names:
            continue
        for column in table.columns:
            if table.name in NOBODYS or column.name in SEALED or column.name == ROW_CODE:
                continue
            for row in rows[:1]:
                for value in others(table, column, row, rows):
                    here = [key == row._mapping[key] for key in table.primary_key]
                    yield table, column, value, update(table).where(*here).values({column.name: value})


def what_it_gives(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Answers that are other than before, and not merely fewer."""
    given = []
    for name, value in after.items():
        was = before.get(name)
        if value == was or name in {"named", "log breaks at", *AGAIN}:
            continue
        is_fewer = isinstance(value, set | frozenset | list) and was is not None and {*value} <= {*was}
        if not is_fewer:
            given.append(name)
    return given


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Made once; each change is made to a copy."""
    folder = tmp_path_factory.mktemp("lived")
    (folder / "home").mkdir()
    found = Lived(folder / "home")
    asyncio.run(found.live(folder / "before"))
    return found


def test_every_table_was_lived_in(lived: Lived) -> None:
    assert {table.name for table, rows in lived.rows.items() if not rows} == set()


def test_all_columns_are_changed_but_those_of_a_list(lived: Lived) -> None:
    changed = {(table.name, column.name) for table, column, _, _ in changes(lived, *metadata.tables)}
    assert len(changed) >= 170, len(changed)
    assert {table.name for table in metadata.sorted_tables} - {table for table, _ in changed} == {*NOBODYS}


@pytest.mark.parametrize("table", sorted({*metadata.tables} - {*NOBODYS}))
async def test_a_value_that_is_changed_by_hand_gives_nobody_anything(lived: Lived, tmp_path: Path, table: str) -> None:
    wrong: list[str] = []
    for _, column, value, change in changes(lived, table):
        try:
            after = await lived.look(tmp_path / "after", change)
        except DBAPIError:  # the database refuses it
            continue
        lost = [name for name, was in lived.before.items() if after.get(name) != was]
        is_told = after["named"] or after["log breaks at"] or (table, column.name) in HARMLESS
        if given := what_it_gives(lived.before, after):
            wrong.append(f"{column.name} = {value!r} gives {given}")
        elif lost and not is_told:
            wrong.append(f"{column.name} = {value!r} takes {lost} without a word")
    assert wrong == []
