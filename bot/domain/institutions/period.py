"""The time in which reports of an institution count: closed months only, so that no list reveals a new report."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.institutions.registered import Window

MONTHS = 12
LONG_AGO = timedelta(days=36_500)


def twelve_months(now: datetime, zone: ZoneInfo) -> Window:
    """The twelve months before the current one, in the district's time."""
    until = month_of(now, zone).astimezone(zone)
    since = until.replace(year=until.year - 1)
    return Window(since.astimezone(now.tzinfo), until.astimezone(now.tzinfo))


def month_of(now: datetime, zone: ZoneInfo) -> datetime:
    """When the current month began, in the district's time."""
    return now.astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)


def ever(now: datetime, zone: ZoneInfo) -> Window:
    """The period of all closed months."""
    until = twelve_months(now, zone).until
    return Window(until - LONG_AGO, until)
