"""Starts the bot, and waits for a database that is away. Meanwhile a person who writes is told whom to call.
Administrators are told after five minutes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import NoReturn

import aiohttp
import structlog
from telegram import Bot

from bot.clock import SteadyClock
from bot.domain.errors import Unreachable
from bot.domain.queues.inbox import RawUpdate
from bot.loops.leader import Loop
from bot.loops.quota_wait import QuotaWait
from bot.loops.rate_limit import Limits, RateLimit
from bot.loops.wake_up import WakeUp
from bot.ports.queues.inbox import Taker
from bot.profile.load import load_profile
from bot.runtime.app import App, open_app
from bot.runtime.components import texts_of
from bot.runtime.listeners import Listeners
from bot.settings import Settings
from bot.system import SpeakerLock, monotonic_clock, wall_clock
from bot.usecases.deadlines.standstill import DATABASE, PARTS, STILL
from handlers.telegram.alarms.outage_alarm import OutageAlarm
from handlers.telegram.alarms.outage_notice import OutageNotice
from handlers.telegram.connection.proxy import connector
from handlers.telegram.connection.server_time import ServerTime
from handlers.telegram.connection.transport import AiohttpRequest, AnswerNews
from handlers.telegram.receiving.intake_source import IntakeSource
from handlers.telegram.receiving.polling import Polling
from handlers.telegram.receiving.receive import Intake, IntakeNews
from handlers.telegram.web import Report

log = structlog.get_logger()

TRANSIENT = frozenset({"away", "locked", "timed-out", "standby", "full", "failing"})
"""Troubles of a database, as `storage.database.errors` names them, that may pass by themselves."""
AGAIN = 2.0
"""Seconds between two attempts to open the database."""


class Opening:
    """`app` gives the bot as soon as it can be built; None when stopped before."""

    def __init__(self, settings: Settings, limits: Limits | None = None) -> None:
        self._settings = settings
        self._limits = limits
        self._clock = SteadyClock(wall_clock, monotonic_clock)
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Ends the waiting."""
        self._stop.set()

    async def app(self) -> App | None:
        """The bot once it can be built. Raises errors that waiting cannot mend."""
        if (app := await self._try()) is not None:
            return app
        way = connector(self._settings.proxy_address)
        async with aiohttp.ClientSession(connector=way) as session:
            return await self._wait(OfflineResponder(self._settings, self._clock, session))

    async def _try(self) -> App | None:
        """The bot; None while the database is away."""
        try:
            return await open_app(self._settings, self._clock, limits=self._limits)
        except Unreachable as error:
            why = error.facts.get("why")
            if why not in TRANSIENT:
                raise
            log.critical("database_away_at_start", error=why)
            return None

    async def _wait(self, responder: "OfflineResponder") -> App | None:
        """Try again and again until stopped, while the responder answers people."""
        app = None
        async with responder.running():
            while app is None and not await self._is_stopped_within(AGAIN):
                app = await self._try()
                responder.alarm.away(self._clock.now())
        if app is not None:
            app.assembly.outages.take_over(responder.notice, responder.alarm)
        return app

    async def _is_stopped_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()
        return self._stop.is_set()


class OfflineResponder:
    """Answers people while there is no database at all. Built from settings, profile and texts only."""

    def __init__(self, settings: Settings, clock: SteadyClock, session: aiohttp.ClientSession) -> None:
        self._settings = settings
        self._session = session
        profile = load_profile(settings.profile)
        self._server_time = ServerTime(clock.note_server_time)
        self._request = AiohttpRequest(news=AnswerNews(self._server_time.note), proxy=settings.proxy_address)
        self._bot = Bot(settings.token.get_secret_value(), settings.bot_base, request=self._request)
        rate_limit = RateLimit(Limits(), clock.now())
        wait = QuotaWait(lambda: rate_limit, clock.now).for_chat
        self._lock = SpeakerLock(settings.home)
        self._may_from = float("-inf")
        self.notice = OutageNotice(self._bot, texts_of(profile), profile, wait)
        self.alarm = OutageAlarm(self.notice, settings.admins, self._may, clock.now())
        self._now = clock.now
        self._intake = Intake(ClosedInbox(), NoBlindIndex(), clock.now, IntakeNews(WakeUp(), self._send_outage_notice))
        make_polling = None if settings.webhook_url else self._make_polling
        self._intake_source = IntakeSource(self._may, lambda: False, self._choose, self._intake, make_polling)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Take updates in, answer their senders, and serve /health, until left."""
        await self._request.initialize()
        listeners = Listeners(self._settings, self._report, self._is_ready, self._intake)
        await listeners.start()
        loops: tuple[Loop, ...] = (self._intake_source, self.notice)
        try:
            async with asyncio.TaskGroup() as tasks:
                for loop in loops:
                    tasks.create_task(loop.run())
                try:
                    yield
                finally:
                    for loop in loops:
                        loop.stop()
        finally:
            await listeners.stop()
            await self._request.shutdown()
            self._lock.give_back()

    # --- inside ---

    async def _send_outage_notice(self, updates: Sequence[object]) -> None:
        if self._may():
            self.notice.tell(updates)

    def _may(self) -> bool:
        """Whether this process is the one of its home that answers people. Where another one did before, wait a moment:
        the database may be back, and this process may open it too."""
        now = asyncio.get_running_loop().time()
        if not self._lock.take():
            self._may_from = now + 2 * AGAIN
        return now >= self._may_from

    async def _choose(self) -> None:
        """Tell Telegram to call no webhook where this process polls."""
        if not self._settings.webhook_url:
            await self._bot.delete_webhook()

    def _make_polling(self, met_another: Callable[[], None]) -> Polling:
        url = f"{self._settings.bot_base}{self._settings.token.get_secret_value()}/getUpdates"
        return Polling(self._intake, url, self._session, AnswerNews(self._server_time.note), met_another)

    async def _report(self) -> Report:
        """What /health and /metrics tell."""
        away = self.alarm.away_for(self._now()).total_seconds()
        still = {part: part == DATABASE and away > STILL for part in PARTS}
        return {"database_trouble": "AwayAtStart", "database_away": away, "standing_still": still, "leads": 0}

    async def _is_ready(self) -> bool:
        return False


class ClosedInbox:
    """An inbox in which nothing can be stored."""

    async def store(self, updates: Sequence[RawUpdate], now: datetime, taker: Taker | None = None) -> NoReturn:
        """Raises Unreachable, because the database is away."""
        raise Unreachable("database", why="away")

    async def park_raw(self, body: bytes, reason: str, now: datetime) -> NoReturn:
        """Raises Unreachable, because the database is away."""
        raise Unreachable("database", why="away")


class NoBlindIndex:
    """A blind index that is never looked up, since nothing is stored."""

    def keyed_hash(self, purpose: str, text: str) -> str:
        """Returns the same hash for every text."""
        return "0" * 32
