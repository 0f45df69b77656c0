"""Units of work: all or nothing, once per update, and the sender is woken after the commit."""

from dataclasses import replace
from pathlib import Path
from weakref import ref

import pytest

from bot.domain.cases.lists import CaseFilter
from bot.domain.errors import Conflict
from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import ToChat
from bot.domain.queues.after_commit import AfterCommit
from bot.domain.queues.delivery import Sent
from bot.domain.queues.inbox import RawUpdate
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.opened_database import open_database
from tests.support.databases.samples import PERSON
from tests.support.notices import notice_of

RITA = ChatId(501)
HELLO = notice_of("start", ToChat(RITA, "en"))


async def test_changes_without_a_commit_are_not_stored(database: Database, clock: FixedClock) -> None:
    async with database.begin() as uow:
        await uow.outbox.add(HELLO)
    assert await database.outbox.lease(clock.now(), 10, frozenset()) == []


@ON_SQLITE
async def test_what_a_unit_of_work_has_read_is_freed_with_it_and_waits_for_no_garbage_collector(
    database: Database,
) -> None:
    async with database.begin() as uow:
        await uow.drafts.of(PERSON)
        left = ref(uow.drafts)
    del uow
    assert left() is None


@ON_SQLITE
async def test_a_commit_closes_the_update_it_belongs_to_and_notes_the_message(
    database: Database, clock: FixedClock
) -> None:
    await database.inbox.store([RawUpdate(1, "p:501", b"{}")], clock.now())
    [row] = await database.inbox.lease(clock.now(), 10, frozenset())
    async with database.bind(row.id, (RITA, MessageId(9), clock.now()))() as uow:
        await uow.commit()
    assert not await database.inbox.is_open(row.id)
    async with database.reading() as uow:
        assert await uow.messages.since(RITA, clock.now()) == [9]


async def test_an_update_that_another_worker_closed_has_no_second_effect(database: Database, clock: FixedClock) -> None:
    await database.inbox.store([RawUpdate(1, "p:501", b"{}")], clock.now())
    [row] = await database.inbox.lease(clock.now(), 10, frozenset())
    await database.inbox.close(row.id, clock.now())
    with pytest.raises(Conflict):
        async with database.bind(row.id)() as uow:
            await uow.outbox.add(HELLO)
            await uow.commit()
    assert await database.outbox.lease(clock.now(), 10, frozenset()) == []


async def test_a_second_commit_of_the_same_update_in_this_process_goes_through(
    database: Database, clock: FixedClock
) -> None:
    await database.inbox.store([RawUpdate(1, "p:501", b"{}")], clock.now())
    [row] = await database.inbox.lease(clock.now(), 10, frozenset())
    for _ in range(2):
        async with database.bind(row.id)() as uow:
            await uow.outbox.add(HELLO)
            await uow.commit()
    [first] = await database.outbox.lease(clock.now(), 10, frozenset())
    assert first.notice == HELLO


@ON_SQLITE
async def test_the_sender_is_woken_after_a_commit_that_wrote_something_to_send(
    database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    woken: list[int] = []
    database = await open_database(database_url, tmp_path, clock, AfterCommit(has_post=lambda: woken.append(1)))
    async with database.begin() as uow:
        await uow.commit()
    async with database.begin() as uow:
        await uow.outbox.add(HELLO)
        assert not woken
        await uow.commit()
    assert woken == [1]
    await database.close()


async def test_the_sender_is_woken_where_the_result_of_a_send_wrote_something_to_send(
    database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    """As a card that shows in a group that an answer has arrived."""
    woken: list[int] = []
    database = await open_database(database_url, tmp_path, clock, AfterCommit(has_post=lambda: woken.append(1)))
    async with database.begin() as uow:
        await uow.outbox.add(replace(HELLO, then=HELLO))
        await uow.commit()
    for expected in ([1], []):
        woken.clear()
        [row] = await database.outbox.lease(clock.now(), 10, frozenset())
        await database.outbox.record_result(row, Sent((MessageId(row.id),)), clock.now())
        assert woken == expected
    await database.close()


async def test_a_reading_unit_of_work_cannot_commit(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.reading() as uow:
            await uow.commit()


@ON_SQLITE
async def test_only_the_stores_that_are_asked_for_are_made(database: Database) -> None:
    async with database.begin() as uow:
        assert await uow.drafts.of(PERSON) is None
        assert await uow.cases.count(CaseFilter()) == 0
        made = {name for name, value in vars(uow).items() if not name.startswith("_") and value is not None}
    assert made == {"drafts", "cases"}
