"""Updates that are handed over as they are stored: each once, in order within its lane, however they come."""

import asyncio
import random
from collections import defaultdict
from pathlib import Path

import pytest

from bot.loops.hand import Hand
from bot.ports.inbox import InboxRow, RawUpdate
from handlers.telegram.receive import Intake
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases import SqliteMaker
from tests.support.inbox_loop import Desk
from tests.support.opened_database import open_database
from tests.support.waiting import until


@pytest.fixture
async def own_database(sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock):  # type: ignore[no-untyped-def]
    database = await open_database(sqlite_maker.make(tmp_path), tmp_path, clock)
    yield database
    await database.close()


@pytest.mark.parametrize("seed", range(6))
async def test_each_is_handled_once_and_in_order_whether_it_is_handed_over_or_looked_for(
    own_database: Database, clock: FixedClock, seed: int
) -> None:
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

    desk = Desk(own_database, clock, handle)
    intake = Intake(own_database.inbox, own_database.blind_index, clock.now, desk.wake, take=lambda: Hand(desk.loop))
    batches = [[(chance.choice("abcdef"), at * 10 + n) for n in range(chance.randrange(1, 4))] for at in range(40)]

    async def feed() -> None:
        for batch in batches:
            updates = [RawUpdate(number, lane, str(number).encode()) for lane, number in batch]
            await intake.store(updates)
            for _ in range(chance.randrange(6)):
                await asyncio.sleep(0)

    async def is_over() -> bool:
        return feeding.done() and await desk.is_empty()

    feeding = asyncio.ensure_future(feed())
    await desk.run_until(is_over)
    wanted = defaultdict[str, list[int]](list)
    for lane, number in (one for batch in batches for one in batch):
        wanted[lane].append(number)
    assert seen == wanted


async def test_what_comes_alone_is_handled_without_a_look(
    own_database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease, looks, seen = own_database.inbox.lease, list[int](), list[bytes]()

    async def looked(*wanted: object) -> object:
        """The first look frees what a dead process had; no later one finds anything."""
        looks.append(1)
        return await lease(*wanted) if len(looks) == 1 else []  # type: ignore[arg-type]

    async def handle(row: InboxRow) -> None:
        seen.append(row.payload)
        await own_database.inbox.close(row.id, clock.now())
        own_database.inbox.note_closed(row.id)

    monkeypatch.setattr(own_database.inbox, "lease", looked)
    desk = Desk(own_database, clock, handle)

    async def has_handled(number: int) -> bool:
        return desk.loop.counts["handled"] == number

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(desk.loop.run())
        await until(lambda: looks and desk.loop._lanes is not None)
        for number in range(1, 6):
            hand = Hand(desk.loop)
            await own_database.inbox.store([RawUpdate(number, "a", b"%d" % number)], clock.now(), hand)
            assert hand.number_taken == 1
            await until(lambda wanted=number: has_handled(wanted))
        desk.loop.stop()
    assert seen == [b"1", b"2", b"3", b"4", b"5"]
