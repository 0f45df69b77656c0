"""Builds everything once, runs the loops side by side, stops them in order. May touch every room of the house."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import nullcontext
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import aiohttp
import structlog

from bot.clock import SteadyClock, Step
from bot.domain.ids import ChatId, UserId
from bot.loops.clock_watch import ClockWatch
from bot.loops.dispatcher import Dispatcher
from bot.loops.inbox import InboxLoop
from bot.loops.key_watch import KeyWatch
from bot.loops.leader import LeaderTasks, Loop
from bot.loops.quota_wait import QuotaWait
from bot.loops.rate_limit import Limits, RateLimit
from bot.loops.ticker import Ticker
from bot.loops.wake_up import Told, WakeUp
from bot.ports.inbox import InboxRow
from bot.ports.leadership import Queue
from bot.ports.time import Clock, Tokens
from bot.runtime import schedule
from bot.runtime.application import make_application
from bot.runtime.arrivals import make_gate
from bot.runtime.components import Components, open_components, services_of
from bot.runtime.disk import make_disk_watch
from bot.runtime.file_fetching import make_fetch_loop
from bot.runtime.listeners import Listeners
from bot.runtime.outages import Outages
from bot.runtime.status import Running, Status
from bot.settings import Settings
from bot.system import MovableClock, only_one
from bot.usecases.access.appointments import appoint
from bot.usecases.access.audience import Audience
from bot.usecases.clocks import clock_steps, key_file
from handlers.groups.watch import GroupWatch
from handlers.register import register
from handlers.telegram.context import DEPENDENCIES, HandlerDependencies
from handlers.telegram.errors import tell_parked
from handlers.telegram.intake_source import IntakeSource, MenuKeeper, StartupRetry
from handlers.telegram.membership import TelegramMembership
from handlers.telegram.menus import Menus
from handlers.telegram.outage_alarm import OutageAlarm
from handlers.telegram.outage_notice import OutageNotice
from handlers.telegram.process import Processor
from handlers.telegram.proxy import connector
from handlers.telegram.receive import ALLOWED_UPDATES, Intake, Polling
from handlers.telegram.rendered import RenderContext
from handlers.telegram.send import Sender
from handlers.telegram.server_time import ServerTime, unheard
from handlers.telegram.transport import AiohttpRequest
from handlers.views import VIEWS

log = structlog.get_logger()

STOP_GRACE = 20.0
"""Seconds that updates and messages in hand get to finish; what is left is open in the database and done next time."""
LOOK_BACK = timedelta(minutes=1)
"""What was sent so lately counts against Telegram's limits still, whoever sent it."""

WhenUp = Callable[[], Coroutine[Any, Any, None]]


class App:
    """The bot. `build`, then `run` until `stop`."""

    def __init__(self, components: Components, limits: Limits) -> None:
        self._components = components
        self._stop = asyncio.Event()
        self._wakes = {Queue.INBOX: WakeUp(), Queue.OUTBOX: WakeUp()}
        self._fetch_wake = WakeUp()
        self._election = components.database.election
        self._leader_tasks = LeaderTasks(lambda: self._election.term, self._begin_term)
        self._server_time = ServerTime(components.clock.hear if isinstance(components.clock, SteadyClock) else unheard)
        self._proxy = components.settings.proxy_address
        self._request = AiohttpRequest(note=self._server_time.note, on_answer=self._note_answer, proxy=self._proxy)
        self._met = asyncio.Event()
        self._meeting = asyncio.Lock()
        self.application = make_application(components.settings, self._request)
        self._bot = self.application.bot
        self.services = services_of(components)
        components.database.wake = self._told(Queue.OUTBOX).set
        components.database.moved = self._note_move
        components.database.wake_fetching = self._fetch_wake.set
        self._add_services()
        now = components.clock.now
        self._limits = limits
        self._rate_limit = RateLimit(limits, now())
        self._quota = QuotaWait(lambda: self._rate_limit, now)
        database = components.database
        self._dispatcher = self._make_dispatcher()
        self._fetches = make_fetch_loop(components.settings, self.services, self._bot, database, now, self._fetch_wake)
        self._status = Status(database, self._what_runs, now)
        figures = self._status.figures
        self._outages = Outages(
            components, self._bot, self._quota.for_chat, figures, lambda: self._dispatcher.cut_off_since
        )
        wake, after = self._wakes[Queue.INBOX], self._outages.after_attempt
        handle = Processor(self.application)
        self._inbox = InboxLoop(database.inbox, handle, self._tell_parked, now, wake, after=after)
        self._intake = Intake(database.inbox, database.blind_index, now, self._told(Queue.INBOX))
        self._intake.apologise, self._intake.back = self._outages.apologise, self._outages.come_back
        self._intake.gate = make_gate(self.services, components.text, now)
        self._startup_retry = StartupRetry(self._intake)
        self.monitor = self._outages.monitor
        self._ticker = self._make_ticker()
        self._key_watch = KeyWatch(database.look_at_key_file, self._tell_key_file)
        self._disk_watch = make_disk_watch(components)
        self._beside: list[Loop] = self._make_beside()
        self._reception = self._make_reception()
        self._listeners = Listeners(components.settings, self._status.report, self._status.is_ready, self._intake)
        self._session: aiohttp.ClientSession
        self._began = 0.0
        self._is_up = False
        if isinstance(components.clock, MovableClock):
            components.clock.on_move(self._on_clock_moved)
        else:
            self._intake.well = self.monitor.note_intake

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
        parts = await open_components(settings, clock, tokens)
        try:
            app = cls(parts, limits or Limits())
            supervisors, admins = (frozenset(map(UserId, ids)) for ids in (settings.supervisors, settings.admins))
            await appoint(app.services, supervisors, admins, app.now())
        except BaseException:
            await parts.database.close()
            raise
        return app

    def take_over(self, notice: OutageNotice, alarm: OutageAlarm) -> None:
        """What was said while the database could not be opened: Hide must find it, and alarms must end."""
        self._outages.notice.sent += notice.sent
        self._outages.alarm.holds |= alarm.holds

    # --- building ---

    def _add_services(self) -> None:
        parts = self._components
        now, database = parts.clock.now, parts.database
        membership = TelegramMembership(self._bot, database.reading, now)
        self._dependencies = HandlerDependencies(
            parts.profile,
            database.bind,
            now,
            parts.tokens,
            database.blind_index,
            membership,
            parts.text,
            database.reading,
        )
        self.application.bot_data[DEPENDENCIES] = self._dependencies
        register(self.application)

    def _told(self, queue: Queue) -> Told:
        return Told(self._wakes[queue], partial(self._election.tell, queue))

    def _make_dispatcher(self) -> Dispatcher:
        hearing = Audience(
            self._components.database.reading, self._components.database.blind_index, self._dependencies.membership
        )
        sender = Sender(self._bot, VIEWS, self._render_context, self._quota.for_next_part, hearing.may_hear)
        outbox, now = self._components.database.outbox, self._components.clock.now
        return Dispatcher(outbox, sender, self._rate_limit, now, self._wakes[Queue.OUTBOX])

    def _make_ticker(self) -> Ticker:
        line, database, clock = self.services, self._components.database, self._components.clock
        self._groups = GroupWatch(line, self._bot, clock.now)
        regular = schedule.regular(line, database, self.monitor, self._groups, clock)
        return Ticker(regular, schedule.daily(line, self._dependencies.membership), clock.now)

    def _make_beside(self) -> list[Loop]:
        """What each process does for itself, whether it leads or not."""
        clock = self._components.clock
        watch = [ClockWatch(clock, self._tell_step)] if isinstance(clock, SteadyClock) else []
        return [*watch, self._key_watch, self._disk_watch, self.monitor, self._outages.notice]

    def _make_reception(self) -> IntakeSource:
        is_hook = bool(self._components.settings.webhook_url)
        make_polling = None if is_hook else self._make_polling
        return IntakeSource(self._outages.speaks, self._outages.leads, self._choose_intake, self._intake, make_polling)

    def _make_polling(self, met_another: Callable[[], None]) -> Polling:
        settings = self._components.settings
        url = f"{settings.bot_base}{settings.token.get_secret_value()}/getUpdates"
        heard = (self._server_time.note, self._note_answer, met_another)
        return Polling(self._intake, url, self._session, *heard)

    # --- what the loops ask for ---

    async def _tell_parked(self, row: InboxRow, reason: str) -> None:
        await tell_parked(self._dependencies, row, reason)

    async def _tell_step(self, step: Step) -> None:
        await clock_steps.tell_step(self.services, step.ahead, self.now(), is_right=step.is_right_again)

    async def _tell_key_file(self, state: str) -> None:
        await key_file.tell_key_file(self.services, state, self.now())

    async def _render_context(self) -> RenderContext:
        """Who the bot is was asked at the start, before anything is sent."""
        parts, database = self._components, self._components.database
        return RenderContext(
            text=parts.text,
            known=parts.text.has,
            profile=parts.profile,
            username=self._bot.username,
            begin=database.reading,
            files=database.files,
            now=parts.clock.now,
        )

    def _note_answer(self) -> None:
        """Telegram has answered a call of any kind well."""
        self._dispatcher.note_answer()

    def _note_move(self, old: ChatId, new: ChatId) -> None:
        """A group goes on under another id, and Telegram counts on."""
        self._rate_limit.moved(old, new)

    def _on_clock_moved(self) -> None:
        for signal in (*self._wakes.values(), self._fetch_wake):
            signal.set()
        self._ticker.poke()

    async def report(self) -> Mapping[str, object]:
        """What /health and /metrics tell."""
        return await self._status.report()

    def _what_runs(self) -> Running:
        is_up = self._is_up and not self._stop.is_set()
        polls = self._outages.leads() and not self._components.settings.webhook_url
        watch = self.monitor, self._outages.alarm, self._key_watch, self._disk_watch
        up_for = asyncio.get_running_loop().time() - self._began
        loops = self._intake, self._inbox, self._fetches, self._dispatcher, self._ticker
        return Running(*loops, *watch, is_up=is_up, polls=polls, up_for=up_for)

    # --- running ---

    def now(self) -> datetime:
        """The moment by the bot's clock."""
        return self._components.clock.now()

    def stop(self) -> None:
        """End in order; again is harmless."""
        self._stop.set()

    @property
    def address(self) -> tuple[str, int]:
        """Where health and metrics are served while the app runs."""
        return self._listeners.address

    async def run(self, when_up: WhenUp | None = None) -> None:
        """Until `stop`, or until a loop breaks (then everything stops and the error goes out).

        `when_up` is run beside the loops once Telegram has answered. Raises HomeTaken where SQLite has a bot already.
        """
        settings = self._components.settings
        with only_one(settings.home) if settings.database_url.startswith("sqlite") else nullcontext():
            await self._run(when_up)

    async def _run(self, when_up: WhenUp | None) -> None:
        await self._request.initialize()
        await self._listeners.start()
        try:
            async with (
                aiohttp.ClientSession(connector=connector(self._proxy)) as self._session,
                asyncio.TaskGroup() as tasks,
            ):
                present = tasks.create_task(self._election.run(self._hear))
                leading = tasks.create_task(self._lead())
                self._began = asyncio.get_running_loop().time()
                taking = tasks.create_task(self._reception.run())
                beside = [(tasks.create_task(loop.run()), loop.stop) for loop in self._beside]
                incoming = tasks.create_task(self._take_in(when_up))
                await self._stop.wait()
                log.info("stopping")
                await _ended(taking, self._reception.stop)
                await _ended(incoming, self._stop_intake)
                await _ended(leading, self._stop_leading)
                for task, stop in beside:
                    await _ended(task, stop)
                await _ended(present, self._election.stop)
        finally:
            await self._listeners.stop()
            await self._close()

    async def _lead(self) -> None:
        """Nothing is done by the clock, and nothing sent, before Telegram has answered: its answer tells the time."""
        await self._met.wait()
        await self._leader_tasks.run()

    def _stop_leading(self) -> None:
        self._leader_tasks.stop()
        self._met.set()

    def _hear(self, queue: Queue) -> None:
        """From the other processes, or from the look at who is alive."""
        self._wakes[queue].set()
        self._leader_tasks.poke()
        self._reception.poke()

    async def _begin_term(self) -> list[Loop]:
        """What one process does for all. It goes on at the pace of the one that led before."""
        now = self._components.clock.now()
        self._rate_limit = RateLimit(self._limits, now - LOOK_BACK)
        for chat, at in await self._components.database.outbox.recent(now - LOOK_BACK, now):
            self._rate_limit.take(1, at)
            self._rate_limit.spend(chat, is_group=chat < 0, now=at)
        sent, self._dispatcher = self._dispatcher.counts, self._make_dispatcher()
        self._dispatcher.counts = sent
        self._ticker = self._make_ticker()
        menus = Menus(self._bot, self._components.profile, self._components.text, self._components.database.reading)
        return [self._dispatcher, self._ticker, self._groups, MenuKeeper(menus, self._intake)]

    async def _take_in(self, when_up: WhenUp | None) -> None:
        """Find Telegram, then handle. Webhooks are taken in before that already."""
        if not await self._startup_retry.answered(self._meet):
            return
        self._met.set()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._inbox.run())
            tasks.create_task(self._fetches.run())
            self._is_up = True
            log.info("up", mode="webhook" if self._components.settings.webhook_url else "polling")
            if when_up is not None:
                tasks.create_task(when_up())

    def _stop_intake(self) -> None:
        self._startup_retry.stop()
        self._inbox.stop()
        self._fetches.stop()

    async def _meet(self) -> None:
        """getMe, once."""
        async with self._meeting:
            await self.application.initialize()

    async def _choose_intake(self) -> None:
        settings = self._components.settings
        await self._meet()
        if not settings.webhook_url:
            await self._bot.delete_webhook()
            return
        secret = settings.webhook_secret.get_secret_value()
        await self._bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)

    async def _close(self) -> None:
        if self._is_up:
            await self.application.shutdown()
        await self._request.shutdown()
        self._outages.end()
        await self._components.database.close()
        log.info("stopped")


async def _ended(task: "asyncio.Task[None]", stop: Callable[[], None]) -> None:
    """Ask a loop to end; after the grace it is cut off."""
    stop()
    await asyncio.wait([task], timeout=STOP_GRACE)
    if not task.done():
        task.cancel()
        log.error("cut_off")
