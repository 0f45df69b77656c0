"""When the line may begin a message: only where that is known to be safe (SG15), at hours that suit the person, and
never between 22:00 and 07:00 district time (SG16)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.profile import Policy
from bot.domain.report import Contact

HOURS = {
    "morning": (time(7), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(22)),
}
"""'Only at these times' (Q20), in district time, as the options say."""
ANSWER = timedelta(minutes=30)
"""News of one's own case this soon after one's last act counts as an answer to it (SG46)."""


@dataclass(frozen=True)
class Wish:
    """What a person has said about being written to: Q20 with its hours, and the danger path's button."""

    contact: Contact
    hours: str = ""
    allowed_at: datetime | None = None

    @property
    def is_contact_allowed(self) -> bool:
        """SG15: whether Q20 lets the line begin a message."""
        return is_contact_allowed(self.contact, self.hours)

    @property
    def may_be_allowed(self) -> bool:
        """Whether the line may begin a message at all: by Q20, or by the button while it counts."""
        return self.is_contact_allowed or (self.allowed_at is not None and self.contact is not Contact.NO)


def after_quiet_hours(policy: Policy, zone: ZoneInfo, now: datetime) -> datetime:
    """`now`, or the end of the quiet hours where it falls into them (aware, UTC as given)."""
    local = now.astimezone(zone)
    time_of_day = local.time().replace(tzinfo=None)
    starts, ends = policy.quiet_from, policy.quiet_to
    is_quiet = (time_of_day >= starts or time_of_day < ends) if starts > ends else starts <= time_of_day < ends
    if not is_quiet:
        return now
    day = local.date() + (timedelta(days=1) if time_of_day >= ends else timedelta())
    return datetime.combine(day, ends, tzinfo=zone).astimezone(now.tzinfo)


def is_contact_allowed(contact: Contact, hours: str) -> bool:
    """SG15: whether the line may begin a message: only after a clear yes, or at named hours."""
    return contact is Contact.YES or (contact is Contact.TIMES and hours in HOURS)


def suitable(policy: Policy, zone: ZoneInfo, hours: str | None, now: datetime) -> datetime:
    """The next moment, from `now` on, outside the quiet hours and inside the named hours. None: any moment suits."""
    at = after_quiet_hours(policy, zone, now)
    if hours is None:
        return at
    begin, end = HOURS[hours]
    local = at.astimezone(zone)
    time_of_day = local.time().replace(tzinfo=None)
    if begin <= time_of_day < end:
        return at
    day = local.date() if time_of_day < begin else local.date() + timedelta(days=1)
    return datetime.combine(day, begin, zone).astimezone(now.tzinfo)


def reachable_at(
    policy: Policy, zone: ZoneInfo, wish: Wish, last_act: datetime | None, now: datetime
) -> datetime | None:
    """The first moment, from `now` on, at which news of the person's own case may reach them; None for never.
    `last_act`: when they last did something in the chat. Shortly after it news is an answer (SG46); later it keeps to
    the hours. What the button has allowed ends some time after the last act; what has not come by then never comes."""
    acts = [at for at in (wish.allowed_at, last_act) if at is not None]
    is_answer = bool(acts) and now < max(acts) + ANSWER
    if wish.is_contact_allowed:
        hours = wish.hours if wish.contact is Contact.TIMES else None
        return now if is_answer and hours is None else suitable(policy, zone, hours, now)
    if not wish.may_be_allowed:
        return None
    at = now if is_answer else after_quiet_hours(policy, zone, now)
    return at if at < max(acts) + policy.danger_contact else None
