"""A database that was begun, without anything else in it: made once in a process, then copied with its keys."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from storage.counters.tables import counters
from storage.database.engine import file_of
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.begun_before import begun_before
from tests.support.databases.databases import PostgresMaker, empty_tables
from tests.support.databases.in_the_loop import without_threads
from tests.support.databases.opened_database import open_database
from tests.support.databases.reused_databases import lend_database, lent_at

COLUMNS = ", ".join(column.name for column in counters.c)


@dataclass(frozen=True)
class Begun:
    """What the first start has left."""

    log: bytes
    """The database on SQLite: the write-ahead log over empty tables."""
    index: bytes
    """The index of that log."""
    counters: Sequence[tuple[Any, ...]]
    """All its rows: whose keys it has, the case numbers, the end of the audit log, that rows must carry codes."""
    keys: Mapping[str, bytes]
    """The key file, and what stands beside it."""


@cache
def begun() -> Begun:
    """By a first start."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
        return thread.submit(begin_in, Path(folder)).result()


def begin_in(folder: Path) -> Begun:
    """A database is begun in this folder; in a thread, because a loop may be running."""
    path = folder / "tipline.db"
    stored = lend_database(path)
    asyncio.run(open_and_close(path))
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f"SELECT {COLUMNS} FROM counters").fetchall()
    keys = {file.name: file.read_bytes() for file in folder.glob("keys.json*")}
    return Begun(stored.log_from(), stored.index(), rows, keys)


async def open_and_close(path: Path) -> None:
    """The first start."""
    await (await open_database(f"sqlite:///{path}", path.parent, FixedClock())).close()


async def open_begun(
    url: str, folder: Path, clock: FixedClock, maker: PostgresMaker | None = None, **more: Any
) -> Database:
    """As `open_database`, where there are only empty tables at `url` and no keys in the folder. `maker`: of a database
    on PostgreSQL. SQLite has no threads."""
    lay_begun(url, folder, maker)
    with begun_before(), without_threads():
        return await open_database(url, folder, clock, **more)


def lay_begun(url: str, folder: Path, maker: PostgresMaker | None) -> None:
    """What a first start leaves, in a database with empty tables and a folder without keys."""
    for name, content in begun().keys.items():
        (folder / name).write_bytes(content)
    if maker is not None:
        maker.insert(url, counters.name, begun().counters)
        return
    path = file_of(url)
    assert path is not None
    if (lent := lent_at(path)) is not None:
        lent.write_log(0, begun().log, begun().index)
        return
    assert path.read_bytes() == empty_tables(), "there is something in it"
    path.unlink()
    lend_database(path, begun().log, begun().index)
