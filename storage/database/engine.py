"""Connections: SQLite (WAL, every commit on the disk) or PostgreSQL by URL; on SQLite one writes at a time."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.domain.errors import Unreachable
from storage.database.direct_connection import BEGINNINGS
from storage.database.errors import OF_SQLITE, RawErrors, raise_if_known, translated
from storage.database.idle_connections import IdleConnections, given_up, on_terms, opened
from storage.database.sqlite import Connection as SqliteConnection
from storage.database.sqlite import connect
from storage.database.terms import TERMS, Terms

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
READING = {"tipline_reading": True}
LOCK_TIMEOUT = 15.0
"""Seconds for which SQLite waits for another program's lock."""
USUAL = Terms(LOCK_TIMEOUT)
READERS, WRITER, BESIDE = 10, 1, 4
"""Connections to SQLite: for reading, for writing, and for long reads."""
PREPARED = 512
"""Statements that a connection of SQLite keeps ready; the program has fewer."""
THREAD_END = 5.0
"""Seconds that the thread of a connection may take to end."""
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


class Engine:
    """The connections to the database; each is lent for one transaction."""

    def __init__(self, url: str, *, keeps: bool = True) -> None:
        """`keeps`: whether SQLite's connections stay open between transactions."""
        self._threads: WeakSet[threading.Thread] = WeakSet()
        self._engine = make_engine(url, self._threads)
        self._readers = self._engine.execution_options(**READING)
        self.is_sqlite = self._engine.dialect.name == "sqlite"
        self._raw_errors = OF_SQLITE if self.is_sqlite else _raw_errors_of_postgres()
        self._only_writer: AbstractAsyncContextManager[None] = OnlyWriter() if self.is_sqlite else nullcontext()
        self._idle: dict[AsyncEngine, IdleConnections] = {}
        if keeps and self.is_sqlite:
            self._idle = {self._engine: IdleConnections(self._engine, WRITER, is_reading=False)}
            self._idle[self._readers] = IdleConnections(self._readers, READERS, is_reading=True)

    @asynccontextmanager
    async def writing(
        self, lock_timeout: float = LOCK_TIMEOUT, *, is_synced: bool = True
    ) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write; rolled back unless the borrower commits. `lock_timeout`: seconds that it may
        wait for another program's lock on SQLite's file. `is_synced`: see `Terms`; on PostgreSQL every commit is."""
        async with self._only_writer, self._lent(self._engine, Terms(lock_timeout, is_synced)) as connection:
            yield connection

    def reading(self, lock_timeout: float = LOCK_TIMEOUT) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that only reads; on SQLite it waits for nobody, unless another program holds the file alone,
        and sees one moment."""
        return self._lent(self._readers, Terms(lock_timeout))

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """A long transaction that only reads and sees one moment on either database, whatever is written meanwhile."""
        async with Connected(pooled(self._engine, USUAL), self._raw_errors) as connection:
            level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
            yield await connection.execution_options(**READING, **level)

    def _lent(self, lender: AsyncEngine, terms: Terms) -> AbstractAsyncContextManager[AsyncConnection]:
        """An idle connection where connections stay open, else one of the pool."""
        idle = self._idle.get(lender)
        return Connected(pooled(lender, terms) if idle is None else idle.lend(terms), self._raw_errors)

    async def own_connection(self) -> Any:
        """A connection to PostgreSQL outside of the pool, for what outlasts a transaction: locks, listening. Whoever
        asks for it ends it. It is asyncpg's own, and commits each statement."""
        with translated(self._raw_errors):
            try:
                borrowed = await self._engine.raw_connection()
            except (PoolTimeout, OSError) as error:
                raise Unreachable("database", why="away") from error
        connection = borrowed.driver_connection
        borrowed.detach()
        return connection

    async def require_sessions(self) -> None:
        """Raise Unreachable where a pooler stands before PostgreSQL that gives no session of its own."""
        if not self.is_sqlite:
            from storage.database.postgres import require_sessions  # noqa: PLC0415 - SQLite needs no other driver

            with translated(self._raw_errors):
                await require_sessions(self.own_connection)

    async def close(self) -> None:
        """Give back all connections. A connection whose borrower was cut off is closed by its own thread, which answers
        to the event loop: it must have ended before the loop does."""
        for idle in self._idle.values():
            await idle.close()
        await self._engine.dispose()
        ending = [asyncio.to_thread(thread.join, THREAD_END) for thread in list(self._threads) if thread.is_alive()]
        await asyncio.gather(*ending)


class OnlyWriter(AbstractAsyncContextManager[None, None]):
    """SQLite has one writer at a time. Wait here in order, rather than poll its lock."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._writer: asyncio.Task[Any] | None = None

    async def __aenter__(self) -> None:
        if self._lock.locked() and self._writer is asyncio.current_task():
            raise RuntimeError("a unit of work was begun inside another one: it would wait for itself")
        await self._lock.acquire()
        self._writer = asyncio.current_task()

    async def __aexit__(self, *_: object) -> None:
        self._writer = None
        self._lock.release()


class Connected(AbstractAsyncContextManager[AsyncConnection, None]):
    """The connection; only its own errors are translated, not those of what the borrower does meanwhile."""

    def __init__(self, lent: AbstractAsyncContextManager[AsyncConnection], raw: RawErrors) -> None:
        self._lent = lent
        self._raw = raw

    async def __aenter__(self) -> AsyncConnection:
        try:
            return await self._lent.__aenter__()
        except Exception as error:
            raise_if_known(error, self._raw)
            raise

    async def __aexit__(self, *raised: Any) -> None:
        try:
            await self._lent.__aexit__(*raised)
        except Exception as error:
            raise_if_known(error, self._raw)
            raise
        if raised[1] is not None:
            raise_if_known(raised[1], self._raw)


@asynccontextmanager
async def pooled(lender: AsyncEngine, terms: Terms) -> AsyncIterator[AsyncConnection]:
    """A connection of the pool."""
    connection = await opened(lender)
    try:
        yield on_terms(connection, terms)
    finally:
        await asyncio.shield(given_up(connection, for_good=False))


def _raw_errors_of_postgres() -> RawErrors:
    from storage.database.postgres import RAW_ERRORS  # noqa: PLC0415 - SQLite needs no other driver

    return RAW_ERRORS


def make_engine(url: str, threads: "WeakSet[threading.Thread]") -> AsyncEngine:
    """An engine for `sqlite:///path`, or `postgresql://…` as other programs write it. Parameters are never shown in
    errors. The threads of SQLite's connections are added to `threads`."""
    parsed = read_url(url)
    if parsed.get_backend_name() != "sqlite":
        from storage.database.postgres import prepare_postgres  # noqa: PLC0415 - SQLite needs no other driver

        made = create_async_engine(parsed, hide_parameters=True, pool_size=10, max_overflow=10)
        event.listen(made.sync_engine, "connect", prepare_postgres)
        return made
    if (file := file_of(url)) is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        _close_to_others(file)
    opening = {
        "timeout": LOCK_TIMEOUT,
        "cached_statements": PREPARED,
        "async_creator_fn": connector(threads),
    }
    engine = create_async_engine(
        parsed, hide_parameters=True, connect_args=opening, pool_size=READERS + WRITER, max_overflow=BESIDE
    )
    event.listen(engine.sync_engine, "connect", prepare_sqlite)
    event.listen(engine.sync_engine, "begin", begin_sqlite)
    return engine


def file_of(url: str) -> Path | None:
    """The file in which SQLite keeps the database. None on PostgreSQL, for a database in memory, and for an address in
    SQLite's own form `file:…`, whose folder must exist."""
    parsed = read_url(url)
    is_path = parsed.get_backend_name() == "sqlite" and parsed.database and not parsed.database.startswith("file:")
    return Path(str(parsed.database)) if is_path else None


def _close_to_others(database: Path) -> None:
    """Take other users' rights to the database file and the files beside it away: older versions have given them. New
    files get none by the process's own mask."""
    for path in (Path(f"{database}{ending}") for ending in ("", "-wal", "-shm")):
        with suppress(OSError):
            path.chmod(0o600)


def read_url(url: str) -> URL:
    """The address with the driver that we have for it; Unreachable when it is none, or one of another kind."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise Unreachable("database", why="address") from None
    parsed = parsed.set(drivername=DRIVERS.get(parsed.drivername, parsed.drivername))
    if parsed.drivername not in DRIVERS.values():
        raise Unreachable("database", why="address")
    return parsed


def connector(threads: "WeakSet[threading.Thread]") -> Callable[..., SqliteConnection]:
    """Opens SQLite's connections and notes the thread that each one lives in."""

    def opened(*args: Any, **options: Any) -> SqliteConnection:
        connection = connect(*args, **options)
        threads.add(connection.thread)
        return connection

    return opened


def prepare_sqlite(connection: Any, _record: object) -> None:
    """Set up a connection. The driver's own beginning of transactions is switched off."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def begin_sqlite(connection: Connection) -> None:
    """Begins a transaction that SQLAlchemy begins."""
    driver: Any = connection.connection.driver_connection
    is_reading = bool(connection.get_execution_options().get("tipline_reading"))
    driver.begin_with_next(BEGINNINGS[is_reading], connection.info.get(TERMS, USUAL))
