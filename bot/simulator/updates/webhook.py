"""Webhook delivery: one update in flight per queue, in order, tried again until it is taken or too old."""

import asyncio
from collections import deque
from datetime import datetime

import aiohttp

from bot.simulator.clock import WorldClock
from bot.simulator.faults import Faults
from bot.simulator.refusal import Json
from bot.simulator.updates.updates import Queued, UpdateQueue

_SILENCE = 60.0
_LONGEST_PAUSE = 60.0
_OBEYED = 3600.0


class Webhook:
    """Off while `url` is empty."""

    def __init__(self, updates: UpdateQueue, faults: Faults, clock: WorldClock) -> None:
        self._updates = updates
        self._faults = faults
        self._clock = clock
        self._lanes: dict[int, deque[Queued]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(40)
        self._secret = ""
        self._last_error: tuple[datetime, str] | None = None
        self.max_connections = 40
        self.url = ""
        updates.on_push(self._queue)

    async def set(self, url: str, secret: str, max_connections: int) -> None:
        """Delivers to this address from now on, beginning with what waits."""
        await self.stop()
        self.url, self._secret = url, secret
        self.max_connections = max(1, min(max_connections, 100))
        self._slots = asyncio.Semaphore(self.max_connections)
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SILENCE))
        for update in self._updates.everything():
            self._queue(update)

    async def stop(self) -> None:
        """No more deliveries; what was not taken stays in the queue."""
        self.url, self._last_error = "", None
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        self._workers.clear()
        self._lanes.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def info(self) -> Json:
        """The webhook in the form of getWebhookInfo's answer."""
        facts: Json = {"url": self.url, "has_custom_certificate": False}
        facts["pending_update_count"] = self._updates.pending()
        if self.url:
            facts["max_connections"] = self.max_connections
        if self._updates.allowed is not None:
            facts["allowed_updates"] = sorted(self._updates.allowed)
        if self._last_error is not None:
            at, text = self._last_error
            facts |= {"last_error_date": int(at.timestamp()), "last_error_message": text}
        return facts

    def _queue(self, update: Queued) -> None:
        if not self.url:
            return
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        worker = asyncio.get_running_loop().create_task(self._work(update.lane))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, number: int) -> None:
        lane = self._lanes[number]
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        del self._lanes[number]

    async def _deliver(self, update: Queued) -> None:
        failures = 0
        while self._updates.is_alive(update):
            pause = await self._try(update)
            if pause is None:
                self._updates.forget(update.number)
                return
            await self._clock.sleep(pause or min(2.0**failures, _LONGEST_PAUSE))
            failures += 1
        self._updates.give_up(update.number)

    async def _try(self, update: Queued) -> float | None:
        """None when taken, else the seconds that the receiver asked for, or 0."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        if self._session is None:
            return 0.0
        try:
            async with self._slots, self._session.post(self.url, json=update.wire(), headers=headers) as answer:
                if answer.status // 100 == 2:
                    return 0.05 if self._faults.take_for_delivery("repeat_update") else None
                self._last_error = self._clock.now(), f"Wrong response from the webhook: {answer.status}"
                return _asked_pause(answer.headers.get("Retry-After"))
        except (aiohttp.ClientError, TimeoutError, OSError):
            self._last_error = self._clock.now(), "Connection failed"
            return 0.0


def _asked_pause(header: str | None) -> float:
    return min(float(header), _OBEYED) if header and header.isdigit() else 0.0
