"""Telegram calls us with each update: answered after the commit; asked to come again while nothing can be stored."""

import asyncio
import hmac
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.domain.errors import Unreachable
from bot.ports.inbox import RawUpdate
from handlers.telegram.raw_update import read
from handlers.telegram.receive import AWAY_PAUSE, Intake

log = structlog.get_logger()

HOOK_LIMIT = 2.0
"""Seconds for one call, with its wait for the one before; after them whoever wrote is told that something is broken."""


class Webhook:
    """Telegram calls us: 200 after the commit, 503 while the database is away. What waits together is one commit."""

    def __init__(self, intake: Intake, secret: str) -> None:
        self._intake = intake
        self._secret = secret.encode()
        self._lock = asyncio.Lock()
        self._waiting: list[tuple[RawUpdate, asyncio.Future[None]]] = []

    async def receive(self, request: web.Request) -> web.Response:
        """One POST of Telegram's."""
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret):
            log.warning("webhook_stranger")
            return web.Response(status=HTTPStatus.FORBIDDEN)
        body = await request.read()
        try:
            return await self._accept(body)
        except Exception as error:  # the database is away: Telegram comes again
            self._intake.trouble = type(error).__name__
            log.error("webhook_away", error=type(error).__name__)
            await self._intake.apologise([read(body)])
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(AWAY_PAUSE)})

    async def _accept(self, body: bytes) -> web.Response:
        update = self._intake.raw(read(body))
        if update is None:
            # A refusal would make Telegram repeat it for a day and hold up its chat.
            await self._intake.park(body)
        else:
            await self._stored(update)
        return web.Response()

    async def _stored(self, update: RawUpdate) -> None:
        """Wait for the commit that holds this update; the first in line makes it for all who wait."""
        if self._intake.is_away and self._lock.locked():
            raise Unreachable("database")  # one tries; the others need not wait for it
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((update, done))
        async with asyncio.timeout(HOOK_LIMIT):
            async with self._lock:
                if not done.done():
                    await self._commit()
            await done

    async def _commit(self) -> None:
        batch, self._waiting = self._waiting, []
        try:
            await self._intake.store([update for update, _ in batch])
        except BaseException as error:  # each of those who wait hears it, and is asked to come again
            for _, done in batch:
                answer(done, Unreachable("database"))
            if not isinstance(error, Exception):
                raise
        else:
            for _, done in batch:
                answer(done)


def answer(done: "asyncio.Future[None]", error: Exception | None = None) -> None:
    """Tell who waits, if they still do."""
    if done.done():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
        done.exception()
