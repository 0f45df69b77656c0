"""What the danger path asks of the database, on SQLite and PostgreSQL: hastened replies, last acts, permission."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import ChatId, MessageId
from bot.domain.lanes import lane_of_chat
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToChat
from bot.domain.queues.delivery import Sent
from bot.domain.queues.inbox import RawUpdate
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.samples import EDU, RITA_CHAT, a_reporter
from tests.support.notices import content_of, notice_of, word_of

OTHER = ChatId(99)
NOBODY: frozenset[ChatId] = frozenset()


def screen(number: int, chat: ChatId = RITA_CHAT) -> Notice:
    return notice_of(f"screen-{number}", ToChat(chat, "en"), {}, slot="screen", mode=Mode.EDIT)


async def sent(database: Database, clock: FixedClock) -> list[tuple[str, Priority]]:
    """What is sent, in order, one after the other."""
    found: list[tuple[str, Priority]] = []
    while rows := await database.outbox.lease(clock.now(), 1, NOBODY):
        found.append((word_of(rows[0].notice), rows[0].notice.priority))
        await database.outbox.record_result(rows[0], Sent((MessageId(len(found)),)), clock.now())
    return found


async def test_hastened_replies_go_before_replies_to_others_and_in_their_order(
    database: Database, clock: FixedClock
) -> None:
    async with database.begin() as uow:
        await uow.outbox.add(screen(1, OTHER), screen(2))
        await uow.commit()
    async with database.begin() as uow:
        await uow.outbox.hasten(RITA_CHAT)
        await uow.outbox.add(screen(3), screen(4))
        await uow.commit()
    kinds = [kind for kind, _ in await sent(database, clock)]
    assert kinds == ["screen-2", "screen-3", "screen-4", "screen-1"]


@ON_SQLITE
async def test_only_replies_to_that_chat_are_hastened(database: Database, clock: FixedClock) -> None:
    async with database.begin() as uow:
        await uow.agencies.bind(EDU, ChatId(-5), "Education", "en", clock.now())
        await uow.outbox.hasten(RITA_CHAT)
        card = notice_of("card", ToAgency(EDU), {}, Priority.ALERT)
        reminder = replace(screen(1), content=content_of("reminder"), priority=Priority.REMINDER)
        await uow.outbox.add(screen(2, OTHER), screen(3), card, reminder)
        await uow.commit()
    assert dict(await sent(database, clock)) == {
        "screen-3": Priority.DANGER,
        "screen-2": Priority.REPLY,
        "card": Priority.ALERT,
        "reminder": Priority.REMINDER,
    }


@ON_SQLITE
async def test_the_next_step_is_hastened_only_if_it_asks_for_it(database: Database, clock: FixedClock) -> None:
    async with database.begin() as uow:
        await uow.outbox.hasten(RITA_CHAT)
        await uow.commit()
    async with database.begin() as uow:
        await uow.outbox.add(screen(1))
        await uow.commit()
    assert await sent(database, clock) == [("screen-1", Priority.REPLY)]


@ON_SQLITE
async def test_the_last_act_is_the_newest_update_also_once_it_is_handled(database: Database, clock: FixedClock) -> None:
    async with database.reading() as uow:
        assert await uow.acts.last(RITA_CHAT) is None
    for number, chat in ((1, RITA_CHAT), (2, RITA_CHAT), (3, OTHER)):
        lane = lane_of_chat(database.blind_index.keyed_hash, chat)
        await database.inbox.store([RawUpdate(number, lane, b"{}")], clock.now())
        clock.advance(minutes=5)
    for row in await database.inbox.lease(clock.now(), 10, frozenset()):
        await database.inbox.close(row.id, clock.now())
    async with database.reading() as uow:
        assert await uow.acts.last(RITA_CHAT) == START + timedelta(minutes=5)
        assert await uow.acts.last(OTHER) == START + timedelta(minutes=10)


@ON_SQLITE
async def test_a_permission_to_contact_is_stored_and_ends(database: Database, clock: FixedClock) -> None:
    allowed = replace(a_reporter(database), allowed_at=clock.now())
    async with database.begin() as uow:
        await uow.reports.save_reporter(allowed)
        await uow.commit()
    async with database.begin() as uow:
        assert await uow.reports.reporter(allowed.token) == allowed
        await uow.reports.end_leave(allowed.person)
        await uow.commit()
    async with database.reading() as uow:
        assert await uow.reports.reporter(allowed.token) == replace(allowed, allowed_at=None)
