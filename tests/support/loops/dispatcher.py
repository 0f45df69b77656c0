"""A dispatcher on a real database, before a `Post` that answers as a test says."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import Priority, ToChat
from bot.domain.queues.delivery import OutboxRow, Outcome, Sent
from bot.loops.dispatcher import Dispatcher
from bot.loops.rate_limit import Limits, RateLimit
from bot.loops.wake_up import WakeUp
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.notices import notice_of, word_of
from tests.support.waiting import until

FREE = Limits(1000, 1000, 1000, 1000, 1000)


class ToldDispatcher:
    """A dispatcher before a `Post` that answers as told and remembers what it was given."""

    def __init__(self, database: Database, clock: FixedClock, limits: Limits = FREE) -> None:
        self.database, self.clock = database, clock
        self.given: list[str] = []
        self.answers: list[Outcome | BaseException] = []
        self.wake = WakeUp()
        self.dispatcher = Dispatcher(database.outbox, self, RateLimit(limits, clock.now()), clock.now, self.wake)

    async def send(self, row: OutboxRow) -> Outcome:
        self.given.append(word_of(row.notice))
        answer = self.answers.pop(0) if self.answers else Sent((MessageId(len(self.given)),))
        if isinstance(answer, BaseException):
            raise answer
        return answer

    async def write(self, word: str, chat: int = 1, priority: Priority = Priority.REPLY) -> None:
        await self.write_all((word, chat, priority))

    async def write_all(self, *words: tuple[str, int, Priority]) -> None:
        async with self.database.begin() as uow:
            notices = [notice_of(word, ToChat(ChatId(chat), "en"), priority=rank) for word, chat, rank in words]
            await uow.outbox.add(*notices)
            await uow.commit()

    async def run_until(
        self,
        is_enough: Callable[[], bool],
        *,
        seconds: float = 1.0,
        meanwhile: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Runs. The clock moves by so much each time, but not between a look and what it finds: on a busy machine that
        would be minutes."""

        async def goes_on() -> None:
            if not self.dispatcher._is_looking:
                self.clock.advance(seconds=seconds)
            self.wake.set()
            if meanwhile is not None:
                await meanwhile()

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.dispatcher.run())
            await until(is_enough, pause=0.005, meanwhile=goes_on)
            self.dispatcher.stop()
