"""A fault of one chat is no outage: every other chat is served at its usual rate, and what waits arrives in the end."""

import pytest

from bot.domain.ids import ChatId
from bot.domain.notices.notice import Priority
from bot.ports.delivery import Later, OutboxRow, Outcome, Refused, Sent
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.notices import word_of
from tests.support.virtual_time import AGENCIES, ANSWER_LOST, FAULT, LOST, TOKEN, VirtualLine, group, to

NO_WAY = Later(reason="NotSent", failed=True)


@pytest.fixture
async def line(database: Database, clock: FixedClock) -> VirtualLine:
    """Nine bodies, each with its group."""
    made = VirtualLine(database, clock)
    for number, agency in enumerate(AGENCIES):
        await made.bind(agency, group(number))
    return made


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
        for number in range(3):
            line.write_at(30 + number, f"{chat} {number}", chat, Priority.ALERT if chat < 0 else Priority.REPLY)

    async def back() -> None:
        line.bad.clear()
        line.answers.clear()

    line.at(600, back)
    await line.run(700)
    assert sum(line.asked.values()) <= 570 / 4 + 39 * 6 + 3 * 39, "one message asks every four seconds"
    for chat in chats:
        arrived = [line.seen[f"{chat} {number}"].arrived_at for number in range(3)]
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


# --- All of it at once ---------------------------------------------------------------------------------------------


async def test_one_group_fails_one_refuses_one_loses_answers_and_everybody_else_is_served(line: VirtualLine) -> None:
    """A quarter of an hour, then all are well again."""
    bad = [group(number) for number in range(4)]
    line.bad |= {bad[0]: FAULT, bad[1]: Refused("ChatRefuses"), bad[2]: LOST, bad[3]: TOKEN}
    line.slow |= {bad[2]: 25.0}
    for number in range(60):
        line.write_at(15 * number, f"reply {number}", ChatId(500 + number % 40))
        line.write_at(15 * number + 3, f"card {number}", to(AGENCIES[4 + number % 5]), Priority.ALERT)
    for number in range(5):
        for agency in AGENCIES:
            line.write_at(20 + 170 * number, f"alert {agency} {number}", to(agency), Priority.DANGER)

    async def heal() -> None:
        line.bad.clear()
        line.answers.clear()
        line.slow.clear()

    line.at(900, heal)
    await line.run(900)
    served = [*(f"reply {n}" for n in range(60)), *(f"card {n}" for n in range(60))]
    served += [f"alert {agency} {number}" for agency in AGENCIES[4:] for number in range(5)]
    assert max(line.waited(word) for word in served) <= 5
    assert all(line.asked[chat] <= 900 / 15 + 20 for chat in bad)
    await line.run(900)
    for agency in AGENCIES[:4]:
        copies = [line.seen[f"alert {agency} {number}"].copies for number in range(5)]
        assert min(copies) >= 1, agency
        assert max(copies) <= (2 if agency == AGENCIES[2] else 1), agency
    assert all(line.seen[word].copies == 1 for word in served)
    health = await line.database.outbox.health(line.clock.now())
    assert (health["dead"], health["due"]) == (0, 0)


# --- A group's twenty a minute --------------------------------------------------------------------------------------


async def test_calls_that_were_none_cost_a_group_nothing_of_its_minute(line: VirtualLine) -> None:
    """Forty reminders to delete that do not exist, and changes that change nothing; then news, and an alert."""

    def nothing_done(row: OutboxRow) -> Outcome:
        is_nothing = word_of(row.notice).startswith("nothing")
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
        Sent(is_free=True) if word_of(row.notice).startswith("nothing") else line.good(row)
    )
    for number in range(6):
        line.write_at(number, f"nothing {number}", to("PSB"))
    line.write_at(8, "card", to("PSB"))
    await line.run(20)
    assert [chat for chat, _ in await database.outbox.recent(START, clock.now())] == [group(0)]
