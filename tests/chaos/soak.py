"""make soak: a quarter of an hour of real time with one group that fails, one that refuses, a clock that is set wrong
and right again, and a PostgreSQL server that is restarted. Who else writes must be served; MINUTES=2 is a short one."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import aiohttp

from bot.cli.demo import Cast, CastByLinks
from bot.profile.files import SHIPPED
from bot.runtime.app import App
from bot.runtime.components import open_components, services_of
from bot.simulator.client import World
from bot.simulator.server import Simulator
from bot.system import SystemClock
from tests.bench.noise import synced
from tests.chaos.soak_bot import CLOCK
from tests.chaos.soak_people import BAD, MUTE, WELL, SoakWaits, ask, cry, has_card, is_set, look, people
from tests.chaos.soak_report import Lag, Ready, Soak
from tests.support.processes.fleet import Fleet, fleet
from tests.support.processes.outages import StoppableServer, own_server
from tests.support.running.running_bot import TOKEN, USERNAME, settings_for
from tests.support.waiting import until

ASKING, PAUSE = 20, 20.0
"""People in private, and the seconds after which each asks again."""
LOOKING = 60.0
CRYING = 45.0
"""Seconds between two reports of danger."""
QUIET = 60.0
"""Seconds after the groups were bound: Telegram takes twenty messages a minute, and binding has used many."""
WRONG = 8 * 3600.0
STEP, RIGHT, RESTART = 0.25, 0.45, 0.65
"""When the clock is set wrong, and right again; and when PostgreSQL is restarted. Shares of the whole time."""
RECOVERY = 600.0
"""Seconds that what waited for the two groups gets to arrive once they are well."""


@dataclass
class Field:
    """Everything that takes part."""

    world: World
    cast: Cast
    server: StoppableServer
    bots: Fleet
    clock: Path
    watch: SoakWaits
    soak: Soak
    stop: asyncio.Event = field(default_factory=asyncio.Event)


async def main(minutes: float) -> int:
    """0 when everything held."""
    async with running(minutes) as here:
        await rage(here, minutes * 60)
        await recover(here)
        print(here.soak)  # noqa: T201
        return 0 if here.soak.is_clean else 1


@asynccontextmanager
async def running(minutes: float) -> AsyncIterator[Field]:
    """Server, pretended Telegram with its limits, bot, people."""
    simulator = Simulator(token=TOKEN, username=USERNAME, now=SystemClock().now, flood=True)
    base = await simulator.start()
    try:
        with tempfile.TemporaryDirectory(prefix="soak") as folder:
            home = Path(folder)
            write_profile(home)
            (home / "clock").write_text("0", "ascii")
            more = {"TIPLINE_PROFILE": str(home / "profile.toml")}
            os.environ[CLOCK] = str(home / "clock")
            async with own_server() as server, World(base) as world:
                own = {name.removeprefix("TIPLINE_"): value for name, value in more.items()}
                program = ("tests.chaos.soak_bot",)
                async with fleet(base, home, server.url, size=1, program=program, more=own, is_forked=False) as bots:
                    cast_ = await gather_cast(base, home, server.url, world)
                    watch = SoakWaits(asyncio.get_running_loop().time)
                    yield Field(world, cast_, server, bots, home / "clock", watch, Soak(minutes, watch))
    finally:
        await simulator.stop()


def write_profile(home: Path) -> None:
    """The district, with staff who read English and no second factor."""
    shipped = (SHIPPED / "jiulongpo.toml").read_text("utf-8")
    english = shipped.replace('staff_language = "zh-Hans"', 'staff_language = "en"').replace("on = true", "on = false")
    (home / "profile.toml").write_text(english, "utf-8")


async def gather_cast(base: str, home: Path, url: str, world: World) -> Cast:
    """People and nine groups, bound by opening real links."""
    settings = settings_for(base, home, database_url=url, profile=str(home / "profile.toml"))
    parts = await open_components(settings)
    try:
        desk = SimpleNamespace(services=services_of(parts), now=SystemClock().now)
        return await CastByLinks(cast("App", desk), world).gather()
    finally:
        await parts.database.close()


async def rage(here: Field, seconds: float) -> None:
    """All faults, and all who write meanwhile."""
    await here.world.fault("status", "*", times=0, status=502, chat_id=here.cast.groups[BAD].id)
    refusal = {"status": 400, "description": "Bad Request: not enough rights to send text messages to the chat"}
    for method in ("sendMessage", "editMessageText"):
        await here.world.fault("status", method, times=0, chat_id=here.cast.groups[MUTE].id, **refusal)
    asking = await people(here.world, "Asker", ASKING)
    await asyncio.sleep(QUIET)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(watch_ready(here))
        tasks.create_task(watch_lag(here))
        tasks.create_task(watch_disk(here))
        for number, person in enumerate(asking):
            tasks.create_task(later(number * PAUSE / ASKING, ask(here.watch, person, PAUSE, here.stop)))
        for number, key in enumerate(WELL):
            tasks.create_task(later(number * 7.0, look(here.watch, here.cast, key, LOOKING, here.stop)))
        tasks.create_task(cries(here))
        tasks.create_task(blows(here, seconds))


async def later(seconds: float, act: "asyncio.Future[None] | object") -> None:
    """So that not all ask at the same moment."""
    await asyncio.sleep(seconds)
    await act  # type: ignore[misc]


async def blows(here: Field, seconds: float) -> None:
    """The clock, twice, and the server, once; then it is over."""
    now, began = here.watch.now, here.watch.now()
    here.soak.began = began
    await asyncio.sleep(began + STEP * seconds - now())
    here.clock.write_text(str(WRONG), "ascii")
    await asyncio.sleep(began + RIGHT * seconds - now())
    here.clock.write_text("0", "ascii")
    await asyncio.sleep(began + RESTART * seconds - now())
    here.soak.restarted = now()
    await here.server.stop()
    await here.server.start()
    here.soak.back = now()
    await asyncio.sleep(began + seconds - now())
    here.stop.set()


async def cries(here: Field) -> None:
    """Reports of danger, one after the other, each by somebody else."""
    number = 0
    async with asyncio.TaskGroup() as tasks:
        while not await is_set(here.stop, CRYING):
            number += 1
            tasks.create_task(one_cry(here, f"Crier{number}"))


async def one_cry(here: Field, name: str) -> None:
    """One person cries for help. The number of their case is noted, or 0 where they got none."""
    person, told = await here.world.person(name), 0
    with suppress(AssertionError):
        told = await cry(here.watch, here.cast, person)
    here.soak.told.append(told)


async def watch_ready(here: Field) -> None:
    """What /ready says, each second."""
    (port,) = here.bots.ports
    timeout = aiohttp.ClientTimeout(total=5)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        while not await is_set(here.stop, 1.0):
            at, ready = here.watch.now(), False
            with suppress(aiohttp.ClientError, TimeoutError):
                async with session.get(f"http://127.0.0.1:{port}/ready") as answer:
                    ready = answer.status == 200
            here.soak.ready.append(Ready(at, ready))


async def watch_lag(here: Field) -> None:
    """How late this process itself comes: nobody can be served sooner on such a machine."""
    due = here.watch.now() + 0.1
    while not await is_set(here.stop, 0.1):
        here.soak.lags.append(Lag(due, here.watch.now() - due))
        due = here.watch.now() + 0.1


async def watch_disk(here: Field) -> None:
    """How long the disk takes for four kilobytes: no database can be quicker."""
    while not await is_set(here.stop, 0.5):
        began = here.watch.now()
        await asyncio.to_thread(synced, here.clock.parent)
        here.soak.lags.append(Lag(began, here.watch.now() - began))


async def recover(here: Field) -> None:
    """Both groups are well again: what waited for them arrives, and nothing is left."""
    await here.world.heal()
    with suppress(AssertionError):
        await until(lambda: has_arrived(here), limit=RECOVERY, pause=5.0)
    here.soak.shown = await shown(here)
    (port,) = here.bots.ports
    health = await here.bots.health(port) or {}
    here.soak.given_up = {name: health.get(name, -1) for name in ("outbox_dead", "inbox_parked", "inbox_open")}
    here.bots.running[port].send_signal(signal.SIGTERM)
    here.soak.ended = await here.bots.running[port].wait()
    if logs := os.environ.get("LOGS"):
        shutil.copy(here.clock.parent / f"log-{port}.jsonl", logs)


async def has_arrived(here: Field) -> bool:
    """Whether every card stands in every group."""
    return not here.soak.missing(await shown(here))


async def shown(here: Field) -> set[tuple[str, int]]:
    """Body and case, for each card that stands in a group."""
    wanted = [(key, number) for key in (*WELL, BAD, MUTE) for number in here.soak.told if number]
    return {(str(key), number) for key, number in wanted if await has_card(here.cast, key, number)}


if __name__ == "__main__":
    sys.exit(asyncio.run(main(float(os.environ.get("MINUTES", "15")))))
