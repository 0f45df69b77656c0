"""A fault of one chat is no outage: every other chat is served at its usual rate, and what waits arrives in the end."""

import pytest

from bot.domain.ids import ChatId
from bot.domain.notices.notice import Priority
from bot.domain.queues.delivery import OutboxRow, Outcome, Refused, Sent
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.domain.examples import some_of, turned
from tests.support.loops.virtual_time import AGENCIES, ALIKE, FAULT, LOST, TOKEN, VirtualSending, group, to
from tests.support.notices import word_of


@pytest.fixture
async def sending(database: Database, clock: FixedClock) -> VirtualSending:
    """Nine bodies, each with its group."""
    made = VirtualSending(database, clock)
    for number, agency in enumerate(AGENCIES):
        await made.bind(agency, group(number))
    return made


# --- The four groups of one urgent case ----------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [*some_of(ALIKE, 1), LOST])
async def test_when_the_four_groups_of_an_urgent_case_fail_everybody_else_is_served(
    sending: VirtualSending, outcome: Outcome
) -> None:
    """With one of the faults that differ in their reason alone; a long run: with each."""
    for number in range(4):
        sending.bad[group(number)] = outcome
        sending.write_at(60 + number / 10, f"alert {number}", to(AGENCIES[number]), Priority.DANGER)
    for number in range(12):
        sending.write_at(61 + 13 * number, f"reply {number}", ChatId(500 + number))
    sending.write_at(200, "another alert", to("EDU"), Priority.DANGER)
    await sending.run(240)
    waits = [sending.waited(f"reply {number}") for number in range(12)]
    assert max(waits) <= 5
    assert sending.waited("another alert") <= 5


async def test_in_a_quiet_night_the_first_reply_after_hours_is_sent_within_five_seconds(
    sending: VirtualSending,
) -> None:
    for number in range(4):
        sending.bad[group(number)] = FAULT
        sending.write_at(number, f"alert {number}", to(AGENCIES[number]), Priority.DANGER)
    sending.write_at(600, "reply", ChatId(500))
    await sending.run(660)
    assert sending.waited("reply") <= 5
    assert all(sending.asked[group(number)] <= 660 / 15 + 12 for number in range(4))


# --- A Telegram that is away ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", some_of(turned(ALIKE, 1), 1))
async def test_after_an_outage_all_goes_out_at_once_and_in_order(sending: VirtualSending, outcome: Outcome) -> None:
    """With another one of the faults that differ in their reason alone; a long run: with each."""
    chats = [*(group(number) for number in range(9)), *(ChatId(500 + number) for number in range(30))]
    for chat in chats:
        sending.bad[chat] = outcome
        for number in range(3):
            sending.write_at(30 + number, f"{chat} {number}", chat, Priority.ALERT if chat < 0 else Priority.REPLY)

    async def back() -> None:
        sending.bad.clear()
        sending.answers.clear()

    sending.at(240, back)
    await sending.run(340)
    assert sum(sending.asked.values()) <= 210 / 4 + 39 * 6 + 3 * 39, "one message asks every four seconds"
    for chat in chats:
        arrived = [sending.seen[f"{chat} {number}"].arrived_at for number in range(3)]
        assert None not in arrived
        assert arrived == sorted(arrived, key=str)
    assert max(sending.waited(f"{chat} 0") for chat in chats) <= 210 + 20


async def test_while_no_answer_comes_at_all_nothing_is_lost_and_little_is_sent_twice(sending: VirtualSending) -> None:
    """Answers are lost for ten minutes, in every chat: nothing is sent twice before a chat answers a check."""
    chats = [*(group(number) for number in range(4)), *(ChatId(500 + number) for number in range(10))]
    for chat in chats:
        sending.bad[chat], sending.slow[chat] = LOST, 25.0
        sending.write_at(30, f"to {chat}", chat)

    async def back() -> None:
        sending.bad.clear()
        sending.answers.clear()
        sending.slow.clear()

    sending.at(600, back)
    await sending.run(1200)
    assert {sending.seen[f"to {chat}"].copies for chat in chats} == {2}, "one before, one when the chat answered again"


async def test_many_chats_that_answer_after_half_a_minute_keep_nobody_waiting(sending: VirtualSending) -> None:
    """More than may be in flight at once; each of their answers is lost."""
    for number in range(50):
        sending.bad[ChatId(900 + number)], sending.slow[ChatId(900 + number)] = LOST, 25.0
        sending.write_at(1, f"to slow {number}", ChatId(900 + number))
    for number in range(30):
        sending.write_at(2 + 4 * number, f"reply {number}", ChatId(500 + number))
    sending.write_at(3, "alert", to("EDU"), Priority.DANGER)
    await sending.run(200)
    assert max(sending.waited(f"reply {number}") for number in range(30)) <= 5
    assert sending.waited("alert") <= 1


# --- All of it at once ---------------------------------------------------------------------------------------------


def _write_for_a_quarter(sending: VirtualSending) -> None:
    """Replies and cards to many chats, and every few minutes an alert to each body, for a quarter of an hour."""
    for number in range(60):
        sending.write_at(15 * number, f"reply {number}", ChatId(500 + number % 40))
        sending.write_at(15 * number + 3, f"card {number}", to(AGENCIES[4 + number % 5]), Priority.ALERT)
    for number in range(5):
        for agency in AGENCIES:
            sending.write_at(20 + 170 * number, f"alert {agency} {number}", to(agency), Priority.DANGER)


async def test_one_group_fails_one_refuses_one_loses_answers_and_everybody_else_is_served(
    sending: VirtualSending,
) -> None:
    """For a quarter of an hour; then all work again."""
    bad = [group(number) for number in range(4)]
    sending.bad |= {bad[0]: FAULT, bad[1]: Refused("ChatRefuses"), bad[2]: LOST, bad[3]: TOKEN}
    sending.slow |= {bad[2]: 25.0}
    _write_for_a_quarter(sending)

    async def heal() -> None:
        sending.bad.clear()
        sending.answers.clear()
        sending.slow.clear()

    sending.at(900, heal)
    await sending.run(900)
    served = [*(f"reply {n}" for n in range(60)), *(f"card {n}" for n in range(60))]
    served += [f"alert {agency} {number}" for agency in AGENCIES[4:] for number in range(5)]
    assert max(sending.waited(word) for word in served) <= 5
    assert all(sending.asked[chat] <= 900 / 15 + 20 for chat in bad)
    await sending.run(900)
    for agency in AGENCIES[:4]:
        copies = [sending.seen[f"alert {agency} {number}"].copies for number in range(5)]
        assert min(copies) >= 1, agency
        assert max(copies) <= (2 if agency == AGENCIES[2] else 1), agency
    assert all(sending.seen[word].copies == 1 for word in served)
    health = await sending.database.outbox.health(sending.clock.now())
    assert (health["dead"], health["due"]) == (0, 0)


# --- A group's twenty a minute --------------------------------------------------------------------------------------


async def test_calls_that_were_never_made_do_not_count_against_a_groups_limit(sending: VirtualSending) -> None:
    """Forty reminders to delete that do not exist, and edits that change nothing; then news, and an alert."""

    def nothing_done(row: OutboxRow) -> Outcome:
        is_nothing = word_of(row.notice).startswith("nothing")
        return Sent(is_free=True) if is_nothing else sending.good(row)

    sending.answers[group(0)] = nothing_done
    for number in range(40):
        sending.write_at(1 + number / 4, f"nothing {number}", to("PSB"), Priority.REMINDER)
    for number in range(10):
        sending.write_at(14 + number, f"card {number}", to("PSB"), Priority.ALERT)
    sending.write_at(26, "alert", to("PSB"), Priority.DANGER)
    await sending.run(60)
    assert max(sending.waited(f"card {number}") for number in range(10)) <= 3
    assert sending.waited("alert") <= 1
    health = await sending.database.outbox.health(sending.clock.now())
    assert health["due"] == 0


async def test_a_new_leader_does_not_count_calls_that_were_never_made(database: Database, clock: FixedClock) -> None:
    sending = VirtualSending(database, clock)
    await sending.bind("PSB", group(0))
    sending.answers[group(0)] = lambda row: (
        Sent(is_free=True) if word_of(row.notice).startswith("nothing") else sending.good(row)
    )
    for number in range(6):
        sending.write_at(number, f"nothing {number}", to("PSB"))
    sending.write_at(8, "card", to("PSB"))
    await sending.run(20)
    assert [chat for chat, _ in await database.outbox.recent(START, clock.now())] == [group(0)]
