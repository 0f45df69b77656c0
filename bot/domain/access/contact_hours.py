"""When the line may write first: only where that is known to be safe (SG15), at hours that suit, and never between
22:00 and 07:00 district time (SG16)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.intake.report import Contact
from bot.domain.profile import Policy

HOURS = {
    "morning": (time(7), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(22)),
}
"""'Only at these times' (Q20), district time; as the options say."""


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


def is_welcome(contact: Contact, hours: str) -> bool:
    """SG15: only a clear yes, or named hours, lets the line begin a message."""
    return contact is Contact.YES or (contact is Contact.TIMES and hours in HOURS)


def suitable(policy: Policy, zone: ZoneInfo, hours: str | None, now: datetime) -> datetime:
    """The next moment, from `now` on, outside the quiet hours and inside the hours that were named; None: at any."""
    at = waking(policy, zone, now)
    if hours is None:
        return at
    begin, end = HOURS[hours]
    local = at.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    if begin <= clock < end:
        return at
    day = local.date() if clock < begin else local.date() + timedelta(days=1)
    return datetime.combine(day, begin, zone).astimezone(now.tzinfo)
