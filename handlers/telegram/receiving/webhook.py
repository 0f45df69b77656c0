"""Receives updates by webhook: answered after the commit; 503 while nothing can be stored, so that Telegram repeats."""

import asyncio
import hmac
from collections.abc import Sequence
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.domain.errors import Unreachable
from bot.domain.queues.inbox import RawUpdate
from bot.group_commit import GroupCommit
from handlers.telegram.receiving.raw_update import read
from handlers.telegram.receiving.receive import AWAY_PAUSE, Intake

log = structlog.get_logger()

BODY_TIME = 20.0
"""Seconds that the body of a call may take to come."""
HOOK_LIMIT = 2.0
"""Seconds for one call, with its wait for the one before. After them whoever wrote is told that something is broken."""


class Webhook:
    """Answers 200 after the commit, 503 while the database is away. Updates that wait at the same time share a
    commit."""

    def __init__(self, intake: Intake, secret: str) -> None:
        self._intake = intake
        self._secret = secret.encode()
        self._arrived = GroupCommit(self._store)

    async def receive(self, request: web.Request) -> web.Response:
        """One POST of Telegram's."""
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret):
            log.warning("webhook_stranger")
            return web.Response(status=HTTPStatus.FORBIDDEN)
        try:
            async with asyncio.timeout(BODY_TIME):
                body = await request.read()
        except TimeoutError:
            log.warning("webhook_slow")
            return web.Response(status=HTTPStatus.REQUEST_TIMEOUT, headers={"Connection": "close"})
        try:
            return await self._accept(body)
        except Exception as error:  # the database is away: Telegram comes again
            self._intake.note_trouble(type(error).__name__)
            log.error("webhook_away", error=type(error).__name__)
            await self._intake.send_outage_notice([read(body)])
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
        """Wait for the commit that holds this update."""
        if self._intake.is_away and self._arrived.is_busy:
            raise Unreachable("database")  # one tries; the others need not wait for it
        async with asyncio.timeout(HOOK_LIMIT):
            await self._arrived.add(update)

    async def _store(self, updates: Sequence[RawUpdate]) -> None:
        try:
            await self._intake.store(updates)
        except TimeoutError:
            raise Unreachable("database") from None
