"""What happens once a day, at an hour of the district."""

from datetime import datetime, time
from zoneinfo import ZoneInfo


def hour_of_today(now: datetime, at: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The time as it is in the district, and the moment of this day at which it is `at` there."""
    local = now.astimezone(zone)
    return local, datetime.combine(local.date(), at, zone)
