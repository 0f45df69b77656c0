"""Runs the regular jobs: every few seconds it asks each whether something is due; at once after the clock was moved."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog
from apscheduler.triggers.cron import CronTrigger

from bot.contention import again_at_once
from bot.domain.back_off import back_off
from bot.domain.errors import Unreachable
from bot.loops.wake_up import WakeUp

log = structlog.get_logger()

JOB_LIMIT = 600.0
"""Seconds after which a job that hangs has failed: the others must be run too."""
LONGEST_WAIT = 60.0
"""Most seconds between two attempts of a job that keeps failing."""
SET_BACK = timedelta(seconds=60)
"""A time that is earlier than the last one by more than this means that the clock was set back. Then all jobs are
asked again."""

Act = Callable[[datetime], Awaitable[object]]


@dataclass(frozen=True)
class Regular:
    """A job that is run again and again. What is due is a row in the database, never in memory."""

    name: str
    act: Act
    every: timedelta = timedelta()


@dataclass(frozen=True)
class Daily:
    """A job that is run once a day at a time of the district. Whether it was run today is a row in the database, so it
    is asked at once after a start."""

    name: str
    act: Act
    at: time
    zone: ZoneInfo

    def next_after(self, now: datetime) -> datetime:
        """The first moment of that district time after `now`, in UTC, as APScheduler's calendar counts it (summer time
        too). Only the trigger is asked: its scheduler sleeps by the machine's clock, which may be moved."""
        trigger = CronTrigger(hour=self.at.hour, minute=self.at.minute, timezone=self.zone)
        found: datetime = trigger.get_next_fire_time(None, now + timedelta(microseconds=1))
        return found.astimezone(UTC)


class Ticker:
    """The seconds between two runs are counted by the event loop, which a step of the machine's clock does not hold up.
    The given clock decides what is due."""

    def __init__(
        self,
        regular: Sequence[Regular],
        daily: Sequence[Daily],
        now: Callable[[], datetime],
        *,
        beat: float = 3.0,
    ) -> None:
        self._regular = tuple(regular)
        self._daily = tuple(daily)
        self._now = now
        self._beat = beat
        self._signal = WakeUp()
        self._due = {name: now() for name in self._names()}
        self._failures: Counter[str] = Counter()
        """How often in a row a job has failed."""
        self._stopping = False
        self.last_at: datetime | None = None

    def _names(self) -> list[str]:
        return [*(job.name for job in self._daily), *(job.name for job in self._regular)]

    def wake(self) -> None:
        """Look now (the clock was moved)."""
        self._signal.set()

    def stop(self) -> None:
        """End after the job that is being run."""
        self._stopping = True
        self._signal.set()

    async def run(self) -> None:
        """Runs until `stop`. Ticks never overlap."""
        while not self._stopping:
            await self._signal.wait(self._beat)
            await self.tick()

    async def tick(self) -> None:
        """Run the jobs that are due. A job that fails is run again, ever more seldom, and does not hold up the others.
        One that met a change by somebody else has not failed: it is run again at once."""
        now = self._now()
        if self.last_at is not None and now < self.last_at - SET_BACK:
            log.warning("clock_set_back", seconds=(self.last_at - now).total_seconds())
            self._due = dict.fromkeys(self._due, now)
        for job in self._regular:
            if not self._stopping and self._due[job.name] <= now and await self._do(job.name, job.act, now):
                self._due[job.name] = now + job.every
        for day in self._daily:
            if not self._stopping and self._due[day.name] <= now and await self._do(day.name, day.act, now):
                self._due[day.name] = day.next_after(now)
        self.last_at = now

    async def _do(self, name: str, act: Act, now: datetime) -> bool:
        try:
            async with asyncio.timeout(JOB_LIMIT):
                await again_at_once(partial(act, now))
        except Exception as error:  # a beat must follow
            self._failures[name] += not isinstance(error, Unreachable)
            log.error("tick_failed", job=name, error=type(error).__name__, failures=self._failures[name])
            self._due[name] = now + timedelta(seconds=self._wait(self._failures[name]))
            return False
        self._failures[name] = 0
        return True

    def _wait(self, failures: int) -> float:
        """Seconds until the next attempt; more when the job has failed several times."""
        return 0.0 if failures < 2 else back_off(failures - 2, LONGEST_WAIT, first=self._beat)
