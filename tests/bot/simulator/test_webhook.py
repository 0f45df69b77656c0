"""Webhook: one update in flight per queue, tried again until taken, Retry-After obeyed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from tests.support.running.simulated import Simulation
from tests.support.waiting import until


class Receiver:
    """A webhook that answers as the test wants and writes down what came."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answer: Callable[[], web.Response] = web.Response
        self.open = asyncio.Event()
        self.open.set()

    async def take(self, request: web.Request) -> web.Response:
        self.got.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        await self.open.wait()
        return self.answer()

    async def until(self, count: int) -> None:
        await until(lambda: len(self.got) >= count, pause=0.005)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got if "message" in update]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    made.open.set()
    await runner.cleanup()


async def drained(place: Simulation) -> None:
    async def nothing_waits() -> bool:
        return not (await place.bot.call("getWebhookInfo"))["pending_update_count"]

    await until(nothing_waits, pause=0.005)


async def test_waiting_updates_are_delivered_with_the_secret_and_forgotten(
    place: Simulation, receiver: Receiver
) -> None:
    child = await place.world.person("Bo")
    await child.say("early")
    await place.bot.call("setWebhook", url=receiver.url, secret_token="s3cret")  # pragma: allowlist secret
    await child.say("later")
    await receiver.until(2)
    await drained(place)
    assert receiver.texts == ["early", "later"] and set(receiver.secrets) == {"s3cret"}
    assert "can't use getUpdates method while webhook is active" in await place.bot.refused("getUpdates")
    await place.bot.call("deleteWebhook")
    assert await place.bot.call("getUpdates") == []


async def test_one_update_is_in_flight_per_chat_but_a_press_may_overtake(place: Simulation, receiver: Receiver) -> None:
    child, other = await place.world.person("Bo"), await place.world.person("Mo")
    await child.say("/start")
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await place.bot.call("sendMessage", chat_id=child.id, text="Ready?", reply_markup=keyboard)
    await place.bot.call("getUpdates", offset=-1)
    await place.bot.call("deleteWebhook", drop_pending_updates=True)
    receiver.open.clear()
    await place.bot.call("setWebhook", url=receiver.url)
    await child.say("first")
    await child.say("second")
    await child.press("Go")
    await other.say("other")
    await receiver.until(3)
    assert sorted(receiver.texts) == ["first", "other"]
    assert [list(update)[1] for update in receiver.got].count("callback_query") == 1
    receiver.open.set()
    await receiver.until(4)
    assert receiver.texts[-1] == "second"


async def test_a_refused_update_is_tried_again_and_blocks_its_chat_only(place: Simulation, receiver: Receiver) -> None:
    child = await place.world.person("Bo")
    receiver.answer = lambda: web.Response(status=503, headers={"Retry-After": "600"})
    await place.bot.call("setWebhook", url=receiver.url)
    await child.say("stubborn")
    await child.say("behind")
    await receiver.until(1)
    await place.world.advance(seconds=300)
    assert len(receiver.got) == 1
    receiver.answer = web.Response
    await place.world.advance(seconds=301)
    await receiver.until(3)
    assert receiver.texts == ["stubborn", "stubborn", "behind"]
    assert "503" in (await place.bot.call("getWebhookInfo"))["last_error_message"]


async def test_an_update_that_grew_too_old_is_given_up(place: Simulation, receiver: Receiver) -> None:
    child = await place.world.person("Bo")
    receiver.answer = lambda: web.Response(status=500)
    await place.bot.call("setWebhook", url=receiver.url)
    await child.say("lost")
    await receiver.until(1)
    await place.world.advance(hours=25)
    await drained(place)
    assert receiver.texts == ["lost"]
    assert len(place.simulator.cloud.updates.expired) == 1
