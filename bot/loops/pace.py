"""How fast Telegram lets us send: all chats together, a private chat, a group. Pure counting; the time is given."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import ChatId

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Limits:
    """Messages per second overall and per private chat (with a burst each), per minute and group; edits included."""

    overall: float = 28.0
    overall_burst: int = 28
    private: float = 0.95
    private_burst: int = 8
    group_minute: int = 19


@dataclass
class _Bucket:
    """Holds `burst` sends and refills at `rate` a second."""

    rate: float
    burst: int
    level: float
    at: datetime

    def refill(self, now: datetime) -> None:
        passed = max(0.0, (now - self.at).total_seconds())
        self.level, self.at = min(float(self.burst), self.level + passed * self.rate), now

    def free_at(self, now: datetime) -> datetime:
        self.refill(now)
        return now if self.level >= 1 else now + timedelta(seconds=(1 - self.level) / self.rate)


@dataclass
class _Chat:
    """What was sent to one chat lately; `held_until` is what a 429 said."""

    bucket: _Bucket
    times: list[datetime] = field(default_factory=list)
    is_group: bool = False
    held_until: datetime | None = None

    def free_at(self, now: datetime, limit: int) -> datetime:
        free = self.bucket.free_at(now) if not self.is_group else self._window(now, limit)
        return max(free, self.held_until or now)

    def _window(self, now: datetime, limit: int) -> datetime:
        self.times = [time for time in self.times if time > now - MINUTE]
        return now if len(self.times) < limit else self.times[-limit] + MINUTE


class Pace:
    """Says which chats must wait, and until when."""

    def __init__(self, limits: Limits, now: datetime) -> None:
        self._limits = limits
        self._overall = _Bucket(limits.overall, limits.overall_burst, float(limits.overall_burst), now)
        self._chats: dict[ChatId, _Chat] = {}
        self._held_until = now
        self._last_flood: tuple[ChatId, datetime] | None = None

    def room(self, now: datetime) -> int:
        """How many sends fit at this moment, over all chats."""
        self._overall.refill(now)
        return 0 if now < self._held_until else int(self._overall.level)

    def free_at(self, chat: ChatId, now: datetime) -> datetime:
        """When this chat may be written to, as far as its own limit goes."""
        known = self._chats.get(chat)
        return now if known is None else known.free_at(now, self._limits.group_minute)

    def waiting(self, now: datetime) -> frozenset[ChatId]:
        """Chats that must not be written to now. Chats long at rest are forgotten."""
        self._forget(now)
        return frozenset(chat for chat in self._chats if self.free_at(chat, now) > now)

    def next_free(self, now: datetime) -> datetime | None:
        """When the next thing changes for the better; None when nobody waits."""
        moments = [self.free_at(chat, now) for chat in self._chats]
        moments += [self._overall.free_at(now), self._held_until]
        return min((moment for moment in moments if moment > now), default=None)

    def spend(self, chat: ChatId, *, is_group: bool, now: datetime) -> None:
        """One call to this chat goes out."""
        known = self._known(chat, now)
        known.is_group = is_group
        known.bucket.refill(now)
        known.bucket.level -= 1
        known.times = [*(time for time in known.times if time > now - MINUTE), now]
        self._overall.refill(now)
        self._overall.level -= 1

    def flooded(self, chat: ChatId, seconds: float, now: datetime) -> None:
        """Telegram said 429: this chat waits; two chats within five seconds, and all wait."""
        known, until = self._known(chat, now), now + timedelta(seconds=seconds)
        known.held_until = max(until, known.held_until or until)
        last, self._last_flood = self._last_flood, (chat, now)
        if last is not None and last[0] != chat and now - last[1] < timedelta(seconds=5):
            self.hold(min(seconds, 5.0), now)

    def hold(self, seconds: float, now: datetime) -> None:
        """Nothing goes out for so long."""
        self._held_until = max(self._held_until, now + timedelta(seconds=seconds))

    def _known(self, chat: ChatId, now: datetime) -> _Chat:
        burst = self._limits.private_burst
        return self._chats.setdefault(chat, _Chat(_Bucket(self._limits.private, burst, float(burst), now)))

    def _forget(self, now: datetime) -> None:
        rested = [chat for chat, known in self._chats.items() if self._is_rested(known, now)]
        for chat in rested:
            del self._chats[chat]

    def _is_rested(self, known: _Chat, now: datetime) -> bool:
        held = known.held_until is not None and known.held_until > now
        return not held and all(time <= now - MINUTE for time in known.times)
