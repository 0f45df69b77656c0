"""Downloads the files that people sent: apart from the handling of updates, one file at a time for each person.

Each file to download is a row, which outlives this process. The commit that removes the row decides whether the file is
stored: a file that is not wanted any more (the chat was hidden, the draft erased) is dropped during the download.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.domain.ids import PersonKey
from bot.domain.queues.fetches import Fetch, FetchFailure
from bot.loops.wake_up import WakeUp
from bot.loops.writing import AttemptEnd, is_stray, write_down
from bot.ports.fetches import Fetches

log = structlog.get_logger()

WAITS = (2.0, 5.0, 15.0, 60.0, 300.0, 900.0)
"""Seconds before the second, third … attempt; the last one from then on."""
STORED_BY_TELEGRAM = timedelta(hours=24)
"""How long after it was sent a file is still tried to be downloaded."""
OWN_FAULTS = 5
"""The number of attempts that failed by a fault of the program, after which the file is given up. Otherwise it would be
tried for ever."""
ATTEMPT_LIMIT = 600.0
"""Seconds of one attempt: 20 MB over a slow line."""
SLOW = 3.0
"""Seconds after which the person is told that the file is on its way."""
LOOK = 1.0
"""Seconds between two looks whether the file is still wanted."""
IDLE = 5.0
WHILE_BUSY = 0.5
"""Seconds until the next look while a file waits for another file of the same person; the end of that one wakes the
loop."""


@dataclass(frozen=True)
class FetchActs:
    """What the loop does with a row: download the file (None: done), tell its person that it takes longer, give it
    up."""

    fetch: Callable[[Fetch], Awaitable[FetchFailure | None]]
    tell: Callable[[Fetch], Awaitable[None]]
    give_up: Callable[[Fetch], Awaitable[None]]


def next_try(fetch: Fetch, failure: FetchFailure, now: datetime) -> datetime | None:
    """When to try again: by back-off, and not before Telegram allows it. None: give up."""
    if now - fetch.made_at >= STORED_BY_TELEGRAM or (failure.fault and fetch.attempts + 1 >= OWN_FAULTS):
        return None
    return now + timedelta(seconds=max(failure.seconds, WAITS[min(max(fetch.attempts, 0), len(WAITS) - 1)]))


class FetchLoop:
    """Runs until stopped, in every process."""

    def __init__(
        self, fetches: Fetches, acts: FetchActs, now: Callable[[], datetime], wake: WakeUp, *, width: int = 16
    ) -> None:
        self._fetches = fetches
        self._acts = acts
        self._now = now
        self._wake = wake
        self._width = width
        self._busy: set[PersonKey] = set()
        self._stopping = asyncio.Event()
        self._running: set[asyncio.Task[FetchFailure | None]] = set()
        self.counts: Counter[str] = Counter()
        """Attempts by what became of them: done, again, given_up."""

    def stop(self) -> None:
        """Starts no further download. Downloads under way are cancelled. The next process starts them again."""
        self._stopping.set()
        for attempt in self._running:
            attempt.cancel()
        self._wake.set()

    async def run(self) -> None:
        """Runs until `stop`. Survives a database that is away."""
        async with asyncio.TaskGroup() as tasks:
            while not self._stopping.is_set():
                try:
                    pause = await self._start_some(tasks)
                except Exception as error:  # the loop must outlive every fault of a store
                    log.error("fetches_away", error=type(error).__name__)
                    pause = IDLE
                await self._wake.wait(pause)

    async def _start_some(self, tasks: asyncio.TaskGroup) -> float:
        """Start the downloads that can be started. Returns the seconds until the next look."""
        free, now = self._width - len(self._busy), self._now()
        if free <= 0:
            return IDLE
        for fetch in await self._fetches.lease(now, free, frozenset(self._busy)):
            self._busy.add(fetch.person)
            tasks.create_task(self._work(fetch))
        due = await self._fetches.next_due()
        return IDLE if due is None else min(IDLE, max(WHILE_BUSY, (due - now).total_seconds()))

    async def _work(self, fetch: Fetch) -> None:
        try:
            failure = await self._watched(fetch)
            if failure is not None:
                await self._write(fetch, failure)
            else:
                self.counts["done"] += 1
        finally:
            self._busy.discard(fetch.person)
            self._wake.set()

    async def _watched(self, fetch: Fetch) -> FetchFailure | None:
        """Makes one attempt. It is cancelled when the file is not wanted any more, or when the program ends."""
        async with asyncio.TaskGroup() as tasks:
            attempt = tasks.create_task(self._attempt(fetch))
            self._running.add(attempt)
            try:
                await self._watch(fetch, attempt)
            finally:
                self._running.discard(attempt)
                attempt.cancel()
        if attempt.cancelled():
            return FetchFailure("Stopped") if self._stopping.is_set() else None
        return attempt.result()

    async def _watch(self, fetch: Fetch, attempt: "asyncio.Task[FetchFailure | None]") -> None:
        """Wait until the download ends or the file is not wanted any more. After `SLOW` its person is told that it
        takes longer."""
        begun, told = asyncio.get_running_loop().time(), fetch.told or fetch.quiet
        while not (await asyncio.wait({attempt}, timeout=LOOK))[0]:
            if not await self._is_wanted(fetch):
                return
            if not told and asyncio.get_running_loop().time() - begun >= SLOW:
                told = await self._is_told(fetch)

    async def _attempt(self, fetch: Fetch) -> FetchFailure | None:
        try:
            async with asyncio.timeout(ATTEMPT_LIMIT):
                return await self._acts.fetch(fetch)
        except TimeoutError:
            return FetchFailure("Slow")
        except BaseException as error:
            if not is_stray(error):
                raise
            log.error("fetch_fault", fetch=fetch.id, error=type(error).__name__)
            return FetchFailure(type(error).__name__, fault=True)

    async def _is_wanted(self, fetch: Fetch) -> bool:
        """Whether the file is still wanted. True while the database is away: the commit decides then."""
        try:
            return await self._fetches.is_wanted(fetch.id)
        except Exception as error:  # whatever it is, the file goes on coming
            log.error("fetches_away", error=type(error).__name__)
            return True

    async def _is_told(self, fetch: Fetch) -> bool:
        """Whether the notice that it takes longer was written."""
        try:
            await self._acts.tell(fetch)
        except Exception as error:  # whatever it is, the file goes on coming
            log.error("fetch_untold", fetch=fetch.id, error=type(error).__name__)
            return False
        return True

    async def _write(self, fetch: Fetch, failure: FetchFailure) -> None:
        """Record the result, however long the database is away. A row that a working database refuses is parked."""
        ending = AttemptEnd(
            fetch.id,
            write=lambda: self._end(fetch, failure),
            renew_lease=lambda: self._fetches.renew_lease(fetch.id, self._now()),
            give_up=lambda reason: self._fetches.park(fetch.id, reason),
        )
        await write_down(ending, self._stopping.is_set)

    async def _end(self, fetch: Fetch, failure: FetchFailure) -> None:
        """Set the time of the next attempt, or give the file up."""
        if self._stopping.is_set():
            await self._fetches.again(fetch.id, self._now(), failure.reason)
            return
        at = next_try(fetch, failure, self._now())
        if at is None:
            await self._acts.give_up(fetch)
            self.counts["given_up"] += 1
        else:
            await self._acts.tell(fetch)
            await self._fetches.again(fetch.id, at, failure.reason)
            self.counts["again"] += 1
        log.warning(
            "fetch_failed", fetch=fetch.id, reason=failure.reason, attempts=fetch.attempts + 1, ended=at is None
        )
