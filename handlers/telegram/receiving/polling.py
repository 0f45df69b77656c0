"""Long polling: updates are asked for, stored, and confirmed by the next question."""

import asyncio
import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

import aiohttp
import structlog

from bot.domain.back_off import back_off
from handlers.telegram.connection.transport import LONGEST_FLOOD, UNHEARD, YES, AnswerNews, nobody
from handlers.telegram.receiving.raw_update import read, table
from handlers.telegram.receiving.receive import ALLOWED_UPDATES, AWAY_PAUSE, Intake

log = structlog.get_logger()

POLL = 25
LIMIT = 100
LONGEST_PAUSE = 30.0
STAYS_REFUSED = 3
"""The number of repeats (after 1, 2 and 4 s) with a refused token or address, after which the operator is paged."""
UNSTORED_PAUSE = 1.0
"""Seconds until storing is tried again. Others may write meanwhile, and must be told within five seconds."""


class Polling:
    """Long polling over plain HTTP. One update that cannot be parsed does not hold up the others."""

    def __init__(
        self,
        intake: Intake,
        url: str,
        session: aiohttp.ClientSession,
        news: AnswerNews = UNHEARD,
        met_another: Callable[[], None] = nobody,
    ) -> None:
        """`met_another` is called at a 409."""
        self._news = news
        self._intake = intake
        self._met_another = met_another
        self._url = url
        self._session = session
        self._offset: int | None = None
        self._failures = 0
        self._stopping = asyncio.Event()
        self._deadline: asyncio.Timeout | None = None

    def stop(self) -> None:
        """Ends the polling now. Updates that were fetched and not stored are fetched again by the next process that
        polls."""
        self._stopping.set()
        if self._deadline is not None and not self._deadline.expired():
            self._deadline.reschedule(asyncio.get_running_loop().time())

    async def run(self) -> None:
        """Runs until `stop`. No answer of Telegram ends the loop."""
        self._intake.begin()
        while not self._stopping.is_set():
            pause = await self._once()
            self._failures = self._failures + 1 if pause else 0
            if pause:
                await self._rest(pause)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    async def _once(self) -> float:
        """Fetch and store; seconds to wait before the next time."""
        try:
            async with asyncio.timeout(None) as self._deadline:
                status, body = await self._fetch()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return 0.0 if self._stopping.is_set() else self._away(type(error).__name__)
        finally:
            self._deadline = None
        if status != HTTPStatus.OK:
            return self._refused(status, body)
        return await self._keep(body)

    async def _fetch(self) -> tuple[int, bytes]:
        asked: dict[str, Any] = {"timeout": POLL, "limit": LIMIT, "allowed_updates": ALLOWED_UPDATES}
        if self._offset is not None:
            asked["offset"] = self._offset
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=POLL + 15)
        asked_at = asyncio.get_running_loop().time()
        async with self._session.post(self._url, json=asked, timeout=timeout) as answer:
            body = await answer.read()
            if body.startswith(YES):
                self._news.note(answer.headers, asked_at)
            return answer.status, body

    async def _keep(self, body: bytes) -> float:
        """Store the batch, then move the offset."""
        try:
            found = list(table(read(body))["result"])
            rows = [self._intake.raw(update) for update in found]
        except (KeyError, TypeError) as error:
            return self._away(type(error).__name__)
        self._news.on_answer()
        updates = [row for row in rows if row is not None]
        if self._intake.is_away:
            await self._intake.send_outage_notice(found)  # who wrote meanwhile has waited long enough
        try:
            for update, row in zip(found, rows, strict=True):
                if row is None:
                    await self._intake.park(json.dumps(update).encode())
            await self._intake.store(updates)
        except Exception as error:  # the database is away: the offset stays, Telegram keeps the updates
            return await self._unstored(found, type(error).__name__)
        await self._intake.note_well()
        numbers = [number for update in found if type(number := table(update).get("update_id")) is int]
        if numbers:
            self._offset = max(numbers) + 1
        return AWAY_PAUSE if found and not numbers else 0.0

    async def _unstored(self, found: Sequence[object], reason: str) -> float:
        self._intake.note_trouble(reason)
        log.warning("intake_away", error=reason, seconds=UNSTORED_PAUSE)
        await self._intake.send_outage_notice(found)
        return min(UNSTORED_PAUSE, LONGEST_PAUSE)

    def _away(self, reason: str) -> float:
        pause = back_off(self._failures, LONGEST_PAUSE)
        self._intake.note_trouble(reason)
        log.warning("intake_away", error=reason, seconds=pause)
        return pause

    def _refused(self, status: int, body: bytes) -> float:
        """409: somebody else polls with this token. 401 and 404: the token or the address is wrong, if it stays so."""
        pause = back_off(self._failures, LONGEST_PAUSE)
        stays = self._failures >= STAYS_REFUSED
        page = log.critical if stays else log.warning
        is_refused = stays and status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}
        self._intake.note_refusal(status, is_refused=is_refused)
        if status == HTTPStatus.CONFLICT:
            log.critical("another_poller", seconds=pause)
            self._met_another()
        elif status == HTTPStatus.UNAUTHORIZED:
            page("token_refused", seconds=pause)
        elif status == HTTPStatus.NOT_FOUND:
            page("no_such_bot_or_address", seconds=pause)
        elif status == HTTPStatus.TOO_MANY_REQUESTS:
            return max(pause, _asked_pause(body))
        else:
            log.warning("intake_refused", status=status, seconds=pause)
        return pause


def _asked_pause(body: bytes) -> float:
    try:
        return min(LONGEST_FLOOD, float(json.loads(body)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return 1.0
