"""Closed cases whose time is over: the list, the questions about keeping them, the second person who agrees."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class ExpiringRow:
    """One closed case and the day on which its time is over."""

    number: CaseNumber
    urgency: Urgency
    agency: AgencyKey
    expires_at: datetime
    assessed: bool


@dataclass(frozen=True, kw_only=True)
class Expiring(Content, kind="expiring"):
    """One part of the list of cases whose time is over; `total` counts the whole list."""

    rows: tuple[ExpiringRow, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class KeepWhyAsked(Content, kind="keep_why"):
    """Asks for the reason why the case is kept longer, held, or the hold lifted. `what`: keep, hold, lift."""

    number: CaseNumber
    what: str


@dataclass(frozen=True, kw_only=True)
class KeepYearsAsked(Content, kind="keep_years"):
    """Asks for how many years the case is kept longer."""

    number: CaseNumber
    reason: str


@dataclass(frozen=True, kw_only=True)
class LetGoAsked(Content, kind="let_go_asked"):
    """The second person is asked whether the case may be erased."""

    number: CaseNumber
    urgency: Urgency
    agency: AgencyKey
