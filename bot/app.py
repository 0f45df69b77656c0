"""Builds everything once, runs the loops side by side, stops them in order. May touch every room of the house."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from aiohttp import web
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ContextTypes

from bot.domain.ids import UserId
from bot.loops.dispatcher import Dispatcher
from bot.loops.inbox import InboxLoop
from bot.loops.pace import Limits, Pace
from bot.loops.signal import Signal
from bot.loops.ticker import Daily, Regular, Ticker
from bot.parts import Parts, line_of, open_parts
from bot.ports import Clock, InboxRow, OutboxRow, Staff, Tokens
from bot.settings import Settings
from bot.system import MovableClock, only_one
from bot.usecases import idle, reminders
from handlers.context import SERVICES, Context, Services
from handlers.errors import tell_parked
from handlers.media import fetch
from handlers.membership import TelegramMembership
from handlers.menus import Menus
from handlers.process import Processor
from handlers.receive import ALLOWED_UPDATES, Intake, Polling, Webhook
from handlers.register import register
from handlers.rendered import Room
from handlers.send import Sender
from handlers.transport import AiohttpRequest
from handlers.views import VIEWS
from handlers.web import WEBHOOK_PATH, web_app

log = structlog.get_logger()

BOOT_PAUSE = 5.0
REFUSED_PAUSE = 60.0
STOP_GRACE = 20.0
"""Seconds that updates and messages in hand get to finish; what is left is open in the database and done next time."""
SWEEP = timedelta(minutes=10)
WATCH = timedelta(minutes=1)
"""Not where the clock is moved by hand: every move would look like an outage."""
OUTAGE = 300.0
"""Seconds after which a silent intake or an old row raises the alarm (minute five, not hour twenty-three)."""

WhenUp = Callable[[], Coroutine[Any, Any, None]]
PtbApplication = Application[Any, Context, Any, Any, Any, Any]


class App:
    """The bot. `build`, then `run` until `stop`."""

    def __init__(self, parts: Parts, limits: Limits) -> None:
        self._parts = parts
        self._stop = asyncio.Event()
        self._inbox_wake, self._outbox_wake = Signal(), Signal()
        self._request = AiohttpRequest()
        self.application = self._make_application()
        self._bot = self.application.bot
        self.line = line_of(parts)
        parts.database.wake = self._outbox_wake.set
        self._add_services()
        now = parts.clock.now
        self._pace = Pace(limits, now())
        database = parts.database
        sender = Sender(self._bot, VIEWS, self._room, self._breathe)
        self._dispatcher = Dispatcher(database.outbox, sender, self._pace, now, self._outbox_wake)
        processor = Processor(self.application)
        self._inbox = InboxLoop(database.inbox, processor, self._tell_parked, now, self._inbox_wake)
        self._intake = Intake(database.inbox, database.marks, now, self._inbox_wake)
        self._ticker = self._make_ticker()
        self._polling: Polling | None = None
        self._username = ""
        self._is_up = False
        self._address: tuple[str, int] = ("", 0)
        if isinstance(parts.clock, MovableClock):
            parts.clock.on_move(self._on_clock_moved)

    @classmethod
    async def build(
        cls,
        settings: Settings,
        clock: Clock | None = None,
        tokens: Tokens | None = None,
        *,
        limits: Limits | None = None,
    ) -> "App":
        """Everything opened, nothing running."""
        app = cls(await open_parts(settings, clock, tokens), limits or Limits())
        await app._appoint()
        return app

    # --- building ---

    def _make_application(self) -> PtbApplication:
        settings = self._parts.settings
        return (
            Application.builder()
            .token(settings.token.get_secret_value())
            .base_url(settings.bot_base)
            .base_file_url(settings.file_base)
            .request(self._request)
            .get_updates_request(self._request)
            .updater(None)
            .job_queue(None)
            .context_types(ContextTypes(context=Context))
            .build()
        )

    def _add_services(self) -> None:
        parts = self._parts
        now, database = parts.clock.now, parts.database
        membership = TelegramMembership(self._bot, database.reading, now)
        self._services = Services(
            parts.profile,
            database.bind,
            now,
            parts.tokens,
            database.marks,
            database.files,
            membership,
            parts.text,
            fetch,
        )
        self.application.bot_data[SERVICES] = self._services
        register(self.application)

    def _make_ticker(self) -> Ticker:
        line, policy, zone = self.line, self._parts.profile.policy, self._parts.profile.zone
        database = self._parts.database
        regular = (
            Regular("drafts", lambda now: idle.tend_drafts(line, now)),
            Regular("cases", lambda now: reminders.act_on_due(line, now)),
            Regular("sweep", database.sweep, SWEEP),
            *(() if isinstance(self._parts.clock, MovableClock) else (Regular("watch", self._watch, WATCH),)),
        )
        digest = Daily("digest", lambda now: reminders.digest(line, now), policy.digest_at, zone)
        return Ticker(regular, (digest,), self._parts.clock.now)

    async def _appoint(self) -> None:
        """People whom the settings name as supervisors and administrators."""
        settings, marks = self._parts.settings, self._parts.database.marks
        async with self._parts.database.begin() as uow:
            for number in {*settings.supervisors, *settings.admins}:
                user = UserId(number)
                known = await uow.staff.get(marks.person(user))
                staff = known or Staff(marks.person(user), user, self._parts.profile.staff_language)
                is_supervisor = staff.supervisor or number in settings.supervisors
                await uow.staff.save(replace(staff, supervisor=is_supervisor, admin=number in settings.admins))
            await uow.commit()

    # --- what the loops ask for ---

    async def _tell_parked(self, row: InboxRow, reason: str) -> None:
        await tell_parked(self._services, row, reason)

    async def _room(self) -> Room:
        """Asks once who the bot is."""
        if not self._username:
            self._username = (await self._bot.get_me()).username or ""
        parts, database = self._parts, self._parts.database
        return Room(
            text=parts.text,
            known=parts.text.has,
            profile=parts.profile,
            username=self._username,
            begin=database.reading,
            files=database.files,
            now=parts.clock.now,
        )

    async def _breathe(self, row: OutboxRow) -> None:
        """The chat's turn for one more part of the same row."""
        now = self._parts.clock.now()
        await asyncio.sleep(max(0.0, (self._pace.free_at(row.chat, now) - now).total_seconds()))
        self._pace.spend(row.chat, is_group=row.is_group, now=self._parts.clock.now())

    def _on_clock_moved(self) -> None:
        for signal in (self._inbox_wake, self._outbox_wake):
            signal.set()
        self._ticker.poke()

    async def _watch(self, now: datetime) -> None:
        """Says loudly what an operator must hear of within minutes."""
        report = await self.report()
        late = {key: report[key] for key in ("inbox_oldest_open_seconds", "outbox_oldest_due_seconds")}
        silent = (now - self._intake.last_at).total_seconds() if self._intake.last_at else 0.0
        if silent > OUTAGE and self._polling is not None:
            log.critical("intake_silent", seconds=silent)
        for name, seconds in late.items():
            if isinstance(seconds, float) and seconds > OUTAGE:
                log.critical("late", what=name, seconds=seconds)

    async def report(self) -> Mapping[str, object]:
        """What /health and /metrics tell."""
        now, database = self._parts.clock.now(), self._parts.database
        inbox, outbox = await database.inbox.health(now), await database.outbox.health(now)
        last = self._intake.last_at
        return {
            "last_intake_at": last,
            "last_intake_seconds": (now - last).total_seconds() if last else None,
            "last_tick_at": self._ticker.last_at,
            "intake_trouble": self._intake.trouble,
            "send_trouble": self._dispatcher.trouble,
            **{f"inbox_{key}": value for key, value in inbox.items()},
            **{f"outbox_{key}": value for key, value in outbox.items()},
            "updates_stored": self._intake.stored,
            "updates": dict(self._inbox.counts),
            "messages": dict(self._dispatcher.counts),
        }

    async def _is_ready(self) -> bool:
        """Up, the database answers, and Telegram was heard of lately."""
        if not self._is_up or self._stop.is_set():
            return False
        try:
            await self._parts.database.ping()
        except Exception as error:  # not ready, whatever the reason
            log.error("not_ready", error=type(error).__name__)
            return False
        return not self._intake.trouble

    # --- running ---

    def now(self) -> datetime:
        """The moment by the bot's clock."""
        return self._parts.clock.now()

    def stop(self) -> None:
        """End in order; again is harmless."""
        self._stop.set()

    @property
    def address(self) -> tuple[str, int]:
        """Where the web server listens while the app runs."""
        return self._address

    async def run(self, when_up: WhenUp | None = None) -> None:
        """Until `stop`, or until a loop breaks (then everything stops and the error goes out).

        `when_up` is run beside the loops once Telegram has answered. Raises HomeTaken where SQLite has a bot already.
        """
        settings = self._parts.settings
        with only_one(settings.home) if settings.database_url.startswith("sqlite") else nullcontext():
            await self._run(when_up)

    async def _run(self, when_up: WhenUp | None) -> None:
        await self._request.initialize()
        runner = await self._start_web()
        try:
            async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
                outgoing = tasks.create_task(self._dispatcher.run())
                ticking = tasks.create_task(self._ticker.run())
                incoming = tasks.create_task(self._take_in(session, when_up))
                await self._stop.wait()
                log.info("stopping")
                await _ended(incoming, self._stop_intake)
                await _ended(ticking, self._ticker.stop)
                await _ended(outgoing, self._dispatcher.stop)
        finally:
            await runner.cleanup()
            await self._close()

    async def _start_web(self) -> web.AppRunner:
        settings = self._parts.settings
        webhook, path = None, WEBHOOK_PATH
        if settings.webhook_url:
            webhook = Webhook(self._intake, settings.webhook_secret.get_secret_value())
            path = urlsplit(settings.webhook_url).path
        runner = web.AppRunner(web_app(self.report, self._is_ready, webhook, path), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, *settings.address).start()
        self._address = runner.addresses[0][:2]
        log.info("listening", port=self._address[1])
        return runner

    async def _take_in(self, session: aiohttp.ClientSession, when_up: WhenUp | None) -> None:
        """Find Telegram, then fetch and handle. Webhooks are taken in before that already."""
        if not await self._boot():
            return
        url = f"{self._parts.settings.bot_base}{self._parts.settings.token.get_secret_value()}/getUpdates"
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._inbox.run())
            if not self._parts.settings.webhook_url:
                self._polling = Polling(self._intake, url, session)
                tasks.create_task(self._polling.run())
            self._is_up = True
            log.info("up", mode="polling" if self._polling else "webhook")
            menus = Menus(self._bot, self._parts.profile, self._parts.text, self._parts.database.reading)
            tasks.create_task(menus.keep(self._rest, self._stop.is_set))
            if when_up is not None:
                tasks.create_task(when_up())

    def _stop_intake(self) -> None:
        if self._polling is not None:
            self._polling.stop()
        self._inbox.stop()

    async def _boot(self) -> bool:
        """getMe and the way of intake, until Telegram answers; False when stopped before."""
        while not self._stop.is_set():
            try:
                await self.application.initialize()
                await self._choose_intake()
            except TelegramError as error:
                pause = REFUSED_PAUSE if isinstance(error, InvalidToken) else BOOT_PAUSE
                self._intake.trouble = type(error).__name__
                log.critical("telegram_away_at_boot", error=type(error).__name__, seconds=pause)
                await self._rest(pause)
            else:
                self._intake.trouble = ""
                return True
        return False

    async def _choose_intake(self) -> None:
        settings = self._parts.settings
        if not settings.webhook_url:
            await self._bot.delete_webhook()
            return
        secret = settings.webhook_secret.get_secret_value()
        await self._bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()

    async def _close(self) -> None:
        if self._is_up:
            await self.application.shutdown()
        await self._request.shutdown()
        await self._parts.database.close()
        log.info("stopped")


async def _ended(task: "asyncio.Task[None]", stop: Callable[[], None]) -> None:
    """Ask a loop to end; after the grace it is cut off."""
    stop()
    await asyncio.wait([task], timeout=STOP_GRACE)
    if not task.done():
        task.cancel()
        log.error("cut_off")
