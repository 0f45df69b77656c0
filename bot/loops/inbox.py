"""Handles stored updates: lanes side by side, each lane in order. One that another act came before is done again at
once. One that fails is tried again, then parked and reported."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.contention import pauses
from bot.domain.back_off import back_off
from bot.domain.errors import Unreachable
from bot.domain.queues.inbox import DATABASE_AWAY, Fault, InboxRow, Retry
from bot.loops.fair_scheduling import Allowance, FairScheduler
from bot.loops.wake_up import WakeUp
from bot.loops.writing import AttemptEnd, is_stray, write_down
from bot.ports.queues.inbox import Inbox

log = structlog.get_logger()

SOON = (0.2, 1.0, 5.0, 20.0)
"""Seconds before the second, third … attempt; after the last one the row is parked."""
LONGEST_WAIT = 60.0
RETRIED_FOR = timedelta(hours=24)
"""How long a row is tried again while something outside (the database, Telegram) is away."""
ATTEMPT_LIMIT = 180.0
"""Seconds after which a handler that hangs has failed; a file of 20 MB must fit in."""
IDLE = 5.0
WHILE_BUSY = 0.5
"""Seconds until the next look while rows are being handled; the first that is done wakes the loop earlier."""

ALLOWANCE = Allowance()
RESERVED_FOR_FEW = 6
"""The number of places that are reserved for lanes with few recent updates."""
LOST_ALLOWED = 5
"""The number of times in a row that a process may die while it handles one update. After that the update is parked
unhandled."""

LEFT_OPEN = Fault("LeftOpen")
"""A handler returned without closing its row."""
LOST = Fault("Lost", Retry.NEVER)
"""The processes that handled it have died, again and again."""

Handle = Callable[[InboxRow], Awaitable[Fault | None]]
Parked = Callable[[InboxRow, str], Awaitable[None]]
After = Callable[[InboxRow, Fault | None], Awaitable[None]]


async def nothing(_: InboxRow, __: Fault | None) -> None:
    """Does nothing: nobody is told."""


def next_try(row: InboxRow, fault: Fault, now: datetime) -> datetime | None:
    """When to try the update again. None: never; it is parked."""
    if fault.retry is Retry.NEVER:
        return None
    if fault.retry is Retry.WHILE_AWAY:
        if now - row.received_at > RETRIED_FOR:
            return None
        return now + timedelta(seconds=back_off(row.attempts, LONGEST_WAIT))
    tried = max(row.attempts, 0)
    return now + timedelta(seconds=SOON[tried]) if tried < len(SOON) else None


class InboxLoop:
    """Runs until stopped; a row counts as handled only when its use case has closed it."""

    def __init__(
        self,
        inbox: Inbox,
        handle: Handle,
        parked: Parked,
        now: Callable[[], datetime],
        wake: WakeUp,
        *,
        width: int = 24,
        after: After = nothing,
        allowance: Allowance = ALLOWANCE,
    ) -> None:
        """`after` is called after each attempt with its fault, for messages to people that must not wait for a
        database."""
        self._after = after
        self._inbox = inbox
        self._handle = handle
        self._parked = parked
        self._now = now
        self._wake = wake
        self._width = width
        self._scheduler = FairScheduler(allowance)
        self._busy: set[str] = set()
        self._stopping = False
        self._lanes: asyncio.TaskGroup | None = None
        """The tasks that handle rows. None before the first look, which frees the leases of a process that died."""
        self._is_behind = False
        """Whether the last look filled all places, so that more rows may wait."""
        self._asked_for = 0
        """Places that the look that is going on may fill."""
        self._must_look = True
        """Whether there may be open rows that are not being handled."""
        self._followed: set[str] = set()
        """Lanes in which another row may wait behind the one that is being handled. No look finds it before that one is
        done. Not all lanes are noted here: each look is a transaction that writes."""
        self._told: set[int] = set()
        """Rows that are to be parked, of which people were told and which are not parked yet."""
        self.counts: Counter[str] = Counter()
        """Attempts by what became of them: handled, failed, parked. Overtaken: how often another act came first."""

    def stop(self) -> None:
        """Take no new rows; those in hand are finished."""
        self._stopping = True
        self._wake.set()

    # --- rows that are handed over as they are stored ---

    def reserve(self, lane: str) -> bool:
        """Whether a row of this lane can be handled at once. If so, a place is reserved until `take` or `give_back`.
        False while older rows may wait: then the next look decides which is handled first."""
        has_place = self._is_looking_on and lane not in self._busy and self._has_place_for(lane)
        if has_place:
            self._busy.add(lane)
        else:
            self._must_look = True
            self._followed |= {lane} & self._busy
        return has_place

    @property
    def _is_looking_on(self) -> bool:
        """Whether nothing older waits, as far as is known."""
        return not self._stopping and self._lanes is not None and not self._is_behind

    def _has_place_for(self, lane: str) -> bool:
        """Whether there is a place for this lane. A lane that has asked for much of late gets none of the last half."""
        now, taken = self._now(), len(self._busy) + self._asked_for
        most = self._width // 2 if self._scheduler.is_frequent(lane, now) else self._width
        return taken < most and not self._scheduler.is_resting(lane, now)

    def give_back(self, lane: str) -> None:
        """The row is not for us, or was not stored; others may have waited for its place."""
        self._busy.discard(lane)
        self._wake.set()

    def take(self, row: InboxRow) -> None:
        """The row is committed, and leased to us. What comes too late is found by whoever starts next."""
        if self._stopping or self._lanes is None:
            self._busy.discard(row.lane)
            return
        self._scheduler.spend(row.lane, self._now())
        self._lanes.create_task(self._work(row))

    # --- rows that are looked for ---

    async def run(self) -> None:
        """Runs until `stop`. Survives a database that is away."""
        async with asyncio.TaskGroup() as lanes:
            while not self._stopping:
                try:
                    pause = await self._start_some(lanes)
                except Exception as error:  # the loop must outlive every fault of a store
                    log.error("inbox_away", error=type(error).__name__)
                    self._must_look = True
                    pause = IDLE
                await self._wake.wait(pause)

    async def _start_some(self, lanes: asyncio.TaskGroup) -> float:
        """Start the rows that can be handled now. Returns the seconds until the next look."""
        free = self._width - len(self._busy)
        if free <= 0:
            return IDLE
        now = self._now()
        self._must_look, self._asked_for = False, free
        try:
            rows = await self._lease(now, free)
        finally:
            self._asked_for = 0
        self._lanes = lanes
        self._is_behind = len(rows) >= free
        self._must_look = self._must_look or bool(rows)
        for row in rows:
            self._busy.add(row.lane)
            self._followed.add(row.lane)
            self._scheduler.spend(row.lane, now)
            lanes.create_task(self._work(row))
        return WHILE_BUSY if rows else await self._pause(now)

    async def _lease(self, now: datetime, free: int) -> list[InboxRow]:
        """Lease rows: lanes with few recent updates first. Lanes with many never take all places; lanes with too many
        pause."""
        busy, frequent = self._busy | self._scheduler.resting(now), self._scheduler.frequent(now)
        if not frequent:
            return [*await self._inbox.lease(now, free, frozenset(busy))]
        rows = [*await self._inbox.lease(now, free, frozenset(busy | frequent))]
        reserved = min(RESERVED_FOR_FEW, self._width // 4)
        left = min(free - len(rows), self._width - reserved - len(self._busy & frequent))
        if left > 0:
            rows += await self._inbox.lease(now, left, frozenset(busy | {row.lane for row in rows}))
        return rows

    async def _pause(self, now: datetime) -> float:
        """Seconds until a row is due, or a lane that pauses may go on."""
        moments = (await self._inbox.next_due(self._scheduler.resting(now)), self._scheduler.next_rested(now))
        waits = [max(0.05, (moment - now).total_seconds()) for moment in moments if moment is not None]
        return min([IDLE, *waits])

    async def _work(self, row: InboxRow) -> None:
        try:
            fault = await self._attempt(row)
            await self._tell(row, fault)
            await self._write(row, fault)
        finally:
            self._told.discard(row.id)
            self._busy.discard(row.lane)
            self._must_look = self._must_look or row.lane in self._followed
            self._followed.discard(row.lane)
            if self._must_look:
                self._wake.set()

    async def _tell(self, row: InboxRow, fault: Fault | None) -> None:
        try:
            await self._after(row, fault)
        except Exception as error:  # the row must be written down, whatever becomes of these words
            log.error("after_attempt", row=row.id, error=type(error).__name__)

    async def _write(self, row: InboxRow, fault: Fault | None) -> None:
        """Record what became of the row, however long the database is away. A row whose result a working database
        refuses is parked, so that its lane goes on."""
        inbox, reason = self._inbox, (fault or LEFT_OPEN).reason
        ending = AttemptEnd(
            row.id,
            write=lambda: self._end(row, fault),
            renew_lease=lambda: inbox.renew_lease(row.id, self._now()),
            give_up=lambda _: inbox.fail(row.id, retry_at=None, reason=reason),
        )
        if not await write_down(ending, lambda: self._stopping):
            self._must_look = True
            self.counts["unwritten"] += 1

    async def _end(self, row: InboxRow, fault: Fault | None) -> None:
        """Record success or failure. A row that no use case has closed has failed."""
        if await self._inbox.is_open(row.id):
            await self._failed(row, fault or LEFT_OPEN)
        else:
            self.counts["handled"] += 1
            log.info("update_handled", row=row.id)

    async def _attempt(self, row: InboxRow) -> Fault | None:
        """Makes one attempt. A CancelledError raised by the handler itself is an ordinary failure. A shutdown is not
        caught."""
        if row.lost >= LOST_ALLOWED:
            return LOST
        try:
            async with asyncio.timeout(ATTEMPT_LIMIT):
                return await self._until_first(row)
        except BaseException as error:
            if not is_stray(error):
                raise
            return Fault(type(error).__name__)

    async def _until_first(self, row: InboxRow) -> Fault | None:
        """Handles the row, again and again while another act has changed the same rows first. A row that was closed
        meanwhile is left. Where the database cannot say whether it was, that is no fault of the row."""
        fault = await self._handle(row)
        for pause in pauses():
            if fault is None or fault.retry is not Retry.AT_ONCE:
                break
            try:
                if not await self._inbox.is_open(row.id):
                    break
            except Unreachable:
                return Fault(DATABASE_AWAY, Retry.WHILE_AWAY)
            self.counts["overtaken"] += 1
            log.info("update_overtaken", row=row.id)
            await asyncio.sleep(pause)
            fault = await self._handle(row)
        return fault

    async def _failed(self, row: InboxRow, fault: Fault) -> None:
        """Try again later, or park the row. The notices about a parked row are written before it is parked: told twice,
        after a crash in between, is better than not at all."""
        self._must_look = True
        again = next_try(row, fault, self._now())
        if again is None and row.id not in self._told:
            await self._parked(row, fault.reason)
            self._told.add(row.id)
        await self._inbox.fail(row.id, retry_at=again, reason=fault.reason)
        self.counts["failed" if again else "parked"] += 1
        log.warning("update_failed", row=row.id, error=fault.reason, attempts=row.attempts + 1, parked=again is None)
