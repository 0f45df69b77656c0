"""Runs the loops that may run only once per database, while this process is the leader; new ones for each epoch."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import structlog

from bot.loops.wake_up import WakeUp

log = structlog.get_logger()

LOOK_AGAIN = 0.5
"""Seconds between two looks at whether this process still leads; a change is usually told at once."""
GRACE = 3.0
"""Seconds that sends in flight get when another process may lead already. What is cut off then is sent again."""


class Loop(Protocol):
    """Something that runs until it is told to stop."""

    async def run(self) -> None: ...
    def stop(self) -> None: ...


Begin = Callable[[], Awaitable[Sequence[Loop]]]


class LeaderTasks:
    """`epoch` gives 0 while another process leads, and a new number each time that this process becomes the leader."""

    def __init__(self, epoch: Callable[[], int], begin: Begin) -> None:
        self._epoch = epoch
        self._begin = begin
        self._signal = WakeUp()
        self._loops: Sequence[Loop] = ()
        self._stopping = False

    def wake(self) -> None:
        """Look now: the epoch may have changed."""
        self._signal.set()

    def stop(self) -> None:
        """Stop the loops; what they are doing is finished."""
        self._stopping = True
        for loop in self._loops:
            loop.stop()
        self._signal.set()

    async def run(self) -> None:
        """Runs until `stop`. An exception of a loop is raised."""
        while not self._stopping:
            if epoch := self._epoch():
                await self._lead(epoch)
            else:
                await self._signal.wait(LOOK_AGAIN)

    async def _lead(self, epoch: int) -> None:
        try:
            loops = await self._begin()
        except Exception as error:  # the database is away: tried again while we lead
            log.error("cannot_lead", error=type(error).__name__)
            await self._signal.wait(LOOK_AGAIN)
            return
        async with asyncio.TaskGroup() as tasks:
            self._loops = loops
            running = [tasks.create_task(loop.run()) for loop in loops]
            while not self._stopping and self._epoch() == epoch:
                await self._signal.wait(LOOK_AGAIN)
            await self._end(running)

    async def _end(self, running: "list[asyncio.Task[None]]") -> None:
        """Stops all loops. Where another process may lead already, the loops get `GRACE` seconds."""
        for loop in self._loops:
            loop.stop()
        if not self._stopping:
            log.warning("leads_no_more")
            await asyncio.wait(running, timeout=GRACE)
            for task in running:
                task.cancel()
        self._loops = ()
