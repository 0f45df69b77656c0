"""A look at the rows and bytes behind the stores, as a thief would have it."""

from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import Engine
from storage.tables import metadata


async def run(url: str, *orders: str) -> list[Any]:
    """Run SQL and commit; rows of the last order."""
    engine = Engine(url)
    rows: list[Any] = []
    async with engine.writing() as connection:
        for order in orders:
            result = await connection.execute(text(order))
            rows = list(result.all()) if result.returns_rows else []
        await connection.commit()
    await engine.close()
    return rows


async def all_bytes(url: str, folder: Path) -> bytes:
    """Everything at rest: all columns of all rows, and on SQLite the files of the database themselves."""
    engine = Engine(url)
    async with engine.reading() as connection:
        found = await dump(connection)
    await engine.close()
    return found + on_disk(folder)


def on_disk(folder: Path) -> bytes:
    """All files of the folder, one behind the other."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def dump(connection: AsyncConnection) -> bytes:
    """All values of all tables."""
    found = b""
    for table in metadata.tables.values():
        for row in await connection.execute(select(table)):
            found += b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in row) + b"\n"
    return found
