"""The bot as one process or several: started, asked, ended, killed."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, cast

import aiohttp

from tests.support.processes.children import Child
from tests.support.waiting import until

UP = 120.0
"""Seconds for a process to come up on a busy machine."""
END = 60.0


@dataclass
class ChaosWorker:
    """One process, and the next one in its place."""

    port: int
    process: Child | None = None

    @property
    def runs(self) -> bool:
        """There is a process, and it has not ended."""
        return self.process is not None and self.process.returncode is None

    async def health(self) -> dict[str, Any] | None:
        """What it says of itself; None while it says nothing."""
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session,
                session.get(f"http://127.0.0.1:{self.port}/health") as answer,
            ):
                return cast("dict[str, Any]", await answer.json()) if answer.status == 200 else None
        except (aiohttp.ClientError, TimeoutError):
            return None


@dataclass
class Workers:
    """All of them."""

    workers: list[ChaosWorker]
    launch: Callable[[int], Awaitable[Child]]
    """A process that listens on this port."""
    faults: list[str] = field(default_factory=list)
    """What was seen to be wrong while it happened."""

    @property
    def running(self) -> list[ChaosWorker]:
        """Those with a process."""
        return [worker for worker in self.workers if worker.runs]

    async def start(self) -> None:
        """Every one runs, if it does not yet."""
        for worker in self.workers:
            if not worker.runs:
                worker.process = await self.launch(worker.port)

    async def wait_up(self) -> None:
        """Until each of them listens."""
        async with asyncio.timeout(UP):
            await until(self._listen)

    async def _listen(self) -> bool:
        for worker in self.workers:
            if worker.process is not None and worker.process.returncode is not None:
                self.faults.append(f"ended by itself: {worker.process.returncode}")
                await self.start()
            if await worker.health() is None:
                return False
        return True

    async def leader(self) -> ChaosWorker:
        """The one that leads; while none does, the first that runs."""
        for worker in self.running:
            if (await worker.health() or {}).get("leads"):
                return worker
        return (self.running or self.workers)[0]

    async def end(self, worker: ChaosWorker, number: signal.Signals) -> int:
        """End one by this signal; its return code."""
        process = worker.process
        if process is None:
            return 0
        process.send_signal(number)
        try:
            async with asyncio.timeout(END):
                return await process.wait()
        except TimeoutError:
            self.faults.append("did not end when asked to")
            process.send_signal(signal.SIGKILL)
            return await process.wait()

    async def end_all(self, number: signal.Signals) -> list[int]:
        """End every one; those that did not end well."""
        codes = await asyncio.gather(*(self.end(worker, number) for worker in self.workers))
        return [code for code in codes if code]
