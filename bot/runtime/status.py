"""What a process reports at /health, /ready and /metrics. While the database is away, only that it is."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.domain.errors import Unreachable
from bot.loops.disk_watch import DiskSpace
from bot.loops.dispatcher import Dispatcher
from bot.loops.fetches import FetchLoop
from bot.loops.inbox import InboxLoop
from bot.loops.key_watch import KeyWatch
from bot.loops.ticker import Ticker
from bot.usecases.deadlines import monitoring
from bot.usecases.deadlines.standstill import PARTS, stalled
from handlers.telegram.alarms.monitor import Monitor
from handlers.telegram.alarms.outage_alarm import OutageAlarm
from handlers.telegram.receiving.receive import Intake
from handlers.telegram.web import is_still
from storage.unit_of_work import Database

log = structlog.get_logger()

ROLES = ("worker", "poller", "dispatcher", "ticker")
"""What a process does: the first always, the others while it leads."""
ANSWER_LIMIT = 4.0
"""Seconds that the database may take: a health check must be answered soon."""


@dataclass
class Uptime:
    """Since when the process runs (by the loop's time), and how far it has come."""

    began: float = 0.0
    has_met: bool = False
    """Telegram has answered."""
    is_ending: bool = False
    """Somebody has asked the process to end."""

    def begin(self, at: float) -> None:
        """The loops of the process begin to run; `at`: by the loop's time."""
        self.began = at

    def note_met(self) -> None:
        """Telegram has answered, and updates are handled."""
        self.has_met = True

    def note_ending(self) -> None:
        """Somebody asks the process to end. Idempotent."""
        self.is_ending = True

    @property
    def is_up(self) -> bool:
        """Whether it handles updates."""
        return self.has_met and not self.is_ending


@dataclass(frozen=True)
class Running:
    """The parts of the process that have something to tell, as they are at this moment."""

    intake: Intake
    inbox: InboxLoop
    fetches: FetchLoop
    dispatcher: Dispatcher
    ticker: Ticker
    monitor: Monitor
    alarm: OutageAlarm
    key_watch: KeyWatch
    disk: DiskSpace
    is_up: bool
    """Telegram has answered, and nobody has asked the process to end."""
    polls: bool
    """This process takes updates in by asking for them."""
    up_for: float
    """Seconds."""


class ProgramStatus:
    """`running` gives the parts that report: some are made anew whenever the process becomes the leader."""

    def __init__(self, database: Database, running: Callable[[], Running], now: Callable[[], datetime]) -> None:
        self._database = database
        self._running = running
        self._now = now

    async def report(self) -> Mapping[str, object]:
        """What /health and /metrics tell."""
        now = self._now()
        try:
            async with asyncio.timeout(ANSWER_LIMIT):
                facts = await self.figures(now)
        except Exception as error:  # whatever it is, the rest must be seen
            log.error("database_away", error=type(error).__name__)
            facts = self._own(now) | {"database_trouble": type(error).__name__}
        away = self._running().alarm.away_for(now) if facts["database_trouble"] else timedelta()
        facts["database_away"] = away.total_seconds()
        still = stalled(facts)
        return facts | {"standing_still": {part: part in still for part in PARTS}}

    async def is_ready(self) -> bool:
        """Whether the process is up, the whole database answers, Telegram has answered lately, and all queues make
        progress."""
        if not self._running().is_up:
            return False
        facts = await self.report()
        return not (facts["database_trouble"] or facts["intake_trouble"] or is_still(facts))

    async def figures(self, now: datetime) -> dict[str, object]:
        """Everything; raises when the database is away. What a damaged table hides is left out."""
        broken = await self._database.progress.damaged()
        facts = self._own(now)
        for ask in (self._inbox_figures, self._outbox_figures, self._fetch_figures, self._moments, self._progress):
            try:
                facts |= await ask(now)
            except Exception:
                if not broken:
                    raise
        return facts | {"database_trouble": Unreachable.__name__ if broken else "", "damaged": " ".join(broken)}

    # --- inside ---

    async def _inbox_figures(self, now: datetime) -> dict[str, object]:
        return {f"inbox_{name}": value for name, value in (await self._database.inbox.health(now)).items()}

    async def _outbox_figures(self, now: datetime) -> dict[str, object]:
        return {f"outbox_{name}": value for name, value in (await self._database.outbox.health(now)).items()}

    async def _fetch_figures(self, now: datetime) -> dict[str, object]:
        return {f"fetches_{name}": value for name, value in (await self._database.fetches.health(now)).items()}

    async def _progress(self, now: datetime) -> dict[str, object]:
        return {**await self._database.progress.figures(now)}

    async def _moments(self, now: datetime) -> dict[str, object]:
        """The alarms that hold, and when updates last came in, whichever process took them."""
        running = self._running()
        async with self._database.reading() as uow:
            running.monitor.note_alarms(await monitoring.active(uow))
            noted = await uow.timestamps.moment(monitoring.INTAKE)
        silent = None if noted is None else min((now - noted).total_seconds(), running.up_for)
        return {"alarms": _as_flags(running.monitor.alarms), "intake_noted": silent}

    def _own(self, now: datetime) -> dict[str, object]:
        """What the process knows without the database."""
        running, election = self._running(), self._database.election
        last, epoch = running.intake.last_at, election.epoch
        return {
            "worker": election.number,
            "roles": " ".join(ROLES if epoch else ROLES[:1]),
            "leads": int(epoch > 0),
            "last_intake_at": last,
            "last_intake_seconds": (now - last).total_seconds() if last else None,
            "intake_silent": running.intake.silent_for() if running.polls else None,
            "last_tick_at": running.ticker.last_at,
            "intake_trouble": running.intake.trouble,
            "send_trouble": running.dispatcher.trouble,
            "token_refused": float(running.intake.is_refused or running.dispatcher.trouble == "InvalidToken"),
            "database_trouble": "",
            "damaged": "",
            "key_file_trouble": running.key_watch.state,
            "disk_trouble": running.disk.state,
            "disk_free_percent": running.disk.free,
            "telegram_pending": running.monitor.pending,
            "alarms": _as_flags(running.monitor.alarms),
            "updates_stored": running.intake.stored,
            "updates_not_kept": running.intake.not_stored,
            "updates": dict(running.inbox.counts),
            "messages": dict(running.dispatcher.counts),
            "fetches": dict(running.fetches.counts),
        }


def _as_flags(alarms: frozenset[str]) -> dict[str, bool]:
    return {name: name in alarms for name in monitoring.WATCHED}
