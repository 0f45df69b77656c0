"""Backups as programs of older versions make them: with their tables and columns, and none of the newer ones."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from sqlalchemy import Connection, inspect, select

from storage.crypto.streaming import encrypted_stream
from storage.database.migrate import move
from storage.maintenance.backup import MAGIC, SALT
from storage.maintenance.frames import SIZE, dumped
from storage.schema import metadata
from storage.unit_of_work import Database
from tests.support.clock import START

Rows = dict[str, list[dict[str, Any]]]


async def rows_at(database: Database, revision: str) -> Rows:
    """What is left of all rows in the tables of that revision, by table. The database stays as it is."""
    async with database._engine.writing() as connection:
        await move(connection, revision)
        left = await connection.run_sync(columns_of)
        rows: Rows = {}
        for table in metadata.sorted_tables:
            if table.name in left:
                known = [column for column in table.columns if column.name in left[table.name]]
                rows[table.name] = [dict(row._mapping) for row in await connection.execute(select(*known))]
        await connection.rollback()
    return rows


def columns_of(connection: Connection) -> Mapping[str, set[str]]:
    """The columns of each table that is there."""
    found = inspect(connection)
    return {name: {column["name"] for column in found.get_columns(name)} for name in found.get_table_names()}


async def backup_of(database: Database, revision: str, rows: Rows) -> bytes:
    """A backup without files that holds these rows, and says that its tables are of that revision."""
    counted = {name: len(found) for name, found in rows.items()}
    frames = [(b"H", dumped({"made_at": START, "revision": revision}))]
    frames += [(b"R", dumped({"table": name, "rows": found})) for name, found in rows.items() if found]
    frames.append((b"E", dumped({"rows": counted, "files": 0, "gone": 0})))
    number, key = database._storage_context.vault.backup_key(bytes(SALT))
    sealed = [piece async for piece in encrypted_stream(key, framed(frames))]
    return b"".join([MAGIC, bytes([number]), bytes(SALT), *sealed])


async def framed(frames: list[tuple[bytes, bytes]]) -> AsyncIterator[bytes]:
    """The frames as they stand in a backup."""
    for kind, body in frames:
        yield kind + len(body).to_bytes(SIZE) + body
