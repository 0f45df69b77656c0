"""A file of Telegram: streamed, never whole in memory. What Telegram says of its place is checked first."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import aiohttp
import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.domain.intake.stored_files import FileTooLarge
from handlers.telegram.connection.proxy import connector
from handlers.telegram.connection.transport import Flooded
from handlers.telegram.files.file_paths import Untrusted, address_of, delete_local, left_over, open_local

log = structlog.get_logger()

CHUNK = 1 << 16
LONGEST_PAUSE = 3600.0
"""The longest pause, in seconds, that Telegram may ask for."""
TIMEOUT = aiohttp.ClientTimeout(total=None, connect=20, sock_read=60)
LEFT_OVER = 3600.0
"""Seconds after which a plain copy that a crash has left is deleted: no attempt takes so long."""


class FetchFailed(Exception):
    """The file did not come. Carries no address: it would hold the bot's token. `seconds`: not to be asked for again
    before; `is_final`: Telegram has no such file."""

    def __init__(self, reason: str = "FetchFailed", seconds: float = 0.0, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seconds = seconds
        self.is_final = is_final


@dataclass(frozen=True)
class Downloads:
    """How files are fetched: `local` is the folder of a Bot API server on this machine, `proxy` the way to Telegram."""

    local: Path | None = None
    proxy: str = ""

    async def fetch(self, bot: Bot, file_id: str) -> AsyncIterator[bytes]:
        """The file's bytes as they come; a plain copy on this machine is deleted when they have been read, or are not
        wanted. Raises FileTooLarge or FetchFailed."""
        path = await _path(bot, file_id)
        chunks = self._from_disk(path) if path.startswith("/") else self._from_server(bot.base_file_url, path)
        async for chunk in chunks:
            yield chunk

    def delete_expired(self, now: float) -> int:
        """Deletes plain copies that a crash has left, and says how many. `now`: seconds since 1970."""
        found = list(left_over(self.local, now - LEFT_OVER)) if self.local is not None else []
        for path in found:
            with suppress(OSError):
                path.unlink()
        return len(found)

    async def _from_server(self, base: str, path: str) -> AsyncIterator[bytes]:
        """Downloads the file. A redirect is not followed: the address has the token in it."""
        try:
            address = address_of(base, path)
            async with (
                aiohttp.ClientSession(connector=connector(self.proxy), timeout=TIMEOUT) as session,
                session.get(address, allow_redirects=False) as answer,
            ):
                if answer.status != HTTPStatus.OK:
                    raise FetchFailed(f"Status{answer.status}", _asked_pause(answer))
                async for chunk in answer.content.iter_chunked(CHUNK):
                    yield chunk
        except Untrusted:
            log.error("file_path_refused", local=False)
            raise FetchFailed("Untrusted") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise FetchFailed(type(error).__name__) from None

    async def _from_disk(self, path: str) -> AsyncIterator[bytes]:
        try:
            with await asyncio.to_thread(open_local, self.local, path) as file:
                try:
                    while chunk := await asyncio.to_thread(file.read, CHUNK):
                        yield chunk
                finally:
                    delete_local(self.local, path)
        except Untrusted:
            log.error("file_path_refused", local=True)
            raise FetchFailed("Untrusted") from None
        except OSError as error:
            raise FetchFailed(type(error).__name__) from None


async def _path(bot: Bot, file_id: str) -> str:
    """The path in the form in which Telegram gave it. The library puts its own address before the path, unless such a
    file lies on this machine."""
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
    return os.fspath(file.file_path).removeprefix(f"{bot.base_file_url}/")


def _refused(refusal: BadRequest) -> Exception:
    """Telegram says "wrong file_id or the file is temporarily unavailable" of what it will have again in a moment."""
    if "too big" in refusal.message.casefold():
        return FileTooLarge()
    return FetchFailed("BadRequest", is_final=refusal.message.casefold() in UNKNOWN)


UNKNOWN = frozenset({"invalid file_id", "invalid file id"})
"""Refusals of files that will never be there."""


def _asked_pause(answer: aiohttp.ClientResponse) -> float:
    """The seconds of a Retry-After header. A date in it is ignored: back-off is enough."""
    asked = answer.headers.get("Retry-After", "")
    return min(LONGEST_PAUSE, float(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0.0
