"""Runs the loops of one process side by side, and stops them in order."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from datetime import datetime
from typing import Any

import structlog

from bot.domain.profile import Profile
from bot.domain.queues.queue import Queue
from bot.loops.rate_limit import Limits
from bot.ports.time import Clock, Tokens
from bot.runtime.assembly import Assembly, open_assembly
from bot.runtime.status import ProgramStatus
from bot.settings import Settings
from bot.system import MovableClock, only_one
from bot.usecases.services import Services

log = structlog.get_logger()

STOP_GRACE = 20.0
"""Seconds that updates and messages that are being handled get to finish. The rest stays open in the database."""

WhenUp = Callable[[], Coroutine[Any, Any, None]]


async def open_app(
    settings: Settings, clock: Clock | None = None, tokens: Tokens | None = None, *, limits: Limits | None = None
) -> "App":
    """The bot, built and not running."""
    return App(await open_assembly(settings, clock, tokens, limits))


class App:
    """The bot: `run` until `stop`."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self._stop = asyncio.Event()
        self._met = asyncio.Event()
        clock = assembly.components.clock
        if isinstance(clock, MovableClock):
            clock.on_move(self._on_clock_moved)

    @property
    def services(self) -> Services:
        """The services outside of any update."""
        return self.assembly.services

    @property
    def profile(self) -> Profile:
        """The profile of the district."""
        return self.assembly.components.profile

    @property
    def status(self) -> ProgramStatus:
        """What /health, /ready and /metrics report."""
        return self.assembly.status

    @property
    def address(self) -> tuple[str, int]:
        """The address where health and metrics are served while the app runs."""
        return self.assembly.listeners.address

    def now(self) -> datetime:
        """The moment by the bot's clock."""
        return self.assembly.components.clock.now()

    def stop(self) -> None:
        """Stops all parts in order. Idempotent."""
        self.assembly.uptime.note_ending()
        self._stop.set()

    async def run(self, when_up: WhenUp | None = None) -> None:
        """Runs until `stop`, or until a loop breaks (then everything stops and the error goes out). `when_up` is run
        beside the loops once Telegram has answered. Raises HomeTaken where SQLite has a bot already."""
        settings = self.assembly.components.settings
        with only_one(settings.home) if settings.database_url.startswith("sqlite") else nullcontext():
            await self._run(when_up)

    async def close(self) -> None:
        """Closes all connections."""
        assembly = self.assembly
        if assembly.uptime.has_met:
            await assembly.application.shutdown()
        await assembly.request.shutdown()
        assembly.outages.end()
        await assembly.components.database.close()
        log.info("stopped")

    # --- running ---

    async def _run(self, when_up: WhenUp | None) -> None:
        assembly = self.assembly
        await assembly.request.initialize()
        await assembly.listeners.start()
        election = assembly.components.database.election
        try:
            async with assembly.polling, asyncio.TaskGroup() as tasks:
                present = tasks.create_task(election.run(self._on_signal))
                leading = tasks.create_task(self._lead())
                assembly.uptime.begin(asyncio.get_running_loop().time())
                taking = tasks.create_task(assembly.intake_source.run())
                beside = [(tasks.create_task(loop.run()), loop.stop) for loop in assembly.beside]
                incoming = tasks.create_task(self._take_in(when_up))
                await self._stop.wait()
                log.info("stopping")
                await _ended(taking, assembly.intake_source.stop)
                await _ended(incoming, self._stop_intake)
                await _ended(leading, self._stop_leading)
                for task, stop in beside:
                    await _ended(task, stop)
                await _ended(present, election.stop)
        finally:
            await assembly.listeners.stop()
            await self.close()

    async def _lead(self) -> None:
        """Run the leader's tasks once Telegram has answered: its answer sets the clock, and no job may run before
        that."""
        await self._met.wait()
        await self.assembly.leader_tasks.run()

    def _stop_leading(self) -> None:
        self.assembly.leader_tasks.stop()
        self._met.set()

    async def _take_in(self, when_up: WhenUp | None) -> None:
        """Handle updates once Telegram has answered. Webhook calls are stored before that already."""
        assembly = self.assembly
        if not await assembly.startup_retry.answered(assembly.telegram_setup.ask_who_the_bot_is):
            return
        self._met.set()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(assembly.inbox.run())
            tasks.create_task(assembly.fetches.run())
            assembly.uptime.note_met()
            log.info("up", mode="webhook" if assembly.components.settings.webhook_url else "polling")
            if when_up is not None:
                tasks.create_task(when_up())

    def _stop_intake(self) -> None:
        self.assembly.startup_retry.stop()
        self.assembly.inbox.stop()
        self.assembly.fetches.stop()

    # --- what it hears ---

    def _on_signal(self, queue: Queue) -> None:
        """Something may be in this queue, or the leader may have changed: wake the loops."""
        self.assembly.signals.of(queue).set()
        self.assembly.leader_tasks.wake()
        self.assembly.intake_source.wake()

    def _on_clock_moved(self) -> None:
        self.assembly.signals.wake_all()
        self.assembly.leading.ticker.wake()


async def _ended(task: "asyncio.Task[None]", stop: Callable[[], None]) -> None:
    """Ask a loop to end. After `STOP_GRACE` it is cancelled."""
    stop()
    await asyncio.wait([task], timeout=STOP_GRACE)
    if not task.done():
        task.cancel()
        log.error("cut_off")
