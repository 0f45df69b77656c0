"""Sends what the outbox holds: by priority, in order per chat, within Telegram's limits, at least once."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.domain.errors import Unreachable
from bot.domain.ids import ChatId
from bot.loops.pace import Pace
from bot.loops.signal import Signal
from bot.ports import Dead, Later, Outbox, OutboxRow, Outcome, Post, Sent

log = structlog.get_logger()

IDLE = 5.0
LONGEST_WAIT = 60.0
FAULTS_ALLOWED = 8
"""Attempts that may fail by a fault of ours before the row is a dead letter."""
SETTLE_AGAIN = 1.0
PAGED_AFTER = 3
"""A refused token is paged at once, a network that is down after so many attempts."""


class Dispatcher:
    """One per database. A row goes out when its chat and the whole bot have room; many chats at once."""

    def __init__(
        self,
        outbox: Outbox,
        post: Post,
        pace: Pace,
        now: Callable[[], datetime],
        wake: Signal,
        *,
        width: int = 32,
    ) -> None:
        self._outbox = outbox
        self._post = post
        self._pace = pace
        self._now = now
        self._wake = wake
        self._width = width
        self._flying: set[ChatId] = set()
        self._failures = 0
        self._stopping = False
        self.counts: Counter[str] = Counter()
        """Attempts by outcome."""
        self.trouble = ""
        """Why nothing at all can be sent; empty when all is well."""

    def stop(self) -> None:
        """Lease nothing more; what is in flight is finished and settled."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Until `stop`. Survives a database or a Telegram that is away."""
        async with asyncio.TaskGroup() as sending:
            while not self._stopping:
                try:
                    pause = await self._start_some(sending)
                except Exception as error:  # the loop must outlive every fault of a store
                    log.error("outbox_away", error=type(error).__name__)
                    pause = IDLE
                await self._wake.wait(pause)

    async def _start_some(self, sending: asyncio.TaskGroup) -> float:
        """Lease and start what may go out now; returns how long there is nothing more to do."""
        now = self._now()
        room = min(self._width - len(self._flying), self._pace.room(now))
        if room > 0:
            for row in await self._outbox.lease(now, room, self._held(now)):
                self._flying.add(row.chat)
                self._pace.spend(row.chat, is_group=row.is_group, now=now)
                sending.create_task(self._deliver(row))
        return await self._pause()

    def _held(self, now: datetime) -> frozenset[ChatId]:
        return self._pace.waiting(now) | self._flying

    async def _pause(self) -> float:
        now = self._now()
        free, due = self._pace.next_free(now), None
        if self._pace.room(now) > 0 and len(self._flying) < self._width:
            due = await self._outbox.next_due(self._held(now))
        moments = [moment for moment in (free, due) if moment is not None]
        return min([IDLE, *(max(0.02, (moment - now).total_seconds()) for moment in moments)])

    async def _deliver(self, row: OutboxRow) -> None:
        try:
            outcome = await self._send(row)
            self._learn(row, outcome)
            await self._settle(row, outcome)
        finally:
            self._flying.discard(row.chat)
            self._wake.set()

    async def _send(self, row: OutboxRow) -> Outcome:
        """What became of it; a fault of ours (a view that breaks) is tried again, then a dead letter."""
        try:
            return await self._post.send(row)
        except Unreachable:
            return Later(reason="Unreachable")
        except Exception as error:  # one broken notice must not stop the others
            reason = type(error).__name__
            log.error("send_fault", row=row.id, kind=row.notice.kind, error=reason, attempts=row.attempts + 1)
            return Dead(reason) if row.attempts + 1 >= FAULTS_ALLOWED else Later(reason=reason)

    def _learn(self, row: OutboxRow, outcome: Outcome) -> None:
        now = self._now()
        self.counts[type(outcome).__name__.lower()] += 1
        fate, reason = type(outcome).__name__.lower(), getattr(outcome, "reason", "")
        say = log.error if isinstance(outcome, Dead) else log.info
        say("sent", row=row.id, kind=row.notice.kind, outcome=fate, **({"reason": reason} if reason else {}))
        if isinstance(outcome, Sent):
            self._failures, self.trouble = 0, ""
        elif isinstance(outcome, Later) and outcome.everything:
            self._stand_still(outcome, now)
        elif isinstance(outcome, Later) and outcome.flood:
            self._pace.flooded(row.chat, outcome.seconds or 1.0, now)

    def _stand_still(self, outcome: Later, now: datetime) -> None:
        """Nothing can go out (token refused, network down): rows stay, the operator is paged."""
        self._failures += 1
        self.trouble = outcome.reason
        seconds = outcome.seconds or min(2.0 ** min(self._failures, 6), LONGEST_WAIT)
        self._pace.hold(seconds, now)
        say = log.warning if self._failures < PAGED_AFTER and outcome.reason != "InvalidToken" else log.critical
        say("cannot_send", reason=outcome.reason, seconds=seconds, failures=self._failures)

    async def _settle(self, row: OutboxRow, outcome: Outcome) -> None:
        """Write it down, however long the database is away: a forgotten delivery would go out twice."""
        while True:
            try:
                await self._outbox.settle(row, outcome, self._now())
            except Exception as error:  # tried until it is written
                log.error("settle_failed", row=row.id, error=type(error).__name__)
                if self._stopping:
                    return
                await asyncio.sleep(SETTLE_AGAIN)
            else:
                return
