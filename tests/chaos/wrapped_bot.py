"""The real program in a process forked from one that has imported everything (see `tests.support.processes.forked`),
its edges wrapped: a clock that the test moves, short timeouts, and a way to break the dispatcher on purpose. The
product knows nothing of it.
"""

import asyncio
import functools
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

import structlog

import bot.runtime.assembly
import bot.runtime.leading
import bot.runtime.opening
import handlers.telegram.receiving.intake_source
import handlers.telegram.receiving.polling
from bot.cli.run import heed_no_more_signals, stop_on_signals
from bot.domain.errors import Unreachable
from bot.domain.queues.delivery import OutboxRow, Sent
from bot.logs import configure_logs
from bot.loops import outage
from bot.loops.dispatcher import Dispatcher
from bot.loops.sending import send_once
from bot.loops.ticker import Regular, Ticker
from bot.runtime.app import open_app
from bot.runtime.components import open_components, services_of
from bot.settings import Settings, load_settings
from bot.system import MovableClock
from bot.usecases.deadlines import reminders
from bot.usecases.reporting import idle
from handlers.telegram.connection.transport import AiohttpRequest
from storage.database import engine
from tests.support.running.running_bot import QUICK

log = structlog.get_logger()

CLOCK = "CHAOS_CLOCK"
BROKEN = "CHAOS_BROKEN"
READ = 2.0
"""Seconds that an answer of Telegram is waited for; a slow one is longer."""


class RecordsFirst(Dispatcher):
    """The mistake that the tests must catch: a row is marked as sent, and only then sent."""

    async def _deliver(self, row: OutboxRow) -> None:
        try:
            await self._record_result(row, Sent())
            outcome = await send_once(self._post, row)
            if isinstance(outcome, Sent):
                await self._record_result(row, outcome)
        finally:
            self._flying.pop(row.chat, None)
            self._wake.set()


def moved_by(file: Path) -> float:
    """Seconds that the test has moved the clock by."""
    return float(file.read_text("ascii"))


async def follow(clock: MovableClock, file: Path, moved: float) -> None:
    """The clock goes where the file says, for ever; it was moved by so many seconds already."""
    while True:
        wanted = moved_by(file)
        if wanted > moved:
            clock.advance(timedelta(seconds=wanted - moved))
            moved = wanted
        await asyncio.sleep(0.05)


def shorten_timeouts() -> None:
    """Pauses of the product that are long for a test, shorter."""
    request = functools.partial(AiohttpRequest, connect=2.0, read=READ)
    put(bot.runtime.assembly, AiohttpRequest=request)
    put(bot.runtime.opening, AiohttpRequest=request)
    put(handlers.telegram.receiving.intake_source, BOOT_PAUSE=1.0, REFUSED_PAUSE=1.0)
    put(handlers.telegram.receiving.polling, LONGEST_PAUSE=2.0)
    put(outage, LONGEST_PAUSE=2.0, LONGEST_DANGER_PAUSE=2.0)
    put(engine, PRAGMAS=(*engine.PRAGMAS, "busy_timeout=1000"))


def put(module: ModuleType, **things: object) -> None:
    """These in the place of the module's own."""
    for name, thing in things.items():
        assert hasattr(module, name), name
        setattr(module, name, thing)


def note_refusals() -> None:
    """Writes a log line whenever the database or the files are unreachable, so that a storm knows that it struck. An
    error that is made where nothing else has failed was not met: a commit of several rows makes one in advance."""
    begin = Unreachable.__init__

    def noted(self: Unreachable, *words: str, **why: str) -> None:
        if sys.exc_info()[0] is not None:
            log.warning("refused", what=words[0])
        begin(self, *words, **why)

    setattr(Unreachable, "__init__", noted)  # noqa: B010


async def note_tick(_: datetime) -> None:
    """The second ticker has ticked."""
    log.warning("ticked_too")


async def run(settings: Settings, clock: MovableClock) -> None:
    """`python -m bot run`, but for the clock and the rate limit."""
    shorten_timeouts()
    if os.environ.get(BROKEN):
        put(bot.runtime.leading, Dispatcher=RecordsFirst)
    app = await open_app(settings, clock, limits=QUICK)
    stop_on_signals(app.stop)
    try:
        await app.run()
    finally:
        heed_no_more_signals()


async def tick(settings: Settings, clock: MovableClock) -> None:
    """A second ticker on the same database."""
    parts = await open_components(settings, clock)
    services = services_of(parts)
    regular = (
        Regular("drafts", functools.partial(idle.process_idle_drafts, services)),
        Regular("cases", functools.partial(reminders.act_on_due, services)),
        Regular("noted", note_tick),
    )
    ticker = Ticker(regular, (), clock.now, beat=0.2)
    clock.on_move(ticker.wake)
    stop_on_signals(ticker.stop)
    await ticker.run()
    await parts.database.close()


async def become(what: str) -> None:
    """run | tick, with the settings of the environment."""
    settings, clock = load_settings(), MovableClock()
    configure_logs(settings.log)
    note_refusals()
    file = Path(os.environ[CLOCK])
    moved = moved_by(file)
    clock.advance(timedelta(seconds=moved))
    following = asyncio.ensure_future(follow(clock, file, moved))
    try:
        await {"run": run, "tick": tick}[what](settings, clock)
    finally:
        following.cancel()


def main() -> None:
    """Its one argument says what to do."""
    asyncio.run(become(sys.argv[1]))
