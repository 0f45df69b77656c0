"""Updates that are handed over as they are stored: each once, in order within its lane, however they come."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.domain.queues.inbox import InboxRow, RawUpdate
from bot.loops.batch_taker import BatchTaker
from handlers.telegram.receiving.receive import Intake, IntakeNews
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.begun_databases import open_begun
from tests.support.databases.databases import SqliteMaker
from tests.support.domain.examples import some_of
from tests.support.loops.inbox_loop import LoopWithHandler
from tests.support.waiting import until


@pytest.fixture
async def own_database(sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock):  # type: ignore[no-untyped-def]
    database = await open_begun(sqlite_maker.make(tmp_path), tmp_path, clock)
    yield database
    await database.close()


@pytest.mark.parametrize("seed", some_of(range(6), 3))
async def test_each_update_is_handled_once_and_in_order_whether_handed_over_or_polled(
    own_database: Database, clock: FixedClock, seed: int
) -> None:
    """The suite tries three random courses of six, a long run all."""
    chance, seen, failed = random.Random(seed), defaultdict[str, list[int]](list), set[int]()

    async def handle(row: InboxRow) -> None:
        for _ in range(chance.randrange(4)):
            await asyncio.sleep(0)
        number = int(row.payload)
        if chance.random() < 0.2 and number not in failed:
            failed.add(number)
            raise RuntimeError
        seen[row.lane].append(number)
        await own_database.inbox.close(row.id, clock.now())
        own_database.inbox.note_closed(row.id)

    desk = LoopWithHandler(own_database, clock, handle)
    news = IntakeNews(desk.wake, take=lambda: BatchTaker(desk.loop))
    intake = Intake(own_database.inbox, own_database.blind_index, clock.now, news)
    batches = [[(chance.choice("abcdef"), at * 10 + n) for n in range(chance.randrange(1, 4))] for at in range(40)]
    feeding = asyncio.ensure_future(_feed(intake, batches, chance))

    async def is_over() -> bool:
        return feeding.done() and await desk.is_empty()

    await desk.run_until(is_over)
    assert seen == _by_lane(one for batch in batches for one in batch)


async def _feed(intake: Intake, batches: list[list[tuple[str, int]]], chance: random.Random) -> None:
    """Batch by batch, with more or less time for others in between."""
    for batch in batches:
        await intake.store([RawUpdate(number, lane, str(number).encode()) for lane, number in batch])
        for _ in range(chance.randrange(6)):
            await asyncio.sleep(0)


def _by_lane(updates: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """The numbers of each lane, in their order."""
    found = defaultdict[str, list[int]](list)
    for lane, number in updates:
        found[lane].append(number)
    return found


def _blind_after_the_first_look(own_database: Database, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The first look frees rows of a dead process; no later look finds anything. Returns how many looks there were."""
    lease, looks = own_database.inbox.lease, list[int]()

    async def looked(*wanted: object) -> object:
        looks.append(1)
        return await lease(*wanted) if len(looks) == 1 else []  # type: ignore[arg-type]

    monkeypatch.setattr(own_database.inbox, "lease", looked)
    return looks


async def test_a_single_update_is_handled_without_polling_the_database(
    own_database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, seen = _blind_after_the_first_look(own_database, monkeypatch), list[bytes]()

    async def handle(row: InboxRow) -> None:
        seen.append(row.payload)
        await own_database.inbox.close(row.id, clock.now())
        own_database.inbox.note_closed(row.id)

    desk = LoopWithHandler(own_database, clock, handle)

    async def has_handled(number: int) -> bool:
        return desk.loop.counts["handled"] == number

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(desk.loop.run())
        await until(lambda: looks and desk.loop._lanes is not None)
        for number in range(1, 6):
            hand = BatchTaker(desk.loop)
            await own_database.inbox.store([RawUpdate(number, "a", b"%d" % number)], clock.now(), hand)
            assert hand.number_taken == 1
            await until(lambda wanted=number: has_handled(wanted))
        desk.loop.stop()
    assert seen == [b"1", b"2", b"3", b"4", b"5"]
