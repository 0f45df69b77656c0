"""Which rows of the outbox are alerts about danger, and go first."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import (
    Mode,
    Priority,
    ToChat,
)
from bot.domain.queues.delivery import Sent
from bot.domain.queues.quota import Quota
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.loops.outbox import CARD, NOBODY, add, bind, lease, notice
from tests.support.notices import word_of


async def test_the_quota_for_danger_is_wider_and_for_danger_alone(database: Database, clock: FixedClock) -> None:
    await add(
        database,
        notice("reply", ToChat(ChatId(2), "en")),
        notice("danger", ToChat(ChatId(3), "en"), Priority.DANGER),
        notice("second danger", ToChat(ChatId(4), "en"), Priority.DANGER),
    )
    busy = frozenset({ChatId(3)})
    rows = await database.outbox.lease(clock.now(), 0, busy, Quota(1, NOBODY))
    assert [word_of(row.notice) for row in rows] == ["danger"]
    assert await database.outbox.next_due(busy, danger=True) == clock.now()
    assert await database.outbox.next_due(frozenset({ChatId(4)}), danger=True) == clock.now() + timedelta(minutes=5)


ALARM = replace(CARD, priority=Priority.DANGER)


async def priorities(database: Database, clock: FixedClock) -> list[Priority]:
    """The priorities of what would be sent next; each arrives."""
    rows = await lease(database, clock)
    for row in rows:
        await database.outbox.record_result(row, Sent((MessageId(row.id),)), clock.now())
    return [row.notice.priority for row in rows]


@ON_SQLITE
async def test_a_new_card_is_an_alert_about_danger_and_its_changes_are_not(
    database: Database, clock: FixedClock
) -> None:
    await bind(database, clock)
    await add(database, ALARM)
    assert await priorities(database, clock) == [Priority.DANGER]
    await add(database, ALARM)
    assert await priorities(database, clock) == [Priority.ALERT]
    await add(database, replace(ALARM, slot="card:case-2"))
    assert await priorities(database, clock) == [Priority.DANGER]


@ON_SQLITE
async def test_a_change_of_an_unsent_card_is_no_new_alert(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    await add(database, ALARM)
    [row] = await lease(database, clock)
    await add(database, ALARM)
    await database.outbox.record_result(row, Sent((MessageId(1),)), clock.now())
    assert await priorities(database, clock) == [Priority.ALERT]


@ON_SQLITE
async def test_a_card_that_waits_with_its_changes_is_an_alert_still(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    await add(database, ALARM, ALARM, replace(ALARM, priority=Priority.ALERT))
    assert await priorities(database, clock) == [Priority.DANGER]


@ON_SQLITE
async def test_a_card_that_waits_for_a_group_or_is_posted_again_is_an_alert(
    database: Database, clock: FixedClock
) -> None:
    await add(database, ALARM)
    await bind(database, clock)
    assert await priorities(database, clock) == [Priority.DANGER]
    await add(database, replace(ALARM, mode=Mode.REPLACE))
    assert await priorities(database, clock) == [Priority.DANGER]
    await bind(database, clock, ChatId(-9))
    await add(database, ALARM)
    assert await priorities(database, clock) == [Priority.DANGER], "in the new group there is no card yet"


@ON_SQLITE
async def test_a_new_alert_goes_before_the_changes_of_older_ones(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    old = [replace(ALARM, slot=f"card:old-{number}") for number in range(5)]
    await add(database, *old)
    for _ in range(5):
        await priorities(database, clock)
    await add(database, *old, replace(ALARM, slot="card:new"))
    [row] = await lease(database, clock, limit=1)
    assert row.notice.slot == "card:new"
