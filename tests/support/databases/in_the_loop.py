"""SQLite without threads, for lines that one test has for itself: nobody else holds the file, so nothing waits in a
thread. Waking a thread costs more than what it then does."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Thread
from typing import Any
from unittest.mock import patch
from weakref import WeakSet

from storage.database import engine
from storage.database.engine import prepare_sqlite
from storage.database.sqlite import Connection
from tests.support.databases.reused_databases import LentConnection, lent_at

Work = tuple["asyncio.Future[Any] | None", Callable[[], Any]]


class AtOnce:
    """In place of the queue before a connection's thread: work is done as it is put in. Whoever waits for the answer
    gets it in the loop's next turn, so that others come between as they do where a thread works."""

    def put_nowait(self, work: Work) -> None:
        """Do it; an error goes to whoever waits."""
        future, function = work
        try:
            result = function()
        except Exception as error:
            answer(future, error, asyncio.Future.set_exception)
        else:
            answer(future, result, asyncio.Future.set_result)


def answer(future: "asyncio.Future[Any] | None", value: Any, say: Callable[["asyncio.Future[Any]", Any], None]) -> None:
    """Say it in the loop's next turn, unless nobody waits any more."""

    def now() -> None:
        if future is not None and not future.done():
            say(future, value)

    if future is not None:
        future.get_loop().call_soon(now)


class NoThread(Thread):
    """Is never started."""

    def start(self) -> None:
        """Nothing has to run."""


def connector(_: "WeakSet[Thread]") -> Callable[..., Connection]:
    """Takes the place of `storage.database.engine.connector`."""

    def opened(database: str, **options: Any) -> Connection:
        lent = lent_at(database)
        connect = partial(sqlite3.connect, database) if lent is None else lent.connection
        connection = Connection(partial(connect, **options), iter_chunk_size=64)
        connection._tx = AtOnce()  # type: ignore[assignment]
        connection._thread = NoThread()
        return connection

    return opened


def prepare_once(connection: Any, record: object) -> None:
    """Takes the place of `storage.database.engine.prepare_sqlite`. A connection that stays open was set up by its first
    borrower. Its log is never written into the file."""
    bare = connection.driver_connection.bare
    if not isinstance(bare, LentConnection):
        prepare_sqlite(connection, record)
    elif not bare.is_prepared:
        prepare_sqlite(connection, record)
        bare.execute("PRAGMA wal_autocheckpoint=0").close()
        bare.is_prepared = True


@contextmanager
def without_threads() -> Iterator[None]:
    """A database that is opened meanwhile does all its work in the event loop, as long as it lives."""
    with patch.multiple(engine, connector=connector, prepare_sqlite=prepare_once):
        yield
