"""Files that are being fetched: one at a time for each person, on both databases, whatever happens to the worker."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.domain.errors import Conflict
from bot.domain.ids import ChatId, DraftId, PersonKey
from bot.domain.queues.fetches import Fetch, PendingFile
from bot.domain.report import MediaRef, MediaState
from storage.queues.fetches import LEASE
from storage.queues.tables import fetches
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.opened_database import open_database
from tests.support.databases.samples import a_draft

RITA, AMAL = PersonKey("r" * 32), PersonKey("a" * 32)
NOBODY: frozenset[PersonKey] = frozenset()


async def add(database: Database, clock: FixedClock, person: PersonKey, *messages: int, owner: str = "") -> None:
    async with database.begin() as uow:
        for message in messages:
            item = MediaRef("photo", MediaState.FAILED, message, clock.now(), 10, caption="secret words")
            coming = PendingFile(ChatId(7), "en", f"file-{message}", item)
            await uow.fetches.add(person, DraftId(owner or f"draft-{person[0]}"), coming, clock.now())
        await uow.commit()


async def lease(database: Database, clock: FixedClock, busy: frozenset[PersonKey] = NOBODY) -> list[Fetch]:
    return list(await database.fetches.lease(clock.now(), 10, busy))


def messages(found: list[Fetch]) -> list[int]:
    return [fetch.pending.item.message_id for fetch in found]


@ON_SQLITE
async def test_at_most_one_file_per_person_is_leased_at_a_time(database: Database, clock: FixedClock) -> None:
    await add(database, clock, RITA, 1, 2)
    await add(database, clock, AMAL, 3)
    assert messages(await lease(database, clock)) == [1, 3]
    assert await lease(database, clock) == []


async def test_a_waiting_file_blocks_no_other_of_its_person(database: Database, clock: FixedClock) -> None:
    await add(database, clock, RITA, 1, 2)
    [first] = await lease(database, clock)
    await database.fetches.again(first.id, clock.now() + timedelta(minutes=5), "Status500")
    assert messages(await lease(database, clock)) == [2]
    clock.advance(minutes=5)
    assert await lease(database, clock) == []


async def test_the_same_message_counts_once(database: Database, clock: FixedClock) -> None:
    await add(database, clock, RITA, 1)
    await add(database, clock, RITA, 1)
    async with database.reading() as uow:
        assert len(await uow.fetches.of_person(RITA)) == 1


async def test_words_beside_a_file_are_changed_while_its_fetch_is_as_it_was(
    database: Database, clock: FixedClock
) -> None:
    await add(database, clock, RITA, 1)
    [fetch] = await lease(database, clock)
    item = replace(fetch.pending.item, caption="other words")
    async with database.begin() as uow:
        await uow.fetches.correct(fetch, item)
        await uow.commit()
    async with database.begin() as uow:
        locked = await uow.fetches.lock(fetch.id)
        assert locked is not None
        assert (locked.pending.item, locked.pending.file_id) == (item, "file-1")
        await uow.fetches.note_told(fetch.id)
        await uow.commit()
    for is_there in (True, False):
        async with database.begin() as uow:
            with pytest.raises(Conflict):
                await uow.fetches.correct(fetch, item)
        async with database.begin() as uow:
            assert await uow.fetches.take(fetch.id) is is_there
            await uow.commit()


async def test_a_file_that_comes_while_its_words_are_changed_comes_with_the_words_as_they_read_last(
    database: Database, clock: FixedClock
) -> None:
    await add(database, clock, RITA, 1)
    [fetch] = await lease(database, clock)

    async def words_as_it_comes() -> str:
        async with database.begin() as uow:
            locked = await uow.fetches.lock(fetch.id)
            return locked.pending.item.caption if locked is not None else "no longer wanted"

    async with database.begin() as uow:
        await uow.fetches.correct(fetch, replace(fetch.pending.item, caption="other words"))
        comes = asyncio.ensure_future(words_as_it_comes())
        await asyncio.wait([comes], timeout=0.3)  # on PostgreSQL it has asked by then
        await uow.commit()
    assert await comes == "other words"


async def test_only_one_worker_leases_a_file(database: Database, clock: FixedClock) -> None:
    await add(database, clock, RITA, 1)
    [fetch] = await lease(database, clock)
    async with database.begin() as uow:
        assert await uow.fetches.take(fetch.id)
        await uow.commit()
    async with database.begin() as uow:
        assert not await uow.fetches.take(fetch.id)
    assert not await database.fetches.is_wanted(fetch.id)


@ON_SQLITE
async def test_hide_cancels_fetches_of_the_conversation_and_mutes_the_others(
    database: Database, clock: FixedClock
) -> None:
    await add(database, clock, RITA, 1, owner="draft")
    await add(database, clock, RITA, 2, owner="case")
    async with database.begin() as uow:
        await uow.fetches.cancel(DraftId("draft"))
        await uow.fetches.mute(RITA)
        await uow.commit()
    async with database.reading() as uow:
        [left] = await uow.fetches.of_person(RITA)
    assert (left.owner, left.quiet) == ("case", True)


@ON_SQLITE
async def test_a_lease_that_ran_out_is_given_out_again(database: Database, clock: FixedClock) -> None:
    await add(database, clock, RITA, 1)
    [fetch] = await lease(database, clock)
    clock.advance(seconds=LEASE.total_seconds() + 1)
    assert [again.id for again in await lease(database, clock)] == [fetch.id]


@ON_SQLITE
async def test_a_new_process_takes_the_leases_of_a_dead_one_at_once(
    database: Database, database_url: str, clock: FixedClock, tmp_path: Path
) -> None:
    """On PostgreSQL the look at who is alive frees them."""
    await add(database, clock, RITA, 1)
    [fetch] = await lease(database, clock)
    heir = await open_database(database_url, tmp_path, clock)
    [again] = await lease(heir, clock)
    assert (again.id, again.attempts) == (fetch.id, 1)
    await heir.close()


@pytest.mark.parametrize("column", ["person", "owner", "message"])
async def test_a_row_that_was_changed_by_hand_is_parked_and_never_fetched(
    column: str, database: Database, clock: FixedClock
) -> None:
    await add(database, clock, RITA, 1)
    value = 9 if column == "message" else str(AMAL)
    async with database._engine.writing() as connection:
        await connection.execute(update(fetches).values({column: value}))
        await connection.commit()
    assert await lease(database, clock) == []
    assert (await database.fetches.health(clock.now()))["parked"] == 1


@ON_SQLITE
async def test_erasing_a_draft_deletes_its_fetches(database: Database, clock: FixedClock) -> None:
    await add(database, clock, RITA, 1)
    async with database.begin() as uow:
        await uow.drafts.save(RITA, ChatId(7), a_draft("draft-r"), due_at=None)
        await uow.drafts.drop(RITA, erase=True)
        await uow.commit()
    assert await database.fetches.next_due() is None


@ON_SQLITE
async def test_the_figures_say_what_waits(database: Database, clock: FixedClock) -> None:
    await add(database, clock, RITA, 1)
    assert (await database.fetches.health(clock.now())) == {
        "waiting": 1.0, "due": 1.0, "parked": 0.0, "oldest_seconds": 0.0
    }  # fmt: skip
