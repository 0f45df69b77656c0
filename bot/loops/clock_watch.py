"""Looks every few seconds whether the machine's clock was moved, and reports it to administrators."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog

from bot.clock import ClockStep
from bot.loops.watch import Watch

log = structlog.get_logger()

LOOK = 3.0
"""Seconds between two looks."""


class Watched(Protocol):
    """A clock that knows how far the machine's clock is off."""

    @property
    def is_checked(self) -> bool: ...
    def look(self) -> ClockStep | None: ...


class ClockWatch(Watch):
    """Runs in every process, since each may run on another machine. `tell` may fail, and is then called again."""

    def __init__(self, clock: Watched, tell: Callable[[ClockStep], Awaitable[None]]) -> None:
        super().__init__(LOOK)
        self._clock = clock
        self._tell = tell
        self._untold: ClockStep | None = None

    async def look(self) -> None:
        """Looks once. Before Telegram's time is known, nobody can say which clock is wrong."""
        if not self._clock.is_checked:
            return
        step = self._clock.look()
        if step is not None:
            log.critical("clock_moved", ahead_seconds=round(step.ahead.total_seconds()), right=step.is_right_again)
            self._untold = step
        if self._untold is not None:
            await self._try_to_tell(self._untold)

    async def _try_to_tell(self, step: ClockStep) -> None:
        try:
            await self._tell(step)
        except Exception as error:  # the database is away: told when it is back
            log.error("clock_step_untold", error=type(error).__name__)
        else:
            self._untold = None
