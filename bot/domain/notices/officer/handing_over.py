"""Who leads a case: another body is asked, accepts or gives it back, or supervisors decide. No reason is shown in a
group."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.urgency import Urgency

LeadKey: TypeAlias = Literal[
    "staff-transfer-proposed",
    "staff-transfer-accepted",
    "staff-transfer-returned",
    "staff-transfer-undecided",
    "staff-transfer-decided",
    "staff-transfer-decided-other",
    "staff-transfer-by-rule",
]
"""Text keys of the sentences about who leads."""


@dataclass(frozen=True, kw_only=True)
class AskedToLead(Content, kind="asked_to_lead"):
    """In the group of the body that is asked, or in private to one of its members: the case as its card shows it. The
    case is read when the message is sent. The buttons for answering stand there while an answer is awaited."""

    number: CaseNumber
    agency: AgencyKey | None = None
    """In private: the reader's body, which is asked."""


@dataclass(frozen=True, kw_only=True)
class GiveBackWhy(Content, kind="give_back"):
    """Asks for the reason why the body does not take the lead."""

    number: CaseNumber


@dataclass(frozen=True, kw_only=True)
class WhoLeads(Content, kind="lead_line"):
    """A sentence about who leads a case."""

    key: LeadKey
    number: CaseNumber
    urgency: Urgency
    agency: AgencyKey
    """The body that is asked, or leads now, or will by the rule."""
    from_agency: AgencyKey
    """The body that led."""
    due_at: datetime | None = None
    """Until when supervisors can decide."""
