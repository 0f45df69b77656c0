"""A group that becomes a supergroup is followed, in whichever order the news comes: the service message in the old
chat, the one in the new, the answer to a message, and the update that the bot is out of the old one."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from bot.domain.groups import Cause
from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import ToChat, ToOversight
from bot.domain.people import OVERSIGHT
from bot.domain.queues.after_commit import AfterCommit
from bot.domain.queues.delivery import Gone, Moved, OutboxRow, Refused, Sent
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.once_on_postgres import once_on_postgres
from tests.support.databases.opened_database import open_database
from tests.support.databases.samples import EDU, PSB, a_case
from tests.support.domain.examples import some_of
from tests.support.loops.outbox import CARD, GROUP, add, bind, lease, notice
from tests.support.notices import notice_of, word_of

NEW, OTHER = ChatId(-1_009_000), ChatId(-77)
NEWS = ("told in the old", "told in the new", "answered", "lost")


ORDERS = [*some_of(permutations(NEWS), 10), NEWS[:1], NEWS[1:2], NEWS[2:3], (*NEWS, *NEWS[:2])]
ON_SERVER = [*some_of(ORDERS[:-1], 1), ORDERS[-1]]
"""The suite tries ten of the 24 orders of all news, three pieces alone and one in which two come again; on PostgreSQL
one order and the one with news that come again, which a server might refuse. A long run tries all on both."""


async def hear(database: Database, clock: FixedClock, news: str, row: OutboxRow) -> None:
    """One piece of news; `row` is in flight to the old chat."""
    match news:
        case "answered":
            await database.outbox.record_result(row, Moved(NEW), clock.now())
        case "lost":
            async with database.begin() as uow:
                await uow.agencies.lose(GROUP, Cause.KICKED, clock.now())
                await uow.commit()
        case _:
            async with database.begin() as uow:
                await uow.agencies.move(GROUP, NEW)
                await uow.commit()


async def in_flight(database: Database, clock: FixedClock) -> OutboxRow:
    """A card stands in the old chat; its next change is on its way, and more waits behind it."""
    await bind(database, clock)
    await add(database, CARD)
    [row] = await lease(database, clock)
    await database.outbox.record_result(row, Sent((MessageId(5),)), clock.now())
    await add(database, CARD)
    [row] = await lease(database, clock)
    assert row.slot_message == 5
    behind = replace(CARD, slot="card:case-2"), notice_of("to who asked", ToChat(GROUP, "en"))
    await add(database, *behind)
    return row


async def places_of_all(database: Database, clock: FixedClock) -> list[tuple[ChatId, str, MessageId | None]]:
    """Where everything is sent, and which message it would edit."""
    found: list[tuple[ChatId, str, MessageId | None]] = []
    for number in range(20):
        rows = await lease(database, FixedClock(clock.advance(minutes=5)))
        if not rows:
            return found
        found += [(row.chat, word_of(row.notice), row.slot_message) for row in rows]
        for row in rows:
            await database.outbox.record_result(row, Sent((MessageId(100 + number),)), clock.now())
    return found


@pytest.mark.parametrize(
    ("database_url", "order"),
    [*(("sqlite", order) for order in ORDERS), *(("postgresql", order) for order in ON_SERVER)],
    indirect=["database_url"],
)
async def test_a_moved_group_gets_all_messages_whatever_the_order_of_the_news(
    database: Database, clock: FixedClock, order: tuple[str, ...]
) -> None:
    row = await in_flight(database, clock)
    for news in order:
        await hear(database, clock, news, row)
    if "answered" not in order:
        await database.outbox.record_result(row, Moved(NEW), clock.now())
    async with database.reading() as uow:
        place = await uow.agencies.place(EDU)
        assert place is not None
        assert (place.chat, place.lost_at) == (NEW, None)
        assert await uow.agencies.at(GROUP) == []
    await add(database, replace(CARD, slot="card:case-3"))
    assert sorted(await places_of_all(database, clock)) == sorted(
        [(NEW, "card", None), (NEW, "card", None), (NEW, "card", None), (NEW, "to who asked", None)]
    )


@once_on_postgres("answer", [Gone("ChatGone"), Refused("ChatRefuses"), Sent((MessageId(6),))])
async def test_a_late_answer_of_the_old_chat_does_not_lose_the_new_group(
    database: Database, clock: FixedClock, answer: Gone | Refused | Sent
) -> None:
    row = await in_flight(database, clock)
    await hear(database, clock, "told in the new", row)
    await database.outbox.record_result(row, answer, clock.now())
    async with database.reading() as uow:
        assert await uow.agencies.at(NEW) == [EDU]
    left = 1 if isinstance(answer, Sent) else 2
    found = await places_of_all(database, clock)
    assert found.count((NEW, "card", None)) == left
    assert found.count((NEW, "to who asked", None)) == 1


@ON_SQLITE
async def test_messages_to_oversight_survive_a_move_of_its_group(database: Database, clock: FixedClock) -> None:
    async with database.begin() as uow:
        await uow.agencies.bind(OVERSIGHT, GROUP, "Oversight", "en", clock.now())
        await uow.commit()
    await add(database, notice("digest", ToOversight()))
    [row] = await lease(database, clock)
    async with database.begin() as uow:
        await uow.agencies.move(GROUP, NEW)
        await uow.commit()
    await database.outbox.record_result(row, Gone("ChatGone"), clock.now())
    assert [(found.chat, word_of(found.notice)) for found in await lease(database, clock)] == [(NEW, "digest")]


@ON_SQLITE
async def test_old_news_do_not_take_a_body_out_of_the_group_that_it_was_given_since(
    database: Database, clock: FixedClock
) -> None:
    await bind(database, clock)
    await bind(database, clock, OTHER)
    async with database.begin() as uow:
        assert await uow.agencies.move(GROUP, NEW) == []
        await uow.commit()
        place = await uow.agencies.place(EDU)
    assert place is not None
    assert place.chat == OTHER


async def test_a_move_of_another_group_brings_no_lost_body_back(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    await add(database, replace(CARD, case=a_case(41).id))
    async with database.begin() as uow:
        await uow.agencies.bind(PSB, OTHER, "Police", "en", clock.now())
        await uow.agencies.lose(GROUP, Cause.KICKED, clock.now())
        assert await uow.agencies.move(OTHER, NEW) == [PSB]
        await uow.commit()
    assert await lease(database, clock) == []


@ON_SQLITE
async def test_repeated_news_of_a_move_change_something_once(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    async with database.begin() as uow:
        assert await uow.agencies.move(GROUP, NEW) == [EDU]
        assert await uow.agencies.move(GROUP, NEW) == []
        assert await uow.agencies.move(NEW, NEW) == []
        await uow.commit()
    async with database.reading() as uow:
        assert await uow.agencies.at(NEW) == [EDU]


@ON_SQLITE
async def test_the_rate_limit_hears_of_a_move_once_it_is_committed(
    database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    heard: list[tuple[ChatId, ChatId]] = []
    after = AfterCommit(group_moved=lambda old, new: heard.append((old, new)))
    database = await open_database(database_url, tmp_path, clock, after)
    await bind(database, clock)
    async with database.begin() as uow:
        await uow.agencies.move(GROUP, NEW)
        assert heard == []
        await uow.commit()
    assert heard == [(GROUP, NEW)]
    await database.close()
