"""SQLite's connections: a statement is one trip to the connection's thread and back, rows and all.

aiosqlite alone goes four times for one SELECT (make a cursor, execute, fetch, close the cursor). Every trip wakes two
threads, and a unit of work has dozens of statements: that was more than half of the bot's time.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any, Self

import aiosqlite


class Cursor:
    """What SQLAlchemy's adapter asks of a cursor. The rows come with the answer, so there is nothing to close."""

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
        """One statement."""
        return await self._run(sqlite3.Cursor.execute, operation, parameters)

    async def executemany(self, operation: str, parameters: Any) -> Self:
        """One statement for many rows."""
        return await self._run(sqlite3.Cursor.executemany, operation, parameters)

    async def fetchall(self) -> Sequence[Any]:
        """The rows of the last statement."""
        return self._rows

    async def close(self) -> None:
        """Nothing is open."""

    async def _run(self, order: Any, operation: str, parameters: Any) -> Self:
        """In the connection's thread."""

        begin = self._connection.take_begin()

        def trip() -> tuple[Any, ...]:
            cursor = self._connection.bare.cursor()
            try:
                for first in begin:
                    cursor.execute(first)
                order(cursor, operation, parameters)
                rows = cursor.fetchall() if cursor.description else ()
                return rows, cursor.description, cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        self._rows, self.description, self.rowcount, self.lastrowid = await self._connection.trip(trip)
        return self


class Connection(aiosqlite.Connection):
    """A connection in a thread of its own, which never holds up the exit of the program."""

    _begin: tuple[str, ...] = ()

    def begin_with_next(self, order: str, patience: float) -> None:
        """The transaction begins in the same trip as its first statement, and waits so many seconds for a lock."""
        self._begin = (f"PRAGMA busy_timeout={round(patience * 1000)}", order)

    def take_begin(self) -> tuple[str, ...]:
        """How the transaction begins, when it has not yet."""
        orders, self._begin = self._begin, ()
        return orders

    def cursor(self) -> Any:
        """Made without a trip."""
        return Cursor(self)

    async def commit(self) -> None:
        """Without a trip when nothing is open."""
        if not self.take_begin() and self._conn.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Without a trip when nothing is open: the pool rolls back whatever is given back to it."""
        if not self.take_begin() and self._conn.in_transaction:
            await super().rollback()

    @property
    def bare(self) -> sqlite3.Connection:
        """The connection itself, for its own thread."""
        return self._conn

    def at_once(self, operation: str, parameters: Sequence[Any]) -> tuple[Sequence[Any], int]:
        """Rows and count of a quick statement within a transaction that has begun, without a trip: the thread rests
        meanwhile, for each connection has one borrower."""
        cursor = self._conn.execute(operation, parameters)
        try:
            return cursor.fetchall() if cursor.description else (), cursor.rowcount
        finally:
            cursor.close()

    async def trip(self, work: Any) -> Any:
        """Let the thread do it."""
        return await self._execute(work)  # type: ignore[no-untyped-call]


def connect(database: str, **options: Any) -> Connection:
    """Not open yet: await it."""

    def open_it() -> sqlite3.Connection:
        opened: sqlite3.Connection = sqlite3.connect(database, **(options | {"check_same_thread": False}))
        return opened

    connection = Connection(open_it, iter_chunk_size=64)
    connection._thread.daemon = True
    return connection
