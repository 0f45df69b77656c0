"""Telegram's `Date` reaches the clock from every call; nothing is done by the clock before it is known."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import SteadyClock
from bot.domain.ids import CaseNumber
from bot.runtime.app import App, open_app
from bot.simulator.client import World
from bot.simulator.server import Simulator
from bot.system import monotonic_clock, wall_clock
from handlers.telegram.connection.server_time import ServerTime
from tests.support.databases.samples import a_case
from tests.support.running.conversation import begin
from tests.support.running.running_bot import QUICK, TOKEN, USERNAME, settings_for
from tests.support.waiting import until

DATE = "Mon, 02 Mar 2026 01:00:00 GMT"
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
WRONG = timedelta(days=3)


def wrong_wall() -> datetime:
    """The clock of a machine that is three days ahead."""
    return wall_clock() + WRONG


async def test_invalid_dates_are_ignored_and_one_date_a_second_is_used() -> None:
    heard: list[datetime] = []
    server_time = ServerTime(lambda date, _: heard.append(date))
    now = asyncio.get_running_loop().time()
    for headers in ({}, {"Date": "yesterday"}, {"Date": "Mon, 99 Mar 2026 01:00:00 GMT"}):
        server_time.note(headers, now)
    assert heard == []
    for _ in range(3):
        server_time.note({"Date": DATE}, now)
    assert heard == [AT]


async def nothing_was_done_days_too_early(app: App) -> None:
    """No deadline of the case has fired, and no stored moment lies ahead."""
    async with app.assembly.components.database.reading() as uow:
        case = await uow.cases.by_number(CaseNumber(1))
        moments = await uow.timestamps.moments("")
    assert case is not None
    assert [one.fired for one in case.deadlines] == [()]
    assert max(moments.values()) < wall_clock() + timedelta(minutes=1)


async def test_a_machine_with_a_clock_days_ahead_uses_telegrams_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram answers at the second attempt: until then no deadline fires, though the machine's clock says it has
    passed."""
    monkeypatch.setattr("handlers.telegram.receiving.intake_source.BOOT_PAUSE", 4.0)
    simulator = Simulator(token=TOKEN, username=USERNAME, now=wall_clock, flood=False)
    base = await simulator.start()
    clock = SteadyClock(wrong_wall, monotonic_clock)
    async with World(base) as world:
        ada = await world.person("Ada")
        await ada.say("/start")
        app = await open_app(settings_for(base, tmp_path, admins=(ada.id,)), clock, limits=QUICK)
        await a_report(app)
        await world.fault("status", "getMe", status=502, times=2)
        running = asyncio.create_task(app.run())
        try:
            await begin(await world.person("Rita"))
            assert abs((clock.now() - wall_clock()).total_seconds()) < 5
            heard = await ada.wait_for("服务器时钟不准")
            assert "3 天" in (heard.text or "")
            await until(lambda: has_ticked(app))
            await nothing_was_done_days_too_early(app)
        finally:
            app.stop()
            await running
    await simulator.stop()


async def a_report(app: App) -> None:
    """A case that must be acknowledged in a quarter of an hour of true time."""
    async with app.assembly.components.database.begin() as uow:
        await uow.cases.add(a_case(received_at=wall_clock()))
        await uow.commit()


async def has_ticked(app: App) -> bool:
    """Whether due work has been looked at."""
    return (await app.status.report())["last_tick_at"] is not None
