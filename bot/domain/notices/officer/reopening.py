"""A closed case that is opened again by hand: what follows, shown before it is done."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class ReopenPreview(Content, kind="reopen_preview"):
    """On the desk: which bodies are called again, and by when what is due."""

    number: CaseNumber
    urgency: Urgency
    words: str
    lead: AgencyKey
    hears: tuple[AgencyKey, ...]
    acknowledge_by: datetime
    reply_by: datetime
    outcome_by: datetime
    is_call: bool = False
    """The reporter can read no answer: they are called back instead."""
    is_apart: bool = False
    """The bodies' opinions are two or more apart: they are asked to talk."""
