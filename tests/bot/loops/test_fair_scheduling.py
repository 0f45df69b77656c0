"""Fifty people who flood make nobody wait: a sender with few updates comes first, a sender with too many pauses."""

import asyncio
from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.queues.inbox import InboxRow, RawUpdate
from bot.loops.fair_scheduling import Allowance, FairScheduler
from bot.loops.inbox import InboxLoop
from bot.loops.wake_up import WakeUp
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.waiting import until

FLOODERS, EACH = 50, 30
SMALL = Allowance(at_once=10, per_minute=60.0, few=3)


class FairLoop:
    """A loop whose handler notes whose updates it got, in which order."""

    def __init__(self, database: Database, clock: FixedClock, allowance: Allowance = SMALL) -> None:
        self.database, self.clock = database, clock
        self.handled: list[str] = []
        self.wake = WakeUp()
        self.numbers = iter(range(1, 10**6))
        self.loop = InboxLoop(database.inbox, self._handle, self._parked, clock.now, self.wake, allowance=allowance)

    async def _handle(self, row: InboxRow) -> None:
        self.handled.append(row.lane)
        await self.database.inbox.close(row.id, self.clock.now())

    async def _parked(self, row: InboxRow, reason: str) -> None:
        raise AssertionError(reason)

    async def put(self, *lanes: str) -> None:
        updates = [RawUpdate(next(self.numbers), lane, b"{}") for lane in lanes]
        await self.database.inbox.store(updates, self.clock.now())
        self.wake.set()

    async def run_until(self, lane: str, times: int = 1, *, seconds: float = 0.0) -> None:
        def goes_on() -> None:
            self.clock.advance(seconds=seconds)
            if seconds:
                self.wake.set()

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.loop.run())
            await until(lambda: self.handled.count(lane) >= times, pause=0.005, meanwhile=goes_on)
            self.loop.stop()


def flood() -> list[str]:
    return [f"flooder {number}" for _ in range(EACH) for number in range(FLOODERS)]


async def test_a_newcomer_goes_before_all_that_fifty_flooders_have_waiting(
    database: Database, clock: FixedClock
) -> None:
    fair_loop = FairLoop(database, clock)
    await fair_loop.put(*flood(), "newcomer")
    await fair_loop.run_until("newcomer")
    before = Counter(fair_loop.handled)
    assert max(before.values()) <= SMALL.few + 1, "each flooder was as good as new for so long"
    assert sum(before.values()) < FLOODERS * EACH / 4


async def test_a_newcomer_goes_next_once_the_flood_is_known(database: Database, clock: FixedClock) -> None:
    fair_loop = FairLoop(database, clock)
    await fair_loop.put(*flood())

    async def newcomer() -> None:
        await until(lambda: len(fair_loop.handled) >= FLOODERS * 5)
        seen.append(len(fair_loop.handled))
        await fair_loop.put("newcomer")

    seen: list[int] = []
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(newcomer())
        await fair_loop.run_until("newcomer")
    assert fair_loop.handled.index("newcomer") - seen[0] <= 48, "what was in hand already, twice"


async def test_a_lane_that_uses_too_much_rests_and_loses_nothing(database: Database, clock: FixedClock) -> None:
    fair_loop = FairLoop(database, clock)
    await fair_loop.put(*["flooder"] * 25)
    began = clock.now()
    await fair_loop.run_until("flooder", 25, seconds=0.5)
    assert clock.now() - began >= timedelta(seconds=15), "ten at once, and one in a second from then on"
    assert fair_loop.handled.count("flooder") == 25


async def test_slow_work_of_busy_lanes_leaves_places_for_others(database: Database, clock: FixedClock) -> None:
    fair_loop = FairLoop(database, clock)
    release, inside = asyncio.Event(), Counter[str]()

    async def slow(row: InboxRow) -> None:
        inside[row.lane] += 1
        if row.lane != "newcomer" and inside[row.lane] > SMALL.few + 1:
            await release.wait()
        await FairLoop._handle(fair_loop, row)

    fair_loop.loop._handle = slow
    await fair_loop.put(*flood())

    async def newcomer() -> None:
        await until(lambda: sum(count > SMALL.few + 1 for count in inside.values()) >= 18)
        await fair_loop.put("newcomer")
        await until(lambda: "newcomer" in fair_loop.handled)
        release.set()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(newcomer())
        await fair_loop.run_until("newcomer")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 30)), max_size=60))
def test_nobody_has_more_in_a_minute_than_is_allowed(acts: list[tuple[str, float]]) -> None:
    scheduler, now = FairScheduler(SMALL), START
    handled: list[tuple[str, object]] = []
    for lane, seconds in acts:
        now += timedelta(seconds=seconds)
        if lane not in scheduler.resting(now):
            scheduler.spend(lane, now)
            handled.append((lane, now))
    for lane in "abc":
        mine = [at for name, at in handled if name == lane]
        assert all(
            sum(start <= at < start + timedelta(minutes=1) for at in mine) <= SMALL.at_once + SMALL.per_minute  # type: ignore[operator]
            for start in mine
        )


def test_a_resting_lane_runs_again_at_the_announced_time() -> None:
    scheduler = FairScheduler(SMALL)
    for _ in range(10):
        assert "a" not in scheduler.resting(START)
        scheduler.spend("a", START)
    assert scheduler.resting(START) == {"a"}
    rested = scheduler.next_rested(START)
    assert rested == START + timedelta(seconds=1)
    assert scheduler.resting(START + timedelta(seconds=1)) == frozenset()


def test_a_clock_that_was_ahead_makes_nobody_rest_for_long() -> None:
    scheduler = FairScheduler(SMALL)
    for _ in range(10):
        scheduler.spend("a", START + timedelta(hours=8))
    assert scheduler.resting(START) == {"a"}
    assert scheduler.resting(START + timedelta(seconds=12)) == frozenset()
