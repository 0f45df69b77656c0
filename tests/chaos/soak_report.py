"""What a soak has shown: who waited how long, what arrived, and whether /ready was true to it."""

import os
from dataclasses import dataclass, field

from tests.chaos.soak_people import BAD, MUTE, WELL, SoakWaits, Wait

SERVED, ALERTED, STILL = 5.0, 10.0, 60.0
"""Seconds: within which every chat is served, 99 of 100 alerts arrive, and after which /ready must be red."""
FELT = 2.0
"""Seconds after which somebody notices that nothing comes."""
NOTICED = 0.05
"""A turn that comes later than this, or a few bytes that take the disk longer, was kept back by the machine."""
AROUND = 60.0
"""Seconds after a restart in which /ready may be red."""


@dataclass(frozen=True)
class Ready:
    """What /ready said at a moment."""

    at: float
    is_ready: bool


def quantile(seconds: list[float], share: float) -> float:
    """The value below which so many of them lie; 0 when there are none."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


@dataclass(frozen=True)
class Lag:
    """This process wanted to do something at a moment, and that took the machine so many seconds."""

    due: float
    seconds: float


@dataclass
class Soak:
    """All of it; `is_clean` says whether everything held."""

    minutes: float
    watch: SoakWaits
    began: float = 0.0
    restarted: float = 0.0
    back: float = 0.0
    told: list[int] = field(default_factory=list)
    """Case numbers; 0 for somebody who got none."""
    ready: list[Ready] = field(default_factory=list)
    shown: set[tuple[str, int]] = field(default_factory=set)
    given_up: dict[str, float] = field(default_factory=dict)
    ended: int = 0
    lags: list[Lag] = field(default_factory=list)
    """When this process itself came late: how busy the machine was."""

    def missing(self, shown: set[tuple[str, int]]) -> list[tuple[str, int]]:
        """Cards that stand in no group."""
        wanted = [(str(key), number) for key in (*WELL, BAD, MUTE) for number in self.told if number]
        return [one for one in wanted if one not in shown]

    def waits(self, what: str) -> list[Wait]:
        """Of one kind."""
        return [wait for wait in self.watch.waits if wait.what.startswith(what)]

    @property
    def late(self) -> list[Wait]:
        """Who was not served in time; while the server restarts a word that something is broken counts as served."""
        asked = [wait for wait in self.watch.waits if wait.what != "alert"]
        return [wait for wait in asked if wait.seconds is None or self._own(wait) > SERVED]

    def _own(self, wait: Wait) -> float:
        """The seconds of a wait that are the bot's: without those in which the machine gave this process, which does
        next to nothing, no turn, or its disk took none of a few bytes. On a quiet machine these are none, and the
        numbers of the issue hold as they are."""
        at, end, owed = wait.began, wait.began + (wait.seconds or 0.0), 0.0
        for lag in sorted((lag for lag in self.lags if lag.seconds > NOTICED), key=lambda one: one.due):
            until = min(lag.due + lag.seconds, end)
            owed += max(0.0, until - max(lag.due, at))
            at = max(at, until)
        return (wait.seconds or 0.0) - owed

    @property
    def red_for_nothing(self) -> list[int]:
        """Seconds at which /ready was red though everybody who waited then was served soon, but for those around the
        restart."""
        around = (self.restarted, self.back + AROUND)
        red = [one.at for one in self.ready if not one.is_ready and not around[0] <= one.at <= around[1]]
        return [round(at - self.began) for at in red if not self._is_felt(at)]

    def _is_felt(self, at: float) -> bool:
        """Whether somebody waited for long at this moment, or just before."""
        slow = [wait for wait in self.watch.waits if wait.seconds is None or wait.seconds > FELT]
        return any(wait.began <= at <= wait.began + (wait.seconds or STILL) + FELT for wait in slow)

    @property
    def green_for_nothing(self) -> list[Wait]:
        """Somebody waited for more than a minute, and /ready stayed green."""
        return [w for w in self.watch.waits if w.seconds is None or w.seconds > STILL if self._stayed_green(w)]

    def _stayed_green(self, wait: Wait) -> bool:
        end = wait.began + (wait.seconds or 2 * STILL)
        return all(one.is_ready for one in self.ready if wait.began + STILL <= one.at <= end)

    @property
    def alerts(self) -> list[float]:
        """Seconds from the last answer to the card in a group that is well; a card that never came counts as 999."""
        return [999.0 if wait.seconds is None else self._own(wait) for wait in self.waits("alert")]

    @property
    def faults(self) -> list[str]:
        """What did not hold."""
        lost = self.missing(self.shown)
        found = [
            (f"{len(self.late)} waits above {SERVED:.0f} s: {self._lateness()}", bool(self.late)),
            (f"alerts p99 {quantile(self.alerts, 0.99):.1f} s", quantile(self.alerts, 0.99) >= ALERTED),
            (f"{self.told.count(0)} people in danger got no number", 0 in self.told),
            (f"cards that stand nowhere: {lost[:10]}", bool(lost)),
            (f"given up: {self.given_up}", any(self.given_up.values())),
            (f"/ready red while people were served, at {self.red_for_nothing[:20]} s", bool(self.red_for_nothing)),
            (f"/ready green while {len(self.green_for_nothing)} waited for a minute", bool(self.green_for_nothing)),
            (f"the process ended with {self.ended}", self.ended != 0),
        ]
        return [words for words, is_so in found if is_so]

    def _lateness(self) -> str:
        shown = [(round(one.began - self.began), one.what, one.seconds and round(one.seconds, 1)) for one in self.late]
        return ", ".join(f"{what} at {at} s: {seconds or 'never'}" for at, what, seconds in shown[:12])

    @property
    def is_clean(self) -> bool:
        """Everything held."""
        return not self.faults

    def __str__(self) -> str:
        red = sum(not one.is_ready for one in self.ready)
        lines = [f"{self.minutes:g} minutes; PostgreSQL away for {self.back - self.restarted:.1f} s"]
        for what in ("private", "group", "alert"):
            seconds = [wait.seconds for wait in self.waits(what) if wait.seconds is not None]
            spread = ", ".join(f"p{share:g} {quantile(seconds, share / 100):.2f} s" for share in (50, 95, 99, 100))
            lines.append(f"{what}: {len(self.waits(what))} waits, {spread}")
        lags, over = [lag.seconds for lag in self.lags], sum((w.seconds or 999.0) > SERVED for w in self.watch.waits)
        late = (
            f"p99 {quantile(lags, 0.99):.2f} s, at most {max(lags, default=0):.2f} s; {over} waits above 5 s with that"
        )
        lines.append(f"this process itself came late by {late}; load average {os.getloadavg()[2]:.1f}")
        lines.append(f"{len(self.told)} reports of danger, {len(self.shown)} cards of them stand in six groups")
        lines.append(f"/ready: asked {len(self.ready)} times, red {red} times, {len(self.red_for_nothing)} for nothing")
        return "\n".join(lines + (["FAULT " + words for words in self.faults] or ["everything held"]))
