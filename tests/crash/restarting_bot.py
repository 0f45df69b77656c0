"""The process that bots are forked from, and a bot that is started again whenever it has died."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from tests.crash.edges import ROOT
from tests.crash.launcher import Order


@dataclass
class Launcher:
    """The process that bots are forked from."""

    process: Process

    async def hear(self) -> tuple[str, int]:
        """What it says next."""
        assert self.process.stdout is not None
        word, number = (await self.process.stdout.readline()).split()
        return word.decode(), int(number)

    async def start(self, order: Order) -> int:
        """A bot; its process id."""
        assert self.process.stdin is not None
        self.process.stdin.write(order.services())
        word, number = await self.hear()
        assert word == "started"
        return number


@asynccontextmanager
async def launching() -> AsyncIterator[Launcher]:
    """A launcher, ended on leaving; a bot that runs ends with it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.crash.launcher", cwd=ROOT, stdin=PIPE, stdout=PIPE
    )
    try:
        launcher = Launcher(process)
        await launcher.hear()
        yield launcher
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


class RestartingBot:
    """The bot, started again whenever it has died."""

    def __init__(self, launcher: Launcher, order: Order) -> None:
        self._launcher = launcher
        self._order = order
        self._pid = 0
        self._ending = False
        self.ended = asyncio.Event()

    async def run(self, on_death: Callable[[], Awaitable[None]]) -> None:
        """Until `end`; after a death, and before it starts again, `on_death` is awaited."""
        while not self._ending:
            self._pid = await self._launcher.start(self._order)
            _, status = await self._launcher.hear()
            self._pid = 0
            if self._ending:
                break
            assert status == -signal.SIGKILL, f"the bot ended by itself with {status}"
            await on_death()
        self.ended.set()

    def tell(self, number: signal.Signals) -> None:
        """A signal to the bot, if it runs."""
        with suppress(ProcessLookupError):
            if self._pid:
                os.kill(self._pid, number)

    def end(self) -> None:
        """For good, without warning: what a file holds then is looked at."""
        self._ending = True
        self.tell(signal.SIGKILL)
