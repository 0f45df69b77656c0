"""Sends what the outbox holds: by priority, in order per chat, within Telegram's limits, at least once."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.domain.errors import Unreachable
from bot.domain.ids import ChatId
from bot.loops.pace import Pace
from bot.loops.signal import Signal
from bot.loops.writing import Ending, is_stray, write_down
from bot.ports import Dead, Gate, Later, Outbox, OutboxRow, Outcome, Post, Sent

log = structlog.get_logger()

IDLE = 5.0
WHILE_SENDING = timedelta(seconds=0.5)
"""Until the next look after something was put on the wire; the first answer wakes the loop before."""
LONGEST_WAIT = 15.0
"""Seconds between two looks whether Telegram is back; one row at a time asks, the most urgent first."""
REFUSED_WAIT = 60.0
"""The same while the token is refused."""
FAULTS_ALLOWED = 8
"""Attempts that may fail by a fault of ours before the row is a dead letter."""
AWAY_ALLOWED = 300
"""Attempts that may fail because a part that the row needs is away (a file, say): with back-off about a day."""
UNSETTLED = "Sent:"
"""Before the fault of a row that was sent, and of which that could not be written down."""
PAGED_AFTER = 3
"""A refused token is paged at once, a network that is down after so many attempts."""
SUSPECT = frozenset({"ServerFault", "Uncertain"})
AWAY_AFTER = 3
"""So many chats one after another with such an answer, and none with a good one: Telegram is away."""
KEPT_FOR_DANGER = 4
"""Of the sends in flight at once."""


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
        self._suspects: set[ChatId] = set()
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
        usual, danger = self._gate(now), self._gate(now, danger=True)
        rows = await self._lease(usual, danger, now) if danger.limit > 0 else ()
        for row in rows:
            self._flying.add(row.chat)
            self._pace.spend(row.chat, is_group=row.is_group, now=now)
            sending.create_task(self._deliver(row))
        return await self._pause(is_busy=bool(rows))

    def _gate(self, now: datetime, *, danger: bool = False) -> Gate:
        """What fits now; for alerts about danger a little more does."""
        width = 1 if self.trouble else self._width if danger else self._width - min(KEPT_FOR_DANGER, self._width // 8)
        room = min(width - len(self._flying), self._pace.room(now, danger=danger))
        return Gate(max(0, room), self._pace.waiting(now, danger=danger) | self._flying)

    async def _lease(self, usual: Gate, danger: Gate, now: datetime) -> Sequence[OutboxRow]:
        """Rows for the room there is. It is taken before the database is asked: others send meanwhile."""
        rows: Sequence[OutboxRow] = ()
        self._pace.take(danger.limit, now)
        try:
            rows = await self._outbox.lease(now, usual.limit, usual.busy, danger)
        finally:
            self._pace.take(len(rows) - danger.limit, now)
        return rows

    async def _pause(self, *, is_busy: bool) -> float:
        """Until a limit gives way or a row is due; what was just put on the wire wakes the loop when it is answered."""
        now = self._now()
        usual, danger = self._gate(now), self._gate(now, danger=True)
        moments = [self._pace.next_free(now)]
        if is_busy:
            moments.append(now + WHILE_SENDING)
        elif usual.limit > 0:
            moments.append(await self._outbox.next_due(usual.busy))
        if danger.limit > 0 and danger != usual and not is_busy:
            moments.append(await self._outbox.next_due(danger.busy, danger=True))
        waits = [max(0.02, (moment - now).total_seconds()) for moment in moments if moment is not None]
        return min([IDLE, *waits])

    async def _deliver(self, row: OutboxRow) -> None:
        try:
            outcome = self._judged(row, await self._send(row))
            self._pace.done(row.chat, self._now())
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
            return Dead("Unreachable") if row.attempts + 1 >= AWAY_ALLOWED else Later(reason="Unreachable")
        except BaseException as error:  # one broken notice must not stop the others
            if not is_stray(error):
                raise
            reason = type(error).__name__
            log.error("send_fault", row=row.id, kind=row.notice.kind, error=reason, attempts=row.attempts + 1)
            return Dead(reason) if row.attempts + 1 >= FAULTS_ALLOWED else Later(reason=reason)

    def _judged(self, row: OutboxRow, outcome: Outcome) -> Outcome:
        """A server fault in chat after chat is no trouble of one row: all wait, and none loses its place for it. The
        row that asked lets another one ask next: if the fault is its own after all, it holds up nobody."""
        if isinstance(outcome, Later) and outcome.everything:
            return outcome
        if not isinstance(outcome, Later) or outcome.flood:
            self._suspects.clear()
            return outcome
        if outcome.reason in SUSPECT:
            self._suspects.add(row.chat)
        if len(self._suspects) < AWAY_AFTER or outcome.reason not in SUSPECT:
            return outcome
        return replace(outcome, everything=True, seconds=self._wait(self._failures + 1) + 1.0)

    def _learn(self, row: OutboxRow, outcome: Outcome) -> None:
        now = self._now()
        self.counts[type(outcome).__name__.lower()] += 1
        fate, reason = type(outcome).__name__.lower(), getattr(outcome, "reason", "")
        say = log.error if isinstance(outcome, Dead) else log.info
        say("sent", row=row.id, kind=row.notice.kind, outcome=fate, **({"reason": reason} if reason else {}))
        if isinstance(outcome, Later) and outcome.everything:
            self._stand_still(outcome, now)
        elif isinstance(outcome, Later) and outcome.flood:
            self._pace.flooded(row.chat, outcome.seconds or 1.0, now)
        elif not isinstance(outcome, Later):
            self._failures, self.trouble = 0, ""

    def _stand_still(self, outcome: Later, now: datetime) -> None:
        """Nothing can go out (token refused, network down): rows stay, the operator is paged. Sends that fail together
        are one failure."""
        self.trouble = outcome.reason
        if self._pace.is_held(now):
            return
        self._failures += 1
        seconds = REFUSED_WAIT if outcome.reason == "InvalidToken" else self._wait(self._failures)
        self._pace.hold(seconds, now)
        say = log.warning if self._failures < PAGED_AFTER and outcome.reason != "InvalidToken" else log.critical
        say("cannot_send", reason=outcome.reason, seconds=seconds, failures=self._failures)

    @staticmethod
    def _wait(failures: int) -> float:
        return float(min(2.0 ** min(failures, 6), LONGEST_WAIT))

    async def _settle(self, row: OutboxRow, outcome: Outcome) -> None:
        """Write it down, however long the database is away: a forgotten delivery would go out twice. A row that cannot
        be written down though the database is there is a dead letter, and its chat goes on."""
        outbox, now = self._outbox, self._now
        ending = Ending(
            row.id,
            write=lambda: outbox.settle(row, outcome, now()),
            hold=lambda: outbox.hold(row, now()),
            bury=lambda fault: outbox.bury(row, UNSETTLED + fault if isinstance(outcome, Sent) else fault, now()),
        )
        if not await write_down(ending, lambda: self._stopping):
            self.counts["unsettled"] += 1
