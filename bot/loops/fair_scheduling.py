"""Decides which lane is handled next: lanes with few recent updates go first, lanes with too many pause.

Pure counting; the time is given. Updates of a lane that pauses are not lost: they are handled later, at the allowed
rate.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Allowance:
    """How many updates of one lane are handled at once, and how many a minute from then on."""

    at_once: int = 60
    per_minute: float = 60.0
    few: int = 5
    """The highest number of recent updates with which a lane goes before the others."""

    @property
    def each(self) -> timedelta:
        """The time that one update uses up of its lane's allowance."""
        return timedelta(minutes=1) / self.per_minute


class FairScheduler:
    """Counts the recent updates of each lane. A lane whose allowance is whole again is forgotten."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._full_until: dict[str, datetime] = {}
        """When the allowance of each lane is whole again."""

    def spend(self, lane: str, now: datetime) -> None:
        """One update of the lane is handled now."""
        self._full_until[lane] = max(self._full_until.get(lane, now), now) + self._allowance.each

    def resting(self, now: datetime) -> frozenset[str]:
        """Lanes of which nothing more is handled for the moment."""
        self._forget(now)
        return self._over(self._allowance.at_once, now)

    def frequent(self, now: datetime) -> frozenset[str]:
        """Lanes that have asked for more than a few of late: others go before them."""
        return self._over(self._allowance.few, now)

    def is_resting(self, lane: str, now: datetime) -> bool:
        """Whether nothing more of this lane is handled for the moment."""
        return self._is_over(lane, self._allowance.at_once, now)

    def is_frequent(self, lane: str, now: datetime) -> bool:
        """Whether this lane has asked for more than a few of late."""
        return self._is_over(lane, self._allowance.few, now)

    def next_rested(self, now: datetime) -> datetime | None:
        """When the first lane that pauses may go on; None when none pauses."""
        whole = self._allowance.each * (self._allowance.at_once - 1)
        resting = self.resting(now)
        return min((self._full_until[lane] - whole for lane in resting), default=None)

    def _is_over(self, lane: str, most: int, now: datetime) -> bool:
        return self._full_until.get(lane, now) > now + self._allowance.each * (most - 1)

    def _over(self, most: int, now: datetime) -> frozenset[str]:
        limit = now + self._allowance.each * (most - 1)
        return frozenset(lane for lane, until in self._full_until.items() if until > limit)

    def _forget(self, now: datetime) -> None:
        """Forget lanes whose allowance is whole again. Cut times that only a clock that was ahead can have set."""
        longest = now + self._allowance.each * (self._allowance.at_once + 1)
        self._full_until = {lane: min(until, longest) for lane, until in self._full_until.items() if until > now}
