"""What a process tells of itself at /health, /ready and /metrics; of the database only that it is away, when it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.loops.dispatcher import Dispatcher
from bot.loops.inbox import InboxLoop
from bot.loops.ticker import Ticker
from bot.usecases import watching
from handlers.receive import Intake
from handlers.watchman import Watchman
from storage.unit_of_work import Database

log = structlog.get_logger()

ROLES = ("worker", "poller", "dispatcher", "ticker")
"""What a process does: the first always, the others while it leads."""


@dataclass(frozen=True)
class Running:
    """The parts of the process that have something to tell, as they are at this moment."""

    intake: Intake
    inbox: InboxLoop
    dispatcher: Dispatcher
    ticker: Ticker
    watchman: Watchman
    is_up: bool
    """Telegram has answered, and nobody has asked the process to end."""


class Status:
    """`running` gives the parts: some are made anew whenever the process comes to lead."""

    def __init__(self, database: Database, running: Callable[[], Running], now: Callable[[], datetime]) -> None:
        self._database = database
        self._running = running
        self._now = now

    async def report(self) -> Mapping[str, object]:
        """What /health and /metrics tell."""
        now = self._now()
        try:
            return await self.figures(now)
        except Exception as error:  # whatever it is, the rest must be seen
            log.error("database_away", error=type(error).__name__)
            return self._own(now) | {"database_trouble": type(error).__name__}

    async def figures(self, now: datetime) -> dict[str, object]:
        """Everything; raises when the database is away."""
        database = self._database
        inbox, outbox = await database.inbox.health(now), await database.outbox.health(now)
        async with database.reading() as uow:
            self._running().watchman.alarms = await watching.held(uow)
        rows = {f"inbox_{key}": value for key, value in inbox.items()}
        rows |= {f"outbox_{key}": value for key, value in outbox.items()}
        return self._own(now) | rows

    def _own(self, now: datetime) -> dict[str, object]:
        """What the process knows without the database."""
        running, presence = self._running(), self._database.presence
        last, term = running.intake.last_at, presence.term
        return {
            "worker": presence.number,
            "roles": " ".join(ROLES if term else ROLES[:1]),
            "leads": int(term > 0),
            "last_intake_at": last,
            "last_intake_seconds": (now - last).total_seconds() if last else None,
            "last_tick_at": running.ticker.last_at,
            "intake_trouble": running.intake.trouble,
            "send_trouble": running.dispatcher.trouble,
            "database_trouble": "",
            "telegram_pending": running.watchman.pending,
            "alarms": {name: name in running.watchman.alarms for name in watching.WATCHED},
            "updates_stored": running.intake.stored,
            "updates": dict(running.inbox.counts),
            "messages": dict(running.dispatcher.counts),
        }

    async def is_ready(self) -> bool:
        """Up, the database answers, and Telegram was heard of lately."""
        running = self._running()
        if not running.is_up:
            return False
        try:
            await self._database.ping()
        except Exception as error:  # not ready, whatever the reason
            log.error("not_ready", error=type(error).__name__)
            return False
        return not running.intake.trouble
