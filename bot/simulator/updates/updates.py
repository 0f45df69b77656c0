"""The update queue: nothing leaves it before it is confirmed or too old."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.simulator.refusal import Json

_UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_LIFE = {"callback_query": timedelta(seconds=150)}
_DAY = timedelta(days=1)
_QUIET = timedelta(days=7)
_CAPACITY = 100_000
_PRESS_QUEUE = 3 << 33
_MEMBERSHIP_QUEUE = {"my_chat_member": 5 << 33, "chat_member": 6 << 33}


@dataclass(slots=True)
class Queued:
    """One update that waits; `lane` is the webhook queue it belongs to."""

    number: int
    kind: str
    body: Json
    lane: int
    expires: datetime

    def wire(self) -> Json:
        """The update in the form that the bot receives."""
        return {"update_id": self.number, self.kind: self.body}


def lane_of(kind: str, body: Json) -> int:
    """The webhook queue: the chat for messages, the person for presses and changes of membership."""
    if kind == "callback_query":
        return int(body["from"]["id"]) + _PRESS_QUEUE
    if kind in _MEMBERSHIP_QUEUE:
        return int(body["from"]["id"]) + _MEMBERSHIP_QUEUE[kind]
    return int(body["chat"]["id"])


class UpdateQueue:
    """Ordered by update_id. `repeat` is asked at each confirmation whether the server forgets it."""

    def __init__(self, now: Callable[[], datetime], spoil: Callable[[str, Json], Json]) -> None:
        self._now = now
        self._spoil = spoil
        self._waiting: dict[int, Queued] = {}
        self._next = random.randint(2_000_000, 1_000_000_000)
        self._last_push = now()
        self._listeners: list[Callable[[Queued], None]] = []
        self.allowed: frozenset[str] | None = None
        self.expired: list[int] = []
        """Numbers of those that grew too old before anybody took them."""

    def on_push(self, listener: Callable[[Queued], None]) -> None:
        """Calls the listener for each new update."""
        self._listeners.append(listener)

    def allow(self, kinds: list[str] | None) -> None:
        """Sticky: None keeps the earlier setting, an empty list means all but the ones that must be named."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def wants(self, kind: str) -> bool:
        """This kind is delivered."""
        return kind in self.allowed if self.allowed is not None else kind not in _UNASKED

    def push(self, kind: str, body: Json) -> None:
        """Queues one update, unless its kind was not asked for."""
        if not self.wants(kind) or len(self._waiting) >= _CAPACITY:
            return
        now = self._now()
        if not self._waiting and now - self._last_push > _QUIET:
            self._next = random.randint(2_000_000, 1_000_000_000)
        self._last_push = now
        lane = lane_of(kind, body)
        update = Queued(self._next, kind, self._spoil(kind, body), lane, now + _LIFE.get(kind, _DAY))
        self._next += 1
        self._waiting[update.number] = update
        for listener in self._listeners:
            listener(update)

    def take(self, limit: int) -> list[Queued]:
        """The oldest updates that are still alive; they stay in the queue."""
        found: list[Queued] = []
        for update in self._alive():
            found.append(update)
            if len(found) >= limit:
                break
        return found

    def confirm_below(self, offset: int) -> list[Queued]:
        """Forgets everything below the offset; returns what was forgotten."""
        if offset > self._next + 10:
            return []
        gone: list[Queued] = []
        for number in self._waiting:
            if number >= offset:
                break
            gone.append(self._waiting[number])
        for update in gone:
            del self._waiting[update.number]
        return gone

    def put_back(self, updates: list[Queued]) -> None:
        """A confirmation that the server lost: the same updates come again, first."""
        again = {update.number: update for update in updates}
        self._waiting = dict(sorted((again | self._waiting).items()))

    def keep_last(self, count: int) -> None:
        """A negative offset: all but the last ones are deleted."""
        for update in list(self._waiting.values())[:-count]:
            del self._waiting[update.number]

    def forget(self, number: int) -> None:
        """One update was delivered by webhook."""
        self._waiting.pop(number, None)

    def give_up(self, number: int) -> None:
        """One update grew too old before it could be delivered."""
        if self._waiting.pop(number, None) is not None:
            self.expired.append(number)

    def clear(self) -> None:
        """Drops all pending updates (`drop_pending_updates`)."""
        self._waiting.clear()

    def pending(self) -> int:
        """How many wait and are alive."""
        return sum(1 for _ in self._alive())

    def everything(self) -> list[Queued]:
        """All that are alive, oldest first."""
        return list(self._alive())

    def is_alive(self, update: Queued) -> bool:
        """Still waits and is not too old."""
        return update.number in self._waiting and update.expires > self._now()

    def _alive(self) -> Iterator[Queued]:
        now, dead = self._now(), []
        try:
            for update in self._waiting.values():
                if update.expires > now:
                    yield update
                else:
                    dead.append(update.number)
        finally:
            self.expired += dead
            for number in dead:
                self.forget(number)
