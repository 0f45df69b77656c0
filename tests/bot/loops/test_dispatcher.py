"""The dispatcher on a real database: order in a chat, danger first, pauses obeyed, nothing forgotten."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.domain.errors import Unreachable
from bot.domain.ids import ChatId, MessageId
from bot.domain.notices import Notice, Priority, ToChat
from bot.loops.dispatcher import AWAY_AFTER, FAULTS_ALLOWED, LONGEST_WAIT, Dispatcher
from bot.loops.pace import Limits, Pace
from bot.loops.signal import Signal
from bot.ports import Later, OutboxRow, Outcome, Sent
from bot.simulator.chats import Chat
from bot.simulator.flood import Flood
from storage.unit_of_work import Database
from tests.clock import FixedClock
from tests.storage.raw import change, pile_up

FREE = Limits(1000, 1000, 1000, 1000, 1000)


class Office:
    """A dispatcher before a post that answers as it is told and remembers what it was given."""

    def __init__(self, database: Database, clock: FixedClock, limits: Limits = FREE) -> None:
        self.database, self.clock = database, clock
        self.given: list[str] = []
        self.answers: list[Outcome | BaseException] = []
        self.wake = Signal()
        self.dispatcher = Dispatcher(database.outbox, self, Pace(limits, clock.now()), clock.now, self.wake)

    async def send(self, row: OutboxRow) -> Outcome:
        self.given.append(str(row.notice.facts["word"]))
        answer = self.answers.pop(0) if self.answers else Sent((MessageId(len(self.given)),))
        if isinstance(answer, BaseException):
            raise answer
        return answer

    async def write(self, word: str, chat: int = 1, priority: Priority = Priority.REPLY) -> None:
        await self.write_all((word, chat, priority))

    async def write_all(self, *words: tuple[str, int, Priority]) -> None:
        async with self.database.begin() as uow:
            notices = [Notice("say", ToChat(ChatId(chat), "en"), {"word": word}, rank) for word, chat, rank in words]
            await uow.outbox.add(*notices)
            await uow.commit()

    async def run_until(
        self,
        is_enough: Callable[[], bool],
        *,
        seconds: float = 1.0,
        meanwhile: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Runs; the clock goes on by so much at every look."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.dispatcher.run())
            while not is_enough():
                await asyncio.sleep(0.005)
                self.clock.advance(seconds=seconds)
                self.wake.set()
                if meanwhile is not None:
                    await meanwhile()
            self.dispatcher.stop()


async def test_words_of_one_chat_go_out_in_order(database: Database, clock: FixedClock) -> None:
    office = Office(database, clock)
    for word in ("one", "two", "three"):
        await office.write(word)
    await office.run_until(lambda: len(office.given) == 3)
    assert office.given == ["one", "two", "three"]


async def test_danger_goes_before_everything_between_chats(database: Database, clock: FixedClock) -> None:
    narrow = replace(FREE, overall=1, overall_burst=1)
    office = Office(database, clock, narrow)
    await office.write("digest", 1, Priority.DIGEST)
    await office.write("reply", 2, Priority.REPLY)
    await office.write("danger", 3, Priority.DANGER)
    await office.run_until(lambda: len(office.given) == 3)
    assert office.given == ["danger", "reply", "digest"]


async def test_what_was_flooded_is_sent_again_and_in_order(database: Database, clock: FixedClock) -> None:
    office = Office(database, clock)
    office.answers = [Later(7.0, "Flooded", flood=True)]
    await office.write("one")
    await office.write("two")
    await office.run_until(lambda: len(office.given) == 3)
    assert office.given == ["one", "one", "two"]


async def test_a_refused_token_keeps_every_row_and_stops_all(database: Database, clock: FixedClock) -> None:
    office = Office(database, clock)
    office.answers = [Later(reason="InvalidToken", everything=True)] * 3
    await office.write("one")
    await office.write("two", 2)
    troubles: list[str] = []

    def is_over() -> bool:
        troubles.append(office.dispatcher.trouble)
        return office.dispatcher.counts["sent"] == 2

    await office.run_until(is_over)
    assert "InvalidToken" in troubles
    assert not office.dispatcher.trouble


@pytest.mark.parametrize("error", [KeyError, RecursionError, asyncio.CancelledError, SystemExit])
async def test_a_view_that_breaks_is_a_dead_letter_in_the_end(
    database: Database, clock: FixedClock, error: type[BaseException]
) -> None:
    office = Office(database, clock)
    office.answers = [error("what")] * FAULTS_ALLOWED
    await office.write("broken")
    await office.run_until(lambda: office.dispatcher.counts["dead"] == 1, seconds=400)
    assert office.given == ["broken"] * FAULTS_ALLOWED


async def test_a_file_that_can_never_be_had_is_a_dead_letter_after_a_day(database: Database, clock: FixedClock) -> None:
    office = Office(database, clock)
    office.answers = [Unreachable()] * 400
    await office.write("one")
    await change(database, "outbox", 1, "attempts", 290)
    await office.run_until(lambda: office.dispatcher.counts["dead"] == 1, seconds=400)
    assert len(office.given) == 10, "every five minutes; three hundred times are a day"


async def test_a_store_that_is_away_is_waited_for(database: Database, clock: FixedClock) -> None:
    office = Office(database, clock)
    office.answers = [Unreachable()] * (FAULTS_ALLOWED + 4)
    await office.write("one")
    await office.run_until(lambda: office.dispatcher.counts["sent"] == 1, seconds=400)
    assert office.dispatcher.counts["dead"] == 0


async def test_a_delivery_is_written_down_however_often_the_database_fails(
    database: Database, clock: FixedClock
) -> None:
    office = Office(database, clock)
    settle, failures = database.outbox.settle, [RuntimeError("away")]

    async def failing(row: OutboxRow, outcome: Outcome, now: object) -> None:
        if failures:
            raise failures.pop()
        await settle(row, outcome, clock.now())

    database.outbox.settle = failing  # type: ignore[method-assign]
    await office.write("one")
    await office.write("two")
    await office.run_until(lambda: len(office.given) == 2)
    assert office.given == ["one", "two"]


# --- A Telegram that is away --------------------------------------------------------------------------------------


async def test_after_an_outage_all_goes_out_in_the_order_in_which_it_was_written(
    database: Database, clock: FixedClock
) -> None:
    office = Office(database, clock, replace(FREE, overall=1, overall_burst=1))
    await office.write_all(
        ("digest", 1, Priority.DIGEST),
        ("card", -5, Priority.ALERT),
        ("reminder", -8, Priority.REMINDER),
        ("second card", -6, Priority.ALERT),
    )
    tries = 12
    office.answers = [Later(reason="NotSent", everything=True)] * tries
    await office.run_until(lambda: office.dispatcher.counts["sent"] == 4)
    assert set(office.given[2:tries]) == {"card"}, "another one may have asked before the first answer"
    assert office.given[tries:] == ["card", "second card", "reminder", "digest"]


async def test_sends_that_fail_together_are_one_failure_and_then_one_row_asks_for_all(
    database: Database, clock: FixedClock
) -> None:
    office = Office(database, clock)
    await office.write_all(*((f"word {number}", number, Priority.REPLY) for number in range(1, 21)))
    office.answers = [Later(reason="NotSent", everything=True)] * 22
    began = clock.now()
    await office.run_until(lambda: office.dispatcher.counts["sent"] == 20)
    assert len(office.given) == 42
    assert (clock.now() - began).total_seconds() <= 2 + 4 + 8 + 12 * LONGEST_WAIT


async def test_a_server_that_fails_in_every_chat_is_an_outage_and_costs_no_row_its_place(
    database: Database, clock: FixedClock
) -> None:
    office = Office(database, clock)
    await office.write_all(*((f"word {number}", number, Priority.REPLY) for number in range(1, 7)))
    office.answers = [Later(reason="ServerFault") for _ in range(6)]
    office.answers += [Later(reason="Uncertain", uncertain=True)] * 20
    troubles: set[str] = set()

    def is_over() -> bool:
        troubles.add(office.dispatcher.trouble)
        return office.dispatcher.counts["sent"] == 6

    began = clock.now()
    await office.run_until(is_over)
    assert {"ServerFault", "Uncertain"} & troubles
    assert not office.dispatcher.trouble
    assert (clock.now() - began).total_seconds() < 25 * (LONGEST_WAIT + 5)


async def test_a_row_that_telegram_can_never_take_does_not_look_like_an_outage(
    database: Database, clock: FixedClock
) -> None:
    office = Office(database, clock)
    answer = office.send

    async def send(row: OutboxRow) -> Outcome:
        return Later(reason="ServerFault") if row.notice.facts["word"] == "poison" else await answer(row)

    office.send = office.dispatcher._post.send = send  # type: ignore[method-assign]
    await office.write("poison", 1, Priority.DANGER)
    await office.write_all(*((f"word {number}", number, Priority.REPLY) for number in range(2, 2 + 4 * AWAY_AFTER)))
    await office.run_until(lambda: len(office.given) == 4 * AWAY_AFTER)
    assert not office.dispatcher.trouble


async def test_an_alert_about_danger_is_tried_again_within_seconds_however_often_it_failed(
    database: Database, clock: FixedClock
) -> None:
    office = Office(database, clock)
    office.answers = [Later(reason="ServerFault")] * 20
    await office.write("danger", -5, Priority.DANGER)
    began = clock.now()
    await office.run_until(lambda: office.dispatcher.counts["sent"] == 1)
    assert (clock.now() - began).total_seconds() < 1200


# --- A storm ------------------------------------------------------------------------------------------------------

STORM = 10_000
GROUPS = tuple(range(-9, 0))


class Telegram(Office):
    """Counts floods as the simulator does, on the moved clock."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        super().__init__(database, clock, Limits())
        self.flood = Flood(on=True, now=lambda: clock.now().timestamp())

    async def send(self, row: OutboxRow) -> Outcome:
        self.flood.charge(Chat(row.chat, "group" if row.is_group else "private"))
        return await super().send(row)


async def test_in_a_storm_of_ten_thousand_an_alert_about_danger_goes_next(
    database: Database, clock: FixedClock
) -> None:
    office = Telegram(database, clock)
    ranks = (Priority.REPLY, Priority.ALERT, Priority.REMINDER, Priority.DIGEST)
    places = [ChatId(GROUPS[number % 9] if number % 2 else 1 + number % 400) for number in range(STORM)]
    usual = [Notice("say", ToChat(place, "en"), {"word": "usual"}, ranks[n % 4]) for n, place in enumerate(places)]
    await pile_up(database, usual)
    alerts = [-9, -1, -5, -9]
    asked: list[int] = []

    async def alarm() -> None:
        """An alert as soon as the one before is out."""
        if len(office.given) >= 300 and office.given.count("danger") == len(asked) < len(alerts):
            await office.write("danger", alerts[len(asked)], Priority.DANGER)
            asked.append(len(office.given))

    await office.run_until(lambda: office.given.count("danger") == len(alerts), seconds=0.1, meanwhile=alarm)
    went = [place for place, word in enumerate(office.given) if word == "danger"]
    assert all(place - before <= 32 for place, before in zip(went, asked, strict=True))  # what was on its way already
    assert sum(office.dispatcher.counts.values()) == office.dispatcher.counts["sent"] < STORM / 4
