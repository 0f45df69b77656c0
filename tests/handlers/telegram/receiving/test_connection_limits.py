"""A peer that connects and sends nothing, or too little, or too often, holds up nobody."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import pytest
from aiohttp import ClientSession, web

from bot.runtime.listeners import Listener
from handlers.telegram.receiving import webhook
from handlers.telegram.receiving.connection_limits import ConnectionLimits
from handlers.telegram.web import webhook_app
from tests.support.waiting import until

SHORT = ConnectionLimits(connections=3, headers=0.1, idle=60.0)
RESTLESS = ConnectionLimits(connections=3, headers=60.0, idle=0.1)
LONG_TIMEOUTS = ConnectionLimits(connections=3, headers=3600.0, idle=3600.0)


@asynccontextmanager
async def listening(limits: ConnectionLimits) -> AsyncIterator[tuple[str, int]]:
    async def hello(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_get("/", hello)
    listener = Listener(app, limits)
    try:
        yield await listener.start("127.0.0.1", 0)
    finally:
        await listener.stop()


HALVES = (
    b"",
    b"GET",
    b"GET / HTTP/1.1\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: 1\r",
    b"\r\n\r",
)


@pytest.mark.parametrize("half", HALVES)
async def test_a_connection_without_headers_is_closed(half: bytes) -> None:
    async with listening(SHORT) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(half)
        assert b"hello" not in await ended(reader)
        writer.close()


async def ended(reader: asyncio.StreamReader) -> bytes:
    """What still came before the other side closed."""
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""


async def test_a_connection_with_slow_headers_is_closed() -> None:
    async with listening(SHORT) as address:
        reader, writer = await asyncio.open_connection(*address)
        closing = asyncio.ensure_future(ended(reader))
        while not closing.done():
            writer.write(b"G")
            await asyncio.wait([closing], timeout=0.02)
        assert b"hello" not in closing.result()
        writer.close()


async def test_an_idle_connection_is_closed_after_an_answer() -> None:
    async with listening(RESTLESS) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await ended(reader)).endswith(b"hello")
        writer.close()


async def test_split_headers_and_reused_connections_are_served() -> None:
    async with listening(LONG_TIMEOUTS) as address:
        reader, writer = await asyncio.open_connection(*address)
        for piece in (b"GET / HT", b"TP/1.1\r\nHost: x\r\n", b"\r", b"\n"):
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)
        await reader.readuntil(b"hello")
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert (await ended(reader)).endswith(b"hello")
        writer.close()


async def test_one_connection_too_many_is_closed_at_once_and_later_ones_are_not() -> None:
    async with listening(LONG_TIMEOUTS) as address:
        opened = [await asyncio.open_connection(*address) for _ in range(LONG_TIMEOUTS.connections)]
        for reader, writer in opened:
            writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            await reader.readuntil(b"hello")
        reader, writer = await asyncio.open_connection(*address)
        async with asyncio.timeout(60):
            assert await ended(reader) == b"", "not only when its headers are late"
        opened[0][1].close()
        await opened[0][1].wait_closed()
        async with ClientSession() as session:
            answer = await answered(session, f"http://{address[0]}:{address[1]}/")
        assert answer == "hello"
        for _, open_ in [*opened, (reader, writer)]:
            open_.close()


async def answered(session: ClientSession, url: str) -> str:
    """As soon as there is a free place."""

    async def body() -> str:
        try:
            async with session.get(url) as answer:
                return await answer.text()
        except OSError:
            return ""

    return str(await until(body, pause=0))


async def test_a_connection_without_its_body_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "BODY_TIME", 0.1)
    lingering = partial(web.AppRunner, lingering_time=0.1)  # for how long aiohttp reads on before it closes
    monkeypatch.setattr(web, "AppRunner", lingering)
    listener = Listener(webhook_app_of_test(), LONG_TIMEOUTS)
    address = await listener.start("127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*address)
    head = b"POST /telegram HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: abc\r\nContent-Length: 100\r\n\r\n{"
    writer.write(head)
    assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    assert await ended(reader) != b"", "the answer goes on, and then the server closes"
    writer.close()
    await writer.wait_closed()
    await listener.stop()


def webhook_app_of_test() -> web.Application:
    nobody: object = None
    return webhook_app(webhook.Webhook(nobody, "abc"))  # type: ignore[arg-type]
