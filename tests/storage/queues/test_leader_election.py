"""Workers on one PostgreSQL: which are alive, which one leads, and what becomes of the work of those that are not."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.domain.ids import ChatId
from bot.domain.notices.notice import ToChat
from bot.domain.queues.delivery import Dead, Later, OutboxRow, Sent
from bot.domain.queues.inbox import RawUpdate
from bot.domain.queues.queue import Queue
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.databases import SqliteMaker
from tests.support.databases.opened_database import open_database
from tests.support.databases.workers import DatabaseWorker, cut, worker
from tests.support.notices import notice_of
from tests.support.waiting import until

NOBODY: frozenset[str] = frozenset()
NO_CHAT: frozenset[ChatId] = frozenset()


async def store(database: Database, clock: FixedClock, *numbers: int) -> None:
    """Updates of one person each."""
    await database.inbox.store([RawUpdate(number, f"p:{number}", b"{}") for number in numbers], clock.now())


async def write(database: Database, *chats: int) -> None:
    """Something to send to each chat."""
    async with database.begin() as uow:
        await uow.outbox.add(*(notice_of("reply", ToChat(ChatId(chat), "en")) for chat in chats))
        await uow.commit()


async def two(
    stack: AsyncExitStack, url: str, folder: Path, clock: FixedClock
) -> tuple[DatabaseWorker, DatabaseWorker]:
    """The one that leads, and another."""
    first = await stack.enter_async_context(worker(url, folder, clock))
    await until(lambda: first.leads)
    return first, await stack.enter_async_context(worker(url, folder, clock))


async def test_one_of_many_leads(postgres_url: str, tmp_path: Path, clock: FixedClock) -> None:
    async with AsyncExitStack() as stack:
        workers = [await stack.enter_async_context(worker(postgres_url, tmp_path, clock)) for _ in range(4)]
        assert len({one.database.election.number for one in workers}) == 4
        await until(lambda: any(one.leads for one in workers))
        assert sum(one.leads for one in workers) == 1


async def test_when_the_leader_leaves_another_takes_over(postgres_url: str, tmp_path: Path, clock: FixedClock) -> None:
    async with AsyncExitStack() as stack:
        first, second = await two(stack, postgres_url, tmp_path, clock)
        assert not second.leads
        first.database.election.stop()
        await until(lambda: second.leads)
        assert not first.leads


async def test_a_leader_whose_connection_is_cut_leads_no_more_and_another_does(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    async with AsyncExitStack() as stack:
        first, second = await two(stack, postgres_url, tmp_path, clock)
        old = first.database.election.epoch
        await cut(postgres_url, old)
        await until(lambda: first.database.election.epoch != old and (first.leads or second.leads))
        assert first.leads != second.leads


async def test_messages_are_given_to_the_leader_alone(postgres_url: str, tmp_path: Path, clock: FixedClock) -> None:
    async with AsyncExitStack() as stack:
        first, second = await two(stack, postgres_url, tmp_path, clock)
        await write(second.database, 1)
        assert await second.database.outbox.lease(clock.now(), 9, NO_CHAT) == []
        assert [row.chat for row in await first.database.outbox.lease(clock.now(), 9, NO_CHAT)] == [1]


async def test_the_leases_of_a_dead_worker_are_freed_and_count_as_an_attempt(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    async with AsyncExitStack() as stack:
        first, second = await two(stack, postgres_url, tmp_path, clock)
        await store(first.database, clock, 1, 2)
        await write(first.database, 1)
        await first.database.inbox.lease(clock.now(), 1, NOBODY)
        await first.database.outbox.lease(clock.now(), 1, NO_CHAT)
        alive = await second.database.inbox.lease(clock.now(), 1, NOBODY)
        assert [row.attempts for row in alive] == [0]
        await first.leave()
        freed: list[int] = []

        async def is_free() -> bool:
            freed.extend(row.attempts for row in await second.database.inbox.lease(clock.now(), 9, NOBODY))
            return bool(freed)

        await until(is_free)
        await until(lambda: second.leads)
        assert freed == [1]
        assert len(await second.database.outbox.lease(clock.now(), 9, NO_CHAT)) == 1


async def test_a_worker_taken_for_dead_changes_no_row_leased_by_another(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    async with AsyncExitStack() as stack:
        first, second = await two(stack, postgres_url, tmp_path, clock)
        await write(first.database, 1, 2, 3)
        late, sent, dead = await first.database.outbox.lease(clock.now(), 9, NO_CHAT)
        await cut(postgres_url, first.database.election.number)
        first.database.election.stop()
        await until(lambda: second.leads)
        again: list[OutboxRow] = []

        async def has_all() -> bool:
            again.extend(await second.database.outbox.lease(clock.now(), 9, NO_CHAT))
            return len(again) == 3

        await until(has_all)
        await first.database.outbox.record_result(late, Later(reason="Uncertain"), clock.now())
        await first.database.outbox.record_result(sent, Sent(), clock.now())
        await first.database.outbox.record_result(dead, Dead("Refused"), clock.now())
        clock.advance(minutes=1)
        assert await second.database.outbox.lease(clock.now(), 9, NO_CHAT) == []
        health = await second.database.outbox.health(clock.now())
        assert (health["due"], health["dead"]) == (2, 0)


async def test_rows_leased_by_a_living_worker_are_never_taken(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    async with AsyncExitStack() as stack:
        first, second = await two(stack, postgres_url, tmp_path, clock)
        third = await stack.enter_async_context(worker(postgres_url, tmp_path, clock))
        await store(first.database, clock, 1)
        await first.database.inbox.lease(clock.now(), 1, NOBODY)
        number = third.database.election.number
        await cut(postgres_url, number)
        await until(lambda: third.database.election.number not in {None, number})
        assert await second.database.inbox.lease(clock.now(), 9, NOBODY) == []


async def test_a_worker_that_lost_its_lock_takes_no_work_until_it_has_a_new_number(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    async with worker(postgres_url, tmp_path, clock) as one:
        await store(one.database, clock, 1)
        old = one.database.election.number
        await cut(postgres_url, old)
        await until(lambda: one.database.election.number is None)
        assert await one.database.inbox.lease(clock.now(), 1, NOBODY) == []
        await until(lambda: one.database.election.number is not None)
        assert one.database.election.number != old
        assert len(await one.database.inbox.lease(clock.now(), 1, NOBODY)) == 1


async def test_a_worker_that_has_not_heard_of_its_lock_for_long_takes_no_work(
    postgres_url: str, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.queues.leader_election.SURE", 0.0)
    database = await open_database(postgres_url, tmp_path, clock)
    heard: list[Queue] = []
    present = asyncio.create_task(database.election.run(heard.append))
    await store(database, clock, 1)
    await until(lambda: database.election._leads)
    assert (database.election.number, database.election.epoch) == (None, 0)
    assert await database.inbox.lease(clock.now(), 1, NOBODY) == []
    database.election.stop()
    await present
    await database.close()


async def test_other_workers_are_woken_before_their_next_poll(
    postgres_url: str, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AsyncExitStack() as stack:
        first, second = await two(stack, postgres_url, tmp_path, clock)
        await until(lambda: bool(first.heard and second.heard))
        monkeypatch.setattr("storage.queues.leader_election.BEAT", 30.0)
        first.heard.clear()
        second.heard.clear()
        await until(lambda: bool(first.heard and second.heard))
        for queue in Queue:
            first.heard.clear()
            second.database.election.tell(queue)
            await until(lambda queue=queue: first.heard == [queue])


async def test_a_new_leader_knows_which_chats_were_written_to_lately(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    async with AsyncExitStack() as stack:
        first, second = await two(stack, postgres_url, tmp_path, clock)
        await write(first.database, 1, 2)
        rows = {row.chat: row for row in await first.database.outbox.lease(clock.now(), 9, NO_CHAT)}
        await first.database.outbox.record_result(rows[ChatId(1)], Sent(), clock.now())
        sent_at, now = clock.now(), clock.advance(seconds=20)
        in_flight = [(2, now)] * 2  # its message, and perhaps the buttons that were taken off an older one
        assert await second.database.outbox.recent(sent_at.replace(year=2025), now) == [(1, sent_at), *in_flight]
        assert await second.database.outbox.recent(sent_at, now) == in_flight


async def test_a_new_leader_counts_each_call_of_a_row_that_took_several(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    async with AsyncExitStack() as stack:
        first, second = await two(stack, postgres_url, tmp_path, clock)
        await write(first.database, 1, 2, 3)
        rows = {row.chat: row for row in await first.database.outbox.lease(clock.now(), 9, NO_CHAT)}
        for chat, sent in ((1, Sent(calls=2)), (2, Sent(is_free=True)), (3, Sent(calls=13))):
            await first.database.outbox.record_result(rows[ChatId(chat)], sent, clock.now())
        since, now = clock.now().replace(year=2025), clock.now()
        found = Counter(chat for chat, _ in await second.database.outbox.recent(since, now))
        assert found == {1: 2, 3: 13}


async def test_a_new_leader_counts_the_calls_of_a_dead_one(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    async with AsyncExitStack() as stack:
        first, second = await two(stack, postgres_url, tmp_path, clock)
        await write(first.database, 1)
        outbox, since = first.database.outbox, clock.now()
        for _ in range(2):  # the lease has expired before the new leader looks, as when the dead one's rows were freed
            (row,) = await outbox.lease(clock.advance(minutes=1), 9, NO_CHAT)
            await outbox.record_result(row, Later(reason="Uncertain", uncertain=True), clock.now())
        assert await second.database.outbox.recent(since, clock.now()) == [(1, clock.now())] * 3
        (row,) = await outbox.lease(clock.advance(minutes=1), 9, NO_CHAT)
        await outbox.record_result(row, Sent(), clock.now())
        assert await second.database.outbox.recent(since, clock.now()) == [(1, clock.now())] * 3


async def test_on_sqlite_the_one_process_leads(sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock) -> None:
    database = await open_database(sqlite_maker.make(tmp_path), tmp_path, clock)
    present = asyncio.create_task(database.election.run(lambda queue: None))
    assert (database.election.epoch, database.election.number) == (1, None)
    database.election.stop()
    await present
    await database.close()
