"""Looks every few seconds whether updates come in and messages get out. Tells administrators when not, if need be
without the database."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.usecases.deadlines import monitoring
from bot.usecases.deadlines.standstill import SENDING, stalled
from bot.usecases.services import Services
from handlers.telegram.alarms.outage_alarm import OUTBOX, OutageAlarm
from handlers.telegram.alarms.outage_notice import OutageNotice

log = structlog.get_logger()

LOOK = 10.0
"""Seconds between two looks."""
ANSWER_LIMIT = 10.0
"""Seconds that the database may take to answer one look."""
CALL_FAILED = timedelta(minutes=2)
"""A webhook counts as failing for so long after Telegram's last call that failed."""
NOTED = timedelta(seconds=20)
"""How often it is written down that updates come in."""
MUTING = frozenset({"outbox", "chats", "slots"})
"""Tables without which no message gets out."""


@dataclass(frozen=True)
class MonitorInputs:
    """What the monitor looks with. `figures` asks the database and raises when it is away. `leads` tells whether this
    process does what one does for all. `hook`: whether Telegram calls us. `rings`: whether alarms may be written. They
    may not where the clock is moved by hand: every move would look like an outage."""

    services: Services
    bot: Bot
    figures: Callable[[datetime], Awaitable[dict[str, object]]]
    leads: Callable[[], bool]
    now: Callable[[], datetime]
    hook: bool
    rings: bool


class Monitor:
    """Runs in every process. One that does not lead watches itself, and tells when the others are gone."""

    def __init__(self, inputs: MonitorInputs, notice: OutageNotice, alarm: OutageAlarm) -> None:
        self._inputs = inputs
        self._notice = notice
        self._alarm = alarm
        self._noted_at: datetime | None = None
        self._stop = asyncio.Event()
        self.alarms: frozenset[str] = frozenset()
        """The alarms that are on, by the last look or as the leader has written them to the database."""
        self.is_mute = False
        """Whether no answer gets out by a fault of the database. Then whoever writes must be told so."""
        self.pending: float | None = None
        """The number of updates that wait at Telegram, where it calls our webhook; None where that is not known."""

    def note_alarms(self, alarms: frozenset[str]) -> None:
        """Take over the alarms that stand in the database."""
        self.alarms = alarms

    def stop(self) -> None:
        """Stops the monitor."""
        self._stop.set()

    async def run(self) -> None:
        """Runs until `stop`."""
        while not self._stop.is_set():
            await self.look(self._inputs.now())
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._stop.wait()

    async def note_intake(self, now: datetime) -> None:
        """Telegram has answered, and its updates are stored. That moment is written down every `NOTED`."""
        if self._noted_at is None or not timedelta() <= now - self._noted_at < NOTED:
            await monitoring.note_intake(self._inputs.services, now)
            self._noted_at = now

    async def look(self, now: datetime) -> None:
        """Log critical alarms for the operator, and tell administrators once of each."""
        if self._inputs.hook and self._inputs.leads():
            await self._ask_telegram(now)
        figures = await self._asked(now)
        trouble = str(figures["database_trouble"])
        self.is_mute = bool(MUTING & set(str(figures.get("damaged", "")).split()))
        trouble = trouble or await self._write(figures, now)
        if trouble:
            log.critical("database_away", error=trouble, damaged=figures.get("damaged", ""))
            self._notice.tell_lately(all_of_them=self.is_mute)
            self._alarm.away(now)
        else:
            self._alarm.answered(now)
        self._tell_directly(figures)
        for name in sorted(self.alarms):
            log.critical("alarm", name=name)

    async def post_again(self, now: datetime) -> None:
        """Post cards again after an outage, with buttons that work."""
        if count := await monitoring.post_again(self._inputs.services, now):
            log.warning("cards_posted_again", count=count)

    # --- inside ---

    async def _asked(self, now: datetime) -> dict[str, object]:
        """The figures; when the database is away, only that it is."""
        try:
            async with asyncio.timeout(ANSWER_LIMIT):
                return await self._inputs.figures(now)
        except Exception as error:  # whatever it is, administrators must hear of it
            return {"database_trouble": type(error).__name__}

    async def _write(self, figures: dict[str, object], now: datetime) -> str:
        """Note what was told without the database, and write notices of alarms that begin or end. Gives the reason why
        it could not be written; empty when it was."""
        try:
            async with asyncio.timeout(ANSWER_LIMIT):
                await self._notice.note(self._inputs.services.begin, now)
                if self._inputs.rings and self._inputs.leads():
                    silent = await monitoring.silent_seconds(self._inputs.services, now)
                    self.alarms = await monitoring.update_alarms(
                        self._inputs.services, figures | {"last_intake_seconds": silent}, now
                    )
        except Exception as error:  # a locked file, a database that only reads
            return type(error).__name__
        return ""

    def _tell_directly(self, figures: dict[str, object]) -> None:
        """Tell administrators without the outbox that the outbox sends nothing."""
        if OUTBOX in self.alarms and SENDING in stalled(figures):
            self._alarm.tell(OUTBOX)
        elif OUTBOX not in self.alarms:
            self._alarm.over(OUTBOX)

    async def _ask_telegram(self, now: datetime) -> None:
        """Ask Telegram how many updates wait there, and whether its calls reach us. No updates in an hour is no
        outage."""
        try:
            info = await self._inputs.bot.get_webhook_info()
        except TelegramError as error:
            log.warning("telegram_away", error=type(error).__name__)
            return
        self.pending = float(info.pending_update_count)
        failed = info.last_error_date
        if not info.pending_update_count or failed is None or now - failed > CALL_FAILED:
            await self._try_to_note(now)

    async def _try_to_note(self, now: datetime) -> None:
        try:
            async with asyncio.timeout(ANSWER_LIMIT):
                await self.note_intake(now)
        except Exception as error:  # the database is away: that is told otherwise
            log.warning("intake_not_noted", error=type(error).__name__)
