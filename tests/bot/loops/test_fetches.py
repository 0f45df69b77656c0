"""The fetch loop: when it tries again, what it gives up, what interrupts it."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import ChatId, DraftId, PersonKey
from bot.domain.queues.fetches import Fetch, FetchFailure, PendingFile
from bot.domain.report import MediaRef, MediaState
from bot.loops import fetches as loop
from bot.loops.fetches import OWN_FAULTS, STORED_BY_TELEGRAM, FetchActs, FetchLoop, next_try
from bot.loops.wake_up import WakeUp
from tests.support.waiting import until

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def a_fetch(attempts: int = 0, age: timedelta = timedelta(), number: int = 1) -> Fetch:
    item = MediaRef("photo", MediaState.FAILED, number, NOW)
    coming = PendingFile(ChatId(7), "en", "f", item)
    return Fetch(number, PersonKey(f"p{number}"), DraftId("d"), coming, NOW - age, attempts)


@pytest.mark.parametrize(
    ("attempts", "asked", "seconds"),
    [
        (0, 0, 2),
        (1, 0, 5),
        (2, 0, 15),
        (3, 0, 60),
        (4, 0, 300),
        (5, 0, 900),
        (50, 0, 900),
        (0, 20, 20),
        (5, 3600, 3600),
    ],
)
def test_a_fetch_waits_longer_after_each_failure_and_as_long_as_telegram_asks(
    attempts: int, asked: float, seconds: float
) -> None:
    assert next_try(a_fetch(attempts), FetchFailure("x", asked), NOW) == NOW + timedelta(seconds=seconds)


def test_a_fetch_is_given_up_only_when_telegram_no_longer_has_the_file() -> None:
    assert next_try(a_fetch(99, timedelta(hours=23, minutes=59)), FetchFailure("x"), NOW) is not None
    assert next_try(a_fetch(0, STORED_BY_TELEGRAM), FetchFailure("x"), NOW) is None


def test_a_fault_of_our_own_is_not_tried_for_ever() -> None:
    assert next_try(a_fetch(OWN_FAULTS - 2), FetchFailure("KeyError", fault=True), NOW) is not None
    assert next_try(a_fetch(OWN_FAULTS - 1), FetchFailure("KeyError", fault=True), NOW) is None


@dataclass
class Queue:
    """Rows in memory; what the loop stores of them."""

    rows: list[Fetch]
    unwanted: set[int] = field(default_factory=set)
    written: list[tuple[Any, ...]] = field(default_factory=list)
    faults: int = 0

    async def lease(self, now: datetime, limit: int, busy: frozenset[PersonKey]) -> list[Fetch]:
        given, self.rows = self.rows[:limit], self.rows[limit:]
        return given

    async def is_wanted(self, fetch: int) -> bool:
        return fetch not in self.unwanted

    async def again(self, fetch: int, at: datetime, reason: str) -> None:
        if self.faults:
            self.faults -= 1
            raise RuntimeError("not now")
        self.written.append(("again", fetch, reason))

    async def renew_lease(self, fetch: int, now: datetime) -> None:
        self.written.append(("renew_lease", fetch))

    async def park(self, fetch: int, reason: str) -> None:
        self.written.append(("park", fetch))

    async def next_due(self) -> datetime | None:
        return None

    async def health(self, now: datetime) -> dict[str, float]:
        return {}


@dataclass
class Story:
    """What the acts did."""

    told: list[int] = field(default_factory=list)
    given_up: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def tell(self, fetch: Fetch) -> None:
        self.told.append(fetch.id)

    async def give_up(self, fetch: Fetch) -> None:
        self.given_up.append(fetch.id)

    async def hang(self, fetch: Fetch) -> FetchFailure | None:
        self.begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cut.append(fetch.id)
            raise
        return None


async def runs(queue: Queue, story: Story, act: Any, is_enough: Any) -> FetchLoop:
    async def is_so() -> bool:
        return bool(is_enough())

    made = FetchLoop(queue, FetchActs(act, story.tell, story.give_up), lambda: NOW, WakeUp())
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(made.run())
        await until(is_so)
        made.stop()
    return made


async def test_a_fault_is_told_and_tried_later() -> None:
    queue, story = Queue([a_fetch()]), Story()

    async def fails(_: Fetch) -> FetchFailure | None:
        return FetchFailure("Status500")

    await runs(queue, story, fails, lambda: queue.written)
    assert (queue.written, story.told) == ([("again", 1, "Status500")], [1])


async def test_a_fetch_that_always_raises_is_given_up_in_the_end() -> None:
    queue, story = Queue([a_fetch(OWN_FAULTS)]), Story()

    async def breaks(_: Fetch) -> FetchFailure | None:
        raise KeyError

    await runs(queue, story, breaks, lambda: story.given_up)
    assert story.given_up == [1]


async def test_a_file_that_is_not_wanted_any_more_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "LOOK", 0.01)
    queue, story = Queue([a_fetch()]), Story()

    def hides() -> bool:
        if story.begun.is_set():
            queue.unwanted.add(1)
        return bool(story.cut)

    made = await runs(queue, story, story.hang, hides)
    assert (story.cut, queue.written, made.counts["done"]) == ([1], [], 1)


async def test_a_person_who_waits_long_for_a_file_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "LOOK", 0.01)
    monkeypatch.setattr(loop, "SLOW", 0.02)
    queue, story = Queue([a_fetch()]), Story()
    looks = iter(range(10))
    await runs(queue, story, story.hang, lambda: story.told and next(looks, 10) == 10)
    assert story.told == [1]


async def test_stopping_the_program_leaves_the_fetch_to_the_next_process() -> None:
    queue, story = Queue([a_fetch()]), Story()
    await runs(queue, story, story.hang, story.begun.is_set)
    assert (story.cut, queue.written, story.told) == ([1], [("again", 1, "Stopped")], [])
