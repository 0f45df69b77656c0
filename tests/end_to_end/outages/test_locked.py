"""SQLite's file is locked by another program: whoever's update can be had meanwhile hears so, and loses nothing."""

import asyncio
from pathlib import Path
from typing import Any

from bot.simulator.client import Person
from handlers.telegram.alarms.outage_alarm import OUTAGE
from tests.support.processes.outages import SORRY, RunningBots, locked, outage_notices, running_bots
from tests.support.running.running_bot import free_port
from tests.support.waiting import until

CROWD = 100
"""As many updates as Telegram gives at once."""
CONNECTIONS = 40
"""As many as Telegram opens at once, each with one update."""
SECRET = "hook-secret-4242"  # pragma: allowlist secret


async def all_hear(people: list[Person]) -> None:
    """Until each has been told."""
    await asyncio.gather(*(person.wait_for(SORRY, timeout=30) for person in people))


async def has_handled(here: RunningBots, wanted: int) -> bool:
    report: Any = await here.apps[0].status.report()
    return bool(report["updates"].get("handled", 0) >= wanted)


async def test_a_hundred_people_who_write_while_the_database_is_locked_are_told_and_answered_later(
    tmp_path: Path,
) -> None:
    async with running_bots(tmp_path, f"sqlite:///{tmp_path}/tipline.db") as here:
        people = [await here.world.person(f"P{number}") for number in range(CROWD)]
        await until(lambda: has_handled(here, 1))
        with locked(tmp_path / "tipline.db"):
            await asyncio.gather(*(person.say("/start") for person in people))
            await all_hear(people)
            late = await here.world.person("Late")
            await late.say("/start")
        await until(lambda: has_handled(here, 1 + CROWD))
        assert [await outage_notices(person) for person in people] == [1] * CROWD


async def test_by_webhook_everybody_is_told_of_a_locked_database_and_answered_later(tmp_path: Path) -> None:
    port = free_port()
    hook: dict[str, Any] = {"webhook_url": f"http://127.0.0.1:{port}/telegram", "webhook_secret": SECRET}
    async with running_bots(
        tmp_path, f"sqlite:///{tmp_path}/tipline.db", webhook_listen=f"127.0.0.1:{port}", **hook
    ) as here:
        people = [await here.world.person(f"P{number}") for number in range(CONNECTIONS)]
        await until(lambda: has_handled(here, 1))
        with locked(tmp_path / "tipline.db"):
            await asyncio.gather(*(person.say("/start") for person in people))
            await all_hear(people)
        await until(lambda: has_handled(here, 1 + CONNECTIONS))
        assert [await outage_notices(person) for person in people] == [1] * CONNECTIONS


async def test_administrators_are_told_of_a_database_lock_without_waiting_people(tmp_path: Path) -> None:
    async with running_bots(tmp_path, f"sqlite:///{tmp_path}/tipline.db") as here:
        (app,) = here.apps
        await until(lambda: has_handled(here, 1))
        await app.assembly.monitor.look(here.clock.now())
        with locked(tmp_path / "tipline.db"):
            here.clock.advance(seconds=OUTAGE.total_seconds())
            await app.assembly.monitor.look(here.clock.now())
            await here.ada.wait_for("数据库已中断")
        await here.ada.wait_for("数据库恢复正常", timeout=30)
