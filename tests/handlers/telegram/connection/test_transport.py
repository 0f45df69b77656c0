"""The transport: what was never sent, what perhaps arrived, and that the token stays inside."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from handlers.telegram.connection.transport import AiohttpRequest, Flooded, NotSent, Stream, Uncertain
from tests.support.running.wire import TOKEN, started, wire

SECRET = TOKEN.partition(":")[2]


async def test_fifty_calls_run_concurrently() -> None:
    async with wire() as here:
        names = await asyncio.gather(*(here.bot.get_me() for _ in range(50)))
        assert {me.username for me in names} == {"tipline_demo_bot"}


async def test_an_upload_is_read_while_it_is_sent() -> None:
    async with wire() as here:
        rita = await started(here.world)

        async def chunks() -> AsyncIterator[bytes]:
            for _ in range(64):
                yield b"x" * 16_384

        file = InputFile(cast("Any", Stream(chunks())), filename="long.bin", read_file_handle=False)
        message = await here.bot.send_document(rita.id, file, caption="字 & <b>", parse_mode=None)
        (arrived,) = [one for one in await rita.sees() if one.id == message.message_id]
        assert arrived.document is not None
        assert arrived.document["file_size"] == 64 * 16_384


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"kind": "drop_before"}, Uncertain),
        ({"kind": "drop_after"}, Uncertain),
        ({"kind": "truncate"}, Uncertain),
        ({"kind": "status", "status": 429, "retry_after": 3}, Flooded),
        ({"kind": "status", "status": 401}, InvalidToken),
        ({"kind": "status", "status": 502}, NetworkError),
    ],
)
async def test_no_failure_shows_the_token(
    fault: dict[str, Any], expected: type[TelegramError], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "aiohttp")
    caplog.set_level(logging.DEBUG, "telegram.request")
    async with wire() as here:
        await here.world.fault(method="getMe", **fault)
        with pytest.raises(expected) as caught:
            await here.bot.get_me()
    shown = "".join(traceback.format_exception(caught.value))
    assert SECRET not in shown
    assert SECRET not in caplog.text


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://no-such-host.invalid", "not-a-url"])
async def test_a_call_without_a_connection_was_never_sent(base: str) -> None:
    bot = Bot(TOKEN, base_url=f"{base}/bot", request=AiohttpRequest(connect=2))
    await bot.request.initialize()
    try:
        with pytest.raises(NotSent) as caught:
            await bot.get_me()
    finally:
        await bot.request.shutdown()
    assert SECRET not in "".join(traceback.format_exception(caught.value))


async def test_a_closed_transport_sends_nothing() -> None:
    bot = Bot(TOKEN, request=AiohttpRequest())
    with pytest.raises(NotSent):
        await bot.get_me()


async def test_of_the_answer_to_an_edit_no_message_is_made() -> None:
    """Telegram repeats the whole message with its buttons, and nobody reads it."""
    async with wire() as here:
        rita = await started(here.world)
        sent = await here.bot.send_message(rita.id, "before")
        assert await here.bot.edit_message_text("after", rita.id, sent.message_id) is True
        (changed,) = [one for one in await rita.sees() if one.id == sent.message_id]
        assert changed.words == "after"


async def test_an_edit_that_is_refused_is_refused() -> None:
    async with wire() as here:
        rita = await started(here.world)
        with pytest.raises(BadRequest):
            await here.bot.edit_message_text("after", rita.id, 999_999)
