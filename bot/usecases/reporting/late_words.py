"""How the word about a file is said: at once as an answer, later as a message that the line begins, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.access.contact_hours import waking
from bot.domain.ids import PersonKey
from bot.domain.intake.report import Report
from bot.domain.notices.notice import Notice, ToReporter
from bot.domain.profile import Policy

ANSWER = timedelta(minutes=30)
"""What comes so soon after somebody's act is an answer to it (SG46)."""


@dataclass(frozen=True)
class Hush:
    """`as_late` gives a notice the form in which it may be said now; None: it may not."""

    as_late: Callable[[Notice], Notice | None]
    shows: bool = True
    """Whether the screen of the conversation comes to the bottom, or it is said that something was added."""
    seen: bool = True
    """Whether anything may be said at once; else nothing but the notice in its late form."""


SPOKEN = Hush(lambda notice: notice)
ONLY_WORD = Hush(lambda notice: notice, shows=False)
"""The screen was shown when it was told that the file is on its way; or the file belongs to what was sent."""
SILENT = Hush(lambda notice: None, shows=False, seen=False)
"""The chat was hidden since: nothing in it may tell that something goes on."""


def late_word(policy: Policy, zone: ZoneInfo, person: PersonKey, report: Report | None, now: datetime) -> Hush:
    """Of a file that came long after it was sent: silent, outside of the night, and only where the line may write
    first (SG15, SG16)."""

    def as_late(notice: Notice) -> Notice:
        to, case = (notice.to, None) if report is None else (ToReporter(report.reporter), report.case)
        at = waking(policy, zone, now)
        return replace(notice, to=to, person=person, case=case, not_before=at, silent=True, starts=True)

    return Hush(as_late, shows=False, seen=False)
