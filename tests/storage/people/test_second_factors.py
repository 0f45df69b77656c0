"""Second factors and messages that must be deleted, stored on either kind of database, and re-encrypted with a new
key."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.domain.chats import ExpiringMessage
from bot.domain.ids import ChatId, MessageId, PersonKey
from bot.domain.notices.notice import ToChat
from bot.domain.second_factor import FactorKind, FactorStep, SecondFactor, Wanted
from bot.system import RandomTokens
from storage.crypto.key_ring import add_key
from storage.unit_of_work import Database
from tests.support.clock import START
from tests.support.databases.backups import silent
from tests.support.notices import notice_of

AMAL, OTHER = PersonKey("ab" * 16), PersonKey("cd" * 16)
LOCK = SecondFactor(
    FactorKind.TOTP, "SECRET", step=FactorStep.CODE, asked_at=START, wanted=Wanted("open", "7"), wait_until=START
)
CHAT = ChatId(77)


async def test_a_second_factor_is_read_back_under_a_new_key_and_can_be_removed(
    database: Database, tmp_path: Path
) -> None:
    async with database.begin() as uow:
        await uow.second_factors.save(AMAL, SecondFactor())
        await uow.second_factors.save(AMAL, LOCK)
        await uow.second_factors.save(OTHER, SecondFactor())
        await uow.commit()
    add_key(tmp_path / "keys.json", RandomTokens())
    database.take_new_key()
    await database.rotation().run(silent)
    assert (await database.rotation().left())[1] == 0
    async with database.begin() as uow:
        assert await uow.second_factors.of(AMAL, for_update=True) == LOCK
        assert await uow.second_factors.named("abab") == [AMAL]
        assert await uow.second_factors.named("%") == []
        await uow.second_factors.drop(AMAL)
        await uow.commit()
    async with database.reading() as uow:
        assert await uow.second_factors.of(AMAL) is None
        assert await uow.second_factors.of(OTHER) == SecondFactor()


async def test_messages_leave_at_their_moment_unless_they_were_deleted_before(database: Database) -> None:
    first = ExpiringMessage(CHAT, MessageId(1), START + timedelta(minutes=10), "en", "open", 7)
    second, third = (replace(first, message=MessageId(n), due_at=START + timedelta(minutes=n)) for n in (2, 3))
    async with database.begin() as uow:
        await uow.outbox.add(notice_of("reply", ToChat(CHAT, "en")))
        for one in (first, second, third):
            await uow.expiring_messages.add(one, START)
        await uow.expiring_messages.stays(CHAT, third.message)
        await uow.commit()
    async with database.begin() as uow:
        assert await uow.expiring_messages.due(START + timedelta(minutes=5), 9) == [second]
        assert await uow.expiring_messages.due(START + timedelta(minutes=10), 9) == [second, first]
        await uow.expiring_messages.done([second])
        assert await uow.expiring_messages.due(START + timedelta(minutes=10), 9) == [first]
        await uow.messages.wiped(CHAT)
        assert await uow.expiring_messages.due(START + timedelta(minutes=10), 9) == []
