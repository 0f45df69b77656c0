"""Small real proxies on loopback, SOCKS 5 and HTTP CONNECT; they note where they are asked to go."""

import asyncio
from asyncio import StreamReader as Reader
from asyncio import StreamWriter as Writer
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

NAME, WORD = b"courier", b"word-of-the-courier"


@dataclass
class Proxy:
    """Where it listens, and where it was asked to go. `answers`: its reply (SOCKS) or status (HTTP); 0: it hangs up."""

    port: int = 0
    asked: list[tuple[str, int]] = field(default_factory=list)
    answers: int | None = None


async def _pump(reader: Reader, writer: Writer) -> None:
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def _carry(proxy: Proxy, host: str, port: int, reader: Reader, writer: Writer, yes: bytes) -> None:
    """`localhost.invalid` is known to the proxy alone: it looks the names up."""
    proxy.asked.append((host, port))
    there, back = await asyncio.open_connection("127.0.0.1" if host.endswith(".invalid") else host, port)
    writer.write(yes)
    await asyncio.gather(_pump(reader, back), _pump(there, writer))


async def _socks(proxy: Proxy, reader: Reader, writer: Writer) -> None:
    _, count = await reader.readexactly(2)
    ways = await reader.readexactly(count)
    if b"\2" in ways:
        writer.write(b"\5\2")
        await reader.readexactly(1)
        given = [await reader.readexactly((await reader.readexactly(1))[0]) for _ in range(2)]
        writer.write(b"\1\0" if given == [NAME, WORD] else b"\1\1")
        if given != [NAME, WORD]:
            return
    else:
        writer.write(b"\5\0")
    _, _, _, kind = await reader.readexactly(4)
    size = {1: 4, 4: 16}.get(kind) or (await reader.readexactly(1))[0]
    raw = await reader.readexactly(size)
    host = raw.decode() if kind == 3 else ".".join(map(str, raw))
    port = int.from_bytes(await reader.readexactly(2))
    reply = b"\5%c\0\1\0\0\0\0\0\0"
    if proxy.answers is not None:
        writer.write(reply % proxy.answers if proxy.answers else b"")
        return
    await _carry(proxy, host, port, reader, writer, reply % 0)


async def _http(proxy: Proxy, reader: Reader, writer: Writer) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    verb, target, *_ = head.split(b" ")
    host, _, port = target.decode().rpartition(":")
    if proxy.answers is not None or verb != b"CONNECT":
        writer.write(b"HTTP/1.1 %d No\r\n\r\n" % proxy.answers if proxy.answers else b"")
        return
    await _carry(proxy, host, int(port), reader, writer, b"HTTP/1.1 200 OK\r\n\r\n")


Speak = Callable[[Proxy, Reader, Writer], Awaitable[None]]
KINDS: dict[str, Speak] = {"socks5": _socks, "http": _http}


@asynccontextmanager
async def proxy_of(kind: str) -> AsyncIterator[Proxy]:
    """One that speaks that way."""
    proxy, speak, open_ = Proxy(), KINDS[kind], set[asyncio.Task[None]]()

    async def serve(reader: Reader, writer: Writer) -> None:
        task = asyncio.current_task()
        if task is not None:
            open_.add(task)
        try:
            await speak(proxy, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        for task in open_:
            task.cancel()
        await asyncio.gather(*open_, return_exceptions=True)
