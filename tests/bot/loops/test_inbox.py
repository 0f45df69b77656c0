"""The inbox loop on a real database: order in a lane, lanes side by side, retry, park; no unexpected error ends it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.errors import Conflict, Unreachable
from bot.domain.queues.inbox import Fault, InboxRow, Retry
from bot.loops import inbox
from bot.loops.inbox import SOON, next_try
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.loops.inbox_loop import LoopWithHandler
from tests.support.waiting import until


async def test_a_lane_is_handled_in_order_and_lanes_run_side_by_side(database: Database, clock: FixedClock) -> None:
    seen: list[str] = []
    both = asyncio.Barrier(2)

    async def handle(row: InboxRow) -> None:
        if row.payload in (b"a1", b"b2"):
            await both.wait()
        seen.append(row.payload.decode())
        await database.inbox.close(row.id, clock.now())

    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a", "b", "a", "b", "a")
    await desk.run_until(desk.is_empty)
    assert [one for one in seen if one.startswith("a")] == ["a1", "a3", "a5"]
    assert [one for one in seen if one.startswith("b")] == ["b2", "b4"]


async def test_polling_while_a_lane_is_busy_does_not_delay_its_next_update(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second photo of an album once waited five seconds for nothing."""
    monkeypatch.setattr(inbox, "IDLE", 3600.0)
    monkeypatch.setattr(inbox, "WHILE_BUSY", 3600.0)
    seen, began, go_on = list[str](), asyncio.Event(), asyncio.Event()

    async def handle(row: InboxRow) -> None:
        seen.append(row.payload.decode())
        began.set()
        await go_on.wait()
        await database.inbox.close(row.id, clock.now())

    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a", "a")
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(desk.loop.run())
        await began.wait()
        desk.wake.set()  # a look that finds nothing, because the lane is busy
        await until(has_looked(desk))
        go_on.set()
        await until(desk.is_empty)
        desk.loop.stop()
    assert seen == ["a1", "a2"]


def has_looked(desk: LoopWithHandler) -> Callable[[], Awaitable[bool]]:
    """Whether the loop waits again after the look for which it was woken."""

    async def looked() -> bool:
        return not desk.loop._must_look

    return looked


@pytest.mark.parametrize("error", [asyncio.CancelledError, RuntimeError, SystemExit])
async def test_an_update_is_tried_again_whatever_its_handler_raises(
    database: Database, clock: FixedClock, error: type[BaseException]
) -> None:
    tries: list[int] = []

    async def handle(row: InboxRow) -> None:
        tries.append(row.attempts)
        if len(tries) < 3:
            raise error
        await database.inbox.close(row.id, clock.now())

    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a")
    await desk.run_until(desk.is_empty)
    assert tries == [0, 1, 2]
    assert not desk.parked


async def test_a_row_left_open_is_a_failure_and_is_parked_and_told_in_the_end(
    database: Database, clock: FixedClock
) -> None:
    tries: list[int] = []

    async def handle(row: InboxRow) -> None:
        tries.append(row.id)

    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a")
    await desk.run_until(desk.is_empty)
    assert len(tries) == len(SOON) + 1
    assert desk.parked == ["LeftOpen"]
    assert (await database.inbox.health(clock.now()))["parked"] == 1


async def test_no_update_is_parked_before_its_sender_was_told(database: Database, clock: FixedClock) -> None:
    async def handle(row: InboxRow) -> Fault:
        return Fault("NoUpdate", Retry.NEVER)

    desk = LoopWithHandler(database, clock, handle)
    desk.told_fails = 2
    await desk.put("a")
    await desk.run_until(desk.is_empty)
    assert desk.parked == ["NoUpdate"]


async def test_an_update_is_told_of_once_however_often_parking_it_comes_second(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    parks, fail = list[int](), database.inbox.fail

    async def handle(row: InboxRow) -> Fault:
        return Fault("NoUpdate", Retry.NEVER)

    async def late(row: int, *, retry_at: datetime | None, reason: str) -> None:
        parks.append(row)
        if len(parks) < 4:
            raise Conflict
        await fail(row, retry_at=retry_at, reason=reason)

    monkeypatch.setattr(database.inbox, "fail", late)
    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a")
    await desk.run_until(desk.is_empty)
    assert desk.parked == ["NoUpdate"]
    assert len(parks) == 4


async def test_an_update_that_came_second_while_the_database_is_away_waits_for_it(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database is away for longer than all attempts of a row at fault would take."""
    tries, is_open = list[int](), database.inbox.is_open

    async def handle(row: InboxRow) -> Fault | None:
        tries.append(row.id)
        if len(tries) <= 2 * len(SOON):
            return Fault("Conflict", Retry.AT_ONCE)
        await database.inbox.close(row.id, clock.now())
        return None

    async def away_after_it(row: int) -> bool:
        if len(asked) % 2 == 0:
            asked.append(row)
            raise Unreachable("database")
        asked.append(row)
        return await is_open(row)

    asked = list[int]()
    monkeypatch.setattr(database.inbox, "is_open", away_after_it)
    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a")
    await desk.run_until(desk.is_empty)
    assert desk.parked == []
    assert len(tries) == 2 * len(SOON) + 1


async def test_a_lane_that_fails_delays_no_other(database: Database, clock: FixedClock) -> None:
    async def handle(row: InboxRow) -> None:
        if row.lane == "b":
            await database.inbox.close(row.id, clock.now())

    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a", "b", "b")

    async def b_is_done() -> bool:
        return desk.loop.counts["handled"] == 2

    await desk.run_until(b_is_done)


def test_an_update_waits_a_day_for_a_service_that_is_away() -> None:
    clock = FixedClock()
    row = InboxRow(1, "a", b"", 40, clock.now())
    away = Fault("Unreachable", Retry.WHILE_AWAY)
    assert next_try(row, away, clock.now()) == clock.now() + timedelta(seconds=60)
    assert next_try(row, away, clock.now() + timedelta(hours=25)) is None
