"""Messages with files that take a moment to make: they are made in the background, while others are sent."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.text.rendered import Rendered

RENDER_TIMEOUT = 0.3
"""Seconds to wait for a message that is being made, at each attempt to send it."""
SOONEST, LATEST = timedelta(seconds=1), timedelta(seconds=10)
"""Bounds of the time until the next attempt; it is as long as the making has taken so far."""
AT_MOST = 64
"""The highest number of messages that are being made, or are ready and wait to be sent."""

Make = Callable[[], Coroutine[Any, Any, Rendered | None]]


class NotReady(Exception):
    """The message is still being made. `wait`: after how long to ask for it again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait


@dataclass(frozen=True)
class _Begun:
    task: "asyncio.Task[Rendered | None]"
    at: float


class Background:
    """Messages that are being made, by outbox row. Each is made once, however often it is asked for. The result, or the
    failure, is handed over once and forgotten."""

    def __init__(self) -> None:
        self._begun: dict[int, _Begun] = {}

    async def made(self, row: OutboxRow, make: Make) -> Rendered | None:
        """What `make` gives or raises. Raises NotReady while that takes longer."""
        begun = self._begun.get(row.id) or self._begin(row, make)
        await asyncio.wait({begun.task}, timeout=RENDER_TIMEOUT)
        if not begun.task.done():
            so_far = timedelta(seconds=asyncio.get_running_loop().time() - begun.at)
            raise NotReady(min(max(so_far, SOONEST), LATEST))
        self._begun.pop(row.id, None)
        return begun.task.result()

    def _begin(self, row: OutboxRow, make: Make) -> _Begun:
        """Start making it. Raises NotReady where too many are being made; results that nobody asked for again are
        dropped."""
        if len(self._begun) >= AT_MOST:
            ready = next((known for known, begun in self._begun.items() if begun.task.done()), None)
            if ready is None:
                raise NotReady(LATEST)
            del self._begun[ready]
        loop = asyncio.get_running_loop()
        begun = self._begun[row.id] = _Begun(loop.create_task(make()), loop.time())
        begun.task.add_done_callback(_note_fault)
        return begun


def _note_fault(task: "asyncio.Task[Rendered | None]") -> None:
    """Take the exception of a task that nobody asks for any more. Else the event loop would log it with its words."""
    if not task.cancelled():
        task.exception()
