"""A dispatcher in virtual time: when everybody waits, the clock moves to the next moment at which something happens.

So half an hour passes in seconds, every pause is exact, and nothing depends on how fast the machine is.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import AgencyKey, ChatId, MessageId
from bot.domain.notices.notice import Address, Priority, ToAgency, ToChat
from bot.domain.queues.delivery import Later, OutboxRow, Outcome, Sent, Unclear
from bot.loops.dispatcher import Dispatcher
from bot.loops.rate_limit import Limits, RateLimit
from bot.loops.wake_up import WakeUp
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.notices import notice_of, word_of
from tests.support.waiting import until

Answer = Callable[[OutboxRow], Outcome]
"""What Telegram says to a row."""


@dataclass
class Seen:
    """What became of one message."""

    written_at: datetime
    attempts: int = 0
    copies: int = 0
    """How often it stands in the chat."""
    arrived_at: datetime | None = None


@dataclass
class VirtualSignal(WakeUp):
    """The loop's sleep is virtual."""

    sending: "VirtualSending"

    def __post_init__(self) -> None:
        super().__init__()

    async def wait(self, seconds: float | None) -> None:
        """Returns when set, or when the virtual time is over."""
        await self.sending.pass_time(5.0 if seconds is None else seconds, self._event)
        self._event.clear()


@dataclass
class VirtualSending:
    """A dispatcher, its chats and what each of them answers."""

    database: Database
    clock: FixedClock
    limits: Limits = field(default_factory=Limits)
    latency: float = 0.2

    def __post_init__(self) -> None:
        self.seen: dict[str, Seen] = {}
        self.bad: dict[ChatId, Outcome] = {}
        """Chats in which every call ends so."""
        self.answers: dict[ChatId, Answer] = {}
        """What becomes of a message to a chat without faults."""
        self.slow: dict[ChatId, float] = {}
        """How many seconds a chat takes to answer, where it is not the usual time."""
        self.asked: Counter[ChatId] = Counter()
        self._sleepers: list[tuple[datetime, int, asyncio.Event]] = []
        self._deeds: list[tuple[datetime, int, Callable[[], Awaitable[None]]]] = []
        self._order = 0
        wake = VirtualSignal(self)
        self.dispatcher = Dispatcher(
            self.database.outbox, self, RateLimit(self.limits, self.clock.now()), self.clock.now, wake
        )

    # --- what a test does ---

    async def bind(self, agency: str, chat: ChatId) -> None:
        """The group of a body."""
        async with self.database.begin() as uow:
            await uow.agencies.bind(AgencyKey(agency), chat, agency, "en", self.clock.now())
            await uow.commit()

    def at(self, seconds: float, deed: Callable[[], Awaitable[None]]) -> None:
        """Does this so many seconds from now."""
        self._deeds.append((self._moment(seconds), self._next(), deed))

    def write_at(self, seconds: float, word: str, to: Address | ChatId, rank: Priority = Priority.REPLY) -> None:
        """A message must be sent so many seconds from now."""
        address = to if not isinstance(to, int) else ToChat(ChatId(to), "en")

        async def write() -> None:
            self.seen[word] = Seen(self.clock.now())
            async with self.database.begin() as uow:
                await uow.outbox.add(notice_of(word, address, priority=rank))
                await uow.commit()

        self.at(seconds, write)

    async def run(self, seconds: float) -> None:
        """Runs for so long."""
        end = self._moment(seconds)

        async def stop() -> None:
            self.dispatcher.stop()

        self._deeds.append((end, self._next(), stop))
        self.dispatcher._stopping = False
        running = asyncio.create_task(self.dispatcher.run())
        await until(running.done, pause=0.002, meanwhile=self._finish)
        await running

    async def _finish(self) -> None:
        """Wakes whatever still sleeps when the dispatcher must stop."""
        if self.dispatcher._stopping and self._sleepers:
            self._go_to(min(sleeper[0] for sleeper in self._sleepers))
            await self._do_what_is_due()

    def waited(self, word: str) -> float:
        """Seconds from when it was written until it arrived; infinite where it did not."""
        seen = self.seen[word]
        return float("inf") if seen.arrived_at is None else (seen.arrived_at - seen.written_at).total_seconds()

    # --- the post ---

    async def send(self, row: OutboxRow) -> Outcome:
        """Answers as the chat does."""
        word, chat = word_of(row.notice), row.chat
        seen = self.seen.setdefault(word, Seen(self.clock.now()))
        seen.attempts += 1
        self.asked[chat] += 1
        await self._sleep(self.slow.get(chat, self.latency))
        outcome = self._answer(row)
        if isinstance(outcome, Sent):
            self.arrives(row)
        return outcome

    def _answer(self, row: OutboxRow) -> Outcome:
        """As the real sender: a row that was tried often, or may have arrived, is sent only after its chat was
        checked."""
        is_checked, bad = row.must_check_chat, self.bad.get(row.chat)
        if isinstance(bad, Later) and bad.uncertain and is_checked:
            return Later(reason="AnswerLost", failed=True)
        if isinstance(bad, Later) and bad.uncertain:
            self.arrives(row)
        if bad is not None:
            return bad
        if is_checked:
            self.dispatcher.note_answer()
        outcome = self.answers.get(row.chat, self.good)(row)
        if is_checked and isinstance(outcome, Later) and outcome.failed and not outcome.uncertain:
            return Unclear(outcome.reason)
        return outcome

    def good(self, row: OutboxRow) -> Outcome:
        """It is sent."""
        return Sent((MessageId(self._next()),))

    def arrives(self, row: OutboxRow) -> None:
        """It stands in the chat, whatever the answer is."""
        seen = self.seen[word_of(row.notice)]
        seen.copies += 1
        seen.arrived_at = seen.arrived_at or self.clock.now()

    # --- time ---

    async def pass_time(self, seconds: float, event: asyncio.Event) -> None:
        """Waits for the event, at most so many virtual seconds; what is in flight comes first."""
        end = self._moment(seconds)
        while not event.is_set():
            await until(lambda: event.is_set() or self._all_sleep(), pause=0.0005)
            if event.is_set():
                return
            moments = [end, *(sleeper[0] for sleeper in self._sleepers), *(deed[0] for deed in self._deeds)]
            self._go_to(min(moments))
            if await self._do_what_is_due() or self.clock.now() >= end:
                return

    def _all_sleep(self) -> bool:
        return len(self._sleepers) >= len(self.dispatcher._flying)

    async def _do_what_is_due(self) -> bool:
        """Wakes what slept until now. Returns whether something was done that the loop must see."""
        now = self.clock.now()
        for sleeper in [one for one in self._sleepers if one[0] <= now]:
            self._sleepers.remove(sleeper)
            sleeper[2].set()
        due = sorted(one for one in self._deeds if one[0] <= now)
        self._deeds = [one for one in self._deeds if one[0] > now]
        for _, _, deed in due:
            await deed()
        return bool(due)

    async def _sleep(self, seconds: float) -> None:
        over = asyncio.Event()
        self._sleepers.append((self._moment(seconds), self._next(), over))
        await over.wait()

    def _go_to(self, moment: datetime) -> None:
        self.clock.advance(seconds=max(0.0, (moment - self.clock.now()).total_seconds()))

    def _moment(self, seconds: float) -> datetime:
        return FixedClock(self.clock.now()).advance(seconds=seconds)

    def _next(self) -> int:
        self._order += 1
        return self._order


FAULT = Later(reason="ServerFault", failed=True)

TOKEN = Later(reason="InvalidToken", failed=True)

LOST = Later(reason="Uncertain", uncertain=True, failed=True)

ANSWER_LOST = Later(reason="AnswerLost", failed=True)

NO_WAY = Later(reason="NotSent", failed=True)

ALIKE = (FAULT, TOKEN, ANSWER_LOST, NO_WAY)
"""They differ in their reason alone, which the loops only report."""

AGENCIES = ("PSB", "PROC", "HEA", "WOM", "JUS", "EDU", "CIV", "CYL", "SUP")


def group(number: int) -> ChatId:
    return ChatId(-100 - number)


def to(agency: str) -> ToAgency:
    return ToAgency(AgencyKey(agency))
