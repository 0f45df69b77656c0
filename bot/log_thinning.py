"""What is said again and again is said ever more rarely: at once, then after 1, 2, 4 … seconds, at least every five
minutes. It is said each time with how often it happened meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 300.0
"""Seconds."""
QUIET = 120.0
"""Seconds without a repetition after which the same line is news again."""
KINDS = 500
"""The highest number of different lines that are remembered at a time."""
LOUD = frozenset({"warning", "error", "critical"})
AWAY = frozenset({"Unreachable", "DatabaseAway"})
FAULTS = frozenset({"error", "reason", "library"})
"""A line with one of these tells of a fault."""
BESIDE = frozenset({"alarm", "another_poller", "token_refused", "no_such_bot_or_address", "intake_refused"})
BESIDE |= {"webhook_stranger"}
"""Lines without, that are said again and again too."""
SAME = ("event", "level", "error", "reason", "job", "what", "name", "where", "library", "at", "outcome", "key")
"""What makes two lines the same; not which row or worker it was."""


@dataclass
class _Said:
    said_at: float
    heard_at: float
    pause: float = 1.0
    unsaid: int = 0


class Thinning:
    """`clock` counts seconds and is never set."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: dict[tuple[str, ...], _Said] = {}

    def times(self, line: Mapping[str, Any]) -> int:
        """How often the line has happened since it was last said; 0: it is not to be said now. A line about one row is
        always said, unless it is about the database being away: then there is one for every row."""
        if not is_repeated(line):
            return 1
        name, now = tuple(str(line.get(part, "")) for part in SAME), self._clock()
        said = self._known.get(name)
        if said is None or now - said.heard_at > QUIET:
            self._remember(name, now)
            return 1
        said.heard_at, said.unsaid = now, said.unsaid + 1
        if now - said.said_at < said.pause:
            return 0
        happened, said.unsaid = said.unsaid, 0
        said.said_at, said.pause = now, min(LONGEST, 2 * said.pause)
        return happened

    def _remember(self, name: tuple[str, ...], now: float) -> None:
        self._known.pop(name, None)
        while len(self._known) >= KINDS:
            self._known.pop(next(iter(self._known)))
        self._known[name] = _Said(now, now)


def is_repeated(line: Mapping[str, Any]) -> bool:
    """Whether the line is of a kind that an outage repeats."""
    if line.get("level") not in LOUD or ("row" in line and line.get("error") not in AWAY):
        return False
    return bool(FAULTS & line.keys()) or line.get("event") in BESIDE
