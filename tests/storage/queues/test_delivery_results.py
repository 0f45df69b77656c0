"""What was not delivered: chats that are gone, groups that moved, dead letters; and supervisors are told."""

from dataclasses import replace
from functools import partial

from bot.domain.groups import Cause
from bot.domain.ids import CaseNumber, ChatId, MessageId, UserId
from bot.domain.notices.notice import Address, Mode, Notice, ToAgency, ToChat, ToOversight, ToPerson, ToReporter
from bot.domain.notices.reporter.files import Wipe
from bot.domain.notices.reporter.reports import MoreTold
from bot.domain.notices.say import SayOfTwoCases
from bot.domain.people import (
    OVERSIGHT,
)
from bot.domain.queues.delivery import Dead, Gone, Moved, OutboxRow, Refused, Sent, Unclear
from bot.domain.report import Contact
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.samples import EDU, PSB, RITA_CHAT, a_case, a_reporter, a_supervisor
from tests.support.loops.outbox import CARD, GROUP, add, bind, lease, notice
from tests.support.notices import facts_of, notice_of, word_of

SUE, SAM = 71, 72


async def district(database: Database) -> None:
    """Two supervisors and one case."""
    async with database.begin() as uow:
        await uow.staff.save(a_supervisor(database, SUE))
        await uow.staff.save(a_supervisor(database, SAM))
        await uow.cases.add(a_case(41))
        await uow.commit()


async def the_row(database: Database, clock: FixedClock, *notices: Notice) -> OutboxRow:
    """The first row to be sent after these notices were written."""
    await add(database, *notices)
    return (await lease(database, clock))[0]


async def told(database: Database, clock: FixedClock) -> list[tuple[int, str, dict[str, object]]]:
    """Who is told what next."""
    rows = await lease(database, clock)
    return sorted((int(row.chat), word_of(row.notice), dict(facts_of(row.notice))) for row in rows)


def to(database: Database, user: int) -> Address:
    """A staff member in private."""
    return ToPerson(database.blind_index.person(UserId(user)))


async def test_a_lost_group_is_told_to_supervisors_and_its_card_goes_to_the_next_group(
    database: Database, clock: FixedClock
) -> None:
    await district(database)
    await bind(database, clock)
    row = await the_row(database, clock, replace(CARD, case=a_case(41).id))
    await database.outbox.record_result(row, Gone("Forbidden"), clock.now())
    lost = {"agency": EDU, "cause": "gone"}
    assert await told(database, clock) == [(SUE, "lost_group", lost), (SAM, "lost_group", lost)]
    await bind(database, clock, ChatId(-77))
    assert [(row.chat, word_of(row.notice)) for row in await lease(database, clock)] == [(-77, "card")]


async def test_a_card_goes_on_at_once_when_another_group_was_bound_meanwhile(
    database: Database, clock: FixedClock
) -> None:
    await bind(database, clock)
    row = await the_row(database, clock, CARD)
    await bind(database, clock, ChatId(-77))
    await database.outbox.record_result(row, Gone("Forbidden"), clock.now())
    assert [row.chat for row in await lease(database, clock)] == [-77]


@ON_SQLITE
async def test_a_row_to_a_lost_oversight_group_ends(database: Database, clock: FixedClock) -> None:
    await district(database)
    async with database.begin() as uow:
        await uow.agencies.bind(OVERSIGHT, GROUP, "Oversight", "en", clock.now())
        await uow.commit()
    row = await the_row(database, clock, notice("digest", ToOversight()))
    await database.outbox.record_result(row, Gone("Forbidden"), clock.now())
    kinds = [(chat, kind) for chat, kind, _ in await told(database, clock)]
    assert kinds == [(SUE, "lost_group"), (SAM, "lost_group")]


async def test_a_reporter_who_cannot_be_reached_is_told_to_supervisors_by_case_number(
    database: Database, clock: FixedClock
) -> None:
    await district(database)
    rita = a_reporter(database)
    async with database.begin() as uow:
        await uow.reports.save_reporter(rita)
        await uow.commit()
    row = await the_row(database, clock, replace(notice("case_answered", ToReporter(rita.token)), case=a_case(41).id))
    await database.outbox.record_result(row, Gone("Forbidden"), clock.now())
    about = {"number": 41, "perhaps": False}
    assert await told(database, clock) == [(SUE, "undelivered", about), (SAM, "undelivered", about)]
    async with database.reading() as uow:
        assert await uow.reports.reporter(rita.token) == replace(rita, contact=Contact.NO)


async def test_the_head_of_a_barred_body_does_not_hear_of_a_word_about_the_case(
    database: Database, clock: FixedClock
) -> None:
    async with database.begin() as uow:
        await uow.staff.save(a_supervisor(database, SUE))
        await uow.staff.save(a_supervisor(database, SAM, heads=frozenset({PSB})))
        await uow.cases.add(a_case(41, barred=(PSB,), tasks=a_case().tasks[:1]))
        await uow.commit()
    row = await the_row(database, clock, notice_of("say", ToChat(RITA_CHAT, "en"), case=a_case(41).id))
    await database.outbox.record_result(row, Dead("BadRequest"), clock.now())
    assert [person for person, _, _ in await told(database, clock)] == [SUE]


async def test_nobody_is_told_of_a_stranger_who_leaves_during_a_conversation(
    database: Database, clock: FixedClock
) -> None:
    await district(database)
    row = await the_row(database, clock, notice("question", ToChat(RITA_CHAT, "en")))
    await database.outbox.record_result(row, Gone("Forbidden"), clock.now())
    assert await told(database, clock) == []


async def test_an_unreachable_supervisor_is_reported_to_the_others_only_once(
    database: Database, clock: FixedClock
) -> None:
    await district(database)
    row = await the_row(database, clock, notice("digest", to(database, SUE)))
    await database.outbox.record_result(row, Gone("Forbidden"), clock.now())
    [word] = await lease(database, clock)
    assert (word.chat, word_of(word.notice)) == (SAM, "staff_lost")
    await database.outbox.record_result(word, Sent((MessageId(5),)), clock.now())
    [word] = await lease(database, clock)
    assert (word.chat, word_of(word.notice)) == (SAM, "undelivered")
    await database.outbox.record_result(word, Gone("Forbidden"), clock.now())
    assert await told(database, clock) == []
    async with database.reading() as uow:
        assert [staff.reachable for staff in await uow.staff.supervisors()] == [False, False]


async def test_a_group_that_moved_gets_the_row_under_its_new_id_as_a_new_message(
    database: Database, clock: FixedClock
) -> None:
    await bind(database, clock)
    row = await the_row(database, clock, CARD)
    await database.outbox.record_result(row, Sent((MessageId(5),)), clock.now())
    row = await the_row(database, clock, CARD)
    assert row.slot_message == 5
    await database.outbox.record_result(row, Moved(ChatId(-1_009)), clock.now())
    [again] = await lease(database, clock)
    assert (again.id, again.chat, again.slot_message) == (row.id, -1_009, None)
    async with database.reading() as uow:
        assert await uow.agencies.at(ChatId(-1_009)) == [EDU]


async def test_a_dead_letter_blocks_nobody_and_is_told_once(database: Database, clock: FixedClock) -> None:
    await district(database)
    row = await the_row(database, clock, notice("broken"), notice("after"))
    await database.outbox.record_result(row, Dead("BadRequest"), clock.now())
    words = await lease(database, clock)
    kinds = sorted((int(word.chat), word_of(word.notice)) for word in words)
    assert kinds == [(SUE, "undelivered"), (SAM, "undelivered"), (RITA_CHAT, "after")]
    for word in words:
        await database.outbox.record_result(word, Dead("BadRequest"), clock.now())
    health = await database.outbox.health(clock.now())
    assert health["dead"] == 4
    assert [kind for _, kind, _ in await told(database, clock)] == ["undelivered", "undelivered"]


async def test_a_group_that_refuses_is_told_once_and_its_card_comes_when_it_takes_messages_again(
    database: Database, clock: FixedClock
) -> None:
    await district(database)
    await bind(database, clock)
    row = await the_row(database, clock, replace(CARD, case=a_case(41).id))
    await database.outbox.record_result(row, Refused("ChatRefuses"), clock.now())
    words = sorted(await lease(database, clock), key=lambda word: word.chat)
    refuses = {"agency": EDU, "cause": "refused"}
    assert [(int(word.chat), word_of(word.notice), facts_of(word.notice)) for word in words] == [
        (SUE, "group_refuses", refuses),
        (SAM, "group_refuses", refuses),
    ]
    for number, word in enumerate(words):
        await database.outbox.record_result(word, Sent((MessageId(number + 1),)), clock.now())
    for _ in range(30):
        [again] = await lease(database, FixedClock(clock.advance(minutes=5)))
        assert (again.id, again.chat) == (row.id, GROUP)
        await database.outbox.record_result(again, Refused("ChatRefuses"), clock.now())
    async with database.reading() as uow:
        assert await uow.agencies.at(GROUP) == [EDU]


async def test_a_row_that_a_private_chat_always_refuses_becomes_a_dead_letter_and_is_told(
    database: Database, clock: FixedClock
) -> None:
    await district(database)
    row = await the_row(database, clock, replace(notice("case_answered"), case=a_case(41).id))
    for _ in range(20):
        await database.outbox.record_result(row, Refused("ChatRefuses"), clock.now())
        due = await lease(database, FixedClock(clock.advance(minutes=5)))
        row = next((found for found in due if found.chat == RITA_CHAT), row)
    assert (await database.outbox.health(clock.now()))["dead"] == 1
    assert sorted((int(found.chat), word_of(found.notice)) for found in due) == [
        (SUE, "undelivered"),
        (SAM, "undelivered"),
    ]


async def test_an_unclear_refusal_does_not_drop_a_bodys_card(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    row = await the_row(database, clock, CARD)
    for _ in range(6):
        await database.outbox.record_result(row, Unclear("BadRequest"), clock.now())
        [row] = await lease(database, FixedClock(clock.advance(minutes=5)))
    await database.outbox.record_result(row, Sent((MessageId(5),)), clock.now())
    assert (await database.outbox.health(clock.now()))["dead"] == 0


async def test_supervisors_hear_once_of_a_case_of_which_many_words_cannot_be_delivered(
    database: Database, clock: FixedClock
) -> None:
    await district(database)
    about = [replace(notice(f"word {chat}", ToChat(ChatId(chat), "en")), case=a_case(41).id) for chat in range(1, 7)]
    await add(database, *about)
    for row in await lease(database, clock):
        await database.outbox.record_result(row, Dead("Content"), clock.now())
    number = {"number": 41, "perhaps": False}
    assert await told(database, clock) == [(SUE, "undelivered", number), (SAM, "undelivered", number)]


async def test_a_card_to_an_agency_is_sent_in_the_language_of_its_group(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    await add(database, notice("say", ToAgency(EDU)))
    async with database.begin() as uow:
        await uow.agencies.set_locale(GROUP, "zh-Hans")
        await uow.commit()
    assert [row.locale for row in await lease(database, clock)] == ["zh-Hans"]


async def test_the_cases_that_a_message_to_the_staff_names_are_found_while_it_stands(
    database: Database, clock: FixedClock
) -> None:
    say = partial(SayOfTwoCases, key="staff-merged-leads-on")
    await bind(database, clock)
    first = Notice(say(number=CaseNumber(41), other=CaseNumber(42)), ToAgency(EDU))
    second = Notice(say(number=CaseNumber(42), other=CaseNumber(43)), ToAgency(EDU))
    for message, one in ((5, first), (7, second)):
        row = await the_row(database, clock, one)
        await database.outbox.record_result(row, Sent((MessageId(message), MessageId(message + 1))), clock.now())
    assert await that_name(database, 41) == [5, 6]
    assert await that_name(database, 42) == [5, 6, 7, 8]
    assert await that_name(database, 41, 43) == [5, 6, 7, 8]
    row = await the_row(database, clock, Notice(Wipe(messages=(5,)), ToAgency(EDU)))
    await database.outbox.record_result(row, Sent(gone=(MessageId(5),)), clock.now())
    assert await that_name(database, 42) == [6, 7, 8]
    clock.advance(days=3)
    await database.outbox.delete_expired(clock.now())
    assert await that_name(database, 42) == []


async def test_a_card_that_could_not_be_deleted_is_found_by_its_case(database: Database, clock: FixedClock) -> None:
    await district(database)
    await bind(database, clock)
    card = replace(CARD, case=a_case(41).id, mode=Mode.REPLACE)
    for message in (5, 9):
        row = await the_row(database, clock, card)
        assert row.notice.kind == "card"
        await database.outbox.record_result(row, Sent((MessageId(message),)), clock.now())
    assert await that_name(database, 41) == [5, 9]


async def test_of_a_group_that_comes_back_it_is_still_known_what_names_a_case(
    database: Database, clock: FixedClock
) -> None:
    await district(database)
    await bind(database, clock)
    row = await the_row(database, clock, replace(CARD, case=a_case(41).id))
    await database.outbox.record_result(row, Sent((MessageId(5),)), clock.now())
    async with database.begin() as uow:
        await uow.agencies.lose(GROUP, Cause.GONE, clock.now())
        await uow.agencies.restore(GROUP, clock.now())
        await uow.commit()
    assert await that_name(database, 41) == [5]


async def test_what_stands_beside_a_card_in_a_group_is_read_by_the_staff(database: Database, clock: FixedClock) -> None:
    await bind(database, clock)
    row = await the_row(database, clock, Notice(MoreTold(number=CaseNumber(41), at=clock.now()), ToAgency(EDU)))
    await database.outbox.record_result(row, Sent((MessageId(5),)), clock.now())
    assert await that_name(database, 41) == [5]


async def that_name(database: Database, *numbers: int) -> list[int]:
    """The messages in the group that name one of these cases."""
    async with database.reading() as uow:
        found = await uow.messages.about([CaseNumber(number) for number in numbers])
    assert {chat for chat, _ in found} <= {GROUP}
    return [message for _, message in found]
