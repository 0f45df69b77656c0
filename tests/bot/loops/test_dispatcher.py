"""The dispatcher on a real database: order in a chat, danger first, pauses obeyed, nothing forgotten."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.errors import Unreachable
from bot.domain.ids import ChatId
from bot.domain.notices.notice import Priority, ToChat
from bot.domain.queues.delivery import Later, OutboxRow, Outcome
from bot.loops.rate_limit import Limits
from bot.simulator.world.chats import Chat
from bot.simulator.world.flood import Flood
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.raw import change, pile_up
from tests.support.loops.dispatcher import FREE, ToldDispatcher
from tests.support.notices import notice_of


async def test_messages_of_one_chat_are_sent_in_order(database: Database, clock: FixedClock) -> None:
    office = ToldDispatcher(database, clock)
    for word in ("one", "two", "three"):
        await office.write(word)
    await office.run_until(lambda: len(office.given) == 3)
    assert office.given == ["one", "two", "three"]


async def test_danger_goes_before_everything_between_chats(database: Database, clock: FixedClock) -> None:
    narrow = replace(FREE, overall=1, overall_burst=1)
    office = ToldDispatcher(database, clock, narrow)
    await office.write("digest", 1, Priority.DIGEST)
    await office.write("reply", 2, Priority.REPLY)
    await office.write("danger", 3, Priority.DANGER)
    await office.run_until(lambda: len(office.given) == 3)
    assert office.given == ["danger", "reply", "digest"]


async def test_messages_refused_with_a_429_are_sent_again_in_order(database: Database, clock: FixedClock) -> None:
    office = ToldDispatcher(database, clock)
    office.answers = [Later(7.0, "Flooded", flood=True)]
    await office.write("one")
    await office.write("two")
    await office.run_until(lambda: len(office.given) == 3)
    assert office.given == ["one", "one", "two"]


@pytest.mark.parametrize("error", [KeyError, RecursionError, ValueError, TypeError, AttributeError])
async def test_a_permanent_fault_of_our_own_makes_a_dead_letter_at_once_and_blocks_nothing(
    database: Database, clock: FixedClock, error: type[Exception]
) -> None:
    office = ToldDispatcher(database, clock)
    office.answers = [error("what")]
    await office.write("broken")
    await office.write("after")
    await office.run_until(lambda: office.dispatcher.counts["sent"] == 1)
    assert office.given == ["broken", "after"]
    assert office.dispatcher.counts["dead"] == 1


@pytest.mark.parametrize("error", [asyncio.CancelledError, SystemExit, OSError])
async def test_a_fault_that_may_pass_is_tried_again_and_is_a_dead_letter_in_the_end(
    database: Database, clock: FixedClock, error: type[BaseException]
) -> None:
    office = ToldDispatcher(database, clock)
    office.answers = [error("what")] * 8
    await office.write("broken")
    await office.run_until(lambda: office.dispatcher.counts["dead"] == 1, seconds=400)
    assert office.given == ["broken"] * 8


async def test_a_file_that_can_never_be_had_is_a_dead_letter_after_a_day(database: Database, clock: FixedClock) -> None:
    office = ToldDispatcher(database, clock)
    office.answers = [Unreachable()] * 400
    await office.write("one")
    await change(database, "outbox", 1, "faults", 290)
    await office.run_until(lambda: office.dispatcher.counts["dead"] == 1, seconds=400)
    assert len(office.given) == 10, "every five minutes; three hundred times are a day"


async def test_a_row_waits_while_its_file_store_is_away(database: Database, clock: FixedClock) -> None:
    office = ToldDispatcher(database, clock)
    office.answers = [Unreachable()] * 12
    await office.write("one")
    await office.run_until(lambda: office.dispatcher.counts["sent"] == 1, seconds=400)
    assert office.dispatcher.counts["dead"] == 0


async def test_a_delivery_is_recorded_however_often_the_database_fails(database: Database, clock: FixedClock) -> None:
    office = ToldDispatcher(database, clock)
    record_result, failures = database.outbox.record_result, [RuntimeError("away")]

    async def failing(row: OutboxRow, outcome: Outcome, now: object) -> None:
        if failures:
            raise failures.pop()
        await record_result(row, outcome, clock.now())

    database.outbox.record_result = failing  # type: ignore[method-assign]
    await office.write("one")
    await office.write("two")
    await office.run_until(lambda: len(office.given) == 2)
    assert office.given == ["one", "two"]


# --- A storm ------------------------------------------------------------------------------------------------------

STORM = 10_000
GROUPS = tuple(range(-9, 0))


class Telegram(ToldDispatcher):
    """Counts floods as the simulator does, on the moved clock."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        super().__init__(database, clock, Limits())
        self.flood = Flood(on=True, now=lambda: clock.now().timestamp())

    async def send(self, row: OutboxRow) -> Outcome:
        self.flood.charge(Chat(row.chat, "group" if row.is_group else "private"))
        return await super().send(row)


async def test_among_ten_thousand_waiting_messages_a_danger_alert_is_sent_next(
    database: Database, clock: FixedClock
) -> None:
    office = Telegram(database, clock)
    ranks = (Priority.REPLY, Priority.ALERT, Priority.REMINDER, Priority.DIGEST)
    places = [ChatId(GROUPS[number % 9] if number % 2 else 1 + number % 400) for number in range(STORM)]
    usual = [notice_of("usual", ToChat(place, "en"), priority=ranks[n % 4]) for n, place in enumerate(places)]
    await pile_up(database, usual)
    alerts = [-9, -1, -5, -9]
    asked: list[int] = []

    async def alarm() -> None:
        """Each alert is sent as soon as the one before it."""
        if len(office.given) >= 300 and office.given.count("danger") == len(asked) < len(alerts):
            await office.write("danger", alerts[len(asked)], Priority.DANGER)
            asked.append(len(office.given))

    await office.run_until(lambda: office.given.count("danger") == len(alerts), seconds=0.1, meanwhile=alarm)
    went = [place for place, word in enumerate(office.given) if word == "danger"]
    assert all(place - before <= 32 for place, before in zip(went, asked, strict=True))  # what was on its way already
    assert sum(office.dispatcher.counts.values()) == office.dispatcher.counts["sent"] < STORM / 4
