"""SQLite's connections: a prepared statement runs in the event loop, any other one is one trip to the connection's
thread and back, rows and all.

aiosqlite alone goes four times for one SELECT (make a cursor, execute, fetch, close the cursor). Every trip wakes two
threads, and a unit of work has dozens of statements: that was more than half of the bot's time. A commit waits for the
disk, so it always goes to the thread; and so does whatever finds the file locked by another program.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from threading import Thread
from typing import Any, Self, TypeVar

import aiosqlite

from storage.database.terms import Terms

T = TypeVar("T")
SYNCHRONOUS = {True: "FULL", False: "NORMAL"}
"""The values of SQLite's `synchronous`: a commit that waits for the disk, and one that does not."""


class Cursor:
    """The methods of a cursor that SQLAlchemy's adapter uses. The rows come with the answer, so nothing is left
    open."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return

    async def execute(self, operation: str, parameters: Any = ()) -> Self:
        """Runs one statement."""
        return await self._run(sqlite3.Cursor.execute, operation, parameters)

    async def executemany(self, operation: str, parameters: Any) -> Self:
        """One statement for many rows."""
        return await self._run(sqlite3.Cursor.executemany, operation, parameters)

    async def fetchall(self) -> Sequence[Any]:
        """The rows of the last statement."""
        return self._rows

    async def close(self) -> None:
        """Does nothing, because no cursor stays open."""

    async def _run(self, order: Any, operation: str, parameters: Any) -> Self:
        """Runs the statement in the connection's thread."""

        begin, lock_timeout = self._connection.take_begin(), self._connection.terms.lock_timeout

        def trip() -> tuple[Any, ...]:
            self._connection.begin(begin, lock_timeout)
            cursor = self._connection.bare.cursor()
            try:
                order(cursor, operation, parameters)
                rows = cursor.fetchall() if cursor.description else ()
                return rows, cursor.description, cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        self._rows, self.description, self.rowcount, self.lastrowid = await self._connection.trip(trip)
        return self


class Connection(aiosqlite.Connection):
    """A connection in a thread of its own, which never holds up the exit of the program."""

    terms = Terms(0.0)
    """The options of the current transaction."""
    is_cut_off = False
    """Whether a borrower was cancelled while the thread was at work, so that it may still be."""
    _begin = ""
    _waits: float | None = None
    _is_synced = True

    def begin_with_next(self, order: str, terms: Terms) -> None:
        """The transaction begins together with its first statement, unless one is open already."""
        if not self.bare.in_transaction:
            self._begin, self.terms = order, terms

    def take_begin(self) -> str:
        """The statement that begins the transaction; empty when it has begun."""
        order, self._begin = self._begin, ""
        return order

    @property
    def has_begun(self) -> bool:
        """Whether a transaction is open, or begins with the next statement."""
        return bool(self._begin) or self.bare.in_transaction

    def begin(self, order: str, lock_timeout: float) -> None:
        """Begin, if that is due, and wait so long for a lock."""
        if not order:
            return
        if self._waits != lock_timeout:
            self.bare.execute(f"PRAGMA busy_timeout={round(lock_timeout * 1000)}").close()
            self._waits = lock_timeout
        if not self.bare.in_transaction:
            self._set_sync()
            self.bare.execute(order).close()

    def _set_sync(self) -> None:
        """Set whether the next commit waits for the disk. It cannot be changed within a transaction."""
        wanted = self.terms.is_synced
        if self._is_synced != wanted:
            self.bare.execute(f"PRAGMA synchronous={SYNCHRONOUS[wanted]}").close()
            self._is_synced = wanted

    def cursor(self) -> Any:
        """Made without a trip to the thread."""
        return Cursor(self)

    async def commit(self) -> None:
        """Commits in the connection's thread, because a commit waits for the disk. Does not go to the thread when no
        transaction is open."""
        if not self.take_begin() and self.bare.in_transaction:
            await self.trip(self.bare.commit)

    async def rollback(self) -> None:
        """Rolls back without a trip to the thread, since a rollback waits for nothing. Does nothing while the thread
        may still be at work."""
        if not self.take_begin() and not self.is_cut_off and self.bare.in_transaction:
            self.bare.rollback()

    @property
    def bare(self) -> sqlite3.Connection:
        """The bare connection of sqlite3."""
        return self._conn

    @property
    def thread(self) -> Thread:
        """The thread in which this connection works."""
        return self._thread

    async def ask(
        self, operation: str, parameters: Sequence[Any], *, is_quick: bool = True
    ) -> tuple[Sequence[Any], int]:
        """Rows and count. A quick statement runs without a trip: the thread rests meanwhile, for each connection has
        one borrower. Where another program holds the file, the thread waits for it, and the event loop does not."""
        order = self.take_begin()
        try:
            if is_quick:
                return self._asked(order, 0.0, operation, parameters)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        return await self.trip(partial(self._asked, order, self.terms.lock_timeout, operation, parameters))

    def _asked(
        self, order: str, lock_timeout: float, operation: str, parameters: Sequence[Any]
    ) -> tuple[Sequence[Any], int]:
        self.begin(order, lock_timeout)
        cursor = self.bare.execute(operation, parameters)
        try:
            return cursor.fetchall() if cursor.description else (), cursor.rowcount
        finally:
            cursor.close()

    async def trip(self, work: Callable[[], T]) -> T:
        """Do the work in the connection's thread."""
        try:
            done: T = await self._execute(work)  # type: ignore[no-untyped-call]
        except asyncio.CancelledError:
            self.is_cut_off = True
            raise
        return done


def connect(database: str, **options: Any) -> Connection:
    """A connection that is not open yet. Await it to open it."""

    def open_it() -> sqlite3.Connection:
        opened: sqlite3.Connection = sqlite3.connect(database, **(options | {"check_same_thread": False}))
        return opened

    connection = Connection(open_it, iter_chunk_size=64)
    connection.thread.daemon = True
    return connection
