"""A bot that is started again whenever it has died."""

import asyncio
import signal
from collections.abc import Awaitable, Callable

from tests.support.processes.children import FORKED, Child, ChildOrder, forked_child
from tests.support.processes.shared import Shared


class RestartingBot:
    """The bot, started again whenever it has died."""

    def __init__(self, order: ChildOrder, origin: Shared = FORKED) -> None:
        """`origin`: the process that it is forked from."""
        self._order = order
        self._origin = origin
        self._child: Child | None = None
        self._ending = False
        self.ended = asyncio.Event()

    async def run(self, on_death: Callable[[], Awaitable[None]]) -> None:
        """Until `end`; after a death, and before it starts again, `on_death` is awaited."""
        while not self._ending:
            self._child = await forked_child(self._order, self._origin)
            if self._ending:  # somebody asked for it while it began
                self._child.kill()
            status = await self._child.wait()
            if self._ending:
                break
            assert status == -signal.SIGKILL, f"the bot ended by itself with {status}"
            await on_death()
        self.ended.set()

    def tell(self, number: signal.Signals) -> None:
        """A signal to the bot, if it runs."""
        if self._child is not None:
            self._child.send_signal(number)

    def end(self) -> None:
        """For good, without warning: what a file holds then is looked at."""
        self._ending = True
        self.tell(signal.SIGKILL)
