"""A fault of one chat is no outage: every other chat is served at its usual pace, and what waits arrives in the end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import AgencyKey, ChatId
from bot.domain.notices.notice import Address, Notice, Priority, ToAgency, ToChat
from bot.loops.repeats import after_fault
from bot.ports.delivery import Dead, Later, OutboxRow, Outcome, Refused, Sent, Unclear
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.samples import a_supervisor
from tests.support.virtual_time import VirtualLine

FAULT = Later(reason="ServerFault", failed=True)
TOKEN = Later(reason="InvalidToken", failed=True)
NO_WAY = Later(reason="NotSent", failed=True)
LOST = Later(reason="Uncertain", uncertain=True, failed=True)
ANSWER_LOST = Later(reason="AnswerLost", failed=True)
AGENCIES = ("PSB", "PROC", "HEA", "WOM", "JUS", "EDU", "CIV", "CYL", "SUP")


def group(number: int) -> ChatId:
    return ChatId(-100 - number)


@pytest.fixture
async def line(database: Database, clock: FixedClock) -> VirtualLine:
    """Nine bodies, each with its group."""
    made = VirtualLine(database, clock)
    for number, agency in enumerate(AGENCIES):
        await made.bind(agency, group(number))
    return made


def to(agency: str) -> ToAgency:
    return ToAgency(AgencyKey(agency))


# --- The four groups of one urgent case ----------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [FAULT, TOKEN, NO_WAY, ANSWER_LOST, LOST])
async def test_when_the_four_groups_of_an_urgent_case_fail_everybody_else_is_served(
    line: VirtualLine, outcome: Outcome
) -> None:
    for number in range(4):
        line.bad[group(number)] = outcome
        line.write_at(60 + number / 10, f"alert {number}", to(AGENCIES[number]), Priority.DANGER)
    for number in range(24):
        line.write_at(61 + 13 * number, f"reply {number}", ChatId(500 + number))
    line.write_at(200, "another alert", to("EDU"), Priority.DANGER)
    await line.run(400)
    waits = [line.waited(f"reply {number}") for number in range(24)]
    assert max(waits) <= 5
    assert line.waited("another alert") <= 5


async def test_in_a_quiet_night_the_first_reply_after_hours_is_sent_within_five_seconds(line: VirtualLine) -> None:
    for number in range(4):
        line.bad[group(number)] = FAULT
        line.write_at(number, f"alert {number}", to(AGENCIES[number]), Priority.DANGER)
    line.write_at(1200, "reply", ChatId(500))
    await line.run(1260)
    assert line.waited("reply") <= 5
    assert all(line.asked[group(number)] <= 1260 / 15 + 12 for number in range(4))


# --- A Telegram that is away ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [FAULT, TOKEN, NO_WAY, ANSWER_LOST])
async def test_after_an_outage_all_goes_out_at_once_and_in_order(line: VirtualLine, outcome: Outcome) -> None:
    chats = [*(group(number) for number in range(9)), *(ChatId(500 + number) for number in range(30))]
    for chat in chats:
        line.bad[chat] = outcome
        for turn in range(3):
            line.write_at(30 + turn, f"{chat} {turn}", chat, Priority.ALERT if chat < 0 else Priority.REPLY)

    async def back() -> None:
        line.bad.clear()
        line.answers.clear()

    line.at(600, back)
    await line.run(700)
    assert sum(line.asked.values()) <= 570 / 4 + 39 * 6 + 3 * 39, "one message asks every four seconds"
    for chat in chats:
        arrived = [line.seen[f"{chat} {turn}"].arrived_at for turn in range(3)]
        assert None not in arrived
        assert arrived == sorted(arrived, key=str)
    assert max(line.waited(f"{chat} 0") for chat in chats) <= 570 + 20


async def test_while_no_answer_comes_at_all_nothing_is_lost_and_little_is_sent_twice(line: VirtualLine) -> None:
    """Answers are lost for twenty minutes, in every chat: no copy is sent before a chat answers a check."""
    chats = [*(group(number) for number in range(4)), *(ChatId(500 + number) for number in range(10))]
    for chat in chats:
        line.bad[chat], line.slow[chat] = LOST, 25.0
        line.write_at(30, f"to {chat}", chat)

    async def back() -> None:
        line.bad.clear()
        line.answers.clear()
        line.slow.clear()

    line.at(1200, back)
    await line.run(1800)
    assert {line.seen[f"to {chat}"].copies for chat in chats} == {2}, "one before, one when the chat answered again"


async def test_many_chats_that_answer_after_half_a_minute_keep_nobody_waiting(line: VirtualLine) -> None:
    """More than may be in flight at once; each of their answers is lost."""
    for number in range(50):
        line.bad[ChatId(900 + number)], line.slow[ChatId(900 + number)] = LOST, 25.0
        line.write_at(1, f"to slow {number}", ChatId(900 + number))
    for number in range(30):
        line.write_at(2 + 4 * number, f"reply {number}", ChatId(500 + number))
    line.write_at(3, "alert", to("EDU"), Priority.DANGER)
    await line.run(200)
    assert max(line.waited(f"reply {number}") for number in range(30)) <= 5
    assert line.waited("alert") <= 1


# --- One bad chat --------------------------------------------------------------------------------------------------


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
        return FAULT if row.notice.facts.get("word") == "poison" else line.good(row)

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
        return TOKEN if str(row.notice.facts.get("word")).startswith("file") else line.good(row)

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
    row = OutboxRow(1, ChatId(500), "en", Notice("say", address), 0, None, None, is_group=False)
    waits = []
    for faults in range(tries - 1):
        outcome = after_fault(replace(row, faults=faults), Unclear(reason))
        assert isinstance(outcome, Unclear)
        waits.append(outcome.seconds)
    assert at_least <= timedelta(seconds=sum(waits)) <= at_most
    assert waits == sorted(waits)
    assert after_fault(replace(row, faults=tries - 1), Unclear(reason)) == Dead(reason)


# --- All of it at once ---------------------------------------------------------------------------------------------


async def test_one_group_fails_one_refuses_one_loses_answers_and_everybody_else_is_served(line: VirtualLine) -> None:
    """A quarter of an hour, then all are well again."""
    bad = [group(number) for number in range(4)]
    line.bad |= {bad[0]: FAULT, bad[1]: Refused("ChatRefuses"), bad[2]: LOST, bad[3]: TOKEN}
    line.slow |= {bad[2]: 25.0}
    for number in range(60):
        line.write_at(15 * number, f"reply {number}", ChatId(500 + number % 40))
        line.write_at(15 * number + 3, f"card {number}", to(AGENCIES[4 + number % 5]), Priority.ALERT)
    for turn in range(5):
        for agency in AGENCIES:
            line.write_at(20 + 170 * turn, f"alert {agency} {turn}", to(agency), Priority.DANGER)

    async def heal() -> None:
        line.bad.clear()
        line.answers.clear()
        line.slow.clear()

    line.at(900, heal)
    await line.run(900)
    served = [*(f"reply {n}" for n in range(60)), *(f"card {n}" for n in range(60))]
    served += [f"alert {agency} {turn}" for agency in AGENCIES[4:] for turn in range(5)]
    assert max(line.waited(word) for word in served) <= 5
    assert all(line.asked[chat] <= 900 / 15 + 20 for chat in bad)
    await line.run(900)
    for agency in AGENCIES[:4]:
        copies = [line.seen[f"alert {agency} {turn}"].copies for turn in range(5)]
        assert min(copies) >= 1, agency
        assert max(copies) <= (2 if agency == AGENCIES[2] else 1), agency
    assert all(line.seen[word].copies == 1 for word in served)
    health = await line.database.outbox.health(line.clock.now())
    assert (health["dead"], health["due"]) == (0, 0)


# --- A group's twenty a minute --------------------------------------------------------------------------------------


async def test_calls_that_were_none_cost_a_group_nothing_of_its_minute(line: VirtualLine) -> None:
    """Forty reminders to delete that do not exist, and changes that change nothing; then news, and an alert."""

    def nothing_done(row: OutboxRow) -> Outcome:
        is_nothing = str(row.notice.facts.get("word")).startswith("nothing")
        return Sent(is_free=True) if is_nothing else line.good(row)

    line.answers[group(0)] = nothing_done
    for number in range(40):
        line.write_at(1 + number / 4, f"nothing {number}", to("PSB"), Priority.REMINDER)
    for number in range(10):
        line.write_at(14 + number, f"card {number}", to("PSB"), Priority.ALERT)
    line.write_at(26, "alert", to("PSB"), Priority.DANGER)
    await line.run(60)
    assert max(line.waited(f"card {number}") for number in range(10)) <= 3
    assert line.waited("alert") <= 1
    health = await line.database.outbox.health(line.clock.now())
    assert health["due"] == 0


async def test_a_new_leader_does_not_count_calls_that_were_none(database: Database, clock: FixedClock) -> None:
    line = VirtualLine(database, clock)
    await line.bind("PSB", group(0))
    line.answers[group(0)] = lambda row: (
        Sent(is_free=True) if str(row.notice.facts.get("word")).startswith("nothing") else line.good(row)
    )
    for number in range(6):
        line.write_at(number, f"nothing {number}", to("PSB"))
    line.write_at(8, "card", to("PSB"))
    await line.run(20)
    assert [chat for chat, _ in await database.outbox.recent(START, clock.now())] == [group(0)]
