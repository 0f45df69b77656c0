"""When somebody above a late body is told in private: at most one message an hour, and at night only for P1."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.access.contact_hours import waking
from bot.domain.profile import Policy

APART = timedelta(hours=1)


@dataclass(frozen=True)
class Told:
    """When the last message went to this person, and when the one goes that waits."""

    sent_at: datetime | None = None
    waits_until: datetime | None = None

    def by(self, now: datetime) -> "Told":
        """The same at this moment: what waited until now was sent. A message sent later than now was sent by a clock
        that was ahead, and counts as sent now, or the next one would wait until that clock is right."""
        if self.waits_until is not None and self.waits_until <= now:
            return Told(self.waits_until, None)
        return Told(None if self.sent_at is None else min(self.sent_at, now), self.waits_until)


def tell_at(policy: Policy, zone: ZoneInfo, told: Told, now: datetime, *, wakes: bool, at_once: bool) -> datetime:
    """When a new line goes. It joins the message that waits, unless it may go sooner; then both go at that moment.
    `wakes`: it may go at night. `at_once`: it need not keep an hour apart from the message before."""
    is_soon = told.sent_at is not None and not at_once
    at = max(now, told.sent_at + APART) if is_soon and told.sent_at is not None else now
    at = at if wakes else waking(policy, zone, at)
    return at if told.waits_until is None else min(at, told.waits_until)
