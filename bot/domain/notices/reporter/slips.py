"""Slips in a private chat: asked for, handed over, and verified for anybody. What is signed is read when it is sent."""

from dataclasses import dataclass

from bot.domain.ids import CaseNumber, ReportId
from bot.domain.institutions.slip_check import SlipVerdict
from bot.domain.notices.content import Content, Spoken

BY_WORDS = CaseNumber(0)
"""Stands for a number: the report to which five words have led."""


@dataclass(frozen=True, kw_only=True)
class SlipAsk(Spoken, kind="slip_ask"):
    """What a slip would say, and whether this phone is safe for it. `number`: of the own report; 0: found with five
    words."""

    number: CaseNumber
    report: ReportId


@dataclass(frozen=True, kw_only=True)
class SlipNotMade(Spoken, kind="slip_not_made"):
    """No slip, and how to ask for one later."""


@dataclass(frozen=True, kw_only=True)
class SlipPage(Spoken, kind="slip_page"):
    """The slip as a page to print, with the button for giving it to the head of the institution where there is one."""

    report: ReportId
    number: CaseNumber = BY_WORDS


@dataclass(frozen=True, kw_only=True)
class SlipText(Content, kind="slip_text"):
    """The slip as text to copy, and nothing besides it."""

    report: ReportId


@dataclass(frozen=True, kw_only=True)
class SlipHandOver(Spoken, kind="slip_hand_over"):
    """What the head would learn from the slip."""

    number: CaseNumber
    report: ReportId


@dataclass(frozen=True, kw_only=True)
class SlipHanded(Spoken, kind="slip_handed"):
    """The head has it."""


@dataclass(frozen=True, kw_only=True)
class SlipToHead(Content, kind="slip_to_head"):
    """To the head of an institution: a slip that its sender has given to them. Nothing in it leads to the report."""

    institution: str
    text: str


@dataclass(frozen=True, kw_only=True)
class VerifyAsk(Content, kind="verify_ask"):
    """/verify: send the lines of a slip, or its PDF."""


@dataclass(frozen=True, kw_only=True)
class Verified(Content, kind="verified"):
    """What can be said about something that was brought as a slip; and what it says, where it is genuine."""

    verdict: SlipVerdict
    institution: str = ""
    is_registered: bool = False
    day: str = ""
    slip: str = ""
    """The number of the slip."""


@dataclass(frozen=True, kw_only=True)
class VerifyAway(Content, kind="verify_away"):
    """The file could not be fetched."""
