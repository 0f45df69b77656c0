"""Rows of the outbox for groups that are not bound yet, were lost, or became supergroups."""

from dataclasses import replace

import pytest

from bot.domain.facts import Fact
from bot.domain.groups import Cause
from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import (
    Mode,
    Notice,
    Priority,
    ToAgency,
)
from bot.domain.queues.delivery import MessagePart, Moved, OutboxRow, Sent, Unclear
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.samples import EDU
from tests.support.loops.outbox import CARD, GROUP, NOBODY, add, bind, lease
from tests.support.notices import facts_of, notice_of, word_of


@ON_SQLITE
async def test_cards_of_an_agency_without_a_group_wait_until_it_is_bound(database: Database, clock: FixedClock) -> None:
    await add(database, CARD)
    assert await lease(database, clock) == []
    assert await database.outbox.next_due(NOBODY) is None
    assert (await database.outbox.health(clock.now()))["waiting"] == 1
    await bind(database, clock)
    [row] = await lease(database, clock)
    assert (row.chat, row.locale, row.is_group, row.notice) == (GROUP, "en", True, CARD)


@ON_SQLITE
async def test_cards_of_a_lost_group_wait_for_the_next_one(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    await add(database, CARD)
    async with database.begin() as uow:
        await uow.agencies.lose(GROUP, Cause.KICKED, clock.now())
        await uow.commit()
    await add(database, replace(CARD, slot="card:case-2"))
    assert await lease(database, clock) == []
    await bind(database, clock, ChatId(-9))
    assert [row.chat for row in await lease(database, clock)] == [-9]


@ON_SQLITE
async def test_unsent_rows_follow_a_group_that_became_bigger(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    await add(database, CARD)
    async with database.begin() as uow:
        await uow.agencies.move(GROUP, ChatId(-1_002))
        await uow.commit()
    assert [row.chat for row in await lease(database, clock)] == [-1_002]


def reminder_of(number: int) -> Notice:
    """As the clock writes it."""
    slot, facts = f"reminder:case-{number}", dict[str, Fact](number=number, step="half")
    return notice_of("reminder", ToAgency(EDU), facts, Priority.REMINDER, slot=slot, mode=Mode.REPLACE, merge=True)


@ON_SQLITE
async def test_ten_reminders_that_wait_for_a_group_are_one_list(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    for number in range(1, 11):
        await add(database, reminder_of(number))
    [row] = await lease(database, clock)
    assert (word_of(row.notice), facts_of(row.notice)) == ("reminders", {"numbers": list(range(1, 11))})
    await database.outbox.record_result(row, Sent((MessageId(5),)), clock.now())
    await add(database, reminder_of(11), reminder_of(12))
    [row] = await lease(database, clock)
    assert (facts_of(row.notice), row.slot_message) == ({"numbers": [11, 12]}, 5)


async def test_a_reminder_alone_stays_an_answer_to_its_card(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    await add(database, reminder_of(1))
    assert [row.notice for row in await lease(database, clock)] == [reminder_of(1)]


@ON_SQLITE
async def test_a_group_that_moves_in_a_circle_is_not_asked_without_pause(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    await add(database, CARD)
    [row] = await lease(database, clock)
    await database.outbox.record_result(row, Moved(ChatId(-9)), clock.now())
    [row] = await lease(database, clock)
    await database.outbox.record_result(row, Moved(GROUP), clock.now())
    assert await lease(database, clock) == []


@pytest.mark.parametrize("lost", [False, True])
async def test_what_stands_in_the_former_group_does_not_stand_in_the_new_one(
    database: Database, clock: FixedClock, lost: bool
) -> None:
    row = await partly_sent(database, clock)
    await database.outbox.record_result(row, PARTLY, clock.now())
    if lost:
        async with database.begin() as uow:
            await uow.agencies.lose(GROUP, Cause.KICKED, clock.now())
            await uow.commit()
    await bind(database, clock, ELSEWHERE)
    assert await waits(database, clock) == (ELSEWHERE, False)


async def test_what_stands_in_a_group_that_was_left_during_the_attempt_does_not_stand_in_the_new_one(
    database: Database, clock: FixedClock
) -> None:
    row = await partly_sent(database, clock)
    await bind(database, clock, ELSEWHERE)
    await database.outbox.record_result(row, PARTLY, clock.now())
    assert await waits(database, clock) == (ELSEWHERE, False)


async def test_what_stands_in_a_group_is_known_at_the_next_attempt(database: Database, clock: FixedClock) -> None:
    await database.outbox.record_result(await partly_sent(database, clock), PARTLY, clock.now())
    assert await waits(database, clock) == (GROUP, True)


PARTLY, ELSEWHERE = Unclear("OSError", parts=(MessagePart("", (MessageId(5),)),)), ChatId(-9)


async def partly_sent(database: Database, clock: FixedClock) -> OutboxRow:
    """A row of the group that was leased."""
    await bind(database, clock)
    await add(database, CARD)
    [row] = await lease(database, clock)
    return row


async def waits(database: Database, clock: FixedClock) -> tuple[ChatId, bool]:
    """Where the row goes next, and whether something of it stands there."""
    clock.advance(hours=1)
    [row] = await lease(database, clock)
    return row.chat, bool(row.parts)
