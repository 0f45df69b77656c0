"""A connection to SQLite that begins, commits and rolls back at the driver, past SQLAlchemy.

SQLAlchemy begins a transaction with an event, an object and a greenlet, and ends it so too: 40 µs for each, and an
update has half a dozen. Statements that go SQLAlchemy's way may stand between others. The first of them lets SQLAlchemy
begin too, which finds the transaction that is open; from then on SQLAlchemy also ends it.
"""

from typing import Any, Self, cast

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.database.sqlite import Connection as SqliteConnection
from storage.database.terms import Terms

BEGINNINGS = {True: "BEGIN", False: "BEGIN IMMEDIATE"}
"""How a transaction begins, by whether it only reads. A writer takes the write lock at once, since taking it later
could fail half-way."""


class DirectConnection(AsyncConnection):
    """Made by `opened`, for one borrower at a time."""

    driver: SqliteConnection

    def __init__(self, lender: AsyncEngine, *, is_reading: bool) -> None:
        super().__init__(lender)
        self._order = BEGINNINGS[is_reading]
        self._terms = Terms(0.0)

    async def opened(self) -> Self:
        """Opens it, and remembers the driver's own connection."""
        await self.start()
        self.driver = cast("Any", await self.get_raw_connection()).driver_connection
        return self

    def set_terms(self, terms: Terms) -> None:
        """Sets the options of the next transaction."""
        self._terms = terms

    def begin_at_driver(self) -> None:
        """Begin with the next statement, unless a transaction is open or about to begin."""
        if not self.driver.has_begun:
            self.driver.begin_with_next(self._order, self._terms)

    def in_transaction(self) -> bool:
        """Whether a transaction is open, whoever has begun it."""
        return super().in_transaction() or self.driver.has_begun

    async def commit(self) -> None:
        """Commits. SQLAlchemy does it where it has begun."""
        if super().in_transaction():
            await super().commit()
        else:
            await self.driver.commit()

    async def rollback(self) -> None:
        """Rolls back. SQLAlchemy does it where it has begun, unless it holds the transaction for ended because its
        COMMIT has failed."""
        if self.sync_connection is not None and self.sync_connection.get_transaction() is not None:
            await super().rollback()
        await self.driver.rollback()
