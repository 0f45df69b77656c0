"""The whole bot, running against the simulator: for tests that look at it from the chat."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import func, select

from bot.cli.demo import Cast, CastByLinks
from bot.loops.rate_limit import Limits
from bot.runtime.app import App, open_app
from bot.settings import Settings, load_settings
from bot.simulator.client import World
from bot.simulator.server import Simulator
from bot.system import MovableClock
from storage.queues import fetches, inbox, outbox_rows, tables
from storage.queues.outbox_rows import NOW
from storage.unit_of_work import Database
from tests.support.databases.databases import lay_tables
from tests.support.databases.in_the_loop import without_threads
from tests.support.running.cast_in_place import CastInPlace
from tests.support.waiting import until as until  # noqa: PLC0414 - branches under way take it from here

UNLOCKED = str(Path(__file__).parents[2] / "profiles" / "unlocked.toml")
"""The district without the second factor."""
MORNING = datetime(2026, 3, 4, 1, 30, tzinfo=UTC)
"""When every bot of a test begins: a Wednesday, half past nine in the district, whenever the tests are run."""
TOKEN = "4242:very-secret-token"
USERNAME = "tipline_demo_bot"
QUEUES = ("inbox_open", "fetches_due", "outbox_due")
"""What /health counts of updates, files and messages that are still to be dealt with."""
COUNTED = (
    fetches.WAITS & ((tables.fetches.c.due_at <= NOW) | tables.fetches.c.leased_until.is_not(None)),
    outbox_rows.OPEN & (tables.outbox.c.not_before <= NOW),
    inbox.OPEN,
)
COUNTS: list[Any] = [select(func.count()).where(one).scalar_subquery() for one in COUNTED]
QUEUED = select(COUNTS[0] + COUNTS[1] + COUNTS[2])
"""How many rows all QUEUES hold."""
QUICK = Limits(overall=10_000, overall_burst=10_000, private=10_000, private_burst=10_000, group_minute=10_000)
"""No pacing: the simulator of these tests counts no floods."""


def still_queued(report: Mapping[str, object], *names: str) -> int:
    """How many rows these queues hold (all of QUEUES if none is named). One if the report says nothing of a queue:
    on a busy machine the database may answer too late to be counted, and that is no rest."""
    return sum(int(float(str(report.get(name, 1)))) for name in names or QUEUES)


async def rows_queued(app: App) -> int:
    """How many rows all QUEUES hold, counted by one statement: a look at all of /health is twenty times as dear."""
    return await rows_queued_in(app.assembly.components.database, app.now())


async def rows_queued_in(database: Database, now: datetime) -> int:
    """How many rows the queues of this database hold at that moment."""
    async with database._engine.reading() as connection:
        return int(await connection.scalar(QUEUED, {"now": now}) or 0)


@dataclass
class RunningBot:
    """A running bot and its world."""

    app: App
    world: World
    base: str
    clock: MovableClock
    simulator: Simulator
    home: Path

    async def cast(self) -> Cast:
        """People, nine agencies, a supervisor: all in their places."""
        return await CastInPlace(self.app, self.world, self.simulator).gather()

    async def cast_by_links(self) -> Cast:
        """As `cast`, but each person joined by a real link. They were greeted and announced, and the audit log tells
        of it."""
        return await CastByLinks(self.app, self.world).gather()


def settings_for(base: str, home: Path, **more: Any) -> Settings:
    """Ordinary settings against this base address."""
    given: dict[str, Any] = {
        "token": SecretStr(TOKEN), "token_file": None, "api_url": base, "api_file_url": "", "home": home,
        "database_url": "", "files_url": "", "key_file": Path(), "profile": UNLOCKED, "webhook_url": "",
        "webhook_secret": SecretStr(""), "webhook_secret_file": None, "webhook_listen": "", "api_local_dir": None,
        "proxy": SecretStr(""), "listen": "127.0.0.1:0", "supervisors": (),
        "admins": (), "log": "json error",
    }  # fmt: skip
    return load_settings(**(given | more))


@asynccontextmanager
async def running_bot(
    home: Path, *, flood: bool = False, limits: Limits = QUICK, begin: datetime | None = MORNING, **more: Any
) -> AsyncIterator[RunningBot]:
    """Simulator and bot on one movable clock; both ended on leaving. `begin` None: beside another process, which has
    the machine's own time. Otherwise see `running_alone`."""
    runs = running if begin is None else running_alone
    clock = MovableClock(begin)
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance, flood=flood)
    base = await simulator.start()
    settings = settings_for(base, home, **more)
    try:
        async with World(base) as world, runs(settings, clock, limits) as app:
            yield RunningBot(app, world, base, clock, simulator, home)
            assert app.assembly.components.text.missing == set(), "texts that were wanted and are not there"
    finally:
        await simulator.stop()


@asynccontextmanager
async def running(settings: Settings, clock: MovableClock, limits: Limits = QUICK) -> AsyncIterator[App]:
    """The bot alone, up and listening."""
    lay_tables_for(settings)
    async with up_and_listening(await open_app(settings, clock, limits=limits)) as app:
        yield app


@asynccontextmanager
async def running_alone(settings: Settings, clock: MovableClock, limits: Limits = QUICK) -> AsyncIterator[App]:
    """As `running`, where nobody holds SQLite's file for long, so that no thread has to wait for it. What threads do is
    lived through in processes of the program (tests/crash, tests/chaos) and in tests/end_to_end/outages."""
    lay_tables_for(settings)
    with without_threads():
        app = await open_app(settings, clock, limits=limits)
    async with up_and_listening(app):
        yield app


def lay_tables_for(settings: Settings) -> None:
    """Creates today's tables on SQLite, where there are none."""
    if settings.database_url.startswith("sqlite"):
        lay_tables(settings.home / "tipline.db")


@asynccontextmanager
async def up_and_listening(app: App) -> AsyncIterator[App]:
    """This bot runs meanwhile."""
    up = asyncio.Event()

    async def when_up() -> None:
        up.set()

    async with asyncio.TaskGroup() as tasks:
        running_app = tasks.create_task(app.run(when_up))
        waiting = tasks.create_task(up.wait())
        await asyncio.wait([running_app, waiting], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        try:
            yield app
        finally:
            app.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
