"""The inbox: each update once, in order within its lane, remembered for three days."""

import asyncio
from datetime import timedelta

from bot.domain.queues.inbox import InboxRow, RawUpdate
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE

FREE: frozenset[str] = frozenset()
AMAL, RITA = "p:1", "p:2"


def update(number: int, lane: str = RITA) -> RawUpdate:
    """One update."""
    return RawUpdate(number, lane, f'{{"update_id": {number}}}'.encode())


async def lease(database: Database, clock: FixedClock, *, busy: frozenset[str] = FREE) -> list[InboxRow]:
    """What may be handled now."""
    return list(await database.inbox.lease(clock.now(), 10, busy))


async def test_an_update_is_stored_once_however_often_it_comes(database: Database, clock: FixedClock) -> None:
    assert await database.inbox.store([update(1), update(2), update(1)], clock.now()) == 2
    assert await database.inbox.store([update(2), update(3)], clock.now()) == 1


@ON_SQLITE
async def test_a_closed_update_is_remembered_for_72_hours(database: Database, clock: FixedClock) -> None:
    await database.inbox.store([update(1)], clock.now())
    [row] = await lease(database, clock)
    await database.inbox.close(row.id, clock.now())
    assert await database.inbox.delete_expired(clock.advance(hours=71)) == 0
    assert await database.inbox.store([update(1)], clock.now()) == 0
    assert await database.inbox.delete_expired(clock.advance(hours=1)) == 1
    assert await database.inbox.store([update(1)], clock.now()) == 1


@ON_SQLITE
async def test_only_the_oldest_update_of_each_lane_is_leased(database: Database, clock: FixedClock) -> None:
    await database.inbox.store([update(5), update(6), update(7, AMAL)], clock.now())
    first = await lease(database, clock)
    assert [(row.lane, row.payload) for row in first] == [(RITA, update(5).payload), (AMAL, update(7).payload)]
    assert await lease(database, clock) == []
    await database.inbox.close(first[0].id, clock.now())
    assert [row.payload for row in await lease(database, clock)] == [update(6).payload]


@ON_SQLITE
async def test_a_busy_lane_is_left_alone(database: Database, clock: FixedClock) -> None:
    await database.inbox.store([update(1), update(2, AMAL)], clock.now())
    assert [row.lane for row in await lease(database, clock, busy=frozenset({RITA}))] == [AMAL]


async def test_a_failed_update_blocks_its_lane_until_it_is_tried_again_or_parked(
    database: Database, clock: FixedClock
) -> None:
    await database.inbox.store([update(1), update(2)], clock.now())
    [row] = await lease(database, clock)
    await database.inbox.fail(row.id, retry_at=clock.now() + timedelta(seconds=30), reason="TimeoutError")
    assert await lease(database, clock) == []
    assert await database.inbox.next_due() == clock.now() + timedelta(seconds=30)
    clock.advance(seconds=30)
    [again] = await lease(database, clock)
    assert (again.id, again.attempts) == (row.id, 1)
    await database.inbox.fail(row.id, retry_at=None, reason="KeyError")
    assert [row.payload for row in await lease(database, clock)] == [update(2).payload]
    assert not await database.inbox.is_open(row.id)
    assert (await database.inbox.health(clock.now()))["parked"] == 1


@ON_SQLITE
async def test_a_body_that_is_no_update_is_parked_and_delays_nobody(database: Database, clock: FixedClock) -> None:
    await database.inbox.park_raw(b"not json", "ValueError", clock.now())
    await database.inbox.park_raw(b"not json either", "ValueError", clock.now())
    assert await lease(database, clock) == []
    health = await database.inbox.health(clock.now())
    assert (health["open"], health["parked"]) == (0, 2)


@ON_SQLITE
async def test_parked_updates_are_kept_for_a_month(database: Database, clock: FixedClock) -> None:
    await database.inbox.park_raw(b"not json", "ValueError", clock.now())
    assert await database.inbox.delete_expired(clock.advance(days=29)) == 0
    assert await database.inbox.delete_expired(clock.advance(days=1)) == 1


@ON_SQLITE
async def test_health_tells_how_long_the_oldest_has_waited(database: Database, clock: FixedClock) -> None:
    assert (await database.inbox.health(clock.now()))["oldest_open_seconds"] == 0
    await database.inbox.store([update(1)], clock.now())
    assert (await database.inbox.health(clock.advance(minutes=5)))["oldest_open_seconds"] == 300


@ON_SQLITE
async def test_a_lease_that_ran_out_is_another_attempt(database: Database, clock: FixedClock) -> None:
    await database.inbox.store([update(1)], clock.now())
    await lease(database, clock)
    clock.advance(minutes=11)
    assert [row.attempts for row in await lease(database, clock)] == [1]


async def test_nothing_is_due_when_nothing_is_open(database: Database) -> None:
    assert await database.inbox.next_due() is None


async def test_many_who_ask_at_once_never_get_the_same_update(database: Database, clock: FixedClock) -> None:
    await database.inbox.store([update(number, f"p:{number % 10}") for number in range(30)], clock.now())
    batches = await asyncio.gather(*(database.inbox.lease(clock.now(), 3, FREE) for _ in range(6)))
    rows = [row for batch in batches for row in batch]
    assert len({row.id for row in rows}) == len(rows)
    assert len({row.lane for row in rows}) == len(rows)
