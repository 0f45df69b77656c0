"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday, five in the afternoon in Chongqing."""


class FixedClock:
    """`bot.ports.time.Clock`."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self._now

    def advance(self, **parts: float) -> datetime:
        """Moves on by `timedelta(**parts)`; returns the new moment."""
        self._now += timedelta(**parts)
        return self._now
