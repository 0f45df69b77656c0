"""What was given up is told to administrators once and by name, can be tried again and cleared, and is logged."""

from contextlib import suppress

import pytest
from sqlalchemy import text

from bot.domain.ids import ChatId, DraftId, UserId
from bot.domain.notices.notice import ToChat
from bot.domain.people import Staff
from bot.domain.queues.delivery import Dead
from bot.domain.queues.fetches import PendingFile
from bot.domain.queues.inbox import RawUpdate
from bot.domain.report import MediaRef, MediaState
from bot.usecases.oversight import dead_letters
from bot.usecases.oversight.dead_letters import CannotBeDone
from bot.usecases.services import Services
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.notices import facts_of, notice_of
from tests.support.people import PROFILE

ADA = 91


@pytest.fixture
def services(database: Database) -> Services:
    return Services(PROFILE, database.begin, database._storage_context.tokens, database.blind_index, database.reading)


async def employ(database: Database) -> None:
    async with database.begin() as uow:
        await uow.staff.save(Staff(database.blind_index.person(UserId(ADA)), UserId(ADA), "en", admin=True))
        await uow.commit()


async def a_dead_letter(database: Database, clock: FixedClock, reason: str = "KeyError") -> None:
    async with database.begin() as uow:
        await uow.outbox.add(notice_of("say", ToChat(ChatId(1), "en"), {"key": "x"}))
        await uow.commit()
    (row,) = await database.outbox.lease(clock.now(), 1, frozenset())
    await database.outbox.give_up(row, reason, clock.now())


async def a_parked_update(database: Database, clock: FixedClock) -> None:
    await database.inbox.store([RawUpdate(1, "a", b'{"update_id": 1}')], clock.now())
    (row,) = await database.inbox.lease(clock.now(), 1, frozenset())
    await database.inbox.fail(row.id, retry_at=None, reason="OverflowError")


async def heard(database: Database, clock: FixedClock) -> list[tuple[int, object]]:
    """Who is told of what."""
    rows = await database.outbox.lease(clock.now(), 10, frozenset())
    return [(int(row.chat), facts_of(row.notice)["rows"]) for row in rows if row.notice.kind == dead_letters.KIND]


async def history(database: Database) -> list[str]:
    async with database._engine.reading() as connection:
        return [*(await connection.scalars(text("SELECT action FROM audit ORDER BY id")))]


@ON_SQLITE
async def test_administrators_hear_of_each_row_once_and_by_name(
    database: Database, clock: FixedClock, services: Services
) -> None:
    await employ(database)
    await a_dead_letter(database, clock)
    await a_parked_update(database, clock)
    assert await dead_letters.tell(services, clock.now()) == 2
    assert await dead_letters.tell(services, clock.now()) == 0
    assert await heard(database, clock) == [(ADA, ["D1 say KeyError", "P1  OverflowError"])]


@ON_SQLITE
async def test_a_dead_letter_that_is_itself_a_warning_is_not_warned_of(
    database: Database, clock: FixedClock, services: Services
) -> None:
    await employ(database)
    await a_dead_letter(database, clock)
    await dead_letters.tell(services, clock.now())
    (row,) = await database.outbox.lease(clock.now(), 1, frozenset())
    await database.outbox.record_result(row, Dead("Refused"), clock.now())
    assert await dead_letters.tell(services, clock.now()) == 0
    assert not await database.outbox.lease(clock.now(), 1, frozenset())


@ON_SQLITE
async def test_a_row_that_comes_back_after_it_was_tried_again_is_told_again(
    database: Database, clock: FixedClock, services: Services
) -> None:
    await a_dead_letter(database, clock)
    assert await dead_letters.tell(services, clock.now()) == 1
    await dead_letters.retry(services, clock.now(), "D1")
    assert await dead_letters.tell(services, clock.now()) == 0
    (row,) = await database.outbox.lease(clock.now(), 1, frozenset())
    await database.outbox.give_up(row, "KeyError", clock.now())
    assert await dead_letters.tell(services, clock.now()) == 1


async def test_a_retried_row_is_like_a_new_one(database: Database, clock: FixedClock, services: Services) -> None:
    await a_dead_letter(database, clock)
    await a_parked_update(database, clock)
    clock.advance(hours=30)
    assert (await dead_letters.retry(services, clock.now(), "p1")).name == "P1"
    await dead_letters.retry(services, clock.now(), "D1")
    (update,) = await database.inbox.lease(clock.now(), 1, frozenset())
    (message,) = await database.outbox.lease(clock.now(), 1, frozenset())
    assert (update.payload, update.attempts, update.received_at) == (b'{"update_id": 1}', 0, clock.now())
    assert (message.notice.kind, message.attempts) == ("say", 0)
    assert await history(database) == ["queue_retried", "queue_retried"]
    assert not await dead_letters.listed(services, 10)


async def test_a_cleared_row_contains_no_content(database: Database, clock: FixedClock, services: Services) -> None:
    await a_dead_letter(database, clock)
    await a_parked_update(database, clock)
    assert len(await dead_letters.clear(services, clock.now(), ["D1", "P1"])) == 2
    async with database._engine.reading() as connection:
        for table in ("inbox", "outbox"):
            assert (await connection.execute(text(f"SELECT sealed FROM {table}"))).all() == [(None,)]
    assert await history(database) == ["queue_cleared", "queue_cleared"]
    assert not await dead_letters.listed(services, 10)


async def test_clearing_two_rows_of_which_one_is_missing_clears_none(
    database: Database, clock: FixedClock, services: Services
) -> None:
    await a_dead_letter(database, clock)
    with pytest.raises(CannotBeDone):
        await dead_letters.clear(services, clock.now(), ["D1", "D2"])
    assert [one.name for one in await dead_letters.listed(services, 10)] == ["D1"]


@ON_SQLITE
async def test_a_message_that_arrived_cannot_be_retried(
    database: Database, clock: FixedClock, services: Services
) -> None:
    await a_dead_letter(database, clock, "Sent:OverflowError")
    with pytest.raises(CannotBeDone, match="was-sent"):
        await dead_letters.retry(services, clock.now(), "D1")


@ON_SQLITE
async def test_a_malformed_name_finds_no_row(database: Database, clock: FixedClock, services: Services) -> None:
    await a_dead_letter(database, clock)
    found = []
    for name in ("", "D", "P", "X1", "D²", "D-1", "D1.0", "D99999999999999999999", "1", "D1 OR 1=1"):
        with suppress(CannotBeDone):
            await dead_letters.retry(services, clock.now(), name)
            found.append(name)
    assert found == []


@ON_SQLITE
async def test_only_an_update_has_a_shape(database: Database, clock: FixedClock, services: Services) -> None:
    await a_dead_letter(database, clock)
    await a_parked_update(database, clock)
    assert await dead_letters.payload(services, "P1") == b'{"update_id": 1}'
    with pytest.raises(CannotBeDone, match="not-parked"):
        await dead_letters.payload(services, "D1")


# --- Files ---


async def a_parked_file(database: Database, clock: FixedClock) -> int:
    """A photo of Rita's that could not be stored."""
    item = MediaRef("photo", MediaState.FAILED, 7, clock.now(), 1000)
    coming = PendingFile(ChatId(7), "en", "file-7", item, None)
    async with database.begin() as uow:
        await uow.fetches.add(database.blind_index.person(UserId(7)), DraftId("d" * 22), coming, clock.now())
        await uow.commit()
    (fetch,) = await database.fetches.lease(clock.now(), 5, frozenset())
    await database.fetches.park(fetch.id, "KeyError")
    return fetch.id


async def test_a_file_that_was_given_up_is_listed_told_and_tried_again(
    database: Database, clock: FixedClock, services: Services
) -> None:
    await employ(database)
    number = await a_parked_file(database, clock)
    assert [(one.name, one.reason) for one in await dead_letters.listed(services, 10)] == [(f"F{number}", "KeyError")]
    assert await dead_letters.tell(services, clock.now()) == 1
    assert not await database.fetches.lease(clock.now(), 5, frozenset())
    clock.advance(days=3)
    await dead_letters.retry(services, clock.now(), f"f{number}")
    (fetch,) = await database.fetches.lease(clock.now(), 5, frozenset())
    assert (fetch.id, fetch.attempts, fetch.made_at) == (number, 0, clock.now())
    assert await dead_letters.listed(services, 10) == []
    assert "queue_retried" in await history(database)


async def test_a_file_that_was_given_up_is_cleared(database: Database, clock: FixedClock, services: Services) -> None:
    number = await a_parked_file(database, clock)
    with pytest.raises(CannotBeDone, match="not-parked"):
        await dead_letters.payload(services, f"F{number}")
    await dead_letters.clear(services, clock.now(), [f"F{number}"])
    with pytest.raises(CannotBeDone, match="not-given-up"):
        await dead_letters.retry(services, clock.now(), f"F{number}")
    assert (await database.fetches.health(clock.now()))["parked"] == 0
