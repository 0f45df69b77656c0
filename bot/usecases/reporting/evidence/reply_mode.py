"""How the message about a file is said: at once as an answer, later as a message that the line begins, or not at
all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.ids import PersonKey
from bot.domain.notices.notice import Notice, ToReporter
from bot.domain.profile import Profile
from bot.domain.report import Report

ANSWER = timedelta(minutes=30)
"""A message that comes this soon after an act of the person counts as an answer to it (SG46)."""


@dataclass(frozen=True)
class ReplyMode:
    """The rules for a reply at this moment. `as_late` gives a notice the form that is allowed now. `as_late` gives None
    where the notice must not be sent."""

    as_late: Callable[[Notice], Notice | None]
    shows: bool = True
    """Whether the screen of the conversation is shown as a new message, or it is said that something was added."""
    seen: bool = True
    """Whether anything may be said at once; otherwise only the notice in its late form."""


AT_ONCE = ReplyMode(lambda notice: notice)
WITHOUT_SCREEN = ReplyMode(lambda notice: notice, shows=False)
"""The screen was shown already when the person was told that the file is being fetched; or the file belongs to a sent
report."""
NO_REPLY = ReplyMode(lambda notice: None, shows=False, seen=False)
"""The chat was hidden since: nothing in it may show that something goes on."""


def late_reply(profile: Profile, person: PersonKey, report: Report | None, now: datetime) -> ReplyMode:
    """The rules for a file that came long after it was sent. Replies are silent, outside of the night, and sent only
    where the line may begin a message (SG15, SG16)."""

    def as_late(notice: Notice) -> Notice:
        to, case = (notice.to, None) if report is None else (ToReporter(report.reporter), report.case)
        at = after_quiet_hours(profile.policy, profile.zone, now)
        return replace(notice, to=to, person=person, case=case, not_before=at, silent=True, starts=True)

    return ReplyMode(as_late, shows=False, seen=False)
