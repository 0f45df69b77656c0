"""An inbox loop on a real database whose handler does as a test says."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.domain.queues.inbox import Fault, InboxRow, RawUpdate
from bot.loops.inbox import InboxLoop
from bot.loops.wake_up import WakeUp
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.waiting import until

Handle = Callable[[InboxRow], Awaitable[Fault | None]]


class LoopWithHandler:
    """A loop with a given handler; it ends when `enough` says so."""

    def __init__(self, database: Database, clock: FixedClock, handle: Handle, width: int = 24) -> None:
        self.database, self.clock = database, clock
        self.parked: list[str] = []
        self.told_fails = 0
        self.wake = WakeUp()
        self.loop = InboxLoop(database.inbox, handle, self._tell, clock.now, self.wake, width=width)

    async def _tell(self, row: InboxRow, reason: str) -> None:
        if self.told_fails:
            self.told_fails -= 1
            raise RuntimeError("not now")
        self.parked.append(reason)

    async def put(self, *lanes: str) -> None:
        """Stores an update in each of these lanes, in this order."""
        updates = [RawUpdate(number, lane, f"{lane}{number}".encode()) for number, lane in enumerate(lanes, 1)]
        await self.database.inbox.store(updates, self.clock.now())

    async def run_until(self, is_enough: Callable[[], Awaitable[bool]]) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.loop.run())
            await until(is_enough, pause=0.005, meanwhile=self._goes_on)
            self.loop.stop()

    def _goes_on(self) -> None:
        self.clock.advance(seconds=30)
        self.wake.set()

    async def is_empty(self) -> bool:
        return not (await self.database.inbox.health(self.clock.now()))["open"]
