"""Rows of a backup on their way into an empty database, also those of an older program.

Migrations only add, and they also work on rows. So rows of an older program go into tables as that program had them.
Then the migrations run, as they would have at an upgrade. All of it is one transaction, which the caller commits.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, TableClause, column, func, insert, inspect, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import TiplineError
from storage.database.migrate import move, revisions
from storage.maintenance.frames import BackupBroken
from storage.maintenance.row_trust import believe
from storage.schema import ROW_CODE, metadata
from storage.session import Session


class NewerVersion(TiplineError):
    """A newer program has made the backup: this one does not know the `revision` of its tables."""

    default_key = "backup-newer-version"


class NewerTables(TiplineError):
    """A newer program has made the tables of the empty database: this one does not know their `revision`."""

    default_key = "database-newer-version"


class BroughtRows:
    """Takes the rows of one backup into an empty database."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection
        self._tables: Mapping[str, TableClause] = metadata.tables
        """By name: today's tables, or those of the program that made the backup."""
        self._without_codes = set[str]()
        """Tables of which the backup has rows without the column of the row code."""

    async def begin(self, made_with: str) -> None:
        """Make the tables those of that revision. Raises NewerVersion, NewerTables."""
        here = await revision(self._connection)
        require_known(made_with)
        if here not in revisions():
            raise NewerTables(revision=here)
        if made_with != here:
            await move(self._connection, made_with)
            self._tables = await self._connection.run_sync(tables_as_they_are)

    async def bring(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows of one table. Raises BackupBroken where that revision has no such table or column.

        A program that knows of row codes writes their column into each row, also where it is empty. So a row without
        the column comes from a program that had no codes. Who can write to the database cannot take the column out of
        a backup: a table without it cannot be backed up."""
        known = self._tables.get(name)
        if known is None or any(row.keys() - set(known.c.keys()) for row in rows):
            raise BackupBroken
        if any(ROW_CODE not in row for row in rows):
            self._without_codes.add(name)
        await self._connection.execute(insert(known), rows)

    async def finish(self) -> None:
        """The tables and the rows as today's program has them, and new rows get numbers behind these."""
        await move(self._connection, revisions()[-1])
        await believe(self._session, self._without_codes)
        await go_on_numbering(self._connection)


def require_known(made_with: str) -> None:
    """Raises NewerVersion where this program does not know that revision."""
    if made_with not in revisions():
        raise NewerVersion(revision=made_with)


async def revision(connection: AsyncConnection) -> str:
    """Which version the tables have."""
    found: str = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one()
    return found


def tables_as_they_are(connection: Connection) -> Mapping[str, TableClause]:
    """The tables of this moment by name, with the columns they have and today's types of these."""
    found = inspect(connection).get_multi_columns()
    return {
        name: table(name, *(column(one["name"], metadata.tables[name].c[one["name"]].type) for one in columns))
        for (_, name), columns in found.items()
        if name in metadata.tables
    }


async def go_on_numbering(connection: AsyncConnection) -> None:
    """New rows get numbers behind those brought back. SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for numbered in metadata.sorted_tables:
        own = numbered.autoincrement_column
        if own is not None and own.autoincrement is True:
            last = select(func.coalesce(func.max(own), 0) + 1).scalar_subquery()
            await connection.execute(select(func.setval(f"{numbered.name}_{own.name}_seq", last, False)))
