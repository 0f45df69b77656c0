"""Waits until Telegram's limits let one more call out to a chat, and counts it."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.domain.ids import ChatId
from bot.domain.notices.notice import Priority
from bot.loops.rate_limit import RateLimit
from bot.ports.delivery import OutboxRow


class QuotaWait:
    """`rate_limit` gives the rate limit as it is now: it is made anew whenever the process comes to lead."""

    def __init__(self, rate_limit: Callable[[], RateLimit], now: Callable[[], datetime]) -> None:
        self._rate_limit = rate_limit
        self._now = now

    async def for_next_part(self, row: OutboxRow) -> None:
        """For one more call of the same row; the one before has been answered."""
        self._rate_limit().done(row.chat, self._now())
        await self._wait(row.chat, danger=row.notice.priority is Priority.DANGER)
        self._spend(row.chat, is_group=row.is_group)

    async def for_chat(self, chat: ChatId) -> None:
        """For a message outside of the outbox into a private chat."""
        await self._wait(chat, danger=False)
        self._spend(chat, is_group=False)

    async def _wait(self, chat: ChatId, *, danger: bool) -> None:
        """Others may have been quicker: looked at again after each wait."""
        at = self._rate_limit().allowed_at(chat, self._now(), danger=danger)
        while at > (now := self._now()):
            await asyncio.sleep(max(0.001, (at - now).total_seconds()))
            at = self._rate_limit().allowed_at(chat, self._now(), danger=danger)

    def _spend(self, chat: ChatId, *, is_group: bool) -> None:
        now = self._now()
        self._rate_limit().take(1, now)
        self._rate_limit().spend(chat, is_group=is_group, now=now)
