"""Server-sent events: what happens in the world, for the page and for tests that wait."""

import asyncio
import json
from collections.abc import AsyncIterator

from bot.simulator.refusal import Json

_QUEUE_LIMIT = 10_000


class Events:
    """Hands every event to every listener; a listener that stopped reading is dropped."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Json]] = set()

    @property
    def heard(self) -> bool:
        """Whether somebody listens."""
        return bool(self._listeners)

    def tell(self, event: Json) -> None:
        """Never blocks."""
        for listener in list(self._listeners):
            if listener.qsize() >= _QUEUE_LIMIT:
                self._listeners.discard(listener)
            else:
                listener.put_nowait(event)

    async def stream(self, *, beat: float = 15.0) -> AsyncIterator[bytes]:
        """Events as text/event-stream, with a comment now and then that keeps the line open."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield b": welcome\n\n"
            while queue in self._listeners:
                yield await self._next(queue, beat)
        finally:
            self._listeners.discard(queue)

    async def _next(self, queue: asyncio.Queue[Json], beat: float) -> bytes:
        try:
            async with asyncio.timeout(beat):
                event = await queue.get()
        except TimeoutError:
            return b": beat\n\n"
        return f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
