"""A file of Telegram: streamed, never whole in memory."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.ports.files import FileTooLarge

CHUNK = 1 << 16
TIMEOUT = aiohttp.ClientTimeout(total=None, connect=20, sock_read=60)


class FetchFailed(Exception):
    """The file did not come. Carries no address: it would hold the bot's token."""


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
        raise FileTooLarge if "too big" in refusal.message else FetchFailed from None
    except TelegramError:
        raise FetchFailed from None
    if not file.file_path:
        raise FetchFailed
    return file.file_path


async def _from_server(address: str) -> AsyncIterator[bytes]:
    try:
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session, session.get(address) as answer:
            if answer.status != 200:
                raise FetchFailed
            async for chunk in answer.content.iter_chunked(CHUNK):
                yield chunk
    except (aiohttp.ClientError, TimeoutError):
        raise FetchFailed from None


async def _from_disk(path: Path) -> AsyncIterator[bytes]:
    """A Bot API server of one's own gives a path on this machine."""
    try:
        with await asyncio.to_thread(path.open, "rb") as file:
            while chunk := await asyncio.to_thread(file.read, CHUNK):
                yield chunk
    except OSError:
        raise FetchFailed from None
