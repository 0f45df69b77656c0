"""The place that a backup is brought back into: looked at before anything is changed, left as it was when it fails."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, delete, func, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.counters.tables import counters
from storage.database.engine import Engine, file_of
from storage.database.migrate import downgrade
from storage.schema import metadata

VERSION = "alembic_version"
BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps of one database, behind its name."""


@dataclass(frozen=True)
class RestoreTarget:
    """A database as it was found."""

    url: str
    file: Path | None = None
    """SQLite's file; None on PostgreSQL."""
    was_there: bool = True
    has_tables: bool = False
    is_empty: bool = True
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The counters that were found. A program stores them at its first start, so they do not count as content."""


async def look_at(url: str) -> RestoreTarget:
    """The database as it is; nothing is made or changed. Raises Unreachable."""
    file = file_of(url)
    if file is not None and not file.exists():
        return RestoreTarget(url, file, was_there=False)
    engine = Engine(url)
    try:
        async with engine.reading() as connection:
            names = await connection.run_sync(table_names)
            is_empty = await keeps_nothing(connection, names)
            numbers = await numbers_of(connection) if counters.name in names else {}
    finally:
        await engine.close()
    return RestoreTarget(url, file, has_tables=VERSION in names, is_empty=is_empty, numbers=numbers)


async def leave_as_it_was(target: RestoreTarget) -> None:
    """Take away what was made in it since it was looked at; nothing was kept in it."""
    if not target.was_there and target.file is not None:
        for ending in BESIDE:
            target.file.with_name(target.file.name + ending).unlink(missing_ok=True)
        return
    engine = Engine(target.url)
    try:
        async with engine.writing() as connection:
            names = await connection.run_sync(table_names)
            if VERSION not in names or not await keeps_nothing(connection, names):
                return
            await connection.execute(delete(counters).where(counters.c.name.not_in(target.numbers)))
            await connection.commit()
            if not target.has_tables:
                await downgrade(connection, "base")
                await connection.execute(text(f"DROP TABLE {VERSION}"))
                await connection.commit()
    finally:
        await engine.close()


def table_names(connection: Connection) -> frozenset[str]:
    """The names of the tables that exist."""
    return frozenset(inspect(connection).get_table_names())


async def keeps_nothing(connection: AsyncConnection, names: frozenset[str]) -> bool:
    """Whether nothing at all is kept in those of our tables that are there. The numbers of a first start do not count:
    they come back with the rest."""
    for table in metadata.sorted_tables:
        is_asked = table is not counters and table.name in names
        if is_asked and await connection.scalar(select(func.count()).select_from(table)):
            return False
    return True


async def numbers_of(connection: AsyncConnection) -> dict[str, int]:
    """All counters by their names."""
    rows = await connection.execute(select(counters.c.name, counters.c.value))
    return {row.name: row.value for row in rows}


def remove_made(folder: Path) -> None:
    """Remove a folder that was made for a restore: what was brought back into it is gone already."""
    shutil.rmtree(folder, ignore_errors=True)
