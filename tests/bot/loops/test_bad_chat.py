"""One chat that fails, refuses or loses answers: it backs off alone, and its row ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import AgencyKey, ChatId
from bot.domain.notices.notice import Address, Priority, ToAgency, ToChat
from bot.loops.repeats import after_fault
from bot.ports.delivery import Dead, OutboxRow, Outcome, Unclear
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.notices import notice_of, word_of
from tests.support.samples import a_supervisor
from tests.support.virtual_time import AGENCIES, ANSWER_LOST, FAULT, LOST, TOKEN, VirtualLine, group, to


@pytest.fixture
async def line(database: Database, clock: FixedClock) -> VirtualLine:
    """Nine bodies, each with its group."""
    made = VirtualLine(database, clock)
    for number, agency in enumerate(AGENCIES):
        await made.bind(agency, group(number))
    return made


@pytest.mark.parametrize("outcome", [FAULT, TOKEN, ANSWER_LOST])
async def test_a_bad_chat_backs_off_alone_and_gets_its_alert_when_it_is_well_again(
    line: VirtualLine, outcome: Outcome
) -> None:
    line.bad[group(0)] = outcome
    line.write_at(1, "alert", to("PSB"), Priority.DANGER)
    line.write_at(2, "card", to("PSB"), Priority.ALERT)
    for number in range(60):
        line.write_at(20 * number, f"reply {number}", ChatId(500))

    async def heal() -> None:
        line.bad.clear()
        line.answers.clear()

    line.at(1000, heal)
    await line.run(1400)
    assert max(line.waited(f"reply {number}") for number in range(60)) <= 5
    assert line.asked[group(0)] <= 1000 / 15 + 20
    assert line.seen["alert"].copies == line.seen["card"].copies == 1
    assert line.waited("alert") <= 999 + 30
    assert line.waited("card") <= 998 + 300


async def test_supervisors_hear_of_a_group_that_takes_nothing_for_five_minutes(line: VirtualLine) -> None:
    await supervise(line)
    line.bad[group(0)] = FAULT
    line.write_at(1, "alert", to("PSB"), Priority.DANGER)
    for number in range(60):
        line.write_at(10 * number, f"reply {number}", ChatId(500))
    await line.run(600)
    assert line.seen["group_silent"].copies == 1
    assert line.seen["alert"].copies == 0
    heard_at = line.seen["group_silent"].arrived_at
    assert heard_at is not None
    assert 300 <= (heard_at - line.seen["alert"].written_at).total_seconds() <= 320


async def supervise(line: VirtualLine) -> None:
    """One supervisor in private."""
    async with line.database.begin() as uow:
        await uow.staff.save(a_supervisor(line.database, 900))
        await uow.commit()


async def test_a_group_that_loses_answers_is_sent_few_copies_ever_more_slowly_and_then_none(line: VirtualLine) -> None:
    """Its answers are lost for ever, but for those to a check."""
    await supervise(line)

    def lost(row: OutboxRow) -> Outcome:
        line.arrives(row)
        return LOST

    line.answers[group(0)], line.slow[group(0)] = lost, 25.0
    line.write_at(1, "alert", to("PSB"), Priority.DANGER)
    for number in range(70):
        line.write_at(60 * number, f"reply {number}", ChatId(500))
    await line.run(240)
    assert line.seen["alert"].copies <= 4
    assert line.seen["group_silent"].copies == 1
    await line.run(3960)
    assert line.seen["alert"].copies == 8
    assert line.seen["undelivered"].copies == 1
    assert max(line.waited(f"reply {number}") for number in range(70)) <= 5


async def test_a_message_that_telegram_can_never_take_holds_up_nobody_not_even_in_its_chat(line: VirtualLine) -> None:
    def poison(row: OutboxRow) -> Outcome:
        return FAULT if word_of(row.notice) == "poison" else line.good(row)

    line.answers[group(0)] = poison
    line.write_at(1, "poison", group(0), Priority.DANGER)
    line.write_at(2, "after", to("PSB"), Priority.DANGER)
    line.write_at(600, "long after", to("PSB"), Priority.DANGER)
    await line.run(900)
    assert line.waited("after") <= 60
    assert line.waited("long after") <= 5
    assert line.seen["poison"].attempts == 13, "five in its place, eight more that were its own fault"
    assert (await line.database.outbox.health(line.clock.now()))["dead"] == 1


async def test_a_method_that_the_server_does_not_know_stops_nothing_but_what_needs_it(line: VirtualLine) -> None:
    def unknown(row: OutboxRow) -> Outcome:
        return TOKEN if word_of(row.notice).startswith("file") else line.good(row)

    for number in range(4):
        chat = ChatId(500 + number)
        line.answers[chat] = unknown
        line.write_at(1, f"file {number}", chat)
    for number in range(40):
        line.write_at(20 + 20 * number, f"reply {number}", ChatId(500 + number % 4))
    await line.run(900)
    late = [line.waited(f"reply {number}") for number in range(40)]
    assert max(late[10:]) <= 5
    assert max(late) <= 120
    assert all(line.seen[f"file {number}"].attempts == 13 for number in range(4))


async def test_words_that_nobody_knows_do_not_kill_a_bodys_alert_and_supervisors_hear(line: VirtualLine) -> None:
    await supervise(line)
    line.bad[group(0)] = Unclear("BadRequest")
    line.write_at(1, "alert", to("PSB"), Priority.DANGER)
    line.write_at(2, "after", to("PSB"), Priority.DANGER)

    async def heal() -> None:
        line.bad.clear()
        line.answers.clear()

    line.at(600, heal)
    await line.run(60)
    assert line.seen["not_taken"].copies == 2, "of each alert once"
    await line.run(1200)
    assert line.seen["alert"].copies == line.seen["after"].copies == 1
    assert (await line.database.outbox.health(line.clock.now()))["dead"] == 0


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
