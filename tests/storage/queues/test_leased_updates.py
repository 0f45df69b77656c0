"""Updates that are leased as they are inserted: once, in order within their lane, and never lost in between."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.queues.inbox import InboxRow, RawUpdate
from storage.database.direct_connection import DirectConnection
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.begun_databases import open_begun
from tests.support.databases.databases import SqliteMaker
from tests.support.databases.opened_database import open_database

FREE: frozenset[str] = frozenset()


class PlacesOfLanes:
    """Has a place for each of these lanes."""

    number_taken = 0

    def __init__(self, *lanes: str) -> None:
        self.free = list(lanes)
        self.taken: list[InboxRow] = []

    def reserve(self, lane: str) -> bool:
        if lane not in self.free:
            return False
        self.free.remove(lane)
        return True

    def give_back(self, lane: str) -> None:
        self.free.append(lane)

    def take(self, row: InboxRow) -> None:
        self.taken.append(row)


def update(number: int, lane: str = "a") -> RawUpdate:
    return RawUpdate(number, lane, f"{lane}{number}".encode())


@pytest.fixture
async def own_database(sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock) -> Any:
    database = await open_begun(sqlite_maker.make(tmp_path), tmp_path, clock)
    await database.inbox.lease(clock.now(), 1, FREE)
    yield database
    await database.close()


async def test_the_first_of_a_lane_is_handed_over_and_leased_to_nobody_else(
    own_database: Database, clock: FixedClock
) -> None:
    places = PlacesOfLanes("a", "b")
    assert await own_database.inbox.store([update(1), update(2), update(3, "b")], clock.now(), places) == 3
    assert [(row.lane, row.payload, row.attempts) for row in places.taken] == [("a", b"a1", 0), ("b", b"b3", 0)]
    assert await own_database.inbox.lease(clock.now(), 10, FREE) == []
    await own_database.inbox.close(places.taken[0].id, clock.now())
    [second] = await own_database.inbox.lease(clock.now(), 10, FREE)
    assert second.payload == b"a2"


async def test_an_update_is_not_handed_over_while_others_of_its_lane_wait(
    own_database: Database, clock: FixedClock
) -> None:
    places = PlacesOfLanes("a")
    await own_database.inbox.store([update(1)], clock.now())
    await own_database.inbox.store([update(2)], clock.now(), places)
    assert places.taken == []
    assert places.free == ["a"]
    assert [row.payload for row in await own_database.inbox.lease(clock.now(), 10, FREE)] == [b"a1"]


async def test_an_update_that_comes_again_is_not_taken_again(own_database: Database, clock: FixedClock) -> None:
    places = PlacesOfLanes("a", "b")
    await own_database.inbox.store([update(1)], clock.now(), places)
    [row] = places.taken
    await own_database.inbox.close(row.id, clock.now())
    assert await own_database.inbox.store([update(1)], clock.now(), places) == 0
    again = PlacesOfLanes("a")
    assert await own_database.inbox.store([update(1)], clock.now(), again) == 0
    assert (again.taken, again.free) == ([], ["a"])


@pytest.mark.parametrize("is_committed", [True, False])
async def test_whatever_becomes_of_the_commit_an_update_is_handled(
    own_database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, is_committed: bool
) -> None:
    kind, places = DirectConnection if own_database.is_sqlite else AsyncConnection, PlacesOfLanes("a")
    commit = kind.commit

    async def cut_off(connection: Any) -> None:
        if is_committed:
            await commit(connection)
        raise TimeoutError

    with monkeypatch.context() as patch:
        patch.setattr(kind, "commit", cut_off)
        with pytest.raises(TimeoutError):
            await own_database.inbox.store([update(1)], clock.now(), places)
    assert (places.taken, places.free) == ([], ["a"])
    assert await own_database.inbox.store([update(1)], clock.now()) == (0 if is_committed else 1)
    assert [row.payload for row in await own_database.inbox.lease(clock.now(), 10, FREE)] == [b"a1"]


async def test_updates_leased_on_insert_by_a_dead_process_are_taken_up_at_once(
    sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock
) -> None:
    url = sqlite_maker.make(tmp_path)
    dead = await open_database(url, tmp_path, clock)
    await dead.inbox.lease(clock.now(), 1, FREE)
    await dead.inbox.store([update(1)], clock.now(), PlacesOfLanes("a"))
    await dead.close()
    heir = await open_database(url, tmp_path, clock)
    assert [(row.payload, row.lost) for row in await heir.inbox.lease(clock.now(), 1, FREE)] == [(b"a1", 1)]
    await heir.close()


async def test_with_several_processes_no_update_is_handed_over(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    database, places = await open_database(postgres_url, tmp_path, clock), PlacesOfLanes("a")
    await database.inbox.store([update(1)], clock.now(), places)
    assert places.taken == []
    assert [row.payload for row in await database.inbox.lease(clock.now(), 10, FREE)] == [b"a1"]
    await database.close()
