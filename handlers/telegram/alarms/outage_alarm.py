"""The alarm to administrators that needs no database: told once after five minutes, and once when it is over."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from handlers.telegram.alarms.outage_notice import OutageNotice

OUTAGE = timedelta(minutes=5)
"""Administrators are told after so long that the database is away."""
SECOND = timedelta(minutes=10)
"""The time after which another process tells administrators. The process that should have may be gone too."""
DATABASE, OUTBOX = "database", "outbox"
WORDS = {
    DATABASE: ("machine-database-away", "machine-database-well"),
    OUTBOX: ("machine-outbox-stuck", "machine-outbox-well"),
}
"""Alarms that are told without the database: the text keys of their beginning and end."""


class OutageAlarm:
    """The alarm to administrators; each process has one. `speaks` says whether this process speaks for the line."""

    def __init__(self, notice: OutageNotice, admins: Sequence[int], speaks: Callable[[], bool], now: datetime) -> None:
        self._notice = notice
        self._admins = admins
        self._speaks = speaks
        self._answered_at = now
        self.active: set[str] = set()
        """Alarms that were told and are not over."""

    def take_over(self, other: "OutageAlarm") -> None:
        """Takes over the alarms that `other` has told and that are not over: they are not told again."""
        self.active |= other.active

    def away_for(self, now: datetime) -> timedelta:
        """How long ago the database last answered."""
        return now - self._answered_at

    def away(self, now: datetime) -> None:
        """The database does not answer, or not as it should."""
        if self.away_for(now) >= (OUTAGE if self._speaks() else SECOND):
            self.tell(DATABASE)

    def answered(self, now: datetime) -> None:
        """Notes that the database answers as it should."""
        self._answered_at = now
        self.over(DATABASE)

    def tell(self, name: str) -> None:
        """Tells of this alarm, once until it is over."""
        self.active.add(name)
        self._notice.warn(self._admins, WORDS[name][0])

    def over(self, name: str) -> None:
        """Ends the alarm of this name. The end is told if the beginning was told."""
        if name in self.active:
            self.active.discard(name)
            self._notice.warn(self._admins, WORDS[name][1])
            for key in WORDS[name]:
                self._notice.take_back(self._admins, key)
