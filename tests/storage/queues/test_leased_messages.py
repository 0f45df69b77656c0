"""Messages that are leased as they are inserted: once, in order within their chat, and never lost in between."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import Mode, Notice, Priority, ToChat
from bot.domain.queues.delivery import OutboxRow, Sent
from bot.domain.queues.queue import Queue
from storage.database.direct_connection import DirectConnection
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.begun_databases import open_begun
from tests.support.databases.counted import counted
from tests.support.databases.databases import SqliteMaker
from tests.support.databases.opened_database import open_database
from tests.support.loops.outbox import add, lease
from tests.support.notices import notice_of, word_of


class PlacesOfChats:
    """Has a place for each of these chats."""

    def __init__(self, *chats: int) -> None:
        self.free = list(chats)
        self.taken: list[OutboxRow] = []
        self.is_open = True

    def reserve(self, chat: ChatId, *, is_danger: bool) -> bool:
        if chat not in self.free:
            return False
        self.free.remove(chat)
        return True

    def give_back(self, chat: ChatId) -> None:
        self.free.append(chat)

    def take(self, row: OutboxRow) -> bool:
        self.taken.append(row)
        return self.is_open

    @property
    def words(self) -> list[str]:
        return [word_of(row.notice) for row in self.taken]


def to(chat: int, word: str, *, slot: str | None = None, mode: Mode = Mode.NEW) -> Notice:
    return notice_of(word, ToChat(ChatId(chat), "en"), slot=slot, mode=mode)


@pytest.fixture
def places() -> PlacesOfChats:
    return PlacesOfChats(1, 2)


@pytest.fixture
async def own_database(
    sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock, places: PlacesOfChats
) -> AsyncIterator[Database]:
    database = await open_begun(sqlite_maker.make(tmp_path), tmp_path, clock, places=lambda: places)
    await database.outbox.lease(clock.now(), 1, frozenset())
    yield database
    await database.close()


async def waiting(own_database: Database, clock: FixedClock) -> list[str]:
    return [word_of(row.notice) for row in await lease(own_database, clock)]


async def test_the_first_of_a_chat_is_handed_over_and_leased_to_nobody_else(
    own_database: Database, clock: FixedClock, places: PlacesOfChats
) -> None:
    await add(own_database, to(1, "first"), to(1, "second"), to(2, "third"), to(3, "no place"))
    assert places.words == ["first", "third"]
    assert [(row.chat, row.locale, row.attempts, row.is_group) for row in places.taken] == [
        (1, "en", 0, False),
        (2, "en", 0, False),
    ]
    assert await waiting(own_database, clock) == ["no place"]
    await own_database.outbox.record_result(places.taken[0], Sent((MessageId(5),)), clock.now())
    assert await waiting(own_database, clock) == ["second"]


async def test_a_message_is_not_handed_over_while_others_of_its_chat_wait(
    own_database: Database, clock: FixedClock, places: PlacesOfChats
) -> None:
    places.free = [2]
    await add(own_database, to(1, "first"))
    places.free = [1, 2]
    await add(own_database, to(1, "second"))
    assert (places.taken, places.free) == ([], [2, 1])
    assert await waiting(own_database, clock) == ["first"]


async def test_a_message_for_later_is_not_handed_over(
    own_database: Database, clock: FixedClock, places: PlacesOfChats
) -> None:
    later = notice_of("later", ToChat(ChatId(1), "en"), not_before=clock.now().replace(hour=23))
    await add(own_database, later)
    assert (places.taken, places.free) == ([], [1, 2])


async def test_a_handed_over_message_names_the_message_that_stands_in_its_slot(
    own_database: Database, clock: FixedClock, places: PlacesOfChats
) -> None:
    await add(own_database, to(1, "screen", slot="draft"))
    await own_database.outbox.record_result(places.taken[0], Sent((MessageId(5),)), clock.now())
    places.free.append(1)
    await add(own_database, to(1, "screen again", slot="draft", mode=Mode.EDIT))
    assert [row.slot_message for row in places.taken] == [None, 5]


async def test_an_act_that_is_not_committed_hands_nothing_over(
    own_database: Database, clock: FixedClock, places: PlacesOfChats
) -> None:
    async with own_database.begin() as uow:
        await uow.outbox.add(to(1, "undone"))
    assert (places.taken, sorted(places.free)) == ([], [1, 2])
    await add(own_database, to(1, "done"))
    assert places.words == ["done"]
    assert await waiting(own_database, clock) == []


@pytest.mark.parametrize("is_committed", [True, False])
async def test_whatever_becomes_of_the_commit_a_message_is_sent_at_most_once(
    own_database: Database,
    clock: FixedClock,
    places: PlacesOfChats,
    monkeypatch: pytest.MonkeyPatch,
    is_committed: bool,
) -> None:
    kind = DirectConnection if own_database.is_sqlite else AsyncConnection
    commit = kind.commit

    async def cut_off(connection: Any) -> None:
        if is_committed:
            await commit(connection)
        raise TimeoutError

    with monkeypatch.context() as patch:
        patch.setattr(kind, "commit", cut_off)
        with pytest.raises(TimeoutError):
            await add(own_database, to(1, "perhaps"))
    assert (places.taken, sorted(places.free)) == ([], [1, 2])
    await add(own_database, to(2, "meanwhile"))
    assert places.taken == []
    assert await waiting(own_database, clock) == (["perhaps"] if is_committed else []) + ["meanwhile"]


async def test_a_message_too_late_for_a_stopped_sender_is_found_by_the_next_poll(
    own_database: Database, clock: FixedClock, places: PlacesOfChats
) -> None:
    places.is_open = False
    await add(own_database, to(1, "too late"))
    [row] = await lease(own_database, clock)
    assert (word_of(row.notice), row.unanswered) == ("too late", 0)


@pytest.mark.parametrize(("is_open", "told"), [(True, []), (False, [Queue.OUTBOX])])
async def test_the_current_leader_is_told_of_messages_that_came_too_late(
    own_database: Database, places: PlacesOfChats, monkeypatch: pytest.MonkeyPatch, is_open: bool, told: list[Queue]
) -> None:
    heard: list[Queue] = []
    monkeypatch.setattr(own_database.election, "tell", heard.append)
    places.is_open = is_open
    await add(own_database, to(1, "the first"), to(1, "the second"))
    assert heard == told


async def test_messages_leased_on_insert_by_a_dead_process_are_taken_up_at_once(
    sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock, places: PlacesOfChats
) -> None:
    url = sqlite_maker.make(tmp_path)
    dead = await open_database(url, tmp_path, clock, places=lambda: places)
    await dead.outbox.lease(clock.now(), 1, frozenset())
    await add(dead, to(1, "in hand"))
    assert places.words == ["in hand"]
    await dead.close()
    heir = await open_database(url, tmp_path, clock)
    assert [(word_of(row.notice), row.unanswered) for row in await lease(heir, clock)] == [("in hand", 1)]
    await heir.close()


async def test_nothing_is_handed_over_before_the_first_poll_freed_dead_leases(
    sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock, places: PlacesOfChats
) -> None:
    database = await open_begun(sqlite_maker.make(tmp_path), tmp_path, clock, places=lambda: places)
    await add(database, to(1, "waits"))
    assert places.taken == []
    assert await waiting(database, clock) == ["waits"]
    await database.close()


async def test_with_several_processes_no_message_is_handed_over(
    postgres_url: str, tmp_path: Path, clock: FixedClock, places: PlacesOfChats
) -> None:
    database = await open_database(postgres_url, tmp_path, clock, places=lambda: places)
    await database.outbox.lease(clock.now(), 1, frozenset())
    await add(database, to(1, "waits"))
    assert places.taken == []
    await database.close()


async def test_a_danger_alert_reserves_the_place_kept_for_danger(own_database: Database, places: PlacesOfChats) -> None:
    asked = list[tuple[int, bool]]()
    places.reserve = lambda chat, *, is_danger: bool(asked.append((chat, is_danger)))  # type: ignore[method-assign, func-returns-value]
    await add(own_database, notice_of("now", ToChat(ChatId(1), "en"), priority=Priority.DANGER), to(2, "usual"))
    assert asked == [(1, True), (2, False)]


async def test_a_message_sent_at_once_looks_for_no_row_to_merge_with(
    own_database: Database, places: PlacesOfChats, clock: FixedClock
) -> None:
    with counted() as cost:
        await add(
            own_database, notice_of("card", ToChat(ChatId(1), "en"), {"case": "case-1"}, slot="card:case-1", merge=True)
        )
    assert len(places.taken) == 1
    assert [words.split()[0] for words in cost.statements] == ["SELECT", "INSERT", "INSERT", "UPDATE"]
    places.free = []
    await add(
        own_database, notice_of("card", ToChat(ChatId(2), "en"), {"case": "case-1"}, slot="card:case-1", merge=True)
    )
    places.free = [2]
    await add(
        own_database, notice_of("card", ToChat(ChatId(2), "en"), {"case": "case-1"}, slot="card:case-1", merge=True)
    )
    assert len(places.taken) == 1
    assert len(await lease(own_database, clock)) == 1
