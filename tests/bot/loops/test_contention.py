"""An act that another one came before is done again at once: it has not failed, and nothing of it is given up."""

from collections.abc import Iterator
from itertools import repeat

import pytest

from bot import contention
from bot.contention import again_at_once
from bot.domain.errors import Conflict
from bot.domain.ids import MessageId
from bot.domain.queues.delivery import OutboxRow, Outcome, Sent
from bot.domain.queues.inbox import Fault, InboxRow, Retry
from bot.loops import writing
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.loops.dispatcher import ToldDispatcher
from tests.support.loops.inbox_loop import LoopWithHandler

OVERTAKEN = Fault("Conflict", Retry.AT_ONCE)
MANY = 30
"""More acts than there are who could come first."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no pause between two rounds."""
    monkeypatch.setattr(contention, "LONGEST_PAUSE", 0.0)
    monkeypatch.setattr(writing, "AGAIN", 0.0)


def overtaken(times: int) -> Iterator[bool]:
    """Whether another act comes first: as many times."""
    yield from repeat(True, times)
    yield from repeat(False)


async def test_an_update_that_thirty_others_came_before_is_handled_at_its_first_attempt(
    database: Database, clock: FixedClock
) -> None:
    is_late, seen = overtaken(MANY), list[int]()

    async def handle(row: InboxRow) -> Fault | None:
        seen.append(row.attempts)
        if next(is_late):
            return OVERTAKEN
        await database.inbox.close(row.id, clock.now())
        return None

    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a")
    await desk.run_until(desk.is_empty)
    assert seen == [0] * (MANY + 1)
    assert (desk.loop.counts["failed"], desk.loop.counts["handled"], desk.parked) == (0, 1, [])


async def test_an_update_that_always_comes_second_is_parked_in_the_end(database: Database, clock: FixedClock) -> None:
    seen = list[int]()

    async def handle(row: InboxRow) -> Fault:
        seen.append(row.attempts)
        return OVERTAKEN

    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a")
    await desk.run_until(desk.is_empty)
    assert sorted(set(seen)) == [0, 1, 2, 3, 4]
    assert desk.parked == ["Conflict"]


async def test_an_update_that_was_closed_before_its_handler_came_second_is_not_handled_again(
    database: Database, clock: FixedClock
) -> None:
    seen = list[int]()

    async def handle(row: InboxRow) -> Fault:
        seen.append(row.id)
        await database.inbox.close(row.id, clock.now())
        return OVERTAKEN

    desk = LoopWithHandler(database, clock, handle)
    await desk.put("a")
    await desk.run_until(desk.is_empty)
    assert len(seen) == 1
    assert desk.parked == []


async def test_a_message_whose_result_comes_second_is_no_dead_letter(database: Database, clock: FixedClock) -> None:
    office, is_late = ToldDispatcher(database, clock), overtaken(MANY)
    record_result = database.outbox.record_result

    async def late(row: OutboxRow, outcome: Outcome, now: object) -> None:
        if next(is_late):
            raise Conflict
        await record_result(row, outcome, clock.now())

    database.outbox.record_result = late  # type: ignore[method-assign]
    office.answers = [Sent((MessageId(7),))]
    await office.write("one")
    await office.write("two")
    await office.run_until(lambda: len(office.given) == 2)
    assert office.given == ["one", "two"]
    assert (await database.outbox.health(clock.now()))["dead"] == 0


async def test_an_act_that_can_never_come_first_ends() -> None:
    tried = list[int]()

    async def act() -> None:
        tried.append(1)
        raise Conflict

    with pytest.raises(Conflict):
        await again_at_once(act)
    assert len(tried) == contention.ROUNDS + 1
