"""What was queued while the clock was ahead is sent in time once it is right; what is put off rightly stays so."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import Notice, Priority, ToChat
from bot.domain.queues.delivery import Later, Sent
from bot.domain.queues.inbox import RawUpdate
from storage.queues.tables import inbox, outbox
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.once_on_postgres import once_on_postgres
from tests.support.notices import notice_of

HOURS = 8
NOBODY: frozenset[ChatId] = frozenset()
NO_LANE: frozenset[str] = frozenset()


def said(chat: int, **more: object) -> Notice:
    return notice_of("say", ToChat(ChatId(chat), "en"), {}, Priority.ALERT, **more)  # type: ignore[arg-type]


async def write(database: Database, *notices: Notice) -> None:
    async with database.begin() as uow:
        await uow.outbox.add(*notices)
        await uow.commit()


async def goes_out(database: Database, clock: FixedClock) -> list[int]:
    """The chats that are written to now."""
    rows = await database.outbox.lease(clock.now(), 50, NOBODY)
    for row in rows:
        await database.outbox.record_result(row, Sent((MessageId(1),)), clock.now())
    return sorted(row.chat for row in rows)


@ON_SQLITE
async def test_messages_written_while_the_clock_was_ahead_keep_their_distance_and_no_more(
    database: Database, clock: FixedClock
) -> None:
    now = clock.advance(hours=HOURS)
    at, until = now + timedelta(minutes=30), now + timedelta(minutes=45)
    await write(database, said(1), said(2, not_before=at), said(3, expires_at=until))
    clock.advance(hours=-HOURS)
    assert await goes_out(database, clock) == []
    await database.bring_back(clock.now())
    assert await goes_out(database, clock) == [1, 3]
    clock.advance(minutes=29)
    assert await goes_out(database, clock) == []
    clock.advance(minutes=1)
    assert await goes_out(database, clock) == [2]


@pytest.mark.parametrize("count", [2**31 - 1, -(2**31)])
async def test_damaged_counters_block_nobody(database: Database, clock: FixedClock, count: int) -> None:
    await write(database, said(1), said(2))
    await database.inbox.store([RawUpdate(1, "p:1", b"{}"), RawUpdate(2, "p:2", b"{}")], clock.now())
    async with database._engine.writing() as connection:
        for table, *names in ((outbox, "attempts", "uncertain", "faults"), (inbox, "attempts", "lost")):
            await connection.execute(update(table).where(table.c.id == 1).values(dict.fromkeys(names, count)))
        await connection.commit()
    await database.bring_back(clock.now())
    for row in await database.outbox.lease(clock.now(), 9, NOBODY):
        assert (row.attempts, row.unanswered, row.faults) == (0, 0, 0)
        await database.outbox.record_result(row, Later(reason="Uncertain", uncertain=True), clock.now())
    assert [row.attempts for row in await database.inbox.lease(clock.now(), 9, NO_LANE)] == [0, 0]


@ON_SQLITE
async def test_a_message_that_expires_does_so_in_its_own_time(database: Database, clock: FixedClock) -> None:
    now = clock.advance(hours=HOURS)
    await write(database, said(1, expires_at=now + timedelta(minutes=45)))
    clock.advance(hours=-HOURS)
    await database.bring_back(clock.now())
    clock.advance(minutes=46)
    assert await goes_out(database, clock) == []


@once_on_postgres("outcome", [Later(reason="ServerFault"), Later(reason="Uncertain", uncertain=True)])
async def test_rows_postponed_by_a_clock_that_was_ahead_are_tried_again(
    database: Database, clock: FixedClock, outcome: Later
) -> None:
    await write(database, said(1))
    (row,) = await database.outbox.lease(clock.now(), 9, NOBODY)
    await database.outbox.record_result(row, outcome, clock.advance(hours=HOURS))
    clock.advance(hours=-HOURS)
    await database.bring_back(clock.now())
    assert await goes_out(database, clock) == [1]


@ON_SQLITE
async def test_a_lease_of_a_clock_that_was_ahead_ends_in_the_usual_time(database: Database, clock: FixedClock) -> None:
    await write(database, said(1))
    await database.outbox.lease(clock.advance(hours=HOURS), 9, NOBODY)
    await database.inbox.store([RawUpdate(1, "p:1", b"{}")], clock.now())
    await database.inbox.lease(clock.now(), 9, NO_LANE)
    clock.advance(hours=-HOURS)
    await database.bring_back(clock.now())
    clock.advance(minutes=11)
    assert len(await database.outbox.lease(clock.now(), 9, NOBODY)) == 1
    assert len(await database.inbox.lease(clock.now(), 9, NO_LANE)) == 1


async def test_updates_received_or_put_off_by_a_clock_that_was_ahead_are_handled(
    database: Database, clock: FixedClock
) -> None:
    await database.inbox.store([RawUpdate(1, "p:1", b"{}")], clock.now())
    (first,) = await database.inbox.lease(clock.now(), 9, NO_LANE)
    ahead = clock.advance(hours=HOURS)
    await database.inbox.fail(first.id, retry_at=ahead + timedelta(minutes=1), reason="NetworkError")
    await database.inbox.store([RawUpdate(2, "p:2", b"{}")], ahead)
    now = clock.advance(hours=-HOURS)
    await database.bring_back(now)
    rows = await database.inbox.lease(now, 9, NO_LANE)
    assert [row.lane for row in rows] == ["p:1", "p:2"]
    assert [row.received_at for row in rows] == [now, now]


async def test_rows_postponed_correctly_stay_postponed(database: Database, clock: FixedClock) -> None:
    night = clock.now() + timedelta(hours=9)
    await write(database, said(1, not_before=night), said(2), said(3), said(4))
    rows = {row.chat: row for row in await database.outbox.lease(clock.now(), 9, NOBODY)}
    await database.outbox.record_result(rows[ChatId(2)], Later(until=night, reason="QuietHours"), clock.now())
    await database.outbox.record_result(rows[ChatId(3)], Later(3600.0, "Flooded", flood=True), clock.now())
    await database.outbox.record_result(rows[ChatId(4)], Later(300.0, "ServerFault"), clock.now())
    await database.inbox.store([RawUpdate(1, "p:1", b"{}")], clock.now())
    (row,) = await database.inbox.lease(clock.now(), 9, NO_LANE)
    await database.inbox.fail(row.id, retry_at=clock.now() + timedelta(seconds=60), reason="NetworkError")
    assert await database.bring_back(clock.now()) == 0
    assert await goes_out(database, clock) == []
    assert await database.inbox.lease(clock.now(), 9, NO_LANE) == []
