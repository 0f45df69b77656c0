"""Every statement that the program sends to a database, through SQLAlchemy and past it; and how much work it was."""

import itertools
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import prepared
from storage.database.statements import StatementResult
from storage.unit_of_work import Database

Note = Callable[[str, Any], None]
straight = prepared.straight


@contextmanager
def heard(engine: Engine | type[Engine], note: Note) -> Iterator[None]:
    """`note` is called with each statement and its parameters."""

    def by_sqlalchemy(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        note(statement, parameters)

    async def past_it(connection: AsyncConnection, known: prepared.Ready, arguments: Sequence[Any]) -> StatementResult:
        note(known.text, arguments)
        return await straight(connection, known, arguments)

    event.listen(engine, "before_cursor_execute", by_sqlalchemy)
    prepared.straight = past_it
    try:
        yield
    finally:
        prepared.straight = straight
        event.remove(engine, "before_cursor_execute", by_sqlalchemy)


@contextmanager
def steps(database: Database) -> Iterator[list[int]]:
    """How many steps SQLite's virtual machine takes meanwhile, one number for each ten; only in connections opened
    meanwhile."""
    found, tens = list[int](), itertools.count(1)

    def count(connection: Any, _record: object) -> None:
        bare: sqlite3.Connection = connection.driver_connection.bare
        bare.set_progress_handler(lambda: found.append(next(tens)), 10)

    engine = database._engine._engine.sync_engine
    event.listen(engine, "connect", count)
    try:
        yield found
    finally:
        event.remove(engine, "connect", count)
