"""The whole bot against the simulator: both ways of intake, a Telegram that is away, strange updates, health."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.simulator.client import Person, World, picture
from bot.simulator.server import Simulator
from bot.system import MovableClock
from bot.usecases.access.membership import make_invite
from bot.usecases.deadlines.standstill import SENDING
from handlers.telegram import menus
from handlers.telegram.text.links import invite_link
from tests.support.running.conversation import begin, send, tell
from tests.support.running.running_bot import (
    MORNING,
    TOKEN,
    USERNAME,
    RunningBot,
    free_port,
    running,
    running_bot,
    settings_for,
)
from tests.support.waiting import until

SECRET = "hook-secret-4242"  # pragma: allowlist secret


def hook_settings() -> dict[str, Any]:
    """A webhook on a free port."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    return {"webhook_url": url, "webhook_secret": SECRET, "webhook_listen": f"127.0.0.1:{port}"}


async def health(here: RunningBot, path: str = "health") -> tuple[int, Any]:
    host, port = here.app.address
    async with aiohttp.ClientSession() as session, session.get(f"http://{host}:{port}/{path}") as answer:
        return answer.status, await answer.text()


async def test_a_report_with_photos_becomes_a_card_without_content(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        lin = cast.reporters[0]
        await tell(lin, "Wang beats him every day")
        await lin.photo(picture(), picture())
        await lin.wait_for("2 files")
        await send(lin)
        edu = next(key for key in cast.groups if key == "EDU")
        card = await cast.officers[edu].wait_for("Case 1", cast.groups[edu])
        assert "Wang" not in (card.text or "")
        assert ["Acknowledge", "Open in private"] in [[button.text for button in row] for row in card.buttons]


async def test_get_me_is_called_once_per_start(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        await tell(cast.reporters[0])
        await send(cast.reporters[0])
        assert len(await here.world.calls(method="getMe")) == 1


async def test_everything_works_by_webhook_too(tmp_path: Path) -> None:
    hook = hook_settings()
    async with running_bot(tmp_path, **hook) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await send(rita)
        assert not await here.world.calls(method="getUpdates")


async def test_a_stranger_at_the_webhook_is_refused(tmp_path: Path) -> None:
    hook = hook_settings()
    async with running_bot(tmp_path, **hook) as here, aiohttp.ClientSession() as session:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
            async with session.post(hook["webhook_url"], json={"update_id": 1}, headers=headers) as answer:
                assert answer.status == 403
        assert (await here.app.status.report())["updates_stored"] == 0


async def test_a_request_body_that_is_no_update_is_accepted_and_parked(tmp_path: Path) -> None:
    hook = hook_settings()
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with running_bot(tmp_path, **hook) as here, aiohttp.ClientSession() as session:
        for body in ("not json", "[1, 2]", '{"update_id": "seven"}'):
            async with session.post(hook["webhook_url"], data=body, headers=headers) as answer:
                assert answer.status == 200
        assert (await here.app.status.report())["inbox_parked"] == 3


async def test_a_telegram_that_is_away_at_boot_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.telegram.receiving.intake_source.BOOT_PAUSE", 0.05)
    monkeypatch.setattr("handlers.telegram.receiving.intake_source.REFUSED_PAUSE", 0.05)
    clock = MovableClock(MORNING)
    simulator = Simulator(token=TOKEN, now=clock.now, advance=clock.advance, flood=False)
    base = await simulator.start()
    async with World(base) as world:
        await world.fault("status", "getMe", status=502)
        await world.fault("status", "getMe", status=401)
        await world.fault("drop_before", "deleteWebhook")
        async with running(settings_for(base, tmp_path), clock):
            await begin(await world.person("Rita"))
    await simulator.stop()


async def test_no_answer_of_get_updates_ends_the_polling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.telegram.receiving.polling.LONGEST_PAUSE", 0.05)
    async with running_bot(tmp_path) as here:
        for status in (401, 404, 409, 429, 500, 502):
            await here.world.fault("status", "getUpdates", status=status)
        await here.world.fault("truncate", "getUpdates")
        await here.world.fault("drop_after", "getUpdates")
        await begin(await here.world.person("Rita"))


async def test_a_poisoned_update_is_parked_and_blocks_nobody(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita, amal = await here.world.person("Rita"), await here.world.person("Amal")
        await here.world.fault("missing_chat", "getUpdates")
        await rita.say("words that nobody can parse")
        await begin(amal)
        await begin(rita)
        assert (await here.app.status.report())["inbox_parked"] == 1


async def test_a_lone_surrogate_blocks_nobody(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita, "torn \ud83d in two")
        await begin(await here.world.person("Amal"))
        await rita.press("Send what I have")
        assert "torn ? in two" in (await rita.wait_for("Please check")).words


async def test_an_update_that_comes_twice_is_answered_once(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await here.world.fault("repeat_update", "getUpdates", times=3)
        await begin(rita)
        await tell(rita)
        report: Any = await here.app.status.report()
        assert report["updates_stored"] == report["updates"]["handled"]


async def test_fields_of_a_newer_bot_api_do_no_harm(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        await here.world.fault("unknown_fields", "*", times=40)
        await begin(await here.world.person("Rita"))


async def test_after_a_restart_a_conversation_goes_on_where_it_stood(tmp_path: Path) -> None:
    clock = MovableClock(MORNING)
    simulator = Simulator(token=TOKEN, now=clock.now, advance=clock.advance, flood=False)
    base = await simulator.start()
    async with World(base) as world:
        rita = await world.person("Rita")
        async with running(settings_for(base, tmp_path), clock):
            await tell(rita)
        async with running(settings_for(base, tmp_path), clock):
            await send(rita)
    await simulator.stop()


async def test_health_and_metrics_show_only_numbers(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        await tell(await here.world.person("Rita Secretname"), "Wang beats him")
        status, words = await health(here)
        facts = json.loads(words)
        assert status == 200
        assert facts["inbox_open"] == facts["outbox_dead"] == facts["inbox_parked"] == 0
        assert (await health(here, "ready"))[0] == 200
        metrics = (await health(here, "metrics"))[1]
        assert 'tipline_updates_total{outcome="handled"}' in metrics
        for secret in ("Wang", "Secretname", TOKEN.partition(":")[2]):
            assert secret not in words + metrics


async def test_the_bot_is_not_ready_while_its_token_is_refused(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        await here.world.fault("status", "getUpdates", status=401, times=0)
        await (await here.world.person("Rita")).say("/start")
        await until(lambda: _is_status(here, 503))
        assert "http_401" in (await health(here))[1]


async def test_ready_is_red_while_a_part_makes_no_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Although the database and Telegram answer. Which figures mean it is tried in test_standstill.py."""
    async with running_bot(tmp_path) as here:
        await until(lambda: _is_status(here, 200))
        monkeypatch.setattr("bot.runtime.status.stalled", lambda _: (SENDING,))
        assert await _is_status(here, 503)


@pytest.mark.parametrize("status", [401, 404])
async def test_a_token_that_stays_refused_is_an_alarm_until_it_is_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr("handlers.telegram.receiving.polling.LONGEST_PAUSE", 0.05)

    async def is_refused(expected: float) -> bool:
        return (await here.app.status.report())["token_refused"] == expected

    async with running_bot(tmp_path) as here:
        assert await is_refused(0.0)
        rita = await here.world.person("Rita")
        await here.world.fault("status", "getUpdates", status=status, times=0)
        await rita.say("/start")
        await until(partial(is_refused, 1.0))
        await here.world.heal()
        await rita.say("/help")  # or the next answer would be an empty one, half a minute later
        await until(partial(is_refused, 0.0))


async def test_menus_are_set_for_every_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menus, "LOOK_AGAIN", 0.1)
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita", language_code="zh-hans")
        await until(lambda: _has_menu(rita, "status"))
        assert "cases" not in await rita.commands()
        sue = await here.world.person("Sue")
        secret = await make_invite(here.app.services, here.clock.now(), "supervisor", None)
        await sue.open(invite_link(USERNAME, "supervisor", secret))
        await until(lambda: _has_menu(sue, "remind"))
        assert "remind" not in await rita.commands()


async def _is_status(here: RunningBot, status: int) -> bool:
    return (await health(here, "ready"))[0] == status


async def _has_menu(person: Person, name: str) -> bool:
    return name in await person.commands()
