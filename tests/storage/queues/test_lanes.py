"""Lanes across workers: in order, and one worker at a time, even when workers die in the middle. On real PostgreSQL."""

import asyncio
from collections import Counter, defaultdict
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

from bot.domain.errors import Conflict
from bot.domain.ids import CaseId
from bot.domain.queues.inbox import InboxRow, RawUpdate
from tests.support.clock import FixedClock
from tests.support.databases.raw import run
from tests.support.databases.workers import DatabaseWorker, cut, worker
from tests.support.waiting import until

LANES = 12
UPDATES = 180
WORKERS = 4


class Book:
    """Which worker is in which lane, and the lanes in which two were at once."""

    def __init__(self) -> None:
        self.at_work: Counter[str] = Counter()
        self.together: list[str] = []

    def begin(self, lane: str) -> None:
        self.at_work[lane] += 1
        if self.at_work[lane] > 1:
            self.together.append(lane)

    def end(self, lane: str) -> None:
        """Called before the commit that frees the lane: another worker may have it before the commit's answer is
        here."""
        self.at_work[lane] -= 1


class Hand:
    """What handles updates in one worker: looks, works for a random time, commits a line that closes the row."""

    def __init__(self, worker: DatabaseWorker, book: Book, clock: FixedClock, seed: int) -> None:
        self.worker = worker
        self._database = worker.database
        self._busy: set[str] = set()
        self._book = book
        self._clock = clock
        self._random = Random(seed)
        self._is_over = False
        self.task: asyncio.Task[None] = asyncio.create_task(self._run())

    async def _run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            while not self._is_over:
                for row in await self._database.inbox.lease(self._clock.now(), 4, frozenset(self._busy)):
                    self._busy.add(row.lane)
                    self._book.begin(row.lane)
                    tasks.create_task(self._work(row))
                await asyncio.sleep(self._random.uniform(0, 0.03))

    async def _work(self, row: InboxRow) -> None:
        await asyncio.sleep(self._random.uniform(0, 0.02))
        self._book.end(row.lane)
        try:
            if not self._is_over:  # else dead in the middle of its work
                async with self._database.bind(row.id)() as uow:
                    await uow.audit.add("handled", at=self._clock.now(), case=CaseId(row.payload.decode()))
                    await uow.commit()
        except Conflict:
            return  # another worker has done it
        finally:
            self._busy.discard(row.lane)

    async def end(self) -> None:
        """Nothing more is done; what is in hand stays as it is."""
        self._is_over = True
        await self.task

    async def die(self, url: str) -> None:
        """It dies in the middle of its work; its lock is gone."""
        await self.end()
        await cut(url, self.worker.database.election.number)


class Yard:
    """Workers on one database, and updates of many lanes that wait for them."""

    def __init__(self, stack: AsyncExitStack, url: str, folder: Path, clock: FixedClock, seed: int) -> None:
        self._stack, self._url, self._folder, self._clock = stack, url, folder, clock
        self._seed = seed
        self.book = Book()
        self.hands: list[Hand] = []

    async def hire(self) -> None:
        """One more worker."""
        one = await self._stack.enter_async_context(worker(self._url, self._folder, self._clock))
        self._seed += 1
        self.hands.append(Hand(one, self.book, self._clock, self._seed))

    async def fill(self) -> None:
        """Updates in random lanes, in batches as they come."""
        random, numbers = Random(self._seed), list(range(1, UPDATES + 1))
        while numbers:
            batch = [numbers.pop(0) for _ in range(min(len(numbers), random.randint(1, 30)))]
            updates = [RawUpdate(n, f"p:{n * 7 % LANES}", str(n).encode()) for n in batch]
            await self.hands[0].worker.database.inbox.store(updates, self._clock.now())

    async def done(self) -> list[int]:
        """What took effect, in order."""
        return [int(row[0]) for row in await run(self._url, 'SELECT "case" FROM audit ORDER BY id')]

    async def is_done(self) -> bool:
        """Whether every update has taken effect."""
        return len(await self.done()) >= UPDATES

    async def rest(self) -> None:
        """Waits until all is done, then ends the workers."""
        await until(self.is_done, limit=110)
        for hand in self.hands:
            await hand.end()


def assert_each_once_and_in_order(done: list[int]) -> None:
    """Every update once, and each lane in the order in which its updates came."""
    assert sorted(done) == list(range(1, UPDATES + 1))
    lanes: dict[int, list[int]] = defaultdict(list)
    for number in done:
        lanes[number * 7 % LANES].append(number)
    assert [lane for lane in lanes.values() if lane != sorted(lane)] == []


async def test_no_lane_is_handled_out_of_order_or_by_two_at_once(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    async with AsyncExitStack() as stack:
        yard = Yard(stack, postgres_url, tmp_path, clock, seed=1)
        for _ in range(WORKERS):
            await yard.hire()
        await yard.fill()
        await yard.rest()
        assert_each_once_and_in_order(await yard.done())
        assert yard.book.together == []


async def test_lanes_keep_their_order_when_workers_die(postgres_url: str, tmp_path: Path, clock: FixedClock) -> None:
    async with AsyncExitStack() as stack:
        yard = Yard(stack, postgres_url, tmp_path, clock, seed=3)
        for _ in range(WORKERS):
            await yard.hire()
        await yard.fill()
        for victim in (1, 2, 3):
            await yard.hands[victim].die(postgres_url)
            await yard.hire()
        await yard.rest()
        assert_each_once_and_in_order(await yard.done())
        assert yard.book.together == []


async def test_a_worker_that_lost_its_lock_does_nothing_twice(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    async with AsyncExitStack() as stack:
        yard = Yard(stack, postgres_url, tmp_path, clock, seed=4)
        for _ in range(WORKERS):
            await yard.hire()
        await yard.fill()
        for hand in yard.hands:
            await cut(postgres_url, hand.worker.database.election.number)
        await yard.rest()
        assert_each_once_and_in_order(await yard.done())
