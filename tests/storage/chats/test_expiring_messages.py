"""Deadlines of messages are rows: encrypted, taken once by the first worker, and re-encrypted with a new key."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from bot.domain.access.receipts import Follower
from bot.domain.chats import ChatDeletion, SelfClearing
from bot.domain.ids import ChatId, MessageId
from bot.system import RandomTokens
from storage.crypto.key_ring import add_key, drop_key
from storage.crypto.vault import Unreadable
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.opened_database import open_database
from tests.support.databases.samples import PERSON, RITA_CHAT

SOON = START + timedelta(minutes=1)
DELETION = ChatDeletion(RITA_CHAT, MessageId(11), MessageId(13))


async def entered(database: Database, *deletions: ChatDeletion) -> None:
    async with database.begin() as uow:
        for deletion in deletions:
            await uow.chat_deletions.add(deletion, "line", SOON)
        await uow.commit()


async def taken(database: Database, limit: int = 10) -> list[ChatDeletion]:
    async with database.begin() as uow:
        found = list(await uow.chat_deletions.take_due(SOON, limit))
        await uow.commit()
    return found


async def test_a_deadline_is_taken_once_and_not_before_its_moment(database: Database) -> None:
    await entered(database, DELETION)
    async with database.begin() as uow:
        assert await uow.chat_deletions.take_due(SOON - timedelta(microseconds=1), 10) == []
    assert await taken(database) == [DELETION]
    assert await taken(database) == []


async def test_what_was_taken_and_not_committed_is_taken_again(database: Database) -> None:
    await entered(database, DELETION)
    async with database.begin() as uow:
        assert await uow.chat_deletions.take_due(SOON, 10) == [DELETION]
    assert await taken(database) == [DELETION]


async def test_two_workers_never_take_the_same_deadline(postgres_url: str, tmp_path: Path, clock: FixedClock) -> None:
    one = await open_database(postgres_url, tmp_path, clock)
    two = await open_database(postgres_url, tmp_path, clock)
    many = [ChatDeletion(ChatId(chat), MessageId(1), MessageId(1)) for chat in range(1, 41)]
    await entered(one, *many)
    found = await asyncio.gather(*[taken(worker, limit=15) for worker in (one, two, one, two)])
    rest = await taken(one, limit=50)
    await one.close()
    await two.close()
    chats = [deletion.chat for batch in (*found, rest) for deletion in batch]
    assert sorted(chats) == list(range(1, 41))


async def test_a_new_key_encrypts_deadlines_self_clearings_and_followers_anew(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    clearing = SelfClearing(RITA_CHAT, "en", 6)
    await entered(database, DELETION)
    async with database.begin() as uow:
        await uow.chat_deletions.clean(clearing, SOON)
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
            await uow.chat_deletions.self_clearings_due(SOON, 10),
        ]
        with suppress(Unreadable):
            found.append(await uow.receipts.follower(PERSON))
    await again.close()
    assert found == [[DELETION], [clearing], Follower(START, wrong=3)]
