"""When the line may write first: never between 22:00 and 07:00 district time (SG16)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.profile import Policy


def waking(policy: Policy, zone: ZoneInfo, now: datetime) -> datetime:
    """`now`, or the end of the quiet hours when it falls into them (aware, UTC as given)."""
    local = now.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    starts, ends = policy.quiet_from, policy.quiet_to
    is_quiet = (clock >= starts or clock < ends) if starts > ends else starts <= clock < ends
    if not is_quiet:
        return now
    day = local.date() + (timedelta(days=1) if clock >= ends else timedelta())
    return datetime.combine(day, ends, tzinfo=zone).astimezone(now.tzinfo)
