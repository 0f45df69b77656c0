"""Wakes a sleeping loop; a wake-up that comes while it works is not lost."""

import asyncio
from collections.abc import Callable


class WakeUp:
    """A signal that other parts set when there is work. One loop waits for the signal."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        """Sets the signal: there is something to look at."""
        self._event.set()

    async def wait(self, seconds: float | None) -> None:
        """Waits until the signal is set, at most for this number of seconds, and then resets the signal."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            pass
        self._event.clear()


class SharedWake:
    """`bot.ports.time.Wake` for work that any process may take: wakes our own loop, and tells the others."""

    def __init__(self, own: WakeUp, tell: Callable[[], None]) -> None:
        self._own = own
        self._tell = tell

    def set(self) -> None:
        """Sets the signal: there is something to look at."""
        self._own.set()
        self._tell()
