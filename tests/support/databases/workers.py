"""Several workers on one PostgreSQL database: each a Database of its own that is known as alive, and may die."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from bot.domain.queues.queue import Queue
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.begun_before import begun_before
from tests.support.databases.databases import address_of
from tests.support.databases.opened_database import open_database
from tests.support.waiting import until


@dataclass
class DatabaseWorker:
    """A process that shares the database; `heard` counts what woke it."""

    database: Database
    present: asyncio.Task[None]
    heard: list[Queue] = field(default_factory=list)

    @property
    def leads(self) -> bool:
        """Whether it leads now."""
        return self.database.election.epoch > 0

    async def leave(self) -> None:
        """Ends in order."""
        self.database.election.stop()
        await self.present
        await self.database.close()


@asynccontextmanager
async def worker(url: str, folder: Path, clock: FixedClock) -> AsyncIterator[DatabaseWorker]:
    """A worker that the others know as alive. It has left afterwards, if it has not died. Where there are keys in the
    folder, another one has begun the database."""
    with begun_before() if has_keys(folder) else nullcontext():
        database = await open_database(url, folder, clock)
    heard: list[Queue] = []
    one = DatabaseWorker(database, asyncio.create_task(database.election.run(heard.append)), heard)
    await until(lambda: one.database.election.number is not None)
    try:
        yield one
    finally:
        await one.leave()


def has_keys(folder: Path) -> bool:
    """Whether a database was begun with keys in this folder."""
    return (folder / "keys.json").exists()


async def cut(url: str, number: int | None) -> None:
    """PostgreSQL loses the connection that holds this worker's lock, as when its machine is gone."""
    connection = await asyncpg.connect(**address_of(url))
    try:
        found = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid::bigint = $1"
        await connection.fetch(found, number)
    finally:
        await connection.close()
