"""A fault of our own ends: the row becomes a dead letter or is parked, and its chat or lane goes on."""

from typing import Any

import pytest

from bot.domain.errors import Unreachable
from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import Priority, ToChat
from bot.domain.queues.delivery import Sent
from bot.domain.queues.inbox import Fault, InboxRow, RawUpdate, Retry
from bot.loops import writing
from bot.usecases.delivery import results
from storage.crypto.derivation import Label
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.raw import change
from tests.support.loops.dispatcher import ToldDispatcher
from tests.support.loops.inbox_loop import LoopWithHandler
from tests.support.notices import notice_of

TOO_LARGE = MessageId(99999999999999999999)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no pause between two attempts."""
    monkeypatch.setattr(writing, "AGAIN", 0.0)


async def dead(database: Database) -> int:
    return int((await database.outbox.health(FixedClock().now()))["dead"])


async def test_a_sent_row_that_cannot_be_written_down_is_a_dead_letter_and_frees_its_chat(
    database: Database, clock: FixedClock
) -> None:
    office = ToldDispatcher(database, clock)
    office.answers = [Sent((MessageId(7),), gone=(TOO_LARGE,))]
    await office.write("poison")
    await office.write("after it")
    await office.run_until(lambda: len(office.given) == 2)
    assert office.given == ["poison", "after it"]
    assert await dead(database) == 1


async def test_as_many_unrecordable_rows_as_there_are_sending_places_stop_nobody(
    database: Database, clock: FixedClock
) -> None:
    office = ToldDispatcher(database, clock)
    await office.write_all(*(("poison", number, Priority.REPLY) for number in range(1, 33)))
    office.answers = [Sent((), gone=(TOO_LARGE,))] * 32
    await office.write("word", 77, Priority.DIGEST)
    await office.run_until(lambda: "word" in office.given and office.dispatcher.counts["unsettled"] > 0)
    assert office.given[-1] == "word"
    assert await dead(database) > 0


async def test_a_database_that_is_away_makes_no_dead_letter(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = ToldDispatcher(database, clock)
    real, failures = database.outbox._write_results, [Unreachable("database")] * 40

    async def away(*_: Any) -> None:
        raise Unreachable("database")

    async def write_results(ends: Any) -> None:
        if not failures:
            monkeypatch.undo()
            await real(ends)
            return
        raise failures.pop()

    monkeypatch.setattr(writing, "AGAIN", 0.0)
    monkeypatch.setattr(database.outbox._arrived, "_work", write_results)
    monkeypatch.setattr(database.outbox, "renew_lease", away)
    monkeypatch.setattr(database.outbox, "give_up", away)
    await office.write("one")
    await office.write("two")
    await office.run_until(lambda: len(office.given) == 2)
    assert office.given == ["one", "two"]
    assert await dead(database) == 0


async def test_a_row_with_a_renewed_lease_is_still_this_workers(database: Database, clock: FixedClock) -> None:
    async with database.begin() as uow:
        await uow.outbox.add(notice_of("one", ToChat(ChatId(1), "en")))
        await uow.commit()
    (row,) = await database.outbox.lease(clock.now(), 1, frozenset())
    clock.advance(minutes=4)
    await database.outbox.renew_lease(row, clock.now())
    clock.advance(minutes=4)
    assert not await database.outbox.lease(clock.now(), 1, frozenset())


async def test_a_dead_letter_ends_its_row_even_if_the_warning_cannot_be_written(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise KeyError("who")

    monkeypatch.setattr(results, "_tell_undelivered", broken)
    office = ToldDispatcher(database, clock)
    office.answers = [KeyError("what")]
    await office.write("broken")
    await office.write("after it")
    await office.run_until(lambda: "after it" in office.given, seconds=400)
    assert await dead(database) == 1


@pytest.mark.parametrize(
    ("column", "value"), [("sealed", b"\x01nothing"), ("sealed", None), ("chat", "0" * 32), ("priority", 99)]
)
async def test_a_row_changed_by_hand_blocks_nobody(
    database: Database, clock: FixedClock, column: str, value: object
) -> None:
    office = ToldDispatcher(database, clock)
    await office.write("changed", 1)
    await office.write("word", 1)
    await office.write("other", 2)
    await change(database, "outbox", 1, column, value)
    await database.outbox.delete_expired(clock.now())
    await office.run_until(lambda: {"word", "other"} <= set(office.given))
    assert "changed" not in office.given
    assert await dead(database) == 1


@pytest.mark.parametrize("written", [b"", b"[]", b"{}", b'{"kind": 3}', b"\xff", b"[" * 100_000])
async def test_a_row_with_malformed_facts_blocks_nobody(database: Database, clock: FixedClock, written: bytes) -> None:
    office = ToldDispatcher(database, clock)
    await office.write("changed", 1)
    await office.write("word", 1)
    encrypted = database._storage_context.vault.encrypt(Label.QUEUE, written, "outbox|1")
    await change(database, "outbox", 1, "sealed", encrypted)
    await office.run_until(lambda: "word" in office.given)
    assert office.given == ["word"]
    assert await dead(database) == 1


# --- The inbox ----------------------------------------------------------------------------------------------------


async def test_an_update_is_parked_even_if_nobody_can_be_told_and_its_lane_goes_on(
    database: Database, clock: FixedClock
) -> None:
    async def handle(row: InboxRow) -> Fault | None:
        if row.payload == b"a2":
            await database.inbox.close(row.id, clock.now())
            return None
        return Fault("NoUpdate", Retry.NEVER)

    desk = LoopWithHandler(database, clock, handle)
    desk.told_fails = 1_000_000
    await desk.put("a", "a")
    await desk.run_until(desk.is_empty)
    assert (await database.inbox.health(clock.now()))["parked"] == 1
    assert not desk.parked


async def test_an_update_that_a_person_sent_from_an_impossible_chat_is_parked(
    database: Database, clock: FixedClock
) -> None:
    async def handle(row: InboxRow) -> Fault | None:
        return Fault("OverflowError")

    desk = LoopWithHandler(database, clock, handle)

    async def told(row: InboxRow, reason: str) -> None:
        async with database.begin() as uow:
            await uow.messages.incoming(ChatId(1), TOO_LARGE, clock.now())

    desk.loop._parked = told
    await desk.put("a")
    await desk.run_until(desk.is_empty)
    assert (await database.inbox.health(clock.now()))["parked"] == 1


async def test_an_update_whose_lane_cannot_be_read_is_parked_and_stops_nobody(
    database: Database, clock: FixedClock
) -> None:
    async def handle(row: InboxRow) -> Fault | None:
        await database.inbox.close(row.id, clock.now())
        return None

    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a", "b")
    hashed = database.inbox._lane_hash("a")
    encrypted = database._storage_context.vault.encrypt(Label.QUEUE, b"\x00\x02\xff\xffx", f"inbox|7000|1|{hashed}")
    await change(database, "inbox", 1, "sealed", encrypted)
    await desk.run_until(desk.is_empty)
    assert (await database.inbox.health(clock.now()))["parked"] == 1
    assert desk.loop.counts["handled"] == 1


async def test_an_update_that_kills_its_process_again_and_again_is_parked(
    database: Database, clock: FixedClock
) -> None:
    tries: list[int] = []

    async def handle(row: InboxRow) -> Fault | None:
        tries.append(row.lost)
        await database.inbox.close(row.id, clock.now())
        return None

    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a", "b")
    for _ in range(5):  # leased, and the process is gone: ten minutes later the row is free again
        await database.inbox.lease(clock.now(), 1, frozenset())
        clock.advance(minutes=11)
    await desk.run_until(desk.is_empty)
    assert desk.parked == ["Lost"]
    assert tries == [0], "the other one"


async def test_a_recorded_failure_is_not_counted_as_a_crash(database: Database, clock: FixedClock) -> None:
    await database.inbox.store([RawUpdate(1, "a", b"x")], clock.now())
    for _ in range(8):
        (row,) = await database.inbox.lease(clock.now(), 1, frozenset())
        assert row.lost == 0
        await database.inbox.fail(row.id, retry_at=clock.now(), reason="Unreachable")
