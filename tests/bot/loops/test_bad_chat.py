"""One chat that fails, refuses or loses answers: it backs off alone, and its rows end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import AgencyKey, ChatId, MessageId
from bot.domain.notices.notice import Address, Priority, ToAgency, ToChat
from bot.domain.queues.delivery import UNANSWERED, Dead, Later, MessagePart, OutboxRow, Outcome, Unclear
from bot.loops.repeats import after_failure, after_fault
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.samples import a_supervisor
from tests.support.domain.examples import some_of
from tests.support.loops.virtual_time import AGENCIES, ALIKE, FAULT, LOST, TOKEN, VirtualSending, group, to
from tests.support.notices import notice_of, word_of
from tests.support.officers import MORNING


@pytest.fixture
async def sending(database: Database, clock: FixedClock) -> VirtualSending:
    """Nine bodies, each with its group."""
    made = VirtualSending(database, clock)
    for number, agency in enumerate(AGENCIES):
        await made.bind(agency, group(number))
    return made


@pytest.mark.parametrize("outcome", some_of(ALIKE, 1))
async def test_a_bad_chat_backs_off_alone_and_gets_its_alert_when_it_is_well_again(
    sending: VirtualSending, outcome: Outcome
) -> None:
    """With one of the faults that differ in their reason alone; a long run: with each."""
    sending.bad[group(0)] = outcome
    sending.write_at(1, "alert", to("PSB"), Priority.DANGER)
    sending.write_at(2, "card", to("PSB"), Priority.ALERT)
    for number in range(30):
        sending.write_at(20 * number, f"reply {number}", ChatId(500))

    async def heal() -> None:
        sending.bad.clear()
        sending.answers.clear()

    sending.at(600, heal)
    await sending.run(1000)
    assert max(sending.waited(f"reply {number}") for number in range(30)) <= 5
    assert sending.asked[group(0)] <= 600 / 15 + 20
    assert sending.seen["alert"].copies == sending.seen["card"].copies == 1
    assert sending.waited("alert") <= 599 + 30
    assert sending.waited("card") <= 598 + 300


async def test_supervisors_hear_of_a_group_that_takes_nothing_for_five_minutes(sending: VirtualSending) -> None:
    await supervise(sending)
    sending.bad[group(0)] = FAULT
    sending.write_at(1, "alert", to("PSB"), Priority.DANGER)
    for number in range(60):
        sending.write_at(10 * number, f"reply {number}", ChatId(500))
    await sending.run(600)
    assert sending.seen["group_silent"].copies == 1
    assert sending.seen["alert"].copies == 0
    heard_at = sending.seen["group_silent"].arrived_at
    assert heard_at is not None
    assert 300 <= (heard_at - sending.seen["alert"].written_at).total_seconds() <= 320


async def supervise(sending: VirtualSending) -> None:
    """One supervisor in private."""
    async with sending.database.begin() as uow:
        await uow.staff.save(a_supervisor(sending.database, 900))
        await uow.commit()


async def test_a_group_that_loses_answers_is_sent_few_copies_ever_more_slowly_and_then_none(
    sending: VirtualSending,
) -> None:
    """All answers are lost, except those to a check."""
    await supervise(sending)

    def lost(row: OutboxRow) -> Outcome:
        sending.arrives(row)
        return LOST

    sending.answers[group(0)], sending.slow[group(0)] = lost, 25.0
    sending.write_at(1, "alert", to("PSB"), Priority.DANGER)
    for number in range(70):
        sending.write_at(60 * number, f"reply {number}", ChatId(500))
    await sending.run(240)
    assert sending.seen["alert"].copies <= 4
    assert sending.seen["group_silent"].copies == 1
    await sending.run(3960)
    assert sending.seen["alert"].copies == 8
    assert sending.seen["undelivered"].copies == 1
    assert max(sending.waited(f"reply {number}") for number in range(70)) <= 5


async def test_a_message_that_telegram_can_never_take_delays_nobody_not_even_in_its_chat(
    sending: VirtualSending,
) -> None:
    def poison(row: OutboxRow) -> Outcome:
        return FAULT if word_of(row.notice) == "poison" else sending.good(row)

    sending.answers[group(0)] = poison
    sending.write_at(1, "poison", group(0), Priority.DANGER)
    sending.write_at(2, "after", to("PSB"), Priority.DANGER)
    sending.write_at(600, "long after", to("PSB"), Priority.DANGER)
    await sending.run(900)
    assert sending.waited("after") <= 60
    assert sending.waited("long after") <= 5
    assert sending.seen["poison"].attempts == 13, "five in its place, eight more that were its own fault"
    assert (await sending.database.outbox.health(sending.clock.now()))["dead"] == 1


async def test_a_method_that_the_server_does_not_know_stops_nothing_but_what_needs_it(sending: VirtualSending) -> None:
    def unknown(row: OutboxRow) -> Outcome:
        return TOKEN if word_of(row.notice).startswith("file") else sending.good(row)

    for number in range(4):
        chat = ChatId(500 + number)
        sending.answers[chat] = unknown
        sending.write_at(1, f"file {number}", chat)
    for number in range(40):
        sending.write_at(20 + 20 * number, f"reply {number}", ChatId(500 + number % 4))
    await sending.run(900)
    late = [sending.waited(f"reply {number}") for number in range(40)]
    assert max(late[10:]) <= 5
    assert max(late) <= 120
    assert all(sending.seen[f"file {number}"].attempts == 13 for number in range(4))


async def test_an_unknown_error_text_does_not_drop_a_bodys_alert_and_supervisors_are_told(
    sending: VirtualSending,
) -> None:
    await supervise(sending)
    sending.bad[group(0)] = Unclear("BadRequest")
    sending.write_at(1, "alert", to("PSB"), Priority.DANGER)
    sending.write_at(2, "after", to("PSB"), Priority.DANGER)

    async def heal() -> None:
        sending.bad.clear()
        sending.answers.clear()

    sending.at(600, heal)
    await sending.run(60)
    assert sending.seen["not_taken"].copies == 2, "of each alert once"
    await sending.run(1200)
    assert sending.seen["alert"].copies == sending.seen["after"].copies == 1
    assert (await sending.database.outbox.health(sending.clock.now()))["dead"] == 0


@pytest.mark.parametrize(
    ("address", "reason", "tries", "at_least", "at_most"),
    [
        (ToAgency(AgencyKey("PSB")), "BadRequest", 30, timedelta(hours=15), timedelta(hours=26)),
        (ToAgency(AgencyKey("PSB")), "ServerFault", 30, timedelta(hours=15), timedelta(hours=26)),
        (ToChat(ChatId(500), "en"), "BadRequest", 8, timedelta(minutes=1), timedelta(minutes=4)),
        (ToChat(ChatId(500), "en"), "Unreachable", 300, timedelta(hours=20), timedelta(hours=30)),
    ],
)
def test_a_row_that_stays_unclear_is_a_dead_letter_in_the_end(
    address: Address, reason: str, tries: int, at_least: timedelta, at_most: timedelta
) -> None:
    row = OutboxRow(1, ChatId(500), "en", notice_of("say", address), 0, None, None, is_group=False)
    waits = []
    for faults in range(tries - 1):
        outcome = after_fault(replace(row, faults=faults), Unclear(reason))
        assert isinstance(outcome, Unclear)
        waits.append(outcome.seconds)
    assert at_least <= timedelta(seconds=sum(waits)) <= at_most
    assert waits == sorted(waits)
    assert after_fault(replace(row, faults=tries - 1), Unclear(reason)) == Dead(reason)


def test_what_arrived_of_a_row_is_known_when_it_is_given_up() -> None:
    """Somebody who is barred from a case may not keep these messages."""
    row = OutboxRow(1, ChatId(500), "en", notice_of("say", ToChat(ChatId(500), "en")), 0, None, None, is_group=False)
    arrived = (MessagePart("", (MessageId(7), MessageId(8))),)
    last = replace(row, faults=7)
    assert after_fault(last, Unclear("BadRequest", parts=arrived)) == Dead("BadRequest", arrived)
    last, lost = replace(row, unanswered=7), Later(uncertain=True, failed=True, parts=arrived)
    assert after_failure(last, lost, MORNING, is_away=False) == Dead(UNANSWERED, arrived)
