"""The time of a run: counted without the machine's clock, checked with Telegram's.

A machine's clock is sometimes wrong and then put right by hours. Due times are rows, so a clock that is hours ahead for
a minute would make deadlines fire early, and what was written meanwhile wait for hours. So the clock of the machine is
read once; from then on time is counted by the monotonic clock, which nobody sets. Every answer of Telegram carries the
time of its servers (`Date`). The first one of a run corrects what was read at the start. Later ones correct what was
lost while the machine slept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

NONE = timedelta()
SECOND = timedelta(seconds=1)
CLOSE = timedelta(seconds=2)
"""A difference up to this is the network's, and the whole seconds in which `Date` is told."""
LARGE = timedelta(seconds=60)
"""A difference above this is a step: it is told to administrators, and needs several witnesses within a run."""
WITNESSES = 3
APART = 10.0
"""The number of answers that must agree, and the seconds over which they must be spread, before time is moved by a step
in the middle of a run."""
SLOWLY = 0.05
"""Small differences are made up for by this part of the time that passes: nothing jumps, nothing runs back."""

Wall = Callable[[], datetime]
Monotonic = Callable[[], float]


@dataclass(frozen=True)
class Behind:
    """What one answer says: by how much our time is behind Telegram's, at the least and at the most."""

    least: timedelta
    most: timedelta

    @property
    def surely(self) -> timedelta:
        """What must be added to our time; nothing when it may be right."""
        if self.least > CLOSE:
            return self.least
        return self.most if self.most < -CLOSE else NONE

    def both(self, other: "Behind") -> "Behind | None":
        """What two answers say together; None when they contradict each other."""
        least, most = max(self.least, other.least), min(self.most, other.most)
        return Behind(least, most) if least <= most + CLOSE else None


@dataclass(frozen=True)
class Doubt:
    """What answers that agree have said since one of them made us doubt our time."""

    since: float
    said: Behind
    witnesses: int = 1

    def joined(self, said: Behind) -> "Doubt | None":
        """Adds one more answer to the doubt. Returns None when the answer contradicts the earlier ones."""
        both = self.said.both(said)
        return None if both is None else Doubt(self.since, both, self.witnesses + 1)


@dataclass(frozen=True)
class ClockStep:
    """The machine's clock was moved: it is now `ahead` of the time of the run (behind it when negative)."""

    ahead: timedelta

    @property
    def is_right_again(self) -> bool:
        """Whether both agree now."""
        return abs(self.ahead) <= LARGE


class SteadyClock:
    """Implements `bot.ports.time.Clock`. `wall` is the machine's clock. `monotonic` counts seconds and is never set."""

    def __init__(self, wall: Wall, monotonic: Monotonic) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._began_at, self._began = wall(), monotonic()
        self._correction = NONE
        self._heard_at: float | None = None
        self._doubt: Doubt | None = None
        self._told = NONE

    def now(self) -> datetime:
        """This moment, aware UTC."""
        return self._began_at + timedelta(seconds=self._monotonic() - self._began) + self._correction

    @property
    def is_checked(self) -> bool:
        """Whether Telegram's time has been heard in this run."""
        return self._heard_at is not None

    def note_server_time(self, date: datetime, waited: float) -> None:
        """An answer that took `waited` seconds was stamped with this time, in whole seconds, somewhere on its way."""
        at, now = self._monotonic(), self.now()
        said = Behind(date - now, date + SECOND - (now - timedelta(seconds=waited)))
        if self._heard_at is None:
            self._correction += said.surely
        elif abs(said.surely) > LARGE or (self._doubt is not None and self._doubt.joined(said) is not None):
            self._weigh(at, said)
        else:
            self._doubt = None
            self._make_up_for(said.surely, at - self._heard_at)
        self._heard_at = at

    def look(self) -> ClockStep | None:
        """What has become of the machine's clock; None unless it was moved by more than a minute since the last look
        that found something."""
        ahead = self._wall() - self.now()
        if abs(ahead - self._told) <= LARGE:
            return None
        self._told = ahead
        return ClockStep(ahead)

    def _make_up_for(self, off: timedelta, passed: float) -> None:
        """Corrects a small difference step by step, by at most `SLOWLY` of the time that has passed."""
        most = timedelta(seconds=passed * SLOWLY)
        self._correction += max(-most, min(most, off))

    def _weigh(self, at: float, said: Behind) -> None:
        """Weighs an answer that says the clock is off by a step. The step is believed when several answers over some
        seconds agree."""
        joined = None if self._doubt is None else self._doubt.joined(said)
        self._doubt = joined or Doubt(at, said)
        if self._doubt.witnesses >= WITNESSES and at - self._doubt.since >= APART:
            self._correction += self._doubt.said.surely
            self._doubt = None
