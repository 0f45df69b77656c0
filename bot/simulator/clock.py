"""The clock of the world: it can be moved forward, and what waits for it wakes up."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def real_now() -> datetime:
    """The machine's time, for a simulator that runs alone."""
    return datetime.now(UTC)


class WorldClock:
    """Reads the given clock; moves it through `advance`, or keeps an own offset where there is none.

    The page shows times in `zone`, or in the browser's own if that is empty.
    """

    def __init__(self, now: Callable[[], datetime], advance: Callable[[timedelta], None] | None) -> None:
        self._now = now
        self._advance = advance
        self._offset = timedelta()
        self.zone = ""
        self._moved = asyncio.Event()

    def show_in(self, zone: str) -> None:
        """The page shows times in this zone from now on."""
        self.zone = zone

    def now(self) -> datetime:
        """The moment it is in the world, aware UTC."""
        return self._now() + self._offset

    def forward(self, seconds: float) -> datetime:
        """Moves the world on; returns the new time."""
        delta = timedelta(seconds=seconds)
        if self._advance is None:
            self._offset += delta
        else:
            self._advance(delta)
        self._moved.set()
        self._moved = asyncio.Event()
        return self.now()

    async def sleep(self, seconds: float) -> None:
        """Waits this number of real seconds, or less when the world's clock is moved past the moment."""
        due = self.now() + timedelta(seconds=seconds)
        until = asyncio.get_running_loop().time() + seconds
        while self.now() < due:
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                return
            try:
                async with asyncio.timeout(left):
                    await self._moved.wait()
            except TimeoutError:
                return
