"""How much one sender may send before any of it is stored. Most people never come near the limit; alarming words have
more room.

Pure counting; the time is passed in. What exceeds the limit is not stored, and its sender is told so: once when it
begins, and once, with the number, when messages are stored again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.access.throttle import after_one_more
from bot.domain.profile import Bucket


class Acceptance(StrEnum):
    """What becomes of one update."""

    TAKEN = "taken"
    AHEAD = "ahead"
    """Accepted, and handled before other updates of the same sender that wait: it is alarming."""
    OVER = "over"
    """The update is over a limit and is not stored."""


class LossNotice(StrEnum):
    """What the sender must be told as well."""

    NOTHING = ""
    BEGINS = "begins"
    """From here on some of the sender's messages are not stored."""
    ENDS = "ends"
    """Messages are stored again; the sender is told how many were not."""


@dataclass(frozen=True)
class Arrival:
    """One update as it came: the keyed hash of its sender, and whether it is alarming (asked only when that
    matters)."""

    sender: str
    alarming: bool = False


@dataclass(frozen=True)
class Judgement:
    """What becomes of one update, and what its sender is told."""

    acceptance: Acceptance
    loss_notice: LossNotice = LossNotice.NOTHING
    lost: int = 0
    """With ENDS: how many messages were not stored."""
    alarm_lost: bool = False
    """Whether an alarming message is not stored: supervisors must be told."""


@dataclass(frozen=True)
class Bounds:
    """How much of one sender is accepted at once, and from then on."""

    usual: Bucket
    alarming: Bucket
    """How much more is accepted of alarming words alone."""
    handled_at_once: int
    """When more updates than this wait, alarming words are handled first."""


EACH = timedelta(seconds=1)
BOUNDS = Bounds(usual=Bucket(300, EACH), alarming=Bucket(200, EACH), handled_at_once=60)
"""Sixty a minute. A person who forwards two hundred messages at once, or some albums, stays far below the first
limit."""


@dataclass
class SenderCounts:
    """The counts of one sender."""

    usual_until: datetime | None = None
    alarming_until: datetime | None = None
    lost: int = 0
    """How many updates were not stored since the sender was last told so."""


@dataclass
class Arrivals:
    """Counts each sender of this process. A sender who has been quiet for long enough is forgotten."""

    bounds: Bounds
    _senders: dict[str, SenderCounts] = field(default_factory=dict)
    _forgotten_at: datetime | None = None

    def is_crowded(self, sender: str, now: datetime) -> bool:
        """Whether so much of the sender waits that it matters whether the next update is alarming."""
        known = self._senders.get(sender)
        if known is None or known.usual_until is None:
            return False
        return known.usual_until - now >= self.bounds.usual.every * self.bounds.handled_at_once

    def judge(self, arrival: Arrival, now: datetime) -> Judgement:
        """Counts one update. If it is not stored in the end, `put_back` must undo the count."""
        self._forget(now)
        sender = self._senders.setdefault(arrival.sender, SenderCounts())
        crowded = self.is_crowded(arrival.sender, now)
        after = after_one_more(sender.usual_until, self.bounds.usual, now)
        if after is not None:
            sender.usual_until = after
            return self._taken(sender, Acceptance.AHEAD if crowded and arrival.alarming else Acceptance.TAKEN, now)
        return self._over(sender, arrival, now)

    def counted(self, senders: Iterable[str]) -> dict[str, SenderCounts]:
        """The counts of these senders now, to be put back when their updates could not be stored."""
        return {name: replace(self._senders.get(name, SenderCounts())) for name in senders}

    def put_back(self, before: Mapping[str, SenderCounts]) -> None:
        """Puts the counts back: nothing was stored since, so the updates will come again and must not count twice."""
        self._senders |= before

    # --- inside ---

    def _taken(self, sender: SenderCounts, acceptance: Acceptance, now: datetime) -> Judgement:
        """A sender who has paused after some messages were not stored is told how many."""
        full = self.bounds.usual.every * self.bounds.usual.capacity
        has_rested = sender.usual_until is not None and sender.usual_until - now <= full / 2
        if not sender.lost or not has_rested:
            return Judgement(acceptance)
        lost, sender.lost = sender.lost, 0
        return Judgement(acceptance, LossNotice.ENDS, lost)

    def _over(self, sender: SenderCounts, arrival: Arrival, now: datetime) -> Judgement:
        """Alarming words have a bucket of their own; anything else is not stored."""
        if arrival.alarming:
            after = after_one_more(sender.alarming_until, self.bounds.alarming, now)
            if after is not None:
                sender.alarming_until = after
                return Judgement(Acceptance.AHEAD)
        loss_notice = LossNotice.NOTHING if sender.lost else LossNotice.BEGINS
        sender.lost += 1
        return Judgement(Acceptance.OVER, loss_notice, alarm_lost=arrival.alarming)

    def _forget(self, now: datetime) -> None:
        """Forgets senders whose buckets are empty, because they are like newcomers. Done now and then, not at every
        update."""
        pause = self.bounds.usual.every * self.bounds.usual.capacity
        if self._forgotten_at is not None and self._forgotten_at <= now < self._forgotten_at + pause:
            return
        self._forgotten_at = now
        self._senders = {name: one for name, one in self._senders.items() if _owes(one, now)}


def _owes(sender: SenderCounts, now: datetime) -> bool:
    return sender.lost > 0 or any(at is not None and at > now for at in (sender.usual_until, sender.alarming_until))
