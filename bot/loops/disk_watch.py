"""Looks every few seconds at how much room the disk has: administrators hear when it gets little, and while it is
nearly full no file is taken. Words always are."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from bot.loops.watch import Watch

log = structlog.get_logger()

LOOK = 5.0
"""Seconds between two looks."""
BACK = 1.0
"""Percent more that must be free until it counts as well again: a disk at the limit is not told of again and again."""
LOW, FULL, WELL = "low", "full", ""


@dataclass(frozen=True)
class Shares:
    """Percent of the room that must be free: below `warn` administrators hear, below `refuse` no file is taken."""

    warn: float = 10.0
    refuse: float = 3.0


def state_of(free: float, before: str, shares: Shares) -> str:
    """How it is with so many percent free. What was told holds until a little more is free than its limit."""
    if free < shares.refuse + (BACK if before == FULL else 0):
        return FULL
    return LOW if free < shares.warn + (BACK if before != WELL else 0) else WELL


class DiskSpace:
    """How much room there is on the disks of this machine. `look` gives the percent that is free (None: nobody can
    say)."""

    def __init__(self, look: Callable[[], float | None], shares: Shares) -> None:
        self._look = look
        self._shares = shares
        self.state = WELL
        """As it was at the last look."""
        self.free: float | None = None

    def has_space(self) -> bool:
        """Whether a file may be taken at this moment."""
        self.note()
        return self.state != FULL

    def note(self) -> None:
        """Look."""
        self.free = self._look()
        if self.free is not None:
            self.state = state_of(self.free, self.state, self._shares)


class DiskWatch(Watch):
    """In every process: each looks at its own machine. `tell` may fail, and is then called again."""

    def __init__(self, space: DiskSpace, tell: Callable[[str, float], Awaitable[None]]) -> None:
        super().__init__(LOOK)
        self._space = space
        self._tell = tell
        self._told = WELL

    async def look(self) -> None:
        """Once."""
        space = self._space
        space.note()
        if space.state == self._told or space.free is None:
            return
        try:
            log.critical("disk", reason=space.state or "well", percent=round(space.free, 1))
            await self._tell(space.state, space.free)
            self._told = space.state
        except Exception as error:  # the database is away: told when it is back
            log.error("disk_untold", error=type(error).__name__)
