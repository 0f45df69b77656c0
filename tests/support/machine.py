"""A machine whose clock somebody sets, while true time passes: for tests of what must not depend on that clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.clock import SteadyClock

MONDAY = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
"""Seven in the morning in Chongqing."""


@dataclass
class Machine:
    """`true`: what a good watch shows. The machine's clock is `wrong_by` ahead of it."""

    true: datetime = MONDAY
    wrong_by: timedelta = timedelta()
    up: float = 0.0
    """Seconds since it was switched on."""

    def wall(self) -> datetime:
        """The machine's clock."""
        return self.true + self.wrong_by

    def monotonic(self) -> float:
        """Counts, whatever the clock shows."""
        return self.up

    def step(self, **units: float) -> None:
        """Somebody sets the clock."""
        self.wrong_by += timedelta(**units)

    def put_right(self) -> None:
        """Somebody sets the clock right."""
        self.wrong_by = timedelta()

    def wait(self, **units: float) -> None:
        """True time passes."""
        by = timedelta(**units)
        self.true += by
        self.up += by.total_seconds()

    def sleep(self, **units: float) -> None:
        """The whole machine is suspended: true time passes and nothing in it counts; it wakes with the right time."""
        self.true += timedelta(**units)

    def clock(self) -> SteadyClock:
        """The clock of a program that is started now."""
        return SteadyClock(self.wall, self.monotonic)

    def answers(self, clock: SteadyClock, waited: float = 0.1) -> None:
        """Telegram answers with its `Date`, in whole seconds, after so many seconds."""
        clock.note_server_time(self.true.replace(microsecond=0), waited)

    def off(self, clock: SteadyClock) -> float:
        """By how many seconds the program's time is ahead of true time."""
        return (clock.now() - self.true).total_seconds()
