"""What of a message stands in its chat is noted in its row, and holds for this chat alone."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.domain.ids import CaseNumber, ChatId, MessageId
from bot.domain.notices.notice import Notice, Priority, ToAgency, ToChat
from bot.domain.notices.supervisor.deadlines import Reminder
from bot.domain.queues.delivery import End, Gone, Later, MessagePart, OutboxRow, Sent, Unclear
from storage.queues.tables import outbox
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.backups import new_key, silent
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.raw import change
from tests.support.databases.samples import EDU, RITA_CHAT
from tests.support.loops.outbox import GROUP, add, bind, lease
from tests.support.notices import content_of, notice_of

FIRST, SECOND = MessagePart("a" * 32, (MessageId(5),)), MessagePart("b" * 32, (MessageId(6), MessageId(7)))
LOST = Later(reason="NotSent", failed=True, keeps_place=True)


async def leased(database: Database, clock: FixedClock) -> OutboxRow:
    """The row of a private chat, in flight."""
    await add(database, notice_of("line", ToChat(RITA_CHAT, "en")))
    [row] = await lease(database, clock)
    return row


async def next_attempt(database: Database, clock: FixedClock) -> OutboxRow:
    clock.advance(hours=1)
    [row] = await lease(database, clock)
    return row


async def stored(database: Database) -> bytes | None:
    """What the column of the first row holds."""
    async with database._engine.reading() as connection:
        found: bytes | None = await connection.scalar(select(outbox.c.parts).where(outbox.c.id == 1))
        return found


async def test_parts_that_were_noted_on_the_way_are_known_after_a_death(database: Database, clock: FixedClock) -> None:
    row = await leased(database, clock)
    await database.outbox.note_parts(row, [FIRST])
    await database.outbox.note_parts(row, [FIRST, SECOND])
    assert (await next_attempt(database, clock)).parts == (FIRST, SECOND)


async def test_an_attempt_that_adds_nothing_leaves_them_as_they_are(database: Database, clock: FixedClock) -> None:
    row = await leased(database, clock)
    await database.outbox.note_parts(row, [FIRST])
    await database.outbox.record_result(row, LOST, clock.now())
    assert (await next_attempt(database, clock)).parts == (FIRST,)


@ON_SQLITE
async def test_a_row_that_has_ended_notes_no_parts(database: Database, clock: FixedClock) -> None:
    for outcome in (Sent((MessageId(8),)), Gone("ChatGone"), Unclear("x")):
        row = await leased(database, clock)
        await database.outbox.note_parts(row, [FIRST])
        if isinstance(outcome, Unclear):
            await database.outbox.give_up(row, End.DEAD, clock.now())
        else:
            await database.outbox.record_result(row, outcome, clock.now())
        async with database._engine.reading() as connection:
            found = await connection.scalar(select(outbox.c.parts).where(outbox.c.id == row.id))
        assert found is None


@ON_SQLITE
async def test_the_numbers_stand_nowhere_in_plain_words(database: Database, clock: FixedClock) -> None:
    await database.outbox.note_parts(await leased(database, clock), [FIRST])
    found = await stored(database)
    assert found is not None
    assert b"aaaa" not in found


@ON_SQLITE
async def test_a_value_that_was_changed_by_hand_lets_the_message_begin_anew(
    database: Database, clock: FixedClock
) -> None:
    row = await leased(database, clock)
    await database.outbox.note_parts(row, [FIRST])
    found = await stored(database)
    assert found is not None
    await change(database, "outbox", row.id, "parts", found[:-1] + bytes([found[-1] ^ 1]))
    assert [part.mark for part in (await next_attempt(database, clock)).parts] == [""]


@ON_SQLITE
async def test_after_a_rotation_they_are_known_still(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    row = await leased(database, clock)
    await database.outbox.note_parts(row, [FIRST])
    before = await stored(database)
    new_key(database, tmp_path)
    await database.rotation().run(silent)
    assert await stored(database) != before
    assert (await next_attempt(database, clock)).parts == (FIRST,)


@ON_SQLITE
async def test_what_stands_in_a_group_does_not_count_where_it_has_a_new_id(
    database: Database, clock: FixedClock
) -> None:
    """Its messages have other numbers there; that something stands there is known still."""
    await bind(database, clock)
    await add(database, notice_of("line", ToAgency(EDU)))
    [row] = await lease(database, clock)
    await database.outbox.note_parts(row, [FIRST])
    async with database.begin() as uow:
        await uow.agencies.move(GROUP, ChatId(-1_002))
        await uow.commit()
    moved = await next_attempt(database, clock)
    assert (moved.chat, moved.parts) == (-1_002, (MessagePart(""),))


@ON_SQLITE
async def test_parts_name_their_case_before_the_whole_message_does(database: Database, clock: FixedClock) -> None:
    """Somebody who is barred from the case keeps none of them."""
    await bind(database, clock)
    content = content_of("reminder", {"number": 41})
    assert isinstance(content, Reminder)
    await add(database, Notice(content, ToAgency(EDU), Priority.ALERT))
    [row] = await lease(database, clock)
    await database.outbox.note_parts(row, [FIRST, SECOND])
    async with database.reading() as uow:
        found = await uow.messages.about({CaseNumber(41)})
    assert found == [(GROUP, 5), (GROUP, 6), (GROUP, 7)]


@ON_SQLITE
async def test_parts_that_must_go_by_themselves_go_though_the_rest_never_arrives(
    database: Database, clock: FixedClock
) -> None:
    await add(database, notice_of("line", ToChat(RITA_CHAT, "en"), gone_after=timedelta(hours=2)))
    [row] = await lease(database, clock)
    await database.outbox.note_parts(row, [FIRST, SECOND])
    async with database.begin() as uow:
        taken = await uow.chat_deletions.take_due(clock.now() + timedelta(hours=2), 10)
    assert sorted((one.first, one.last) for one in taken) == [(5, 5), (6, 6), (7, 7)]


@ON_SQLITE
async def test_where_one_message_of_a_part_is_gone_no_part_counts(database: Database, clock: FixedClock) -> None:
    row = await leased(database, clock)
    await database.outbox.note_parts(row, [FIRST, SECOND])
    await add(database, notice_of("other", ToChat(ChatId(78), "en")))
    clock.advance(hours=1)
    async with database._engine.writing() as connection:
        messages = outbox.metadata.tables["messages"]
        await connection.execute(messages.delete().where(messages.c.message == 6))
        await connection.commit()
    found = {one.chat: one for one in await lease(database, clock)}[RITA_CHAT].parts
    assert [part.messages for part in found] == [(5,), (7,)]
    assert not {part.mark for part in found} & {FIRST.mark, SECOND.mark}
