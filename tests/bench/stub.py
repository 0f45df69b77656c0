"""A lean Bot API on loopback with people in it: one process, no framework, everything in memory.

The simulator keeps a journal, checks every parameter and draws a page; it costs more a call than the bots do. This stub
knows just the calls of one intake, answers them as the real server would, and measures from a person's act to the
answer on the screen. It is the same for all bots.
"""

import asyncio
import io
import json
import math
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from PIL import Image

from tests.bench.people import BenchChat, People, tenths
from tests.bench.script import GROUP, TOKEN, USERNAME
from tests.support.waiting import until

Json = dict[str, Any]
ME: Json = {
    "id": int(TOKEN.partition(":")[0]), "is_bot": True, "first_name": "Bench", "username": USERNAME,
    "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False,
    "can_connect_to_business": False, "has_main_web_app": False,
}  # fmt: skip
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
OF_A_CHAT: Json = {
    "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(GIFTS, False),
}  # fmt: skip
"""What the real server tells of every chat."""
LIMIT = 100


def picture() -> bytes:
    """A real JPEG of a real photo's size, about 60 kB: noise does not compress."""
    buffer = io.BytesIO()
    Image.effect_noise((320, 240), 90).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


class Stub:
    """The server. Updates go out by long poll, or to the workers' webhooks in turn, as a proxy would spread them."""

    def __init__(self, webhooks: tuple[str, ...] = (), secret: str = "") -> None:
        self.chats: dict[int, BenchChat] = {GROUP: BenchChat(GROUP)}
        self.calls = 0
        self.alerts = 0
        self.alerted = asyncio.Event()
        self.is_asked = asyncio.Event()
        """Somebody polls, or a webhook was set."""
        self._queue: deque[Json] = deque()
        self._arrived = asyncio.Event()
        self._next_update = 1
        self._next_message = 1
        self._photo = picture()
        self._webhooks = webhooks
        self._secret = {"X-Telegram-Bot-Api-Secret-Token": secret}
        self._session: aiohttp.ClientSession | None = None
        self._deliveries: set[asyncio.Task[None]] = set()
        self._runner: web.ServerRunner | None = None
        self.distance = 0.0
        """Seconds that every call takes on its way."""

    async def start(self) -> str:
        """Listen on any port; the base address."""
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=40))
        self._runner = web.ServerRunner(web.Server(self._serve))
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """End it."""
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    # --- people's side ---

    def number(self) -> int:
        """A fresh message id."""
        self._next_message += 1
        return self._next_message

    def push(self, kind: str, body: Json) -> None:
        """Something happened in a chat."""
        update = {"update_id": self._next_update, kind: body}
        self._next_update += 1
        if self._webhooks:
            task = asyncio.create_task(self._deliver(update))
            self._deliveries.add(task)
            task.add_done_callback(self._deliveries.discard)
        else:
            self._queue.append(update)
            self._arrived.set()

    async def _deliver(self, update: Json) -> None:
        """To the next worker in turn, again until it says 200."""
        assert self._session is not None
        session, turns = self._session, count(int(update["update_id"]))

        async def is_taken() -> bool:
            url = self._webhooks[next(turns) % len(self._webhooks)]
            with suppress(aiohttp.ClientError):
                async with session.post(url, json=update, headers=self._secret) as answer:
                    return answer.status == 200
            return False

        await until(is_taken, limit=math.inf, pause=0.2)

    # --- the bot's side ---

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/file/"):
            return web.Response(body=self._photo, content_type="application/octet-stream")
        body = await request.read()
        method = path.rpartition("/")[2].lower()
        result = await self._result(method, parameters(request, body))
        text = json.dumps({"ok": True, "result": result}).encode()
        return web.Response(body=text, content_type="application/json")

    async def _result(self, method: str, given: Json) -> Any:
        self.calls += 1
        if self.distance:
            await asyncio.sleep(self.distance)
        if method == "getupdates":
            return await self._updates(int(given.get("offset") or 0), float(given.get("timeout") or 0))
        if method in {"sendmessage", "editmessagetext", "sendphoto"}:
            return self._shown(given, None if method.startswith("send") else int(given["message_id"]))
        if method == "editmessagereplymarkup":
            return self._chat(given).message(self.head(int(given["chat_id"]), int(given["message_id"])))
        if method == "getchat":
            return {"id": GROUP, "type": "group", "title": "Education", **OF_A_CHAT}
        if method == "getchatmember":
            return {"status": "member", "user": ME}
        if method == "getwebhookinfo":
            return {"url": next(iter(self._webhooks), ""), "has_custom_certificate": False, "pending_update_count": 0}
        if method == "getfile":
            name = str(given["file_id"])
            return {"file_id": name, "file_unique_id": name, "file_size": len(self._photo), "file_path": f"{name}.jpg"}
        if method == "setwebhook":
            self.is_asked.set()
        return ME if method == "getme" else True

    def _shown(self, given: Json, old: int | None) -> Json:
        """A message is new, or stands there with other words."""
        number = old or self.number()
        words = str(given.get("text") or given.get("caption") or "")
        keys = keyboard(given.get("reply_markup"))
        chat = self._chat(given)
        if chat.id == GROUP and old is None:
            self.alerts += 1
            self.alerted.set()
        chat.show(number, words, keys)
        return self.head(chat.id, number) | {"text": words}

    def _chat(self, given: Json) -> BenchChat:
        return self.chats.setdefault(int(given["chat_id"]), BenchChat(int(given["chat_id"])))

    def head(self, chat: int, number: int) -> Json:
        """What every message of the bot has."""
        kind = {"id": chat, "type": "private", "first_name": "P"}
        place = kind if chat > 0 else {"id": chat, "type": "group", "title": "Education"}
        return {"message_id": number, "date": int(time.time()), "chat": place, "from": ME}

    async def _updates(self, offset: int, timeout: float) -> list[Json]:
        while self._queue and self._queue[0]["update_id"] < offset:
            self._queue.popleft()
        self.is_asked.set()
        if not self._queue and timeout:
            self._arrived.clear()
            try:
                async with asyncio.timeout(min(timeout, 5.0)):
                    await self._arrived.wait()
            except TimeoutError:
                return []
        return [self._queue[at] for at in range(min(LIMIT, len(self._queue)))]


def parameters(request: web.BaseRequest, body: bytes) -> Json:
    """What the call was given, as JSON or as a form."""
    if not body:
        return dict(request.query)
    if request.content_type == "application/json":
        found: Json = json.loads(body)
        return found
    return dict(parse_qsl(body.decode()))


def keyboard(markup: Any) -> dict[str, str]:
    """Callback data by label."""
    rows = (json.loads(markup) if isinstance(markup, str) else markup or {}).get("inline_keyboard", ())
    return {key["text"]: key["callback_data"] for row in rows for key in row if "callback_data" in key}


def say(**facts: Any) -> None:
    """One line for the bench."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def told() -> Iterator[Json]:
    """Orders of the bench, a line each."""
    for line in sys.stdin:
        yield json.loads(line)


async def seen(stub: Stub, order: Json) -> Json:
    """What was seen of one order; with `tenths` only what they cost."""
    if "tenths" in order:
        return {"tenths": await tenths(stub, order["people"], order["reports"], order["tenths"])}
    return await People(stub, order["people"], order["reports"], order["seconds"], order.get("pids", {})).report()


async def main(webhooks: tuple[str, ...], secret: str) -> None:
    """Serve; for every order {people, reports, seconds, distance, pids} let so many people report, and say what was
    seen; for one with {tenths} what each tenth of a report cost."""
    stub = Stub(webhooks, secret)
    say(base=await stub.start())
    orders = told()
    try:
        while order := await asyncio.to_thread(next, orders, None):
            await asyncio.wait_for(stub.is_asked.wait(), 60)
            stub.distance = order.get("distance", 0.0)
            say(**await seen(stub, order))
    finally:
        await stub.stop()


if __name__ == "__main__":
    asyncio.run(main(tuple(sys.argv[2:]), sys.argv[1] if len(sys.argv) > 1 else ""))
