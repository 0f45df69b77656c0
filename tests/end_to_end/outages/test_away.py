"""PostgreSQL is away: whoever writes hears whom to call, administrators hear at minute five, once, from one process."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.runtime.app import App
from bot.simulator.client import Person
from handlers.telegram.alarms.outage_alarm import OUTAGE
from tests.support.databases.workers import cut
from tests.support.processes.outages import (
    SORRY,
    RunningBots,
    StoppableServer,
    outage_notices,
    own_server,
    running_bots,
)
from tests.support.running.conversation import begin
from tests.support.waiting import until

AWAY, WELL = "数据库已中断", "数据库恢复正常"
"""Of the words to administrators, who read the district's language."""


@pytest.fixture
async def server() -> AsyncIterator[StoppableServer]:
    async with own_server() as made:
        yield made


async def alarms(running_bots: RunningBots, words: str) -> int:
    return await outage_notices(running_bots.ada, words)


async def has_handled(app: App, wanted: int) -> bool:
    report: Any = await app.status.report()
    return bool(report["updates"].get("handled", 0) >= wanted)


def speaks(app: App) -> bool:
    """Whether it thinks that it speaks for the line."""
    return app.assembly.components.database.election.speaks


async def report(here: RunningBots) -> Any:
    return await here.apps[0].status.report()


async def has_polled(here: RunningBots, times: int) -> bool:
    return len(await here.world.calls(method="getUpdates")) >= times


async def hears_sorry(person: Person, times: int = 1) -> bool:
    return await outage_notices(person) >= times


async def test_a_sender_during_an_outage_is_told_once_whom_to_call_and_answered_afterwards(
    server: StoppableServer, tmp_path: Path
) -> None:
    async with running_bots(tmp_path, server.url) as here:
        rita, lin = await here.world.person("Rita"), await here.world.person("Lin", language_code="zh-hans")
        await begin(rita)
        handled = int((await report(here))["updates"]["handled"])
        await server.stop()
        await rita.say("/status")
        sorry = await rita.wait_for(SORRY)
        assert "110" in (sorry.text or "")
        assert "120" in (sorry.text or "")
        await rita.say("/help")
        await lin.say("/start")
        await lin.wait_for("出了故障")
        await server.start()
        await until(lambda: has_handled(here.apps[0], handled + 3))
        assert (await outage_notices(rita), await outage_notices(lin, "出了故障")) == (1, 1)
        await server.stop()
        await rita.say("/help")
        await until(lambda: hears_sorry(rita, 2))
        await server.start()


async def test_administrators_are_told_once_after_five_minutes_and_once_when_it_is_over(
    server: StoppableServer, tmp_path: Path
) -> None:
    async with running_bots(tmp_path, server.url) as here:
        (app,) = here.apps
        await app.assembly.monitor.look(here.clock.now())
        await server.stop()
        await app.assembly.monitor.look(here.clock.now() + OUTAGE * 0.9)
        assert await alarms(here, AWAY) == 0
        here.clock.advance(minutes=5)
        for _ in range(3):
            await app.assembly.monitor.look(here.clock.now())
        await here.ada.wait_for(AWAY)
        assert await alarms(here, AWAY) == 1
        await server.start()
        await here.ada.wait_for(WELL)
        assert (await alarms(here, AWAY), await alarms(here, WELL)) == (1, 1)


async def test_during_an_outage_only_the_process_that_led_sends_notices(
    server: StoppableServer, tmp_path: Path
) -> None:
    async with running_bots(tmp_path, server.url, size=3) as here:
        leader = here.leader
        rita = await here.world.person("Rita")
        await begin(rita)
        polls = len(await here.world.calls(method="getUpdates"))
        await server.stop()
        await rita.say("/status")
        await rita.wait_for(SORRY)
        here.clock.advance(minutes=5)
        for app in here.apps:
            await app.assembly.monitor.look(here.clock.now())
            await app.assembly.monitor.look(here.clock.now())
        assert await alarms(here, AWAY) == 1
        assert [speaks(app) for app in here.apps] == [app is leader for app in here.apps]
        await until(lambda: has_polled(here, polls + 3))
        assert [call for call in await here.world.calls(method="getUpdates") if call.code == 409] == []
        assert await outage_notices(rita) == 1
        await server.start()


async def test_when_the_former_leader_is_gone_another_process_tells_administrators(
    server: StoppableServer, tmp_path: Path
) -> None:
    async with running_bots(tmp_path, server.url, size=2) as here:
        (other,) = [app for app in here.apps if app is not here.leader]
        await other.assembly.monitor.look(here.clock.now())
        await server.stop()
        here.clock.advance(minutes=9)
        await other.assembly.monitor.look(here.clock.now())
        assert await alarms(here, AWAY) in {0, 1}
        here.clock.advance(minutes=2)
        await other.assembly.monitor.look(here.clock.now())
        await here.ada.wait_for(AWAY)
        await server.start()


async def test_a_hanging_database_server_counts_as_unreachable(server: StoppableServer, tmp_path: Path) -> None:
    async with running_bots(tmp_path, server.url) as here:
        rita = await here.world.person("Rita")
        await begin(rita)
        with server.frozen():
            await rita.say("/status")
            await rita.wait_for(SORRY)
            status, facts = await here.ask(here.apps[0], "health")
            assert (status, bool(facts["database_trouble"])) == (200, True)
            assert (await here.ask(here.apps[0], "ready"))[0] == 503
        await until(lambda: is_ready(here))
        assert await outage_notices(rita) == 1


async def is_ready(here: RunningBots) -> bool:
    return (await here.ask(here.apps[0], "ready"))[0] == 200


async def test_health_turns_red_after_a_minute_and_green_when_the_server_is_back(
    server: StoppableServer, tmp_path: Path
) -> None:
    async with running_bots(tmp_path, server.url) as here:
        (app,) = here.apps
        await until(lambda: is_ready(here))
        await server.stop()
        await until(lambda: is_red(here, "ready"))
        here.clock.advance(seconds=61)
        status, facts = await here.ask(app, "health")
        assert (status, facts["standing_still"]["database"]) == (503, True)
        assert 'tipline_standing_still{part="database"} 1.0' in (await here.ask(app, "metrics"))[1]
        await server.start()
        await until(lambda: is_ready(here))
        status, facts = await here.ask(app, "health")
        assert (status, any(facts["standing_still"].values())) == (200, False)


async def is_red(here: RunningBots, path: str) -> bool:
    return (await here.ask(here.apps[0], path))[0] == 503


async def test_a_former_leader_leaves_polling_to_the_current_one(
    server: StoppableServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off from the database, which others reach: it meets their polling, and is silent from then on."""
    async with running_bots(tmp_path, server.url, size=2) as here:
        first, second = here.leader, next(app for app in here.apps if app is not here.leader)
        rita = await here.world.person("Rita")
        await begin(rita)
        await cut_off(first, server.url, monkeypatch)
        await until(lambda: leads(second))
        await until(lambda: has_stood_down(first))
        await rita.say("/help")
        await until(lambda: has_handled(second, 1))
        assert await outage_notices(rita) == 0


async def cut_off(app: App, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """This one reaches the database no more."""

    async def gone(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(app.assembly.components.database._engine, "own_connection", gone)
    monkeypatch.setattr(app.assembly.components.database.inbox, "store", gone)
    await cut(url, app.assembly.components.database.election.number)


async def leads(app: App) -> bool:
    return app.assembly.outages.leads()


async def has_stood_down(app: App) -> bool:
    return app.assembly.intake_source._down_until > 0
