"""A database or a Telegram that is away, with the whole bot: what people hear, what administrators hear, and after."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.domain.ids import ChatId
from bot.runtime.app import App
from bot.simulator.client import Person, World
from bot.simulator.server import Simulator
from bot.system import MovableClock
from handlers.telegram.alarms.outage_alarm import OUTAGE
from tests.support.databases.raw import run
from tests.support.running.conversation import begin, send, tell
from tests.support.running.running_bot import MORNING, TOKEN, USERNAME, free_port, running, running_bot, settings_for
from tests.support.waiting import until

SORRY = "broken on our side"
SECRET = "hook-secret-4242"  # pragma: allowlist secret


class MovedMachineClock:
    """The machine's time plus what a test moved it by; the bot takes it for an ordinary clock."""

    def __init__(self) -> None:
        self._inner = MovableClock(MORNING)
        self.now = self._inner.now

    def advance(self, **units: float) -> None:
        self._inner.advance(timedelta(**units))


@asynccontextmanager
async def database_away(home: Path) -> AsyncIterator[None]:
    """Nothing can be stored meanwhile."""
    url = f"sqlite:///{home}/tipline.db"
    await run(url, "ALTER TABLE inbox RENAME TO inbox_gone")
    try:
        yield
    finally:
        await run(url, "ALTER TABLE inbox_gone RENAME TO inbox")


async def outage_notices(person: Person) -> int:
    return len([message for message in await person.sees() if message.from_bot and SORRY in (message.text or "")])


async def test_a_sender_while_the_database_is_away_is_told_whom_to_call_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.telegram.receiving.polling.LONGEST_PAUSE", 0.05)
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await begin(rita)
        async with database_away(tmp_path):
            await rita.say("/status")
            sorry = await rita.wait_for(SORRY)
            await rita.say("/help")
            asked = len(await here.world.calls(method="getUpdates"))
            await until(lambda: _has_asked(here.world, asked + 3))
            assert await outage_notices(rita) == 1
        assert "110" in (sorry.text or "")
        assert "120" in (sorry.text or "")
        await until(lambda: _handled(here.app, 3))
        async with here.app.assembly.components.database.reading() as uow:
            noted = await uow.messages.since(ChatId(rita.id), here.clock.now() - timedelta(hours=1))
        assert sorry.id in noted


async def _has_asked(world: World, times: int) -> bool:
    """Whether the bot has asked for updates so often: each time it gets those again that it could not store."""
    return len(await world.calls(method="getUpdates")) >= times


async def test_each_new_outage_is_told_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.telegram.receiving.polling.LONGEST_PAUSE", 0.05)
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await begin(rita)
        for number in (1, 2):
            async with database_away(tmp_path):
                await rita.say("/help")
                await until(lambda wanted=number: _has_outage_notices(rita, wanted))
            await until(lambda wanted=number: _handled(here.app, 1 + wanted))


async def test_by_webhook_an_outage_is_answered_503_and_the_person_told_once(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    hook: dict[str, Any] = {"webhook_url": url, "webhook_secret": SECRET, "webhook_listen": f"127.0.0.1:{port}"}
    async with running_bot(tmp_path, **hook) as here, aiohttp.ClientSession() as session:
        rita = await here.world.person("Rita")
        await begin(rita)
        sender = {"id": rita.id, "is_bot": False, "first_name": "Rita", "language_code": "zh-hans"}
        message = {
            "message_id": 900,
            "date": 1,
            "chat": {"id": rita.id, "type": "private"},
            "from": sender,
            "text": "a",
        }
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with database_away(tmp_path):
            for number in (900, 901):
                body = {"update_id": number, "message": message}
                async with session.post(url, json=body, headers=headers) as answer:
                    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        texts = [message.text or "" for message in await rita.sees()]
        assert len([text for text in texts if "出了故障" in text]) == 1


async def test_health_says_that_the_database_is_away_instead_of_failing(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here, aiohttp.ClientSession() as session:
        host, port = here.app.address
        async with database_away(tmp_path):
            async with session.get(f"http://{host}:{port}/health") as answer:
                assert answer.status == 200
                assert json.loads(await answer.text())["database_trouble"] == "Unreachable"
            async with session.get(f"http://{host}:{port}/metrics") as answer:
                assert 'tipline_alarm{alarm="intake"} 0.0' in await answer.text()


# --- Administrators -------------------------------------------------------------------------------------------------


@asynccontextmanager
async def watched(home: Path, clock: MovedMachineClock, **more: Any) -> AsyncIterator[tuple[App, World, Person]]:
    """A bot on an ordinary clock, and its administrator."""
    sim_clock = MovableClock(MORNING)
    simulator = Simulator(token=TOKEN, username=USERNAME, now=sim_clock.now, advance=sim_clock.advance, flood=False)
    base = await simulator.start()
    try:
        async with World(base) as world:
            ada = await world.person("Ada")
            await ada.say("/start")
            settings = settings_for(base, home, admins=(ada.id,), **more)
            async with running(settings, clock) as app:  # type: ignore[arg-type]
                yield app, world, ada
    finally:
        await simulator.stop()


async def test_administrators_are_told_of_a_lost_database_once_without_using_it(tmp_path: Path) -> None:
    clock = MovedMachineClock()
    async with watched(tmp_path, clock) as (app, _, ada):
        await app.assembly.monitor.look(clock.now())
        async with database_away(tmp_path):
            await app.assembly.monitor.look(clock.now() + OUTAGE / 2)
            await app.assembly.monitor.look(clock.now() + OUTAGE)
            await app.assembly.monitor.look(clock.now() + 2 * OUTAGE)
        await ada.wait_for("数据库已中断")
        texts = [message.text or "" for message in await ada.sees() if message.from_bot]
        assert len([text for text in texts if "数据库" in text]) == 1


async def test_what_was_given_up_reaches_the_administrator_by_name_and_health_shows_it(tmp_path: Path) -> None:
    clock = MovedMachineClock()
    async with watched(tmp_path, clock) as (app, world, ada):
        await world.fault("missing_chat", "getUpdates")
        await ada.say("nobody can parse this")
        await until(lambda: _is_parked(app))
        await app.assembly.monitor.look(clock.now())
        app.assembly.leading.ticker.wake()
        heard = await ada.wait_for("已放弃处理")
        assert "NoUpdate" in (heard.text or "")
        report: Any = await app.status.report()
        assert report["alarms"]["poison"] is True
        assert report["inbox_poison"] == 1
        app.assembly.monitor.alarms = frozenset()  # as in a worker that does not lead, and so never looks
        other: Any = await app.status.report()
        assert other["alarms"]["poison"] is True
        async with database_away(tmp_path):
            meanwhile: Any = await app.status.report()
        assert meanwhile["alarms"]["poison"] is True
        assert meanwhile["database_trouble"]


async def test_updates_that_wait_at_telegram_are_counted_where_it_calls_us(tmp_path: Path) -> None:
    port, clock = free_port(), MovedMachineClock()
    hook = {
        "webhook_url": f"http://127.0.0.1:{port}/telegram",
        "webhook_secret": SECRET,
        "webhook_listen": f"127.0.0.1:{port}",
    }
    async with watched(tmp_path, clock, **hook) as (app, _, _ada):
        await until(lambda: _sees_none_waiting(app, clock))


async def test_after_a_silent_telegram_the_cards_that_wait_are_posted_again(tmp_path: Path) -> None:
    clock = MovedMachineClock()
    async with watched(tmp_path, clock) as (app, world, _):
        group = await world.group("Education", await world.person("Amal"))
        await group.bot("add")
        rita = await world.person("Rita")
        await _bind_all(app, group.id)
        await tell(rita)
        await send(rita)
        await until(lambda: _posted(world, group.id, 1))
        clock.advance(minutes=10)
        app.assembly.leading.ticker.wake()
        await rita.say("/help")
        await until(lambda: _posted(world, group.id, 2))
        await until(lambda: _deleted(world))


async def _bind_all(app: App, group: int) -> None:
    async with app.assembly.components.database.begin() as uow:
        await uow.agencies.bind("EDU", ChatId(group), "Education", "en", app.now())  # type: ignore[arg-type]
        await uow.commit()


async def _posted(world: World, group: int, wanted: int) -> bool:
    """Whether at least `wanted` cards were sent to the group."""
    sent = [call for call in await world.calls(method="sendMessage") if str(call.params.get("chat_id")) == str(group)]
    return len(sent) >= wanted


async def _deleted(world: World) -> bool:
    return bool(await world.calls(method="deleteMessage"))


async def _sees_none_waiting(app: App, clock: MovedMachineClock) -> bool:
    await app.assembly.monitor.look(clock.now())
    return (await app.status.report())["telegram_pending"] == 0.0


async def _handled(app: App, wanted: int) -> bool:
    report: Any = await app.status.report()
    return bool(report["updates"].get("handled", 0) >= wanted)


async def _has_outage_notices(person: Person, wanted: int) -> bool:
    return await outage_notices(person) == wanted


async def _is_parked(app: App) -> bool:
    return bool((await app.status.report()).get("inbox_parked"))


# --- A press that is answered too late -----------------------------------------------------------------------------


async def test_a_press_that_is_answered_too_late_keeps_its_effect(tmp_path: Path) -> None:
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await begin(rita)
        await here.world.fault("status", "answerCallbackQuery", status=400, description=late, times=5)
        await rita.press("I am an adult", message=await rita.wait_for("Who is writing?"))
        await rita.wait_for("in danger right now")
        report: Any = await here.app.status.report()
        assert report["inbox_parked"] == report["updates"].get("failed", 0) == 0
