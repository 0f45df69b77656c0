"""What must be deleted in a chat waits, in the database, until the chat can be reached."""

from dataclasses import replace

from sqlalchemy import update

from bot.domain.groups import Cause
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice, Priority, ToChat
from bot.domain.notices.reporter.files import Wipe
from bot.domain.queues.delivery import Gone, Sent
from storage.queues.tables import outbox
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.loops.outbox import CARD, GROUP, add, bind, lease

DELETION = Notice(Wipe(messages=(), cases=(CaseNumber(1),)), ToChat(GROUP, "en"))
ALERT = replace(CARD, priority=Priority.DANGER)


async def waits(database: Database, clock: FixedClock) -> None:
    """The bot is not in the group, and the deletion is tried again in an hour."""
    await add(database, DELETION)
    [row] = await lease(database, clock)
    await database.outbox.record_result(row, Gone("ChatGone", Cause.KICKED), clock.now())
    assert await lease(database, clock) == []


async def is_reached(database: Database) -> None:
    async with database.begin() as uow:
        await uow.outbox.reached(GROUP)
        await uow.commit()


async def test_a_deletion_that_waited_goes_before_an_alert_once_the_chat_is_reached(
    database: Database, clock: FixedClock
) -> None:
    await waits(database, clock)
    await is_reached(database)
    await bind(database, clock)
    await add(database, ALERT)
    [first] = await lease(database, clock)
    assert first.notice == DELETION
    await database.outbox.record_result(first, Sent(is_free=True), clock.now())
    assert [row.notice for row in await lease(database, clock)] == [ALERT]


async def test_a_deletion_that_was_changed_by_hand_is_not_made_true_when_the_chat_is_reached(
    database: Database, clock: FixedClock
) -> None:
    """It would go first with a code that fits."""
    await waits(database, clock)
    async with database._engine.writing() as connection:
        await connection.execute(update(outbox).values(slot="0" * 32))
        await connection.commit()
    await is_reached(database)
    assert await lease(database, clock) == []
    clock.advance(hours=2)
    assert await lease(database, clock) == []
    assert (await database.outbox.health(clock.now()))["dead"] == 1
