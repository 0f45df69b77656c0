"""What an update costs when nobody else writes: statements, trips to a thread, commits that reach the disk."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.loops.batch_taker import BatchTaker
from bot.loops.wake_up import WakeUp
from handlers.reporter import buttons as i
from handlers.telegram.receiving.receive import Intake, IntakeNews
from handlers.telegram.text.buttons import pack
from tests.support.databases.counted import StatementCounts, counted
from tests.support.running.bot_with_queues import BotWithQueues, bot_with_queues
from tests.support.waiting import until

ADULT, NO_DANGER = pack(i.Choose("start", "adult")), pack(i.Choose("danger", "no"))


class Alone:
    """The way of an update through running loops, with nothing else to do."""

    def __init__(self, bot: BotWithQueues) -> None:
        district = bot.roles.district
        self.bot, self.inbox, self.dispatcher = bot, bot.handled(), bot.sent()
        district.places.begin(self.dispatcher)
        queue, index = district.database.inbox, district.database.blind_index
        self.intake = Intake(queue, index, district.time.now, IntakeNews(WakeUp(), take=lambda: BatchTaker(self.inbox)))

    def has_begun(self) -> bool:
        return self.inbox._lanes is not None and self.dispatcher._sending is not None

    def is_done(self, number: int) -> bool:
        done = self.inbox.counts["handled"] == number == self.dispatcher.counts["sent"]
        return done and not self.dispatcher._flying

    async def press(self, data: str, number: int) -> StatementCounts:
        """The reporter's first, second, … press; returns what it has cost when the answer is stored."""
        update = {"update_id": 5000 + number, **self.bot.roles._pressed("reporter", data, None)}
        raw = self.intake.raw(update)
        assert raw is not None
        with counted() as cost:
            await self.intake.store([raw])
            await until(lambda: self.is_done(number))
        return cost


@asynccontextmanager
async def alone(folder: Path) -> AsyncIterator[Alone]:
    async with bot_with_queues(folder) as bot:
        one = Alone(bot)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(one.inbox.run())
            tasks.create_task(one.dispatcher.run())
            await until(one.has_begun)
            yield one
            one.inbox.stop()
            one.dispatcher.stop()


async def test_an_answer_costs_eight_statements_three_trips_and_two_commits_that_reach_the_disk(tmp_path: Path) -> None:
    async with alone(tmp_path) as one:
        await one.press(ADULT, 1)
        cost = await one.press(NO_DANGER, 2)
        async with one.bot.roles.district.database.reading() as uow:
            draft = await uow.drafts.of(one.bot.roles.person("reporter"))
    assert draft is not None
    assert [(answer.question, answer.options) for answer in draft.answers] == [
        ("start", ("adult",)),
        ("danger", ("no",)),
    ]
    assert len(cost.statements) <= 8, cost.statements
    assert (cost.trips, cost.synced, cost.unsynced) == (3, 2, 1)


@pytest.mark.parametrize("table", ["drafts", "outbox", "inbox", "slots"])
async def test_an_answer_reads_and_writes_each_table_once(tmp_path: Path, table: str) -> None:
    async with alone(tmp_path) as one:
        await one.press(ADULT, 1)
        cost = await one.press(NO_DANGER, 2)
    reads = [words for words in cost.statements if words.startswith("SELECT") and f"FROM {table}" in words]
    writes = [words for words in cost.statements if words.startswith("INSERT") and f"INTO {table} " in words]
    assert len(reads) <= 1, reads
    assert len(writes) <= 1, writes
