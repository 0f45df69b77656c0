"""Deadlines of messages are rows: sealed, taken once by whoever comes first, and sealed anew with a new key."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from bot.domain.access.receipts import Follower
from bot.domain.ids import ChatId, MessageId
from bot.ports.chats import ChatDeletion, Cleaning
from bot.system import RandomTokens
from storage.crypto.key_ring import add_key, drop_key
from storage.crypto.vault import Unreadable
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.opened_database import open_database
from tests.support.samples import PERSON, RITA_CHAT

SOON = START + timedelta(minutes=1)
SWEEP = ChatDeletion(RITA_CHAT, MessageId(11), MessageId(13))


async def entered(database: Database, *sweeps: ChatDeletion) -> None:
    async with database.begin() as uow:
        for sweep in sweeps:
            await uow.chat_deletions.add(sweep, "line", SOON)
        await uow.commit()


async def taken(database: Database, limit: int = 10) -> list[ChatDeletion]:
    async with database.begin() as uow:
        found = list(await uow.chat_deletions.take_due(SOON, limit))
        await uow.commit()
    return found


async def test_a_deadline_is_taken_once_and_not_before_its_moment(database: Database) -> None:
    await entered(database, SWEEP)
    async with database.begin() as uow:
        assert await uow.chat_deletions.take_due(SOON - timedelta(microseconds=1), 10) == []
    assert await taken(database) == [SWEEP]
    assert await taken(database) == []


async def test_what_was_taken_and_not_committed_is_taken_again(database: Database) -> None:
    await entered(database, SWEEP)
    async with database.begin() as uow:
        assert await uow.chat_deletions.take_due(SOON, 10) == [SWEEP]
    assert await taken(database) == [SWEEP]


async def test_two_workers_never_take_the_same_deadline(postgres_url: str, tmp_path: Path, clock: FixedClock) -> None:
    one = await open_database(postgres_url, tmp_path, clock)
    two = await open_database(postgres_url, tmp_path, clock)
    many = [ChatDeletion(ChatId(chat), MessageId(1), MessageId(1)) for chat in range(1, 41)]
    await entered(one, *many)
    found = await asyncio.gather(*[taken(worker, limit=15) for worker in (one, two, one, two)])
    rest = await taken(one, limit=50)
    await one.close()
    await two.close()
    chats = [sweep.chat for batch in (*found, rest) for sweep in batch]
    assert sorted(chats) == list(range(1, 41))


async def test_a_new_key_seals_deadlines_cleanings_and_followers_anew(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    cleaning = Cleaning(RITA_CHAT, "en", 6)
    await entered(database, SWEEP)
    async with database.begin() as uow:
        await uow.chat_deletions.clean(cleaning, SOON)
        await uow.receipts.save_follower(PERSON, Follower(START, wrong=3))
        await uow.commit()
    add_key(tmp_path / "keys.json", RandomTokens())
    database.take_new_key()
    await database.rotation().run(lambda part, count: None)
    drop_key(tmp_path / "keys.json", 1)
    again = await open_database(database_url, tmp_path, clock)
    async with again.begin() as uow:
        found: list[object] = [
            await uow.chat_deletions.take_due(SOON, 10),
            await uow.chat_deletions.cleanings_due(SOON, 10),
        ]
        with suppress(Unreadable):
            found.append(await uow.receipts.follower(PERSON))
    await again.close()
    assert found == [[SWEEP], [cleaning], Follower(START, wrong=3)]
