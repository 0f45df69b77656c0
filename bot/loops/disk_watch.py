"""Looks every few seconds at how much space the disk has. Administrators are told when it is low.

While it is nearly full no file is accepted; words always are."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from bot.loops.watch import Watch

log = structlog.get_logger()

LOOK = 5.0
"""Seconds between two looks."""
BACK = 1.0
"""Percent above the limit that must be free before the disk counts as well again. A disk at its limit is therefore
reported once."""
LOW, FULL, WELL = "low", "full", ""


@dataclass(frozen=True)
class Shares:
    """Percent of the disk that must be free: below `warn` administrators are told, below `refuse` no file is
    accepted."""

    warn: float = 10.0
    refuse: float = 3.0


def state_of(free: float, before: str, shares: Shares) -> str:
    """The state of a disk with this percentage of free space. A state ends when a little more than its limit is free
    (`BACK`)."""
    if free < shares.refuse + (BACK if before == FULL else 0):
        return FULL
    return LOW if free < shares.warn + (BACK if before != WELL else 0) else WELL


class DiskSpace:
    """The free space on the disks of this machine. `look` gives the percent that is free; None when it is unknown."""

    def __init__(self, look: Callable[[], float | None], shares: Shares) -> None:
        self._look = look
        self._shares = shares
        self.state = WELL
        """The state at the last look."""
        self.free: float | None = None

    def has_space(self) -> bool:
        """Whether a file may be taken at this moment."""
        self.note()
        return self.state != FULL

    def note(self) -> None:
        """Look at the disk now."""
        self.free = self._look()
        if self.free is not None:
            self.state = state_of(self.free, self.state, self._shares)


class DiskWatch(Watch):
    """Runs in every process, for its own machine. `tell` may fail, and is then called again."""

    def __init__(self, space: DiskSpace, tell: Callable[[str, float], Awaitable[None]]) -> None:
        super().__init__(LOOK)
        self._space = space
        self._tell = tell
        self._told = WELL

    async def look(self) -> None:
        """Look once, and tell what has changed."""
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
