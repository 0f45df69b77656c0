"""Connections to SQLite that stay open from one transaction to the next: opening one costs more than a short query."""

import asyncio
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any, TypeVar

from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import Unreachable
from storage.database.direct_connection import DirectConnection
from storage.database.terms import TERMS, Terms

AnyConnection = TypeVar("AnyConnection", bound=AsyncConnection)
IDLE = 4
"""Connections that stay open while nobody needs them; each has a thread."""
WAIT = 30.0
"""Seconds to wait for a free connection."""


class IdleConnections:
    """At most `most` at once, each lent to one borrower for one transaction."""

    def __init__(self, lender: AsyncEngine, most: int, *, is_reading: bool) -> None:
        self._lender = lender
        self._is_reading = is_reading
        self._places = asyncio.Semaphore(most)
        self._idle: list[DirectConnection] = []
        self._is_closed = False

    def lend(self, terms: Terms) -> "Loan":
        """A connection on which nothing has begun. What the borrower does not commit is rolled back."""
        return Loan(self, terms)

    async def take(self, terms: Terms) -> DirectConnection:
        """A connection of the caller's own, which goes back by `take_back`."""
        await self._wait_for_place()
        try:
            return on_terms(self._idle.pop() if self._idle else await self._opened(), terms)
        except BaseException:
            self._places.release()
            raise

    async def take_back(self, connection: DirectConnection, *, is_sound: bool) -> None:
        """Keep the connection for the next borrower. After any error, or where its thread may still be at work, drop
        it."""
        try:
            await self._keep_or_drop(connection, is_sound=is_sound)
        finally:
            self._places.release()

    async def close(self) -> None:
        """Close the idle connections. One that is lent is closed when it comes back."""
        self._is_closed = True
        while self._idle:
            await self._idle.pop().close()

    async def _opened(self) -> DirectConnection:
        with away_as_unreachable():
            return await DirectConnection(self._lender, is_reading=self._is_reading).opened()

    async def _wait_for_place(self) -> None:
        """Take a place. A free one needs no timer."""
        if not self._places.locked():
            await self._places.acquire()
            return
        try:
            async with asyncio.timeout(WAIT):
                await self._places.acquire()
        except TimeoutError as error:
            raise Unreachable("database", why="away") from error

    async def _keep_or_drop(self, connection: DirectConnection, *, is_sound: bool) -> None:
        if is_sound and not self._is_closed and len(self._idle) < IDLE:
            if connection.in_transaction():
                await connection.rollback()
            self._idle.append(connection)
            return
        await asyncio.shield(given_up(connection, for_good=self._is_closed))


class Loan(AbstractAsyncContextManager[AsyncConnection, None]):
    """One connection, lent for one transaction. Each update has several: a class costs less than a generator."""

    _connection: DirectConnection

    def __init__(self, lender: IdleConnections, terms: Terms) -> None:
        self._lender = lender
        self._terms = terms

    async def __aenter__(self) -> AsyncConnection:
        self._connection = await self._lender.take(self._terms)
        return self._connection

    async def __aexit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        await self._lender.take_back(self._connection, is_sound=error is None)


async def opened(lender: AsyncEngine) -> AsyncConnection:
    """A new connection. Raises Unreachable where the database cannot be reached, or all connections are taken."""
    with away_as_unreachable():
        return await lender.connect()


@contextmanager
def away_as_unreachable() -> Iterator[None]:
    """Raises Unreachable where the database cannot be reached, or all connections are taken."""
    try:
        yield
    except (PoolTimeout, OSError) as error:
        raise Unreachable("database", why="away") from error


def on_terms(connection: AnyConnection, terms: Terms) -> AnyConnection:
    """The connection, with these options set for its next transaction."""
    if isinstance(connection, DirectConnection):
        connection.set_terms(terms)
    connection.info[TERMS] = terms
    return connection


async def given_up(connection: AsyncConnection, *, for_good: bool) -> None:
    """Return the connection to the pool, which rolls back what is open. Close it where that is wanted, or where its
    thread may still be at work."""
    if not connection.invalidated and (for_good or is_cut_off(connection)):
        await connection.invalidate()
    forget_ended(connection)
    await connection.close()


def forget_ended(connection: AsyncConnection) -> None:
    """A transaction whose COMMIT has failed may still be open at the driver. SQLAlchemy holds it for ended, and would
    tell the pool that there is nothing to roll back: whoever is lent the connection next would commit it."""
    inner = connection.sync_connection
    transaction = None if inner is None else inner.get_transaction()
    if transaction is not None and not transaction.is_active:
        transaction.rollback()  # goes to no database


def is_cut_off(connection: AsyncConnection) -> bool:
    """Whether a statement on this connection was cancelled while its thread was still at work."""
    inner = connection.sync_connection
    driver: Any = None if inner is None else inner.connection.driver_connection
    return bool(getattr(driver, "is_cut_off", False))
