"""What may run only once runs while this process leads, and starts anew each time it becomes the leader."""

import asyncio

import pytest

from bot.domain.errors import Unreachable
from bot.loops.leader import LeaderTasks, Loop
from tests.support.waiting import until


class CountingLoop:
    """A loop that runs until it is told to stop; `deaf` ones must be cancelled."""

    def __init__(self, *, deaf: bool = False) -> None:
        self._end = asyncio.Event()
        self._deaf = deaf
        self.has_ended = False

    def stop(self) -> None:
        if not self._deaf:
            self._end.set()

    async def run(self) -> None:
        try:
            await self._end.wait()
        finally:
            self.has_ended = True


class Reign:
    """Whether this process leads, as the test says; and what was started."""

    def __init__(self, *, deaf: bool = False) -> None:
        self.epoch = 0
        self.begun: list[CountingLoop] = []
        self.faults = 0
        self._deaf = deaf
        self.leading = LeaderTasks(lambda: self.epoch, self._begin)

    async def _begin(self) -> list[Loop]:
        if self.faults:
            self.faults -= 1
            raise Unreachable("database")
        self.begun.append(CountingLoop(deaf=self._deaf))
        return [self.begun[-1]]

    async def becomes(self, epoch: int) -> None:
        self.epoch = epoch
        self.leading.wake()
        for _ in range(10):
            await asyncio.sleep(0)


async def test_nothing_is_begun_while_another_leads_and_each_epoch_begins_anew() -> None:
    reign = Reign()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(reign.leading.run())
        await reign.becomes(0)
        assert reign.begun == []
        await reign.becomes(7)
        assert [loop.has_ended for loop in reign.begun] == [False]
        await reign.becomes(0)
        assert [loop.has_ended for loop in reign.begun] == [True]
        await reign.becomes(8)
        assert [loop.has_ended for loop in reign.begun] == [True, False]
        await reign.becomes(9)
        assert [loop.has_ended for loop in reign.begun] == [True, True, False]
        reign.leading.stop()
    assert all(loop.has_ended for loop in reign.begun)


async def test_leader_tasks_that_do_not_stop_are_cancelled_before_another_may_lead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.loops.leader.GRACE", 0.01)
    reign = Reign(deaf=True)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(reign.leading.run())
        await reign.becomes(1)
        await reign.becomes(0)
        await until(lambda: reign.begun[0].has_ended)
        assert not running.done()
        reign.leading.stop()


async def test_a_database_that_is_away_at_the_beginning_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.loops.leader.LOOK_AGAIN", 0.01)
    reign = Reign()
    reign.epoch, reign.faults = 1, 2
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(reign.leading.run())
        await until(lambda: reign.begun)
        reign.leading.stop()
    assert len(reign.begun) == 1
