"""getUpdates: confirmation by offset, long poll, and the quarrel of two pollers."""

import asyncio

from bot.simulator.faults import Faults
from bot.simulator.refusal import Json, conflict
from bot.simulator.updates.updates import Queued, UpdateQueue
from bot.simulator.updates.webhook import Webhook

LONGEST = 50
_OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_CONFLICT_PAUSE = 3.0


class Polling:
    """One long poll at a time; `guard` slows a busy loop on the same offset as the real server does."""

    def __init__(self, updates: UpdateQueue, faults: Faults, webhook: Webhook, *, guard: bool) -> None:
        self._updates = updates
        self._faults = faults
        self._webhook = webhook
        self._guard = guard
        self._waiting: asyncio.Future[None] | None = None
        self._last_offset: int | None = None
        self._last_start = -10.0
        self._last_conflict = -10.0
        updates.on_push(self._wake)

    async def get(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """The next updates; waits up to `timeout` seconds for the first. Refused when a later poll comes."""
        if self._webhook.url:
            raise conflict(_WEBHOOK)
        self.abort(_OTHER)
        limit, timeout = self._slowed(offset, max(1, min(limit, 100)), max(0.0, min(timeout, LONGEST)))
        self._confirm(offset)
        if not self._updates.take(1) and timeout > 0:
            await self._wait(timeout)
        found = [update.wire() for update in self._updates.take(limit)]
        return found[::-1] if len(found) > 1 and self._faults.take_for_delivery("reorder_updates") else found

    @property
    def is_waiting(self) -> bool:
        """Whether a poll waits for its first update."""
        return self._waiting is not None

    def abort(self, reason: str) -> None:
        """Ends the poll that waits, with 409."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(conflict(reason))
        self._waiting = None

    def _slowed(self, offset: int, limit: int, timeout: float) -> tuple[int, float]:
        now = asyncio.get_running_loop().time()
        passed = now - self._last_start
        if self._guard and offset == self._last_offset:
            timeout = max(timeout, 3.0) if passed < 3.0 else timeout
            limit = 1 if passed < 0.5 else limit
        self._last_offset, self._last_start = offset, now
        return limit, timeout

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._updates.keep_last(-offset)
            return
        gone: list[Queued] = self._updates.confirm_below(offset)
        if gone and self._faults.take_for_delivery("repeat_update"):
            self._updates.put_back(gone)

    async def _wait(self, timeout: float) -> None:
        mine = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout):
                await mine
        except TimeoutError:
            pass
        except Exception:
            await self._pause_conflict()
            raise
        finally:
            if self._waiting is mine:
                self._waiting = None

    async def _pause_conflict(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._last_conflict < _CONFLICT_PAUSE:
            await asyncio.sleep(_CONFLICT_PAUSE)
        self._last_conflict = now

    def _wake(self, _: Queued) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
