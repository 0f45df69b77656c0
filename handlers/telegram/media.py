"""A file of Telegram: streamed, never whole in memory."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path

import aiohttp
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.ports.files import FileTooLarge
from handlers.telegram.transport import Flooded

CHUNK = 1 << 16
LONGEST_PAUSE = 3600.0
"""Seconds: nobody is obeyed for longer."""
TIMEOUT = aiohttp.ClientTimeout(total=None, connect=20, sock_read=60)


class FetchFailed(Exception):
    """The file did not come. Carries no address: it would hold the bot's token. `seconds`: not to be asked for again
    before; `is_final`: Telegram has no such file."""

    def __init__(self, reason: str = "FetchFailed", seconds: float = 0.0, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seconds = seconds
        self.is_final = is_final


async def fetch(bot: Bot, file_id: str) -> AsyncIterator[bytes]:
    """The file's bytes as they come. Raises FileTooLarge or FetchFailed."""
    address = await _address(bot, file_id)
    chunks = _from_disk(Path(address)) if address.startswith("/") else _from_server(address)
    async for chunk in chunks:
        yield chunk


async def _address(bot: Bot, file_id: str) -> str:
    try:
        file = await bot.get_file(file_id)
    except BadRequest as refusal:
        raise _refused(refusal) from None
    except Flooded as flooded:
        raise FetchFailed("Flooded", flooded.seconds) from None
    except TelegramError as error:
        raise FetchFailed(type(error).__name__) from None
    if not file.file_path:
        raise FetchFailed
    return file.file_path


def _refused(refusal: BadRequest) -> Exception:
    """Telegram says "wrong file_id or the file is temporarily unavailable" of what it will have again in a moment."""
    if "too big" in refusal.message.casefold():
        return FileTooLarge()
    return FetchFailed("BadRequest", is_final=refusal.message.casefold() in UNKNOWN)


UNKNOWN = frozenset({"invalid file_id", "invalid file id"})
"""What no waiting brings."""


async def _from_server(address: str) -> AsyncIterator[bytes]:
    try:
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session, session.get(address) as answer:
            if answer.status != HTTPStatus.OK:
                raise FetchFailed(f"Status{answer.status}", _asked_pause(answer))
            async for chunk in answer.content.iter_chunked(CHUNK):
                yield chunk
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise FetchFailed(type(error).__name__) from None


def _asked_pause(answer: aiohttp.ClientResponse) -> float:
    """Seconds of a Retry-After header; a date there is no number, and the back-off is enough."""
    asked = answer.headers.get("Retry-After", "")
    return min(LONGEST_PAUSE, float(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0.0


async def _from_disk(path: Path) -> AsyncIterator[bytes]:
    """A Bot API server of one's own gives a path on this machine."""
    try:
        with await asyncio.to_thread(path.open, "rb") as file:
            while chunk := await asyncio.to_thread(file.read, CHUNK):
                yield chunk
    except OSError:
        raise FetchFailed from None
