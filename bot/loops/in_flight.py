"""How many sends may be in flight at once, and how long one counts."""

from collections.abc import Collection
from datetime import datetime, timedelta

OVERDUE = timedelta(seconds=3)
"""An answer that takes longer is overdue. Most take a tenth of this."""
MOST_OVERDUE = 2
"""While answers are overdue, so many times the usual number of sends may be in flight."""
RESERVED_FOR_DANGER = 4
"""The number of sends in flight that are reserved for alerts about danger."""


def free_places(began: Collection[datetime], width: int, now: datetime, *, danger: bool) -> int:
    """How many more sends may be in flight, by when those in flight began. A send whose answer is overdue does not
    count, up to a bound."""
    usual = width if danger else width - min(RESERVED_FOR_DANGER, width // 8)
    fresh = sum(abs(now - moment) < OVERDUE for moment in began)
    return min(usual - fresh, width * MOST_OVERDUE - len(began))


def next_overdue(began: Collection[datetime], now: datetime) -> datetime | None:
    """When the next answer is overdue; None when none will be."""
    return min((moment + OVERDUE for moment in began if moment + OVERDUE > now), default=None)
