"""Messages that are handed over as they are written: each once, in order within its chat, however they come."""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import Priority, ToChat
from bot.domain.queues.after_commit import AfterCommit
from bot.domain.queues.delivery import Later, OutboxRow, Outcome, Sent
from bot.loops import dispatcher as dispatcher_loop
from bot.loops.dispatcher import Dispatcher
from bot.loops.places import Places
from bot.loops.rate_limit import Limits, RateLimit
from bot.loops.wake_up import WakeUp
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.counted import counted
from tests.support.databases.databases import SqliteMaker
from tests.support.databases.opened_database import open_database
from tests.support.domain.examples import some_of
from tests.support.loops.dispatcher import FREE
from tests.support.notices import notice_of, word_of
from tests.support.waiting import until

NARROW = Limits(overall=1000, overall_burst=2, private=1000, private_burst=1, group_minute=1000)


class HandedDispatcher:
    """A dispatcher that is handed what is written, before a `Post` that answers at random."""

    def __init__(self, database_url: str, folder: Path, clock: FixedClock) -> None:
        self._opening = database_url, folder, clock
        self.clock, self.wake, self.places = clock, WakeUp(), Places()
        self.given = defaultdict[int, list[str]](list)
        self.chance = random.Random(0)
        self.faults = 0.0
        self.limits = FREE

    async def open(self) -> Database:
        heard = AfterCommit(has_post=self.wake.set)
        self.database = await open_database(*self._opening, heard, self.places.now)
        return self.database

    def begin(self) -> Dispatcher:
        limit = RateLimit(self.limits, self.clock.now())
        self.dispatcher = Dispatcher(self.database.outbox, self, limit, self.clock.now, self.wake)
        self.places.begin(self.dispatcher)
        return self.dispatcher

    async def send(self, row: OutboxRow) -> Outcome:
        for _ in range(self.chance.randrange(4)):
            await asyncio.sleep(0)
        if self.chance.random() < self.faults:
            return Later(seconds=1.0)
        self.given[row.chat].append(word_of(row.notice))
        return Sent((MessageId(row.id),))

    async def write(self, *words: tuple[int, str]) -> None:
        async with self.database.begin() as uow:
            await uow.outbox.add(*(notice_of(word, ToChat(ChatId(chat), "en")) for chat, word in words))
            await uow.commit()

    async def is_empty(self) -> bool:
        return not (await self.database.outbox.health(self.clock.now()))["due"]


@pytest.fixture
async def office(database_url: str, tmp_path: Path, clock: FixedClock) -> AsyncIterator[HandedDispatcher]:
    office = HandedDispatcher(database_url, tmp_path, clock)
    await office.open()
    yield office
    await office.database.close()


@pytest.mark.parametrize("limits", [FREE, NARROW])
@pytest.mark.parametrize("seed", some_of(range(4), 2))
async def test_each_message_is_sent_once_and_in_order_whether_handed_over_or_polled(
    office: HandedDispatcher, seed: int, limits: Limits
) -> None:
    """The suite tries two random courses of four, a long run all."""
    office.chance, office.faults, office.limits = random.Random(seed), 0.2, limits
    chance, batches = random.Random(seed + 100), list[list[tuple[int, str]]]()
    for at in range(30):
        batches.append([(chance.randrange(1, 5), f"{at}.{n}") for n in range(chance.randrange(1, 4))])
    dispatcher = office.begin()

    async def feed() -> None:
        for batch in batches:
            await office.write(*batch)
            for _ in range(chance.randrange(6)):
                await asyncio.sleep(0)

    async def is_over() -> bool:
        office.clock.advance(seconds=1)
        office.wake.set()
        return feeding.done() and await office.is_empty()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.run())
        feeding = tasks.create_task(feed())
        await until(is_over, pause=0.005)
        dispatcher.stop()
    wanted = defaultdict[int, list[str]](list)
    for chat, word in (one for batch in batches for one in batch):
        wanted[chat].append(word)
    assert office.given == wanted


async def test_a_single_message_is_sent_without_polling_and_with_two_commits(office: HandedDispatcher) -> None:
    dispatcher = office.begin()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.run())
        await until(lambda: dispatcher._sending is not None)
        with counted() as cost:
            for number in range(1, 6):
                await office.write((7, f"{number}"))
                await until(lambda wanted=number: dispatcher.counts["sent"] == wanted and not dispatcher._flying)
        dispatcher.stop()
    assert office.given == {7: ["1", "2", "3", "4", "5"]}
    assert (cost.synced, cost.unsynced) == (5, 5)
    assert [words for words in cost.statements if "ORDER BY" in words or "EXISTS" in words] == []


@pytest.mark.parametrize("follows", [1, 3])
async def test_the_next_message_of_a_chat_is_polled_once_when_the_one_before_is_sent(
    office: HandedDispatcher, follows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher_loop, "WHILE_SENDING", timedelta(minutes=10))  # a slow machine looks no oftener
    dispatcher, wanted = office.begin(), [f"{number}" for number in range(1 + follows)]
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.run())
        await until(lambda: dispatcher._sending is not None)
        with counted() as cost:
            await office.write(*((7, word) for word in wanted))
            await until(lambda: dispatcher.counts["sent"] == len(wanted) and not dispatcher._flying)
        dispatcher.stop()
    assert office.given == {7: wanted}
    assert len([words for words in cost.statements if "ORDER BY outbox.due_at, outbox.id" in words]) == follows


class Stopped(HandedDispatcher):
    """A dispatcher whose sends to chat 7 wait until they may end."""

    def __init__(self, database_url: str, folder: Path, clock: FixedClock) -> None:
        super().__init__(database_url, folder, clock)
        self.may_end = asyncio.Event()

    async def send(self, row: OutboxRow) -> Outcome:
        if row.chat == 7:
            await self.may_end.wait()
        return await super().send(row)


@pytest.fixture
async def stopped(sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Stopped]:
    stopped = Stopped(sqlite_maker.make(tmp_path), tmp_path, clock)
    await stopped.open()
    yield stopped
    await stopped.database.close()


async def test_the_end_of_one_send_looks_for_nothing_behind_another(
    stopped: Stopped, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher_loop, "IDLE", 600.0)  # a slow machine looks no oftener
    dispatcher = stopped.begin()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.run())
        await until(lambda: dispatcher._sending is not None)
        await stopped.write((7, "first"), (7, "second"))
        with counted() as meanwhile:
            for number in range(1, 6):
                await stopped.write((8, f"{number}"))
                await until(lambda wanted=number: dispatcher.counts["sent"] == wanted and len(dispatcher._flying) == 1)
        stopped.may_end.set()
        await until(lambda: dispatcher.counts["sent"] == 7)
        dispatcher.stop()
    assert stopped.given == {7: ["first", "second"], 8: ["1", "2", "3", "4", "5"]}
    assert [words for words in meanwhile.statements if "ORDER BY outbox.due_at, outbox.id" in words] == []


async def test_what_is_written_while_a_look_waits_to_write_is_sent_without_it(stopped: Stopped) -> None:
    dispatcher = stopped.begin()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.run())
        await until(lambda: dispatcher._sending is not None)
        await stopped.write((7, "first"), (7, "second"))
        async with stopped.database.begin() as uow:
            with counted() as look:
                stopped.wake.set()
                await until(lambda: [words for words in look.statements if "EXISTS" in words])
            await uow.outbox.add(notice_of("other", ToChat(ChatId(8), "en")))
            assert ChatId(8) in dispatcher._flying
            await uow.commit()
        stopped.may_end.set()
        await until(lambda: dispatcher.counts["sent"] == 3)
        dispatcher.stop()
    assert stopped.given == {7: ["first", "second"], 8: ["other"]}


async def test_a_rate_limited_message_is_overtaken_only_by_danger(office: HandedDispatcher) -> None:
    office.limits = NARROW
    dispatcher, order = office.begin(), list[str]()
    send = office.send

    async def noted(row: OutboxRow) -> Outcome:
        order.append(word_of(row.notice))
        return await send(row)

    office.send = noted  # type: ignore[method-assign]
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.run())
        await until(lambda: dispatcher._sending is not None)
        await office.write((1, "a"), (2, "b"), (3, "c"))
        await until(lambda: dispatcher.counts["sent"] == 2)
        await office.write((4, "d"))
        async with office.database.begin() as uow:
            await uow.outbox.add(notice_of("danger", ToChat(ChatId(5), "en"), priority=Priority.DANGER))
            await uow.commit()
        assert len(order) == 2

        def is_over() -> bool:
            office.clock.advance(seconds=0.001)
            office.wake.set()
            return dispatcher.counts["sent"] == 5

        await until(is_over, pause=0.005)
        dispatcher.stop()
    assert order == ["a", "b", "danger", "c", "d"]


async def test_a_stopping_dispatcher_is_handed_nothing_more(office: HandedDispatcher) -> None:
    dispatcher = office.begin()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.run())
        await until(lambda: dispatcher._sending is not None)
        dispatcher.stop()
    assert not dispatcher.reserve(ChatId(1), is_danger=True)
    await office.write((1, "waits"))
    heir = office.begin()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(heir.run())
        await until(lambda: heir.counts["sent"] == 1)
        heir.stop()
    assert office.given == {1: ["waits"]}
