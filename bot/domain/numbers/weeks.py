"""When the weekly report is sent, and whether there is a whole week to report."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)


def last_monday(now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The last Monday at that time of the district which has passed."""
    local = now.astimezone(zone)
    monday = datetime.combine(local.date() - timedelta(days=local.weekday()), at, zone)
    return monday if monday <= local else monday - WEEK


def is_whole_week(began: datetime | None, monday: datetime) -> bool:
    """Whether the line was there on the first day of the week before this Monday. `began`: when its first act was
    noted; None where there was none."""
    return began is not None and began.astimezone(monday.tzinfo).date() <= (monday - WEEK).date()
