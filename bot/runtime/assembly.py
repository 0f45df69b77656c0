"""All parts of one process, put together once; nothing runs yet, and nothing is changed afterwards."""

import asyncio
from dataclasses import replace
from functools import partial

from bot.clock import ClockStep, SteadyClock
from bot.contention import again_at_once
from bot.domain.ids import UserId
from bot.domain.queues.inbox import InboxRow
from bot.domain.queues.queue import Queue
from bot.loops.batch_taker import BatchTaker
from bot.loops.clock_watch import ClockWatch
from bot.loops.inbox import InboxLoop
from bot.loops.key_watch import KeyWatch
from bot.loops.leader import LeaderTasks, Loop
from bot.loops.quota_wait import QuotaWait
from bot.loops.rate_limit import Limits
from bot.loops.receipt_stock import ReceiptStock
from bot.loops.shared_limit import SharedLimit
from bot.loops.text_watch import Missing, TextWatch
from bot.loops.wake_up import SharedWake
from bot.ports.queues.inbox import Taker
from bot.ports.time import Clock, Tokens, Wake
from bot.runtime.application import make_application
from bot.runtime.arrivals import make_admission
from bot.runtime.components import Components, open_components, services_of, usual_clock
from bot.runtime.disk import make_disk_watch
from bot.runtime.file_fetching import make_fetch_loop
from bot.runtime.leading import Leading
from bot.runtime.listeners import Listeners
from bot.runtime.outages import Outages
from bot.runtime.signals import Signals
from bot.runtime.status import ProgramStatus, Running, Uptime
from bot.runtime.telegram_setup import PollingMaker, TelegramSetup
from bot.settings import Settings
from bot.system import MovableClock
from bot.usecases.access.appointments import appoint
from bot.usecases.access.audience import Audience
from bot.usecases.deadlines import machine_news, missing_texts
from bot.usecases.oversight.statistics.counting import note_uncounted
from bot.usecases.reporting.sent_reports.receipts import make_receipt
from handlers.register import register
from handlers.telegram.connection.server_time import ServerTime, ignore_time
from handlers.telegram.connection.transport import AiohttpRequest, AnswerNews
from handlers.telegram.files.media import Downloads
from handlers.telegram.handling.context import DEPENDENCIES, HandlerDependencies
from handlers.telegram.handling.errors import on_parked
from handlers.telegram.handling.process import Processor
from handlers.telegram.membership import TelegramMembership
from handlers.telegram.receiving.intake_source import IntakeSource, StartupRetry
from handlers.telegram.receiving.receive import Intake, IntakeNews
from handlers.telegram.sending.counted_calls import BetweenCalls
from handlers.telegram.sending.send import Sender
from handlers.telegram.text.rendered import RenderContext
from handlers.views import VIEWS


async def open_assembly(
    settings: Settings, clock: Clock | None = None, tokens: Tokens | None = None, limits: Limits | None = None
) -> "Assembly":
    """Everything opened, nothing running; whom the settings name as supervisors and administrators is appointed."""
    known = clock or usual_clock()
    signals = Signals(SharedLimit(limits or Limits(), known.now()))
    components = await open_components(settings, known, tokens, signals.after_commit(), signals.places.now)
    try:
        assembly = Assembly(components, signals)
        supervisors, admins = (frozenset(map(UserId, ids)) for ids in (settings.supervisors, settings.admins))
        await again_at_once(lambda: appoint(assembly.services, known.now(), supervisors, admins))
        await again_at_once(lambda: note_uncounted(assembly.services, known.now()))
    except BaseException:
        await components.database.close()
        raise
    return assembly


class Assembly:
    """Parts that need another part that is made later ask for it when they run."""

    def __init__(self, components: Components, signals: Signals) -> None:
        self.components, self.signals = components, signals
        self.uptime = Uptime()
        self.services = services_of(components)
        self._build_telegram()
        self._build_watchers()
        self._build_intake()
        self._build_loops()

    # --- building ---

    def _build_telegram(self) -> None:
        """The transport, and the handlers of updates."""
        components, database = self.components, self.components.database
        clock = components.clock
        server_time = ServerTime(clock.note_server_time if isinstance(clock, SteadyClock) else ignore_time)
        self._answer_news = AnswerNews(server_time.note, self._note_answer)
        proxy = components.settings.proxy_address
        self.request = AiohttpRequest(news=self._answer_news, proxy=proxy)
        self.application = make_application(components.settings, self.request)
        self.bot = self.application.bot
        membership = TelegramMembership(self.bot, database.reading, clock.now)
        known = (components.tokens, database.blind_index, membership, components.text, database.reading)
        stream = Downloads(components.settings.api_local_dir, proxy).fetch
        self.receipts = ReceiptStock(partial(make_receipt, components.tokens, database.blind_index))
        given = *known, stream, self.receipts
        self.dependencies = HandlerDependencies(components.profile, database.bind, clock.now, *given)
        self.application.bot_data[DEPENDENCIES] = self.dependencies
        register(self.application)

    def _build_watchers(self) -> None:
        """The watches on the process, and the messages that need no database."""
        now, database = self.components.clock.now, self.components.database
        self.status = ProgramStatus(database, self._running, now)
        self._quota = QuotaWait(lambda: self.signals.rate_limit.limit, now)
        wait, figures = self._quota.for_chat, self.status.figures
        self.outages = Outages(self.components, self.bot, wait, figures, lambda: self.leading.dispatcher.cut_off_since)
        self.monitor = self.outages.monitor
        self.key_watch = KeyWatch(database.look_at_key_file, self._tell_key_file)
        self.disk_watch = make_disk_watch(self.components.disk, self.services, self.components.clock)
        self.text_watch = TextWatch(lambda: self.components.text.missing, self._tell_missing)

    def _build_intake(self) -> None:
        """How updates come in."""
        components, settings, database = self.components, self.components.settings, self.components.database
        now = components.clock.now
        wake = SharedWake(self.signals.inbox, partial(database.election.tell, Queue.INBOX))
        admission = make_admission(self.services, components.text, now)
        self.intake = Intake(database.inbox, database.blind_index, now, self._intake_news(wake), admission)
        self.telegram_setup = TelegramSetup(self.application, settings)
        self.polling = PollingMaker(settings, self.intake, self._answer_news)
        make_polling = None if settings.webhook_url else self.polling
        leads, choose = self.outages.leads, self.telegram_setup.choose_intake
        self.intake_source = IntakeSource(self.outages.speaks, leads, choose, self.intake, make_polling)
        self.startup_retry = StartupRetry(self.intake)
        self.listeners = Listeners(settings, self.status.report, self.status.is_ready, self.intake)

    def _intake_news(self, wake: Wake) -> IntakeNews:
        """What intake reports to. The moment of the last update is not noted where the clock is moved by hand."""
        outages, well = self.outages, self.monitor.note_intake
        news = IntakeNews(wake, outages.send_outage_notice, outages.come_back, take=self._taker)
        return news if isinstance(self.components.clock, MovableClock) else replace(news, well=well)

    def _build_loops(self) -> None:
        """The loops that handle updates, download files and send messages."""
        components, database, now = self.components, self.components.database, self.components.clock.now
        handle, after = Processor(self.application), self.outages.after_attempt
        self.inbox = InboxLoop(database.inbox, handle, self._tell_parked, now, self.signals.inbox, after=after)
        self.fetches = make_fetch_loop(
            components.settings, self.services, self.bot, database, now, self.signals.fetches
        )
        audience = Audience(database.reading, database.blind_index, self.dependencies.membership)
        between = BetweenCalls(self._quota.for_next_part, database.outbox.note_parts)
        sender = Sender(self.bot, VIEWS, self.render_context, between, audience.permission_for)
        self.leading = Leading(components, self.bot, self.signals, sender, self.monitor)
        self.leader_tasks = LeaderTasks(lambda: database.election.epoch, lambda: self.leading.begin(self.intake))
        clock = components.clock
        watch: list[Loop] = [ClockWatch(clock, self._tell_step)] if isinstance(clock, SteadyClock) else []
        watch += [self.key_watch, self.disk_watch, self.text_watch]
        self.beside: list[Loop] = [*watch, self.monitor, self.outages.notice, self.receipts]

    # --- what the parts ask of each other ---

    def _taker(self) -> Taker:
        return BatchTaker(self.inbox)

    async def render_context(self) -> RenderContext:
        """The context that views need. The bot's name was asked for at the start, before anything is sent."""
        components, database = self.components, self.components.database
        return RenderContext(
            text=components.text,
            known=components.text.has,
            profile=components.profile,
            username=self.bot.username,
            reading=database.reading,
            files=database.files,
            now=components.clock.now,
        )

    def _note_answer(self) -> None:
        """Telegram has answered a call of any kind successfully."""
        self.leading.dispatcher.note_answer()

    async def _tell_parked(self, row: InboxRow, reason: str) -> None:
        await on_parked(self.dependencies, row, reason)

    async def _tell_step(self, step: ClockStep) -> None:
        now = self.components.clock.now()
        await machine_news.tell_step(self.services, step.ahead, now, is_right=step.is_right_again)

    async def _tell_key_file(self, state: str) -> None:
        await machine_news.tell_key_file(self.services, state, self.components.clock.now())

    async def _tell_missing(self, missing: Missing) -> None:
        await missing_texts.tell_missing(self.services, missing, self.components.clock.now())

    def _running(self) -> Running:
        polls = self.outages.leads() and not self.components.settings.webhook_url
        watch = self.monitor, self.outages.alarm, self.key_watch, self.components.disk
        loops = self.intake, self.inbox, self.fetches, self.leading.dispatcher, self.leading.ticker
        up_for = asyncio.get_running_loop().time() - self.uptime.began
        return Running(*loops, *watch, is_up=self.uptime.is_up, polls=polls, up_for=up_for)
