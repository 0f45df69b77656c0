"""The heartbeat: what is due is done, once, by the given clock."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import Conflict, Unreachable
from bot.loops import ticker as ticking
from bot.loops.ticker import Daily, Regular, Ticker
from bot.system import MovableClock

CHONGQING = ZoneInfo("Asia/Shanghai")
EVENING = datetime(2026, 3, 2, 12, tzinfo=UTC)


class CountingJob:
    """A clock that stands still and a job that counts."""

    def __init__(self) -> None:
        self.at = EVENING
        self.done: list[datetime] = []
        self.fails = 0

    def now(self) -> datetime:
        return self.at

    async def act(self, now: datetime) -> None:
        if self.fails:
            self.fails -= 1
            raise RuntimeError("the database is away")
        self.done.append(now)


def digest(job: CountingJob) -> Ticker:
    return Ticker((), (Daily("digest", job.act, time(8, 30), CHONGQING),), job.now)


async def test_the_digest_is_asked_for_at_the_start_and_then_at_its_district_time() -> None:
    job = CountingJob()
    ticker = digest(job)
    for hours in (0, 12, 12.49, 12.5, 12.6, 20):
        job.at = EVENING + timedelta(hours=hours)
        await ticker.tick()
    assert job.done == [EVENING, EVENING + timedelta(hours=12.5)]


async def test_a_clock_moved_over_three_mornings_asks_for_one_digest() -> None:
    job = CountingJob()
    ticker = digest(job)
    await ticker.tick()
    job.at = EVENING + timedelta(days=3)
    await ticker.tick()
    await ticker.tick()
    assert len(job.done) == 2


async def test_a_digest_that_failed_is_made_at_the_next_beat() -> None:
    job = CountingJob()
    job.fails = 1
    ticker = digest(job)
    await ticker.tick()
    assert job.done == []
    await ticker.tick()
    assert len(job.done) == 1


async def test_a_job_that_another_act_came_before_is_run_again_at_once_and_has_not_failed() -> None:
    job, tried = CountingJob(), list[datetime]()

    async def act(now: datetime) -> None:
        tried.append(now)
        if len(tried) < 3:
            raise Conflict
        await job.act(now)

    ticker = Ticker((), (Daily("digest", act, time(8, 30), CHONGQING),), job.now)
    await ticker.tick()
    assert (len(tried), job.done) == (3, [EVENING])
    assert ticker._failures["digest"] == 0


async def test_a_job_with_an_interval_rests_in_between() -> None:
    job = CountingJob()
    ticker = Ticker((Regular("housekeeping", job.act, timedelta(minutes=10)),), (), job.now)
    for minutes in (0, 5, 9, 10, 11):
        job.at = EVENING + timedelta(minutes=minutes)
        await ticker.tick()
    assert job.done == [EVENING, EVENING + timedelta(minutes=10)]


async def test_a_job_that_breaks_does_not_hinder_the_next() -> None:
    broken, well = CountingJob(), CountingJob()
    broken.fails = 10
    ticker = Ticker((Regular("one", broken.act), Regular("two", well.act)), (), well.now)
    await ticker.tick()
    assert len(well.done) == 1


async def test_a_moved_clock_is_acted_on_at_once() -> None:
    clock, moved = MovableClock(), asyncio.Event()
    begun = clock.now()
    acted: list[timedelta] = []

    async def act(now: datetime) -> None:
        acted.append(now - begun)
        if now - begun > timedelta(days=2):
            moved.set()

    ticker = Ticker((Regular("cases", act),), (), clock.now, beat=3600)
    clock.on_move(ticker.wake)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(ticker.run())
        clock.advance(timedelta(days=3))
        await moved.wait()
        ticker.stop()
    assert [passed.days for passed in acted if passed > timedelta(days=2)] == [3]


async def test_a_clock_set_back_runs_every_job_again() -> None:
    job = CountingJob()
    daily = Daily("digest", job.act, time(8, 30), CHONGQING)
    ticker = Ticker((Regular("housekeeping", job.act, timedelta(minutes=10)),), (daily,), job.now)
    job.at = EVENING + timedelta(days=3)
    await ticker.tick()
    job.at = EVENING
    job.done.clear()
    await ticker.tick()
    assert job.done == [EVENING, EVENING]


async def test_a_job_that_fails_again_and_again_is_tried_less_often_and_delays_no_other() -> None:
    broken, sound = CountingJob(), CountingJob()
    broken.fails = 1000
    ticker = Ticker((Regular("broken", broken.act), Regular("sound", sound.act)), (), broken.now)
    for beat in range(200):
        broken.at = EVENING + timedelta(seconds=3 * beat)
        await ticker.tick()
    assert len(sound.done) == 200
    assert 10 <= 1000 - broken.fails <= 20, "at last once a minute"


async def test_a_job_that_needs_an_unreachable_service_is_tried_at_every_tick() -> None:
    tries: list[datetime] = []

    async def act(now: datetime) -> None:
        tries.append(now)
        raise Unreachable("database")

    ticker = Ticker((Regular("cases", act),), (), lambda: EVENING)
    for _ in range(10):
        await ticker.tick()
    assert len(tries) == 10


async def test_a_job_that_hangs_delays_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticking, "JOB_LIMIT", 0.01)
    sound = CountingJob()

    async def hang(_: datetime) -> None:
        await asyncio.Event().wait()

    await Ticker((Regular("hangs", hang), Regular("sound", sound.act)), (), sound.now).tick()
    assert len(sound.done) == 1
