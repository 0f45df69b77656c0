"""Makes receipts ahead, so that sending a report waits for no slow hash."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

import structlog

from bot.domain.access.receipts import Receipt
from bot.loops.wake_up import WakeUp

log = structlog.get_logger()

MOST = 32
"""Receipts that are kept ready at most: as many as a crowd may want within half a second."""
AT_FIRST = 2
"""Receipts that are kept ready until somebody finds none; then as many as were wanted lately."""
LATELY = 1.0
"""Seconds. The stock must last for what is wanted within them: meanwhile some dozens are made."""


class ReceiptStock:
    """Receipts that belong to no report yet. They are in the memory of this process alone, and end with it.

    None is made before the first one is wanted: a process that sends no report needs none. They are made one after the
    other in the thread for slow hashes, so a hash that somebody waits for is delayed by one of them at most."""

    def __init__(self, make: Callable[[], Awaitable[Receipt]], most: int = MOST, *, lately: float = LATELY) -> None:
        """`make` computes the slow hash of a new code."""
        self._make = make
        self._most = most
        self._lately = lately
        self._wanted: deque[float] = deque(maxlen=most)
        """When the last receipts were wanted, by the loop's time."""
        self._enough = min(AT_FIRST, most)
        self._ready: deque[Receipt] = deque()
        self._signal = WakeUp()
        self._stopping = False

    def take(self) -> Receipt | None:
        """A receipt that nobody else gets. None where none is ready; then the caller makes one. In either case more are
        made afterwards."""
        self._signal.set()
        now = asyncio.get_running_loop().time()
        self._wanted.append(now)
        if self._ready:
            return self._ready.popleft()
        self._enough = max(self._enough, sum(now - at <= self._lately for at in self._wanted))
        return None

    def stop(self) -> None:
        """Makes no more."""
        self._stopping = True
        self._signal.set()

    async def run(self) -> None:
        """Runs until `stop`."""
        while not self._stopping:
            await self._signal.wait(None)
            try:
                await self._fill_up()
            except Exception as error:  # whoever finds none makes one, and is told what is wrong
                log.error("receipt_not_made", error=type(error).__name__)

    async def _fill_up(self) -> None:
        while len(self._ready) < self._enough and not self._stopping:
            self._ready.append(await self._make())
