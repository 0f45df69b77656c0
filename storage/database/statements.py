"""Runs statements that were built once. There are two ways, and both must give the same answer."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection


class StatementResult(NamedTuple):
    """What a statement gave back: its rows, and how many it changed (-1: not told)."""

    rows: Sequence[Any]
    changed: int


class Statements(Protocol):
    """Asks a database through a connection that is lent for one transaction."""

    async def ask(
        self, connection: AsyncConnection, statement: Executable, values: Mapping[str, Any]
    ) -> StatementResult:
        """The statement's answer; the transaction begins if it has not yet."""
        ...


class PlainStatements:
    """`Statements` by SQLAlchemy alone: slower, and the way to go when a new version of a library breaks the other."""

    async def ask(
        self, connection: AsyncConnection, statement: Executable, values: Mapping[str, Any]
    ) -> StatementResult:
        """Runs the statement and returns its answer."""
        result = await connection.execute(statement, dict(values))
        return StatementResult(result.all() if result.returns_rows else (), result.rowcount)
