"""Waits until Telegram's limits let one more call out to a chat, and counts it."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.domain.ids import ChatId
from bot.domain.notices.notice import Priority
from bot.domain.queues.delivery import OutboxRow
from bot.loops.rate_limit import RateLimit


class QuotaWait:
    """`rate_limit` gives the rate limit as it is now: it is made anew whenever the process comes to lead."""

    def __init__(self, rate_limit: Callable[[], RateLimit], now: Callable[[], datetime]) -> None:
        self._rate_limit = rate_limit
        self._now = now

    async def for_next_part(self, row: OutboxRow) -> None:
        """Wait before one more call for the same row. The call before has been answered."""
        self._rate_limit().done(row.chat, self._now())
        await self._wait(row.chat, danger=row.notice.priority is Priority.DANGER)
        self._spend(row.chat, is_group=row.is_group)

    async def for_chat(self, chat: ChatId) -> None:
        """Wait before a message to a private chat that does not come from the outbox."""
        await self._wait(chat, danger=False)
        self._spend(chat, is_group=False)

    async def _wait(self, chat: ChatId, *, danger: bool) -> None:
        """Wait, and look again after each wait: another call may have used the quota meanwhile."""
        at = self._rate_limit().allowed_at(chat, self._now(), danger=danger)
        while at > (now := self._now()):
            await asyncio.sleep(max(0.001, (at - now).total_seconds()))
            at = self._rate_limit().allowed_at(chat, self._now(), danger=danger)

    def _spend(self, chat: ChatId, *, is_group: bool) -> None:
        now = self._now()
        self._rate_limit().take(1, now)
        self._rate_limit().spend(chat, is_group=is_group, now=now)
