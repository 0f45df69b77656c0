"""The dispatcher on a real database: order in a chat, danger first, pauses obeyed, nothing forgotten."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from bot.domain.errors import Unreachable
from bot.domain.ids import ChatId, MessageId
from bot.domain.notices import Notice, Priority, ToChat
from bot.loops.dispatcher import FAULTS_ALLOWED, Dispatcher
from bot.loops.pace import Limits, Pace
from bot.loops.signal import Signal
from bot.ports import Later, OutboxRow, Outcome, Sent
from storage.unit_of_work import Database
from tests.clock import FixedClock

FREE = Limits(1000, 1000, 1000, 1000, 1000)


class Office:
    """A dispatcher before a post that answers as it is told and remembers what it was given."""

    def __init__(self, database: Database, clock: FixedClock, limits: Limits = FREE) -> None:
        self.database, self.clock = database, clock
        self.given: list[str] = []
        self.answers: list[Outcome | Exception] = []
        self.wake = Signal()
        self.dispatcher = Dispatcher(database.outbox, self, Pace(limits, clock.now()), clock.now, self.wake)

    async def send(self, row: OutboxRow) -> Outcome:
        self.given.append(str(row.notice.facts["word"]))
        answer = self.answers.pop(0) if self.answers else Sent((MessageId(len(self.given)),))
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def write(self, word: str, chat: int = 1, priority: Priority = Priority.REPLY) -> None:
        async with self.database.begin() as uow:
            await uow.outbox.add(Notice("say", ToChat(ChatId(chat), "en"), {"word": word}, priority))
            await uow.commit()

    async def run_until(self, is_enough: Callable[[], bool], *, seconds: float = 1.0) -> None:
        """Runs; the clock goes on by so much at every look."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.dispatcher.run())
            while not is_enough():
                await asyncio.sleep(0.005)
                self.clock.advance(seconds=seconds)
                self.wake.set()
            self.dispatcher.stop()


async def test_words_of_one_chat_go_out_in_order(database: Database, clock: FixedClock) -> None:
    office = Office(database, clock)
    for word in ("one", "two", "three"):
        await office.write(word)
    await office.run_until(lambda: len(office.given) == 3)
    assert office.given == ["one", "two", "three"]


async def test_danger_goes_before_everything_between_chats(database: Database, clock: FixedClock) -> None:
    narrow = replace(FREE, overall=1, overall_burst=1)
    office = Office(database, clock, narrow)
    await office.write("digest", 1, Priority.DIGEST)
    await office.write("reply", 2, Priority.REPLY)
    await office.write("danger", 3, Priority.DANGER)
    await office.run_until(lambda: len(office.given) == 3)
    assert office.given == ["danger", "reply", "digest"]


async def test_what_was_flooded_is_sent_again_and_in_order(database: Database, clock: FixedClock) -> None:
    office = Office(database, clock)
    office.answers = [Later(7.0, "Flooded", flood=True)]
    await office.write("one")
    await office.write("two")
    await office.run_until(lambda: len(office.given) == 3)
    assert office.given == ["one", "one", "two"]


async def test_a_refused_token_keeps_every_row_and_stops_all(database: Database, clock: FixedClock) -> None:
    office = Office(database, clock)
    office.answers = [Later(reason="InvalidToken", everything=True)] * 3
    await office.write("one")
    await office.write("two", 2)
    troubles: list[str] = []

    def is_over() -> bool:
        troubles.append(office.dispatcher.trouble)
        return office.dispatcher.counts["sent"] == 2

    await office.run_until(is_over)
    assert "InvalidToken" in troubles
    assert not office.dispatcher.trouble


async def test_a_view_that_breaks_is_a_dead_letter_in_the_end(database: Database, clock: FixedClock) -> None:
    office = Office(database, clock)
    office.answers = [KeyError("what")] * FAULTS_ALLOWED
    await office.write("broken")
    await office.run_until(lambda: office.dispatcher.counts["dead"] == 1, seconds=400)
    assert office.given == ["broken"] * FAULTS_ALLOWED


async def test_a_store_that_is_away_is_waited_for_without_end(database: Database, clock: FixedClock) -> None:
    office = Office(database, clock)
    office.answers = [Unreachable()] * (FAULTS_ALLOWED + 4)
    await office.write("one")
    await office.run_until(lambda: office.dispatcher.counts["sent"] == 1, seconds=400)
    assert office.dispatcher.counts["dead"] == 0


async def test_a_delivery_is_written_down_however_often_the_database_fails(
    database: Database, clock: FixedClock
) -> None:
    office = Office(database, clock)
    settle, failures = database.outbox.settle, [RuntimeError("away")]

    async def failing(row: OutboxRow, outcome: Outcome, now: object) -> None:
        if failures:
            raise failures.pop()
        await settle(row, outcome, clock.now())

    database.outbox.settle = failing  # type: ignore[method-assign]
    await office.write("one")
    await office.write("two")
    await office.run_until(lambda: len(office.given) == 2)
    assert office.given == ["one", "two"]
