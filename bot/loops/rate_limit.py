"""Telegram's rate limits: for all chats together, for a private chat, for a group. Pure counting; the time is given.

Alerts about danger do not wait long. Of what fits over all chats a few sends are reserved for them. A group is written
to so evenly that the j-th alert never waits longer than j times its spacing (3 s at 20 a minute).
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import ChatId

MINUTE = 60.0
FLOODS_TOGETHER, MANY_FLOODS = 5.0, 3
"""The number of chats that get a 429, and the seconds within which they get it, that show that the limit of all chats
together was reached."""
MOST_SLOWED, SLOWED_BACK = 0.75, 0.05
"""A chat is slowed by at most this fraction of its rate, and gets back this fraction at a time."""
SET_BACK = 5.0
"""Seconds. A time that is earlier than the last one by more than this means that the clock was set back."""


@dataclass(frozen=True)
class Limits:
    """Messages per second overall and per private chat (with a burst each), per minute and group; edits included."""

    overall: float = 29.8
    overall_burst: int = 28
    private: float = 0.995
    private_burst: int = 8
    group_minute: int = 20
    margin: float = 0.2
    """Seconds by which a group's minute is longer here than at Telegram."""
    regain: float = 60.0
    """Seconds without a 429 after which a burst that was cut grows by one again."""
    danger_overall: int = 3
    danger_group: int = 4
    """Sends kept for alerts about danger; less where the limits are small."""

    @property
    def overall_reserve(self) -> int:
        """How many sends over all chats are for danger alone."""
        return min(self.danger_overall, self.overall_burst // 8)

    def windows(self, *, danger: bool) -> list[tuple[int, float]]:
        """Limits of a group: at most so many sends in so many seconds. All have the same rate. The shorter windows
        spread ordinary messages, so that an alert about danger never waits long."""
        whole, most = MINUTE + self.margin, self.group_minute
        reserved = 0 if danger else min(self.danger_group, most // 5)
        return [(most - less, whole * (most - less) / most) for less in range(reserved + 1)]


@dataclass
class _Bucket:
    """A token bucket: holds `whole` sends and refills at `rate` a second. After a 429 it holds half as many; where it
    holds only one, it refills more slowly. Every `regain` seconds it gets a little of that back."""

    rate: float
    whole: int
    regain: float
    level: float
    at: float
    cut: int = 0
    slowed: float = 0.0
    cut_at: float = 0.0

    def burst(self, now: float) -> int:
        """How many sends fit at once, after what 429s have taught."""
        return self.whole - max(0, self.cut - self._regained(now))

    def speed(self, now: float) -> float:
        """Sends a second, after what 429s have taught."""
        return self.rate * (1 - max(0.0, self.slowed - SLOWED_BACK * self._regained(now)))

    def refill(self, now: float) -> None:
        self.level = min(float(self.burst(now)), self.level + max(0.0, now - self.at) * self.speed(now))
        self.at = max(self.at, now)

    def free_at(self, now: float, reserved: int = 0) -> float:
        self.refill(now)
        return now if self.level >= 1 + reserved else max(now, self.at + (1 + reserved - self.level) / self.speed(now))

    def learn(self, now: float, until: float) -> None:
        """Note a 429: the next send fits at `until`, and the bucket is cut."""
        burst, slowed = self.burst(now), 1 - self.speed(now) / self.rate
        self.cut, self.slowed = self.whole - max(1, burst // 2), slowed
        if burst == 1:
            self.slowed = min(MOST_SLOWED, 1 - (1 - slowed) * 0.8)
        self.cut_at = now
        self.level, self.at = min(self.level, 1.0), max(self.at, until)

    def is_rested(self, now: float) -> bool:
        """Whether the bucket is as full and as fast as a new one."""
        self.refill(now)
        return self.level >= self.whole and self.speed(now) >= self.rate

    def _regained(self, now: float) -> int:
        return max(0, int((now - self.cut_at) / self.regain))


@dataclass
class _Chat:
    """The recent sends to one chat. `held_until` is the moment that a 429 has named."""

    bucket: _Bucket
    times: deque[float] = field(default_factory=deque)
    is_group: bool = False
    paused_until: float = 0.0

    def free_at(self, now: float, windows: list[tuple[int, float]]) -> float:
        free = self._window(now, windows) if self.is_group else self.bucket.free_at(now)
        return max(now, free, self.paused_until)

    def _window(self, now: float, windows: list[tuple[int, float]]) -> float:
        full = [self.times[-count] + seconds for count, seconds in windows if len(self.times) >= count]
        return max(full, default=now)

    def is_rested(self, now: float) -> bool:
        """Whether it is like a new one, and can be forgotten."""
        return self.paused_until <= now and (not self.times if self.is_group else self.bucket.is_rested(now))


class RateLimit:
    """Says which chats must wait, and until when. `danger` asks for an alert about danger, which has a reserve."""

    def __init__(self, limits: Limits, now: datetime) -> None:
        self._limits = limits
        self._windows = {danger: limits.windows(danger=danger) for danger in (False, True)}
        self._start, self._shift, self._latest = now, 0.0, 0.0
        self._overall = _Bucket(limits.overall, limits.overall_burst, limits.regain, float(limits.overall_burst), 0.0)
        self._chats: dict[ChatId, _Chat] = {}
        self._paused_until = 0.0
        self._floods: dict[ChatId, float] = {}

    def remaining(self, now: datetime, *, danger: bool = False) -> int:
        """How many sends fit at this moment, over all chats."""
        at = self._steady(now)
        self._overall.refill(at)
        reserved = 0 if danger else self._limits.overall_reserve
        return 0 if at < self._paused_until else max(0, int(self._overall.level + 1e-9) - reserved)

    def is_free(self, chat: ChatId, now: datetime, *, danger: bool = False) -> bool:
        """Whether this chat may be written to at this moment, as far as its own limit goes."""
        at = self._steady(now)
        return self._chat_free(chat, at, danger) <= at

    def free_at(self, chat: ChatId, now: datetime, *, danger: bool = False) -> datetime:
        """When this chat may be written to, as far as its own limit goes."""
        return self._moment(self._chat_free(chat, self._steady(now), danger))

    def allowed_at(self, chat: ChatId, now: datetime, *, danger: bool = False) -> datetime:
        """When this chat may be written to, all limits together."""
        at, reserved = self._steady(now), 0 if danger else self._limits.overall_reserve
        return self._moment(
            max(self._chat_free(chat, at, danger), self._overall.free_at(at, reserved), self._paused_until)
        )

    def waiting(self, now: datetime, *, danger: bool = False) -> frozenset[ChatId]:
        """Chats that must not be written to now. Chats long at rest are forgotten."""
        at = self._steady(now)
        self._forget(at)
        return frozenset(chat for chat in self._chats if self._chat_free(chat, at, danger) > at)

    def is_paused(self, now: datetime) -> bool:
        """Whether all sending is paused now."""
        return self._steady(now) < self._paused_until

    def next_free(self, now: datetime) -> datetime | None:
        """When the next limit allows more; None when no limit holds anything back."""
        at = self._steady(now)
        moments = [self._chat_free(chat, at, danger) for chat in self._chats for danger in (False, True)]
        moments += [
            self._overall.free_at(at),
            self._overall.free_at(at, self._limits.overall_reserve),
            self._paused_until,
        ]
        soonest = min((moment for moment in moments if moment > at), default=None)
        return None if soonest is None else self._moment(soonest)

    def take(self, sends: int, now: datetime) -> None:
        """Takes quota for this number of sends. A negative number gives quota back."""
        self._overall.refill(self._steady(now))
        self._overall.level -= sends

    def spend(self, chat: ChatId, *, is_group: bool, now: datetime) -> None:
        """One call to this chat is made, out of the quota that was taken."""
        at = self._steady(now)
        known = self._known(chat, at)
        known.is_group = is_group
        known.bucket.refill(at)
        known.bucket.level -= 1
        known.times.append(at)

    def done(self, chat: ChatId, now: datetime) -> None:
        """The last call to this chat was answered: Telegram has counted it by now."""
        known = self._chats.get(chat)
        if known is not None and known.times:
            known.times[-1] = self._steady(now)

    def give_back(self, chat: ChatId, now: datetime) -> None:
        """The last call to this chat was not one that Telegram counts."""
        self.take(-1, now)
        known = self._chats.get(chat)
        if known is not None and known.times:
            known.times.pop()
            known.bucket.level += 1

    def moved(self, old: ChatId, new: ChatId) -> None:
        """The chat goes on under another id, and Telegram counts on."""
        known = self._chats.pop(old, None)
        if known is None:
            return
        if (other := self._chats.get(new)) is not None:
            known.times = deque(sorted((*known.times, *other.times)))
            known.paused_until = max(known.paused_until, other.paused_until)
        self._chats[new] = known

    def flooded(self, chat: ChatId, seconds: float, now: datetime) -> None:
        """Note a 429: this chat waits, and its burst is cut for a while. After 429s in two chats within five seconds
        the burst of all chats is cut; after three all chats wait."""
        at = self._steady(now)
        known = self._known(chat, at)
        known.paused_until = max(known.paused_until, at + seconds)
        known.bucket.learn(at, at + seconds)
        before = {one: last for one, last in self._floods.items() if at - last < FLOODS_TOGETHER}
        self._floods = before | {chat: at}
        if len(before) == 1 and chat not in before:
            self._overall.learn(at, at)
            self._overall.level = min(self._overall.level, 0.0)
        if len(self._floods) >= MANY_FLOODS:
            self.pause(min(seconds, FLOODS_TOGETHER), now)

    def pause(self, seconds: float, now: datetime) -> None:
        """Pauses all sending for this number of seconds."""
        self._paused_until = max(self._paused_until, self._steady(now) + seconds)

    # --- inside ---

    def _steady(self, now: datetime) -> float:
        """Seconds that never run back: a clock that is set back neither stops the sending nor gives a quota twice."""
        at = (now - self._start).total_seconds() + self._shift
        if at < self._latest - SET_BACK:
            self._shift += self._latest - at
        self._latest = max(at, self._latest)
        return self._latest

    def _moment(self, at: float) -> datetime:
        return self._start + timedelta(seconds=at - self._shift)

    def _chat_free(self, chat: ChatId, at: float, danger: bool) -> float:
        known = self._chats.get(chat)
        return at if known is None else known.free_at(at, self._windows[danger])

    def _known(self, chat: ChatId, at: float) -> _Chat:
        burst, regain = self._limits.private_burst, self._limits.regain
        return self._chats.setdefault(chat, _Chat(_Bucket(self._limits.private, burst, regain, float(burst), at)))

    def _forget(self, at: float) -> None:
        whole = MINUTE + self._limits.margin
        for chat, known in list(self._chats.items()):
            while known.times and known.times[0] <= at - whole:
                known.times.popleft()
            if known.is_rested(at):
                del self._chats[chat]
