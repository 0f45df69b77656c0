"""When a person above a late body is told in private: at most one message an hour, and at night only about a P1."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.profile import Policy

APART = timedelta(hours=1)


@dataclass(frozen=True)
class LastTold:
    """When the last message was sent to this person, and when the next one, which waits, will be sent."""

    sent_at: datetime | None = None
    waits_until: datetime | None = None

    def by(self, now: datetime) -> "LastTold":
        """The state at this moment. A message that waited until now counts as sent. A message sent later than now was
        sent while the clock was ahead. It counts as sent now; otherwise the next one would wait until that time."""
        if self.waits_until is not None and self.waits_until <= now:
            return LastTold(self.waits_until, None)
        return LastTold(None if self.sent_at is None else min(self.sent_at, now), self.waits_until)


def tell_at(policy: Policy, zone: ZoneInfo, told: LastTold, now: datetime, *, wakes: bool, at_once: bool) -> datetime:
    """When a new line is sent. It joins the message that waits, unless it may be sent sooner; then both are sent at
    that moment. `wakes`: it may be sent at night. `at_once`: it need not wait an hour after the message before."""
    is_soon = told.sent_at is not None and not at_once
    at = max(now, told.sent_at + APART) if is_soon and told.sent_at is not None else now
    at = at if wakes else after_quiet_hours(policy, zone, at)
    return at if told.waits_until is None else min(at, told.waits_until)
