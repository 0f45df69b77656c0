"""Statements that every update asks, written out once and handed straight to the driver.

SQLAlchemy needs 150 µs around the 40 µs of work of a statement by key, and SQLite's thread as much again to be woken.
So these statements go to the driver's own connection. On SQLite they run in the event loop, the first one with the
beginning of the transaction. They are by key, and a lock that another program holds is waited for in the thread. On
PostgreSQL the first statement of a transaction goes SQLAlchemy's way, which begins it.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Executable, LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler

from bot.domain.errors import Unreachable
from storage.database.direct_connection import DirectConnection
from storage.database.errors import refusal_of_postgres
from storage.database.lists import IN_THREAD
from storage.database.sqlite import Connection as SqliteConnection
from storage.database.statements import PlainStatements, StatementResult

Process = Callable[[Any], Any]


@dataclass(frozen=True)
class Ready:
    """A statement in the form that the driver takes."""

    text: str
    given: tuple[tuple[str, Process | None], ...]
    """The parameters in the driver's order, and how each is written."""
    fixed: Mapping[str, Any]
    """The values that are part of the statement."""
    row: Callable[[Sequence[Any]], Any] | None
    """Makes a row of what the driver brings; None when no rows come."""
    is_quick: bool = True
    """Whether it may run in the event loop."""

    def arguments(self, values: Mapping[str, Any]) -> Sequence[Any]:
        """The parameters as the driver wants them."""
        known = {**self.fixed, **values} if self.fixed else values
        return [known[name] if write is None else write(known[name]) for name, write in self.given]

    def result(self, found: Sequence[Any], changed: int) -> StatementResult:
        """The statement's answer, made of what the driver brings."""
        return StatementResult([self.row(row) for row in found] if self.row is not None else (), changed)


@lru_cache(maxsize=512)
def ready(statement: Any, dialect: Dialect, names: tuple[str, ...]) -> Ready | None:
    """The statement for these parameters; None when its text depends on their values (a list to look in)."""
    compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(names) or None)
    if any(bind.expanding for bind in compiled.binds.values()):
        return None
    order = compiled.positiontup or []
    given = tuple((name, writer(compiled.binds[name].type, dialect)) for name in order)
    fixed = {name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required}
    is_quick = not statement.get_execution_options().get(IN_THREAD, False)
    return Ready(str(compiled), given, fixed, reader(statement, dialect), is_quick)


def writer(kind: Any, dialect: Dialect) -> Process | None:
    """How a value of this type is given to the driver; None for as it is. SQLite's takes bytes as they are."""
    if isinstance(kind, LargeBinary) and dialect.name == "sqlite":
        return None
    process: Process | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return process


def reader(statement: Any, dialect: Dialect) -> Callable[[Sequence[Any]], Any] | None:
    """How the statement's rows are made; None when it returns none. One that writes and returns nothing is not asked
    for its columns: SQLAlchemy keeps the answer, also for a statement that `returning` makes of it afterwards."""
    columns = list(statement.exported_columns) if statement.is_select or statement._returning else []
    if not columns:
        return None
    names = tuple(column.name for column in columns)
    shape: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
    reads = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    if not any(reads):
        return cast("Callable[[Sequence[Any]], Any]", shape._make)

    def row(found: Sequence[Any]) -> Any:
        return shape._make([value if read is None else read(value) for value, read in zip(found, reads, strict=True)])

    return row


class PreparedStatements:
    """`Statements` without SQLAlchemy where that is possible."""

    def __init__(self) -> None:
        self._plain = PlainStatements()

    async def ask(
        self, connection: AsyncConnection, statement: Executable, values: Mapping[str, Any]
    ) -> StatementResult:
        """The statement's answer, by the shorter way where there is one."""
        known = ready(statement, connection.dialect, tuple(values))
        if known is None:
            return await self._plain.ask(connection, statement, values)
        if isinstance(connection, DirectConnection):
            connection.begin_at_driver()
        elif not connection.in_transaction():
            if connection.dialect.name != "sqlite" or connection.sync_connection is None:
                result = await connection.exec_driver_sql(known.text, tuple(known.arguments(values)))
                return known.result(result.all() if result.returns_rows else (), result.rowcount)
            connection.sync_connection.begin()
        return await straight(connection, known, known.arguments(values))


async def straight(connection: AsyncConnection, known: Ready, arguments: Sequence[Any]) -> StatementResult:
    """Run the statement without SQLAlchemy."""
    driver: Any = driver_of(connection)
    if isinstance(driver, SqliteConnection):
        found, changed = await driver.ask(known.text, arguments, is_quick=known.is_quick)
    else:
        found, changed = await from_postgres(driver, known, arguments)
    return known.result(found, changed)


def driver_of(connection: AsyncConnection) -> Any:
    """The driver's own connection."""
    if isinstance(connection, DirectConnection):
        return connection.driver
    assert connection.sync_connection is not None  # noqa: S101 (a transaction is open)
    return connection.sync_connection.connection.driver_connection


async def from_postgres(driver: Any, known: Ready, arguments: Sequence[Any]) -> tuple[Sequence[Any], int]:
    """Returns rows and count. Raises Unreachable when the connection ended meanwhile, else what asyncpg raises."""
    try:
        if known.row is None:
            return (), count(await driver.execute(known.text, *arguments))
        found = await driver.fetch(known.text, *arguments)
    except Exception as error:
        if driver.is_closed():
            raise Unreachable("database") from error
        if isinstance(error, refusal_of_postgres()):
            error.detail = None  # it quotes values of the row
        raise
    return found, len(found)


def count(status: str) -> int:
    """How many rows PostgreSQL says it changed: `UPDATE 1`, `INSERT 0 1`."""
    return int(status.rpartition(" ")[2])
