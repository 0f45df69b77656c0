"""The outbox: by priority, in order within a chat, waiting for groups, merged cards, slots."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import CaseId, ChatId, MessageId
from bot.domain.notices.notice import (
    Leaves,
    Mode,
    Notice,
    Priority,
    ToAgency,
    ToChat,
    ToOversight,
    ToPerson,
    ToReporter,
)
from bot.domain.notices.reporter.reports import Reopened
from bot.domain.notices.supervisor.oversight import Span, Statistics
from bot.domain.people import (
    OVERSIGHT,
)
from bot.domain.queues.delivery import Later, OutboxRow, Sent, Unclear
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.samples import EDU, PERSON, RITA_CHAT, a_reporter, a_supervisor
from tests.support.loops.outbox import CARD, GROUP, NOBODY, RITA, add, bind, lease, notice
from tests.support.notices import notice_of, word_of


async def send_all(database: Database, clock: FixedClock) -> list[str]:
    """Kinds in the order in which they would be sent."""
    kinds: list[str] = []
    while rows := await lease(database, clock, limit=1):
        kinds.append(word_of(rows[0].notice))
        await database.outbox.record_result(rows[0], Sent((MessageId(len(kinds)),)), clock.now())
    return kinds


NONE = Span(median=None, p90=None, in_time=None, done=0)


async def test_a_notice_comes_back_with_everything_in_it(database: Database, clock: FixedClock) -> None:
    numbers = Statistics(
        period="名 <b>&", total=1, by_class={"P1": 1, "P4": 0}, open=1, yellow=0, red=0,
        acknowledge=Span(median=0.5, p90=None, in_time=100, done=1), assess=NONE, answer=NONE, outcome=NONE,
    )  # fmt: skip
    full = Notice(
        numbers,
        RITA,
        priority=Priority.DANGER,
        case=None,
        slot="screen",
        mode=Mode.NEXT,
        reply_to="card:1",
        not_before=START - timedelta(microseconds=1),
        expires_at=START + timedelta(seconds=150),
        silent=True,
        merge=True,
        starts=True,
        person=PERSON,
        leaves=Leaves(START, "open", 7),
        gone_after=timedelta(minutes=10),
        then=Notice(Reopened(case=CaseId("c"), at=START), RITA, slot="s", mode=Mode.EDIT, expires_at=START, merge=True),
    )
    await add(database, full)
    [row] = await lease(database, clock)
    assert row == OutboxRow(row.id, RITA_CHAT, "zh-Hans", full, 0, None, None, is_group=False)


async def test_more_urgent_messages_go_first_and_then_older_ones(database: Database, clock: FixedClock) -> None:
    order = (Priority.DIGEST, Priority.REPLY, Priority.DANGER, Priority.ALERT, Priority.REPLY)
    await add(database, *(notice(f"n{at}", ToChat(ChatId(at + 1), "en"), urgency) for at, urgency in enumerate(order)))
    assert await send_all(database, clock) == ["n2", "n1", "n4", "n3", "n0"]


async def test_messages_of_a_chat_go_in_order_but_danger_overtakes(database: Database, clock: FixedClock) -> None:
    await add(
        database, notice("digest", RITA, Priority.DIGEST), notice("reply"), notice("danger", RITA, Priority.DANGER)
    )
    assert await send_all(database, clock) == ["danger", "digest", "reply"]


async def test_one_row_of_a_chat_is_sent_at_a_time(database: Database, clock: FixedClock) -> None:
    await add(database, notice("first"), notice("second"), notice("other", ToChat(ChatId(2), "en")))
    assert [word_of(row.notice) for row in await lease(database, clock)] == ["first", "other"]
    assert await lease(database, clock) == []


@ON_SQLITE
async def test_a_busy_chat_is_left_alone(database: Database, clock: FixedClock) -> None:
    await add(database, notice("first"), notice("other", ToChat(ChatId(2), "en")))
    assert [word_of(row.notice) for row in await lease(database, clock, busy=frozenset({RITA_CHAT}))] == ["other"]


@ON_SQLITE
async def test_a_notice_for_later_delays_nobody_and_goes_when_its_time_comes(
    database: Database, clock: FixedClock
) -> None:
    await add(database, replace(notice("tomorrow"), not_before=START + timedelta(hours=8)), notice("now"))
    assert await send_all(database, clock) == ["now"]
    assert await database.outbox.next_due(NOBODY) == START + timedelta(hours=8)
    clock.advance(hours=8)
    assert await send_all(database, clock) == ["tomorrow"]


@ON_SQLITE
async def test_a_row_that_waits_for_another_attempt_blocks_its_chat(database: Database, clock: FixedClock) -> None:
    await add(database, notice("first"), notice("second"))
    for wait in (1, 2, 4):
        [row] = await lease(database, clock)
        assert word_of(row.notice) == "first"
        await database.outbox.record_result(row, Later(reason="network", uncertain=True), clock.now())
        assert await lease(database, clock) == []
        assert await database.outbox.next_due(NOBODY) == clock.now() + timedelta(seconds=wait)
        clock.advance(seconds=wait)
    [row] = await lease(database, clock)
    assert row.attempts == 3
    await database.outbox.record_result(row, Later(seconds=33), clock.now())
    assert await database.outbox.next_due(NOBODY) == clock.now() + timedelta(seconds=33)
    assert await database.outbox.next_due(frozenset({RITA_CHAT})) is None


async def test_an_answer_that_comes_too_late_is_not_sent(database: Database, clock: FixedClock) -> None:
    await add(database, replace(notice("toast"), expires_at=START + timedelta(seconds=150)), notice("after"))
    clock.advance(seconds=150)
    assert await send_all(database, clock) == ["after"]


@ON_SQLITE
async def test_notices_go_where_the_person_reads_and_in_their_language(database: Database, clock: FixedClock) -> None:
    rita, sue = a_reporter(database), a_supervisor(database, 77, locale="zh-Hans")
    async with database.begin() as uow:
        await uow.reports.save_reporter(rita)
        await uow.staff.save(sue)
        await uow.agencies.bind(OVERSIGHT, GROUP, "Oversight", "en", clock.now())
        to = (ToReporter(rita.token), ToPerson(sue.person), ToOversight())
        await uow.outbox.add(*(notice("word", address) for address in to))
        await uow.commit()
    found = [(row.chat, row.locale) for row in await lease(database, clock)]
    assert found == [(RITA_CHAT, "en"), (77, "zh-Hans"), (GROUP, "en")]


@ON_SQLITE
async def test_notices_without_a_reachable_addressee_are_dropped(database: Database, clock: FixedClock) -> None:
    gone = a_supervisor(database, 78, reachable=False)
    async with database.begin() as uow:
        await uow.staff.save(gone)
        await uow.outbox.add(
            notice("a", ToOversight()), notice("b", ToPerson(PERSON)), notice("c", ToPerson(gone.person))
        )
        await uow.commit()
    assert await database.outbox.health(clock.now()) == {"oldest_due_seconds": 0, "waiting": 0, "due": 0, "dead": 0}


async def test_a_card_that_waits_is_not_written_twice(database: Database, clock: FixedClock) -> None:
    await add(database, CARD, CARD, replace(CARD, slot="card:case-2"))
    await bind(database, clock)
    await add(database, replace(CARD, priority=Priority.DANGER))
    [row] = await lease(database, clock, limit=1)
    assert row.notice.slot == "card:case-1"
    await add(database, CARD)
    await database.outbox.record_result(row, Sent((MessageId(1),)), clock.now())
    assert await send_all(database, clock) == ["card", "card"]


async def test_a_slot_is_taken_by_the_last_message_and_given_to_who_edits_or_answers_it(
    database: Database, clock: FixedClock
) -> None:
    await bind(database, clock)
    await add(database, CARD)
    [row] = await lease(database, clock)
    assert row.slot_message is None
    await database.outbox.record_result(row, Sent((MessageId(7), MessageId(8))), clock.now())
    reminder = notice_of("reminder", ToAgency(EDU), slot="reminder:case-1", mode=Mode.REPLACE, reply_to="card:case-1")
    await add(database, CARD, reminder)
    [again] = await lease(database, clock)
    assert again.slot_message == 8
    await database.outbox.record_result(again, Sent(), clock.now())
    [word] = await lease(database, clock)
    assert (word.slot_message, word.reply_message) == (None, 8)
    await database.outbox.record_result(word, Sent((MessageId(9),), gone=(MessageId(8),)), clock.now())
    async with database.reading() as uow:
        assert await uow.messages.slot(GROUP, "card:case-1") is None
        assert await uow.messages.slot(GROUP, "reminder:case-1") == 9
        assert await uow.messages.since(GROUP, START) == [7, 9]


@ON_SQLITE
async def test_deleting_a_slots_message_frees_the_slot(database: Database, clock: FixedClock) -> None:
    screen = notice_of("question", RITA, slot="screen", mode=Mode.NEXT)
    await add(database, screen, replace(screen, mode=Mode.DELETE))
    [row] = await lease(database, clock)
    await database.outbox.record_result(row, Sent((MessageId(4),)), clock.now())
    [row] = await lease(database, clock)
    assert row.slot_message == 4
    await database.outbox.record_result(row, Sent(gone=(MessageId(4),)), clock.now())
    async with database.reading() as uow:
        assert await uow.messages.slot(RITA_CHAT, "screen") is None


@ON_SQLITE
async def test_sent_rows_are_forgotten_after_three_days(database: Database, clock: FixedClock) -> None:
    await add(database, notice("reply"))
    assert await send_all(database, clock) == ["reply"]
    assert await database.outbox.delete_expired(clock.advance(hours=71)) == 0
    assert await database.outbox.delete_expired(clock.advance(hours=1)) == 1


@ON_SQLITE
async def test_a_chat_that_nobody_writes_to_any_more_is_forgotten(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    await add(database, notice("reply"))
    await send_all(database, clock)
    await database.outbox.delete_expired(clock.advance(hours=72))
    await add(database, CARD, notice("once more"))
    assert {row.chat for row in await lease(database, clock)} == {GROUP, RITA_CHAT}


@ON_SQLITE
async def test_health_tells_how_long_the_oldest_has_waited_even_between_attempts(
    database: Database, clock: FixedClock
) -> None:
    await add(database, notice("reply"))
    [row] = await lease(database, clock)
    await database.outbox.record_result(row, Later(seconds=900), clock.now())
    health = await database.outbox.health(clock.advance(minutes=5))
    assert (health["oldest_due_seconds"], health["due"]) == (300, 1)


@ON_SQLITE
async def test_a_row_that_was_being_sent_when_its_sender_died_goes_again(database: Database, clock: FixedClock) -> None:
    await add(database, notice("reply"))
    await lease(database, clock)
    assert await lease(database, clock) == []
    clock.advance(minutes=5)
    assert [word_of(row.notice) for row in await lease(database, clock)] == ["reply"]


async def test_many_who_ask_at_once_never_get_the_same_row(database: Database, clock: FixedClock) -> None:
    await add(database, *(notice("word", ToChat(ChatId(number % 10 + 1), "en")) for number in range(30)))
    batches = await asyncio.gather(*(database.outbox.lease(clock.now(), 3, NOBODY) for _ in range(6)))
    rows = [row for batch in batches for row in batch]
    assert len({row.id for row in rows}) == len(rows)
    assert len({row.chat for row in rows}) == len(rows)


async def test_leasing_with_nothing_due_begins_no_write(database: Database, clock: FixedClock) -> None:
    assert await database.outbox.lease(clock.now(), 10, frozenset()) == []
    async with database.begin() as uow:
        await uow.messages.wiped(ChatId(1))
        async with asyncio.timeout(10):
            assert await asyncio.create_task(leased(database, clock)) == []


async def leased(database: Database, clock: FixedClock) -> Sequence[OutboxRow]:
    """In a task of its own: one with an open unit of work may not begin another."""
    return await database.outbox.lease(clock.now(), 10, frozenset())


# --- Merging, and places kept ---------------------------------------------------------------------------------------


async def test_the_deletion_of_a_card_is_not_lost_in_a_waiting_edit(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    await add(database, CARD)
    [row] = await lease(database, clock)
    await database.outbox.record_result(row, Sent((MessageId(7),)), clock.now())
    await add(database, CARD)
    await add(database, replace(CARD, mode=Mode.DELETE))
    [row] = await lease(database, clock)
    assert (row.notice.mode, row.slot_message) == (Mode.DELETE, 7)


async def test_a_row_that_fails_with_all_others_keeps_its_place_and_is_counted(
    database: Database, clock: FixedClock
) -> None:
    await add(database, notice("first"), notice("other", ToChat(ChatId(2), "en")))
    clock.advance(seconds=30)
    for attempts in range(5):
        [row] = await lease(database, clock, limit=1)
        assert (word_of(row.notice), row.attempts) == ("first", attempts)
        await database.outbox.record_result(row, Later(reason="NotSent", failed=True, keeps_place=True), clock.now())


async def test_unanswered_and_unclear_attempts_are_counted_separately(database: Database, clock: FixedClock) -> None:
    await add(database, notice("first"))
    [row] = await lease(database, clock)
    unanswered = Later(reason="Uncertain", uncertain=True, failed=True, keeps_place=True)
    await database.outbox.record_result(row, unanswered, clock.now())
    [row] = await lease(database, clock)
    await database.outbox.record_result(row, Unclear("BadRequest", 1), clock.now())
    [row] = await lease(database, FixedClock(clock.advance(seconds=1)))
    assert (row.attempts, row.unanswered, row.faults) == (2, 1, 1)


# --- What is an alert, and what is not ------------------------------------------------------------------------------
