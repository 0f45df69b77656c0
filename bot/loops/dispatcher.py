"""Sends what the outbox holds: by priority, in order per chat, within Telegram's limits, at least once."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.domain.ids import ChatId
from bot.domain.queues.delivery import Dead, Gone, Later, Moved, OutboxRow, Outcome, Refused, Sent, Unclear
from bot.domain.queues.quota import Quota, Quotas
from bot.loops.in_flight import free_places, next_overdue
from bot.loops.outage import Outage
from bot.loops.rate_limit import RateLimit
from bot.loops.repeats import after_failure, after_fault
from bot.loops.sending import send_once
from bot.loops.wake_up import WakeUp
from bot.loops.writing import AttemptEnd, write_down
from bot.ports.queues.delivery import Post
from bot.ports.queues.outbox import Outbox

log = structlog.get_logger()

IDLE = 5.0
WHILE_SENDING = timedelta(seconds=0.5)
"""The time to the next look while messages are being sent. The first answer wakes the loop earlier."""
NOT_RECORDED = "Sent:"
"""Prefix of the reason of a row that was sent, but whose result could not be recorded."""


class Dispatcher:
    """Sends the rows of the outbox; there is one dispatcher per database. A row goes out when the limits of its chat
    and of the whole bot allow it. Rows for many chats are sent at once."""

    def __init__(
        self,
        outbox: Outbox,
        post: Post,
        rate_limit: RateLimit,
        now: Callable[[], datetime],
        wake: WakeUp,
        *,
        width: int = 32,
        counts: Counter[str] | None = None,
    ) -> None:
        """`counts` is shared by all dispatchers of this process: a new one is made for each epoch."""
        self._outbox = outbox
        self._post = post
        self._rate_limit = rate_limit
        self._now = now
        self._wake = wake
        self._width = width
        self._flying: dict[ChatId, datetime] = {}
        self._outage = Outage(now)
        self._stopping = False
        self._sending: asyncio.TaskGroup | None = None
        """The tasks that send. None before the first look, which frees the leases of a process that died."""
        self._is_looking = False
        """Whether a look has begun its transaction, which may not see what is written meanwhile."""
        self._is_behind = False
        """Whether the last look used the whole quota: more may wait."""
        self._must_look = True
        """Whether rows may wait that are not in flight."""
        self._followed: set[ChatId] = set()
        """Chats in which another row may wait behind the one in flight. No look finds it before that one is sent."""
        self.counts = Counter[str]() if counts is None else counts
        """Attempts by outcome."""
        self.cut_off_since: float | None = None
        """Since when, by the loop's time, the database cannot be asked for rows; None while it can."""

    @property
    def trouble(self) -> str:
        """Why nothing at all can be sent; empty when all is well."""
        return self._outage.trouble

    def note_answer(self) -> None:
        """Telegram has answered some call successfully: it is not away."""
        was_away = self._outage.is_away
        self._outage.good()
        if was_away:
            self._wake.set()

    def stop(self) -> None:
        """Lease nothing more; what is in flight is finished and recorded."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Runs until `stop`. Survives a database or a Telegram that is away."""
        async with asyncio.TaskGroup() as sending:
            try:
                while not self._stopping:
                    await self._wake.wait(await self._look(sending))
            finally:
                self._sending = None

    async def _look(self, sending: asyncio.TaskGroup) -> float:
        """Start the sends that the limits allow now. Returns the seconds until the next look."""
        try:
            pause = await self._start_some(sending)
        except Exception as error:  # the loop must outlive every fault of a store
            log.error("outbox_away", error=type(error).__name__)
            self.cut_off_since = self.cut_off_since or asyncio.get_running_loop().time()
            self._must_look = True
            return IDLE
        self.cut_off_since = None
        return pause

    def reserve(self, chat: ChatId, *, is_danger: bool) -> bool:
        """Whether a row for this chat can be sent at once. If so, a place is reserved until `take` or `give_back`.
        False while older rows may wait or Telegram is in trouble: then the next look decides what is sent first."""
        now = self._now()
        has_place = self._is_looking_on and chat not in self._flying and self._fits(chat, now, danger=is_danger)
        if has_place:
            self._flying[chat] = now
            self._rate_limit.take(1, now)
        elif chat in self._flying:
            self._followed.add(chat)
        else:
            self._must_look = True
        return has_place

    @property
    def _is_looking_on(self) -> bool:
        """Whether no other row waits, as far as is known, and Telegram answers."""
        is_open = self._sending is not None and not self._stopping
        return is_open and not (self._is_looking or self._is_behind or self._outage.is_away or self._outage.failing)

    def _fits(self, chat: ChatId, now: datetime, *, danger: bool) -> bool:
        limit, places = self._rate_limit, free_places(self._flying.values(), self._width, now, danger=danger)
        return limit.remaining(now, danger=danger) > 0 and places > 0 and limit.is_free(chat, now, danger=danger)

    def give_back(self, chat: ChatId) -> None:
        """The reserved place is not needed: the row was not committed. Other rows may have waited for it."""
        self._flying.pop(chat, None)
        self._rate_limit.take(-1, self._now())
        self._wake.set()

    def take(self, row: OutboxRow) -> bool:
        """Send the row: it is committed and leased to this process. False when it comes too late; the next look finds
        it."""
        if self._stopping or self._sending is None:
            self.give_back(row.chat)
            return False
        self._begin(row, self._sending)
        return True

    async def _start_some(self, sending: asyncio.TaskGroup) -> float:
        """Lease the rows that the limits allow now, and start sending them. Returns the seconds until the next look."""
        self._must_look = False
        try:
            rows = await (self._asking() if self._outage.is_away else self._rows())
        finally:
            was_due, self._is_looking = self._is_looking, False
        for row in rows:
            if self._outage.is_away:
                self._outage.asking(row.chat)
            self._begin(row, sending)
        self._sending = sending
        self._followed.update(self._flying if self._is_behind else [row.chat for row in rows])
        return await self._pause(is_busy=bool(rows), was_due=was_due)

    def _begin(self, row: OutboxRow, sending: asyncio.TaskGroup) -> None:
        self._flying[row.chat] = self._now()
        self._rate_limit.spend(row.chat, is_group=row.is_group, now=self._now())
        sending.create_task(self._deliver(row))

    async def _asking(self) -> Sequence[OutboxRow]:
        """One row that probes whether Telegram is back. It is for a chat that has never failed, if there is one, else
        for a chat that was not probed in this round. So no single row or chat is tried again and again."""
        rows = await self._rows(self._outage.failing) or await self._rows()
        return rows or (await self._rows() if self._outage.begin_round() else ())

    async def _rows(self, avoided: frozenset[ChatId] = frozenset()) -> Sequence[OutboxRow]:
        """Lease what the limits allow. Until the transaction has begun rows are sent as they are written, so what the
        limits allow is asked anew then. It is taken before rows are looked for, since others send meanwhile."""
        rows: Sequence[OutboxRow] = ()
        taken, (usual, danger) = 0, self._quotas(avoided)

        def begun() -> Quotas:
            nonlocal taken, usual
            usual, danger = quotas = self._quotas(avoided)
            taken, self._is_looking = danger.limit, True
            self._rate_limit.take(taken, self._now())
            self._followed.update(self._flying)
            return quotas

        try:
            if danger.limit > 0:
                rows = await self._outbox.lease(self._now(), usual.limit, usual.busy, danger, begun=begun)
        finally:
            self._rate_limit.take(len(rows) - taken, self._now())
        self._is_behind = len(rows) >= usual.limit
        return rows

    def _quotas(self, avoided: frozenset[ChatId] = frozenset()) -> Quotas:
        """How many rows may be leased now, and how many where alerts about danger are among them."""
        now = self._now()
        usual, danger = self._quota(now), self._quota(now, danger=True)
        return Quota(usual.limit, usual.busy | avoided), Quota(danger.limit, danger.busy | avoided)

    def _quota(self, now: datetime, *, danger: bool = False) -> Quota:
        """How many rows may be leased now, and which chats are busy. Alerts about danger may use a reserve. Chats that
        fail never use more than half of the sends in flight."""
        places = free_places(self._flying.values(), self._width, now, danger=danger)
        limit = min(places, self._rate_limit.remaining(now, danger=danger))
        if self._outage.is_away:
            limit = min(limit, int(self._outage.may_ask))
        busy = self._rate_limit.waiting(now, danger=danger) | self._outage.waiting(danger=danger) | set(self._flying)
        failing = self._outage.failing
        return Quota(
            max(0, limit), busy | failing if len(failing.intersection(self._flying)) >= self._width // 2 else busy
        )

    async def _pause(self, *, is_busy: bool, was_due: bool) -> float:
        """Seconds until a limit allows more or a row is due. What was due behind a row in flight is found after it."""
        now = self._now()
        usual, danger = self._quota(now), self._quota(now, danger=True)
        sent = frozenset[ChatId]() if was_due else frozenset(self._flying)
        overdue = next_overdue(self._flying.values(), now)
        moments = [self._rate_limit.next_free(now), self._outage.next_change(), overdue]
        if is_busy:
            moments.append(now + WHILE_SENDING)
        elif usual.limit > 0:
            moments.append(await self._outbox.next_due(usual.busy - sent))
        if danger.limit > 0 and not is_busy and (usual.limit <= 0 or danger.busy != usual.busy):
            moments.append(await self._outbox.next_due(danger.busy - sent, danger=True))
        waits = [max(0.02, (moment - now).total_seconds()) for moment in moments if moment is not None]
        return min([IDLE, *waits])

    async def _deliver(self, row: OutboxRow) -> None:
        try:
            outcome = await send_once(self._post, row)
            self._rate_limit.done(row.chat, self._now())
            outcome = self._judged(row, outcome)
            self._count(row, outcome)
            self._must_look = self._must_look or not isinstance(outcome, Sent) or row.notice.then is not None
            await self._record_result(row, outcome)
        finally:
            self._flying.pop(row.chat, None)
            self._must_look = self._must_look or row.chat in self._followed
            self._followed.discard(row.chat)
            if self._must_look:
                self._wake.set()

    def _judged(self, row: OutboxRow, outcome: Outcome) -> Outcome:
        """Note what the outcome says of the chat. Gives what is to be recorded: it depends on how other chats fare."""
        if isinstance(outcome, Unclear):
            return after_fault(row, outcome)
        if isinstance(outcome, Later) and outcome.failed:
            return self._failed(row, outcome)
        self._learn(row, outcome)
        return outcome

    def _failed(self, row: OutboxRow, outcome: Later) -> Outcome:
        outage = self._outage
        outage.failed(row.chat, outcome.reason, row.attempts)
        if outage.must_page():
            log.critical("cannot_send", reason=outcome.reason, seconds=round(outage.seconds()))
        heard = replace(outcome, tell=outage.must_tell(row.chat))
        return after_failure(row, heard, self._now(), is_away=outage.is_away)

    def _learn(self, row: OutboxRow, outcome: Outcome) -> None:
        """Note that Telegram has answered. Where no call was made, give the chat's quota back."""
        now = self._now()
        match outcome:
            case Sent(is_free=True) | Later(until=datetime()):
                self._rate_limit.give_back(row.chat, now)
            case Later(flood=True):
                self._outage.good(row.chat)
                self._rate_limit.flooded(row.chat, outcome.seconds or 1.0, now)
            case Sent() | Gone() | Refused():
                self._outage.good(row.chat)
            case Moved(chat):
                self._outage.good(row.chat)
                self._rate_limit.moved(row.chat, chat)

    def _count(self, row: OutboxRow, outcome: Outcome) -> None:
        fate, reason = type(outcome).__name__.lower(), getattr(outcome, "reason", "")
        self.counts[fate] += 1
        say = log.error if isinstance(outcome, Dead) else log.info
        say("sent", row=row.id, kind=row.notice.kind, outcome=fate, **({"reason": reason} if reason else {}))

    async def _record_result(self, row: OutboxRow, outcome: Outcome) -> None:
        """Record the result, however long the database is away: without it the message would be sent twice. A row whose
        result cannot be recorded though the database works becomes a dead letter, so that its chat goes on."""
        outbox, now = self._outbox, self._now
        ending = AttemptEnd(
            row.id,
            write=lambda: outbox.record_result(row, outcome, now()),
            renew_lease=lambda: outbox.renew_lease(row, now()),
            give_up=lambda fault: outbox.give_up(
                row, NOT_RECORDED + fault if isinstance(outcome, Sent) else fault, now()
            ),
        )
        if not await write_down(ending, lambda: self._stopping):
            self.counts["unsettled"] += 1
