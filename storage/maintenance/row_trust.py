"""From when on rows must carry their codes: at once in a new database, from the first start on in an older one.

Rows of an older program have no codes, and whatever it writes beside a newer one gives old rows stale ones. So they are
believed until no older program works on the database any more; then all rows get their codes as they stand, once. That
it was done is noted in the database and beside the key file, by a number that only the key gives. Somebody who may
write to the database alone cannot have all rows believed again.
"""

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

import structlog
from sqlalchemy import ColumnElement, Executable, Table, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.counters.tables import counters
from storage.crypto.row_codes import RowCodes
from storage.database.engine import Engine
from storage.database.pages import pages
from storage.database.row_guard import is_bound
from storage.queues.leader_election import CODING, WORKERS
from storage.queues.tables import inbox, outbox
from storage.records.audit import Audit
from storage.schema import ROW_CODE, metadata
from storage.session import Session, StorageContext

log = structlog.get_logger()

COUNTER = "row-codes"
BESIDE = ".rows"
"""Behind the name of the key file: the note that lies beside it."""
OPEN_ONLY: dict[Table, ColumnElement[bool]] = {inbox: inbox.c.sealed.is_not(None), outbox: outbox.c.sealed.is_not(None)}
"""Rows of queues that are over are never read again."""
OLDER_ONES = text(
    "SELECT count(DISTINCT objid) FILTER (WHERE classid::bigint = :workers)"
    " - count(DISTINCT objid) FILTER (WHERE classid::bigint = :coding) FROM pg_locks"
    " WHERE locktype = 'advisory' AND granted AND objsubid = 2"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
"""How many workers hold a worker's lock and not the one of those that write row codes."""


@cache
def bound_tables() -> Sequence[Table]:
    """All tables whose rows carry codes."""
    return tuple(table for table in metadata.sorted_tables if is_bound(table))


class RowTrust:
    """Whether the rows of one database are trusted, with one key file."""

    def __init__(self, engine: Engine, context: StorageContext, key_file: Path) -> None:
        self._engine = engine
        self._context = context
        self._codes: RowCodes = context.vault.row_codes
        self._beside = key_file.with_name(key_file.name + BESIDE)
        self._number = number_of(self._codes)

    async def begin(self) -> None:
        """Decides at the start whether codes are required: where they were required before, and in an empty
        database."""
        async with self._engine.writing() as connection:
            if self._is_noted_beside() or await self._is_noted(connection):
                await self._require(connection)
            elif not await _is_anything_there(connection):
                await Audit(Session(connection, self._context)).sign_chain_tip()
                await self._require(connection)

    async def start_requiring_codes(self) -> bool:
        """Gives every row its code as it stands, once no older program works on the database. From then on no row
        without a code is believed. Returns True when that was done now. Only a running bot calls this: a command may
        run beside an older bot."""
        if self._codes.are_required:
            return False
        async with self._engine.writing() as connection:
            if not self._engine.is_sqlite and await connection.scalar(
                OLDER_ONES, {"workers": WORKERS, "coding": CODING}
            ):
                return False
            if await self._is_noted(connection):
                await self._require(connection)
                return False
            session = Session(connection, self._context)
            signed = sum([await give_codes(session, table) for table in bound_tables()])
            await Audit(session).sign_chain_tip()
            await self._require(connection)
        log.warning("rows_trusted", rows=signed)
        return True

    async def _require(self, connection: AsyncConnection) -> None:
        await note_required(Session(connection, self._context))
        await connection.commit()
        self._note_beside()
        self._codes.require()

    async def _is_noted(self, connection: AsyncConnection) -> bool:
        noted = await connection.scalar(select(counters.c.value).where(counters.c.name == COUNTER))
        return bool(noted == self._number)

    def _is_noted_beside(self) -> bool:
        try:
            return self._beside.read_text("ascii").strip() == str(self._number)
        except (OSError, UnicodeDecodeError):
            return False

    def _note_beside(self) -> None:
        """Writes the note beside the key file. Where its folder is read-only, only the note in the database exists."""
        if self._is_noted_beside():
            return
        try:
            self._beside.write_text(f"{self._number}\n", "ascii")
            self._beside.chmod(0o600)
        except OSError as error:
            log.error("row_codes_not_noted", error=type(error).__name__)


async def believe(session: Session, names: Collection[str]) -> None:
    """Gives codes to all rows of the tables with these names, as they stand, and notes it in the database. For rows of
    a backup that a program without codes has made: only its keys can have made it, so all of it is believed."""
    for table in bound_tables():
        if table.name in names:
            await give_codes(session, table)
    if counters.name in names:
        await Audit(session).sign_chain_tip()
        await note_required(session)


async def give_codes(session: Session, table: Table) -> int:
    """Codes for all rows of a table as they stand, a page at a time. Returns how many rows there were."""
    done = 0
    async for rows in pages(session.connection, table, OPEN_ONLY.get(table)):
        for row in rows:
            code = session.coded(table, row._mapping)[ROW_CODE]
            here = [column == row._mapping[column] for column in table.primary_key]
            await session.connection.execute(update(table).where(*here).values({ROW_CODE: code}))
        done += len(rows)
    return done


async def note_required(session: Session) -> None:
    """Notes in the database that all rows carry codes."""
    await session.upsert(counters, {"name": COUNTER, "value": number_of(session.vault.row_codes)})


def number_of(codes: RowCodes) -> int:
    """The number that notes it. Only the key gives it."""
    return int.from_bytes(codes.of(COUNTER, [])[:7])


async def _is_anything_there(connection: AsyncConnection) -> bool:
    return any((await connection.execute(_anything())).one())


@cache
def _anything() -> Executable:
    """A statement that tells for each table whether it has rows."""
    return select(*(select(table).exists().label(table.name) for table in bound_tables()))
