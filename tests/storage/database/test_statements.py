"""What one step of a conversation asks of the database, counted: each statement costs more than all rules together."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import Mode, ToChat
from bot.domain.queues.delivery import Sent
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.samples import PERSON, RITA_CHAT, a_draft
from tests.support.databases.statements import heard
from tests.support.notices import notice_of

SCREEN = notice_of("question", ToChat(RITA_CHAT, "en"), {}, slot="screen", mode=Mode.EDIT)


@contextmanager
def asked(database: Database) -> Iterator[list[str]]:
    """The statements sent to this database, by their first two words."""
    found = list[str]()
    with heard(database._engine._engine.sync_engine, lambda text, _: found.append(" ".join(text.split()[:2]))):
        yield found


async def one_step(database: Database) -> None:
    """A person answers: the draft is read and stored, a screen is to be shown."""
    async with database.begin() as uow:
        draft = await uow.drafts.of(PERSON) or a_draft()
        await uow.drafts.save(PERSON, RITA_CHAT, draft, due_at=None)
        await uow.outbox.add(SCREEN)
        await uow.commit()


async def test_a_step_of_a_conversation_takes_six_statements(database: Database) -> None:
    await one_step(database)
    with asked(database) as found:
        await one_step(database)
    assert [words for words in found if not words.startswith("BEGIN")] == [
        "SELECT drafts.person,",
        "UPDATE drafts",
        "UPDATE files",
        "SELECT chats.chat",
        "INSERT INTO",
        "UPDATE outbox",
    ]


async def test_a_message_sent_takes_three_statements_and_deletes_nothing(database: Database, clock: FixedClock) -> None:
    await one_step(database)
    (row,) = await database.outbox.lease(clock.now(), 5, frozenset())
    with asked(database) as found:
        await database.outbox.record_result(row, Sent((MessageId(7),)), clock.now() + timedelta(seconds=1))
    assert [words for words in found if not words.startswith("BEGIN")] == [
        "INSERT INTO",
        "INSERT INTO",
        "UPDATE outbox",
    ]


async def test_leasing_with_nothing_due_takes_one_statement(database: Database, clock: FixedClock) -> None:
    await database.outbox.lease(clock.now(), 5, frozenset())
    with asked(database) as found:
        assert await database.outbox.lease(clock.now(), 5, frozenset({ChatId(1)})) == []
    assert len([words for words in found if not words.startswith("BEGIN")]) == 1
