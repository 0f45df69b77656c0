"""Looks every minute whether the line can hear and speak; tells administrators, without the database if need be."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.usecases import watching
from bot.usecases.line import Line
from handlers.apology import Apology

log = structlog.get_logger()

OUTAGE = timedelta(minutes=5)
"""After which administrators hear that the database is away (minute five, not hour twenty-three)."""
CALL_FAILED = timedelta(minutes=2)
"""A webhook is not well while Telegram's last call failed so lately."""
NOTED = timedelta(seconds=20)
"""How often it is written down that updates come in."""


class Watchman:
    """`figures` asks the database and raises when it is away; `hook` tells that Telegram calls us."""

    def __init__(
        self,
        line: Line,
        bot: Bot,
        apology: Apology,
        figures: Callable[[datetime], Awaitable[dict[str, object]]],
        now: datetime,
        *,
        admins: Sequence[int],
        hook: bool,
    ) -> None:
        self._line = line
        self._bot = bot
        self._apology = apology
        self._figures = figures
        self._admins = admins
        self._hook = hook
        self._noted_at: datetime | None = None
        self._answered_at = now
        self.alarms: frozenset[str] = frozenset()
        """What holds, as far as is known: by the last look, or as the database told of the leader's."""
        self.pending: float | None = None
        """Updates that wait at Telegram, where it calls us."""

    async def note_intake(self, now: datetime) -> None:
        """Telegram has answered and what it gave is stored; written down every so often."""
        if self._noted_at is None or not timedelta() <= now - self._noted_at < NOTED:
            await watching.note_intake(self._line, now)
            self._noted_at = now

    async def look(self, now: datetime) -> None:
        """Says loudly what an operator must hear of within minutes; and to administrators, once."""
        try:
            if self._hook:
                await self._ask_telegram(now)
            figures = await self._figures(now)
            silent = await watching.silent_seconds(self._line, now)
            self.alarms = await watching.ring(self._line, figures | {"last_intake_seconds": silent}, now)
            self._answered_at = now
        except Exception as error:  # the database is away: administrators are told without it
            log.critical("database_away", error=type(error).__name__)
            if now - self._answered_at >= OUTAGE:
                await self._apology.warn(self._admins)
        for name in sorted(self.alarms):
            log.critical("alarm", name=name)

    async def post_again(self, now: datetime) -> None:
        """After an outage, cards with fresh buttons."""
        if count := await watching.post_again(self._line, now):
            log.warning("cards_posted_again", count=count)

    async def _ask_telegram(self, now: datetime) -> None:
        """How many updates wait at Telegram, and whether its calls reach us; a quiet hour is no outage."""
        try:
            info = await self._bot.get_webhook_info()
        except TelegramError as error:
            log.warning("telegram_away", error=type(error).__name__)
            return
        self.pending = float(info.pending_update_count)
        failed = info.last_error_date
        if not info.pending_update_count or failed is None or now - failed > CALL_FAILED:
            await watching.note_intake(self._line, now)
