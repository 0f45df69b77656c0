"""Administrators are told once that the machine's clock was set."""

from datetime import timedelta
from pathlib import Path

from bot.clock import ClockStep
from bot.domain.people import (
    Staff,
)
from bot.domain.queues.delivery import Sent
from bot.loops.clock_watch import ClockWatch
from bot.usecases.deadlines import machine_news
from tests.support.clock_steps import SUE, LoopsRun
from tests.support.databases.databases import lay_tables
from tests.support.machine import Machine
from tests.support.notices import facts_of


class FailingListener:
    """Who is told; fails so often first."""

    def __init__(self, fails: int = 0) -> None:
        self.fails = fails
        self.steps: list[float] = []

    async def __call__(self, step: ClockStep) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError
        self.steps.append(step.ahead.total_seconds())


async def test_a_clock_step_is_told_once_and_as_soon_as_possible() -> None:
    machine, told = Machine(), FailingListener(fails=2)
    clock = machine.clock()
    watch = ClockWatch(clock, told)
    machine.step(hours=8)
    await watch.look()
    assert told.steps == [], "nobody knows yet who is wrong"
    machine.answers(clock)
    for _ in range(5):
        await watch.look()
    assert told.steps == [28800]
    machine.put_right()
    for _ in range(5):
        await watch.look()
    assert told.steps == [28800, 0]


async def test_administrators_hear_of_a_step_once_from_however_many_processes(tmp_path: Path) -> None:
    lay_tables(tmp_path / "line.db")
    run = LoopsRun(Machine(), f"sqlite:///{tmp_path}/line.db", tmp_path)
    await run.start()
    async with run.database.begin() as uow:
        await uow.staff.save(Staff(run.services.blind_index.person(SUE), SUE, "en", admin=True))
        await uow.commit()
    for ahead, is_right in ((timedelta(hours=8), False), (timedelta(), True)):
        for _ in range(3):
            await machine_news.tell_step(run.services, ahead, run.clock.now(), is_right=is_right)
    rows = await run.database.outbox.lease(run.clock.now(), 9, frozenset())
    told = [facts_of(rows[0].notice)]
    await run.database.outbox.record_result(rows[0], Sent(), run.clock.now())
    told += [facts_of(row.notice) for row in await run.database.outbox.lease(run.clock.now(), 9, frozenset())]
    assert told == [{"seconds": 28800, "right": False}, {"seconds": 0, "right": True}]
    await run.database.close()
