"""How much one sender may send before any of it is stored: most people never come near; alarming words have more room.

Pure counting; the time is given. What does not fit is not stored, and whoever sent it is told so: once when it begins,
and once, with the number, when they are heard again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.access.throttle import poured
from bot.domain.profile import Bucket


class Fit(StrEnum):
    """What becomes of one update."""

    TAKEN = "taken"
    AHEAD = "ahead"
    """Taken, and not held up by what the same sender has waiting: it is alarming."""
    OVER = "over"
    """Not stored."""


class Word(StrEnum):
    """What the sender must be told beside that."""

    NOTHING = ""
    BEGINS = "begins"
    """From here on some of their messages are not kept."""
    ENDS = "ends"
    """They are heard again; so many were not kept."""


@dataclass(frozen=True)
class Arrival:
    """One update as it came: a keyed hash of who sent it, and whether it is alarming (asked only when that matters)."""

    sender: str
    alarming: bool = False


@dataclass(frozen=True)
class Judged:
    """What becomes of one update, and what its sender is told."""

    fit: Fit
    word: Word = Word.NOTHING
    lost: int = 0
    """With ENDS: how many were not kept."""
    alarm_lost: bool = False
    """An alarming one is not kept: supervisors must hear of it."""


@dataclass(frozen=True)
class Bounds:
    """How much of one sender is taken at once, and from then on."""

    usual: Bucket
    alarming: Bucket
    """Beyond the usual, for alarming words alone."""
    handled_at_once: int
    """What waits beyond so many is handled slowly: alarming words are put before it."""


EACH = timedelta(seconds=1)
BOUNDS = Bounds(usual=Bucket(300, EACH), alarming=Bucket(200, EACH), handled_at_once=60)
"""Sixty a minute. Whoever forwards two hundred messages at once, or some albums, stays far below the first."""


@dataclass
class Sender:
    """What is counted for one sender."""

    usual_until: datetime | None = None
    alarming_until: datetime | None = None
    lost: int = 0
    """Of their updates, since they were told that some are not kept."""


@dataclass
class Arrivals:
    """Counts each sender of this process. Nobody is remembered who has been quiet for long enough."""

    bounds: Bounds
    _senders: dict[str, Sender] = field(default_factory=dict)
    _swept_at: datetime | None = None

    def is_crowded(self, sender: str, now: datetime) -> bool:
        """Whether the sender has so much waiting that it matters if the next one is alarming."""
        known = self._senders.get(sender)
        if known is None or known.usual_until is None:
            return False
        return known.usual_until - now >= self.bounds.usual.every * self.bounds.handled_at_once

    def judge(self, arrival: Arrival, now: datetime) -> Judged:
        """Count one update. What was not stored in the end is given back by `restore`."""
        self._forget(now)
        sender = self._senders.setdefault(arrival.sender, Sender())
        crowded = self.is_crowded(arrival.sender, now)
        after = poured(sender.usual_until, self.bounds.usual, now)
        if after is not None:
            sender.usual_until = after
            return self._taken(sender, Fit.AHEAD if crowded and arrival.alarming else Fit.TAKEN, now)
        return self._over(sender, arrival, now)

    def counted(self, senders: Iterable[str]) -> dict[str, Sender]:
        """What is counted for these senders now, to be put back when their updates could not be stored."""
        return {name: replace(self._senders.get(name, Sender())) for name in senders}

    def put_back(self, before: Mapping[str, Sender]) -> None:
        """Nothing was stored of what came since: it will come again, and must not count twice."""
        self._senders |= before

    # --- inside ---

    def _taken(self, sender: Sender, fit: Fit, now: datetime) -> Judged:
        """Whoever has rested, after some were not kept, hears how many."""
        full = self.bounds.usual.every * self.bounds.usual.capacity
        has_rested = sender.usual_until is not None and sender.usual_until - now <= full / 2
        if not sender.lost or not has_rested:
            return Judged(fit)
        lost, sender.lost = sender.lost, 0
        return Judged(fit, Word.ENDS, lost)

    def _over(self, sender: Sender, arrival: Arrival, now: datetime) -> Judged:
        """Alarming words have a bucket of their own; anything else is not kept."""
        if arrival.alarming:
            after = poured(sender.alarming_until, self.bounds.alarming, now)
            if after is not None:
                sender.alarming_until = after
                return Judged(Fit.AHEAD)
        word = Word.NOTHING if sender.lost else Word.BEGINS
        sender.lost += 1
        return Judged(Fit.OVER, word, alarm_lost=arrival.alarming)

    def _forget(self, now: datetime) -> None:
        """Who owes nothing is like a newcomer; looked at now and then, not at every update."""
        pause = self.bounds.usual.every * self.bounds.usual.capacity
        if self._swept_at is not None and self._swept_at <= now < self._swept_at + pause:
            return
        self._swept_at = now
        self._senders = {name: one for name, one in self._senders.items() if _owes(one, now)}


def _owes(sender: Sender, now: datetime) -> bool:
    return sender.lost > 0 or any(at is not None and at > now for at in (sender.usual_until, sender.alarming_until))
