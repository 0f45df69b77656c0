"""Flood limits by the real clock: a private chat, a group, and all chats together."""

import math
import time
from collections import deque
from collections.abc import Callable

from bot.simulator.refusal import too_many
from bot.simulator.world.chats import Chat

_PRIVATE_BURST = 10
_OVERALL_BURST = 40
_GROUP_WINDOW = 60.0
_GROUP_LIMIT = 20


class Bucket:
    """Holds up to `burst` sends and refills at `rate` a second."""

    def __init__(self, rate: float, burst: int, now: float) -> None:
        self._rate, self._burst = rate, float(burst)
        self._tokens, self._at = float(burst), now

    def wait(self, cost: int, now: float) -> float:
        """Seconds until the cost fits; 0 when it fits now."""
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        return max(0.0, (min(cost, self._burst) - self._tokens) / self._rate)

    def spend(self, cost: int) -> None:
        """Takes it out."""
        self._tokens -= cost


class Window:
    """At most `_GROUP_LIMIT` in any `_GROUP_WINDOW` seconds."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()

    def wait(self, cost: int, now: float) -> float:
        """Seconds until the cost fits; 0 when it fits now."""
        while self._times and self._times[0] <= now - _GROUP_WINDOW:
            self._times.popleft()
        excess = len(self._times) + min(cost, _GROUP_LIMIT) - _GROUP_LIMIT
        return self._times[excess - 1] + _GROUP_WINDOW - now if excess > 0 else 0.0

    def spend(self, cost: int, now: float) -> None:
        """Writes it down."""
        self._times.extend([now] * cost)


class Flood:
    """Counts what is sent and edited; refuses with 429 what is too much."""

    def __init__(self, *, on: bool, now: Callable[[], float] = time.monotonic) -> None:
        self.on = on
        self._now = now
        self._overall = Bucket(30.0, _OVERALL_BURST, now())
        self._private: dict[int, Bucket] = {}
        self._groups: dict[int, Window] = {}
        self._actions: dict[int, Window] = {}
        self._webhook = Bucket(1.0, 1, now())

    def charge(self, chat: Chat, cost: int = 1) -> None:
        """One message or edit to this chat, or as many as an album has."""
        if not self.on:
            return
        now = self._now()
        waits = [self._overall.wait(cost, now), self._chat_wait(chat, cost, now)]
        if max(waits) > 0:
            raise too_many(math.ceil(max(waits)))
        self._overall.spend(cost)
        self._spend(chat, cost, now)

    def charge_action(self, chat: Chat) -> None:
        """Chat actions have their own count in groups."""
        if self.on and not chat.private:
            window, now = self._actions.setdefault(chat.id, Window()), self._now()
            if wait := window.wait(1, now):
                raise too_many(math.ceil(wait))
            window.spend(1, now)

    def charge_webhook(self) -> None:
        """setWebhook, once a second."""
        if self.on:
            if wait := self._webhook.wait(1, self._now()):
                raise too_many(math.ceil(wait))
            self._webhook.spend(1)

    def _chat_wait(self, chat: Chat, cost: int, now: float) -> float:
        if chat.private:
            return self._private.setdefault(chat.id, Bucket(1.0, _PRIVATE_BURST, now)).wait(cost, now)
        return self._groups.setdefault(chat.id, Window()).wait(cost, now)

    def _spend(self, chat: Chat, cost: int, now: float) -> None:
        if chat.private:
            self._private[chat.id].spend(cost)
        else:
            self._groups[chat.id].spend(cost, now)
