"""The record of a joint talk: what was agreed and what follows, shown before it is stored."""

from dataclasses import dataclass

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class RecordPreview(Content, kind="record_preview"):
    """On the desk: the agreed values, the decision, the present class and the class to which the values lead."""

    number: CaseNumber
    hazard: int
    seriousness: int
    credibility: int
    words: str
    was: Urgency
    to: Urgency
    leads: bool
    """The record is the lead's: a lower class is proposed with it."""
    hears: tuple[AgencyKey, ...]
