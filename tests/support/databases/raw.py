"""A look at the rows and bytes behind the stores, as a thief would have it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices.notice import Notice, ToChat
from storage.chats.chat_ids import ChatIds
from storage.crypto.derivation import Label
from storage.database.engine import Engine
from storage.database.notice_rows import dump_notice
from storage.queues.outgoing import MessageTarget, OutgoingMessages
from storage.queues.tables import outbox
from storage.schema import metadata
from storage.session import Session
from storage.unit_of_work import Database

PILED_FROM = 1_000_000
"""Numbers of rows that were piled up: out of the way of those that the database gives itself."""


async def run(url: str, *orders: str) -> list[Any]:
    """Run SQL and commit; rows of the last order."""
    engine = Engine(url)
    rows: list[Any] = []
    try:
        async with engine.writing() as connection:
            for order in orders:
                result = await connection.execute(text(order))
                rows = list(result.all()) if result.returns_rows else []
            await connection.commit()
    finally:
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


async def pile_up(database: Database, notices: Iterable[Notice]) -> None:
    """Very many real outbox rows for chats, quickly: as `Outgoing.add` writes them, but all in one order."""
    async with database._engine.writing() as connection:
        session = Session(connection, database._storage_context)
        rows: list[dict[str, Any]] = []
        known: dict[int, str] = {}
        for number, notice in enumerate(notices, PILED_FROM):
            assert isinstance(notice.to, ToChat)
            chat = notice.to.chat
            known[chat] = known.get(chat) or await ChatIds(session).note(chat)
            sealed = session.vault.encrypt(Label.QUEUE, dump_notice(notice), f"outbox|{number}")
            row = OutgoingMessages(session)._row(notice, MessageTarget(chat, notice.to.locale), known[chat])
            rows.append(dict(session.coded(outbox, row | {"id": number, "sealed": sealed})))
        await connection.execute(insert(outbox), rows)
        await connection.commit()


async def change(database: Database, table: str, row: int, column: str, value: object) -> None:
    """Somebody changes one value of one row by hand."""
    async with database._engine.writing() as connection:
        here = metadata.tables[table]
        await connection.execute(update(here).where(here.c.id == row).values({column: value}))
        await connection.commit()
