"""A standstill: a minute without progress, with something to do. Waiting alone is none, nor is slow progress."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import ToChat
from bot.domain.queues.delivery import Later, OutboxRow, Sent
from bot.domain.queues.inbox import DATABASE_AWAY, InboxRow, RawUpdate
from bot.usecases.deadlines.standstill import stalled
from storage.schema import metadata
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.notices import notice_of
from tests.support.processes.outages import renamed

NO_LANE: frozenset[str] = frozenset()
NOBODY: frozenset[ChatId] = frozenset()


@pytest.mark.parametrize(
    ("figures", "still"),
    [
        ({}, ()),
        ({"database_away": 59.0}, ()),
        ({"database_away": 61.0}, ("database",)),
        ({"intake_silent": 61.0}, ("intake",)),
        ({"intake_silent": 59.0, "intake_noted": 89.0}, ()),
        ({"intake_silent": None, "intake_noted": 91.0}, ("intake",)),
        ({"handling_waits": 61.0, "handled_ago": None}, ("handling",)),
        ({"handling_waits": 61.0, "handled_ago": 61.0}, ("handling",)),
        ({"handling_waits": 3000.0, "handled_ago": 5.0}, ()),
        ({"handling_waits": None, "handled_ago": 3000.0}, ()),
        ({"sending_waits": 61.0, "sent_ago": 61.0}, ("sending",)),
        ({"sending_waits": 3000.0, "sent_ago": 5.0}, ()),
        ({"sending_waits": None, "sent_ago": None}, ()),
        ({"handling_waits": 61.0, "sending_waits": 61.0}, ("handling", "sending")),
    ],
)
def test_a_minute_without_progress_on_waiting_work_counts_as_standstill(
    figures: Mapping[str, object], still: tuple[str, ...]
) -> None:
    assert stalled(figures) == still


async def still(database: Database, clock: FixedClock) -> tuple[str, ...]:
    return stalled(await database.progress.figures(clock.now()))


async def store(database: Database, clock: FixedClock, *numbers: int) -> None:
    await database.inbox.store([RawUpdate(number, f"p:{number}", b"{}") for number in numbers], clock.now())


async def lease(database: Database, clock: FixedClock) -> list[InboxRow]:
    return list(await database.inbox.lease(clock.now(), 50, NO_LANE))


async def fail(database: Database, clock: FixedClock, row: InboxRow, reason: str = "NetworkError") -> None:
    await database.inbox.fail(row.id, retry_at=clock.now() + timedelta(seconds=1), reason=reason)


async def write(database: Database, *chats: int) -> None:
    async with database.begin() as uow:
        await uow.outbox.add(*(notice_of("say", ToChat(ChatId(chat), "en")) for chat in chats))
        await uow.commit()


async def taken(database: Database, clock: FixedClock) -> dict[int, OutboxRow]:
    return {row.chat: row for row in await database.outbox.lease(clock.now(), 50, NOBODY)}


@ON_SQLITE
async def test_an_update_not_taken_for_a_minute_counts_as_standstill(database: Database, clock: FixedClock) -> None:
    await store(database, clock, 1)
    clock.advance(seconds=59)
    assert await still(database, clock) == ()
    clock.advance(seconds=2)
    assert await still(database, clock) == ("handling",)
    (row,) = await lease(database, clock)
    await database.inbox.close(row.id, clock.now())
    assert await still(database, clock) == ()


@ON_SQLITE
async def test_a_queue_that_moves_does_not_stand_still_however_long(database: Database, clock: FixedClock) -> None:
    await store(database, clock, *range(1, 41))
    for _ in range(30):
        clock.advance(seconds=20)
        row = (await database.inbox.lease(clock.now(), 1, NO_LANE))[0]
        await database.inbox.close(row.id, clock.now())
        assert await still(database, clock) == ()


@ON_SQLITE
async def test_updates_that_all_fail_stand_still_and_one_that_fails_alone_does_not(
    database: Database, clock: FixedClock
) -> None:
    await store(database, clock, 1)
    for _ in range(4):
        (row,) = await lease(database, clock)
        await fail(database, clock, row)
        clock.advance(seconds=20)
    assert await still(database, clock) == ("handling",)
    await store(database, clock, 2)
    rows = {row.lane: row for row in await lease(database, clock)}
    await database.inbox.close(rows["p:2"].id, clock.now())
    await fail(database, clock, rows["p:1"])
    clock.advance(minutes=30)
    assert await still(database, clock) == (), "others were handled since: it is its own trouble"


async def test_an_update_that_fails_because_of_the_database_is_never_its_own_trouble(
    database: Database, clock: FixedClock
) -> None:
    await store(database, clock, 1)
    for _ in range(5):
        (row,) = await lease(database, clock)
        await fail(database, clock, row, DATABASE_AWAY)
        clock.advance(seconds=10)
    await store(database, clock, 2)
    rows = {row.lane: row for row in await lease(database, clock)}
    await database.inbox.close(rows["p:2"].id, clock.now())
    await fail(database, clock, rows["p:1"], DATABASE_AWAY)
    clock.advance(seconds=61)
    assert await still(database, clock) == ("handling",)


@ON_SQLITE
async def test_messages_unsent_for_a_minute_count_as_standstill(database: Database, clock: FixedClock) -> None:
    await write(database, 1, 2)
    clock.advance(seconds=61)
    assert await still(database, clock) == ("sending",)
    row = (await taken(database, clock))[1]
    await database.outbox.record_result(row, Sent((MessageId(1),)), clock.now())
    assert await still(database, clock) == ()


async def test_an_unreachable_telegram_counts_as_standstill(database: Database, clock: FixedClock) -> None:
    await write(database, 1)
    for _ in range(5):
        row = (await taken(database, clock))[1]
        await database.outbox.record_result(row, Later(reason="NotSent", failed=True, keeps_place=True), clock.now())
        clock.advance(seconds=15)
    assert await still(database, clock) == ("sending",)


@ON_SQLITE
async def test_a_chat_that_refuses_alone_and_what_waits_behind_it_is_no_standstill(
    database: Database, clock: FixedClock
) -> None:
    await write(database, -5, -5, 1)
    for number in range(4):
        rows = await taken(database, clock)
        await database.outbox.record_result(rows[-5], Later(1.0, "ServerFault"), clock.now())
        if 1 in rows:
            await database.outbox.record_result(rows[1], Sent((MessageId(number),)), clock.now())
        clock.advance(seconds=30)
        await write(database, 1)
    rows = await taken(database, clock)
    await database.outbox.record_result(rows[1], Sent((MessageId(9),)), clock.now())
    await database.outbox.record_result(rows[-5], Later(300.0, "ServerFault"), clock.now())
    clock.advance(minutes=4)
    assert await still(database, clock) == ()


@ON_SQLITE
async def test_delayed_rows_and_a_large_download_are_no_standstill(database: Database, clock: FixedClock) -> None:
    async with database.begin() as uow:
        later = clock.now() + timedelta(hours=9)
        await uow.outbox.add(notice_of("say", ToChat(ChatId(1), "en"), not_before=later))
        await uow.outbox.add(notice_of("say", ToChat(ChatId(2), "en")))
        await uow.commit()
    assert set(await taken(database, clock)) == {2}
    clock.advance(minutes=3)
    assert await still(database, clock) == ()
    clock.advance(minutes=2)
    assert await still(database, clock) == ("sending",), "in hand for five minutes"


@ON_SQLITE
async def test_each_missing_table_is_named(database: Database, database_url: str) -> None:
    """Three at a time, and not those that are looked at first: where both of them are away, all are. On PostgreSQL
    `tests/storage/queues/test_missing_tables.py` takes away every second one."""
    assert await database.progress.damaged() == ()
    names = [table.name for table in metadata.sorted_tables]
    groups = [names[at :: len(names) // 3] for at in range(len(names) // 3)]
    for group in groups:
        async with renamed(database_url, *group):
            assert await database.progress.damaged() == tuple(sorted(group))
    async with renamed(database_url, "inbox", "cases"):
        assert await database.progress.damaged() == ("cases", "inbox")
