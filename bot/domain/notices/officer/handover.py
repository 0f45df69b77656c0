"""The whole case goes to the officer on call of the police: what is shown before, to whom it goes, what the giver is
told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content

HandoverNews: TypeAlias = Literal["sought", "arrived", "opened", "nobody", "silent"]


@dataclass(frozen=True, kw_only=True)
class HandoverPreview(Content, kind="handover_preview"):
    """The preview for the person who hands a case over: what goes to whom, and what follows."""

    number: CaseNumber
    to: AgencyKey
    places: int
    files: int
    joins: timedelta | None
    """The time in which the body must acknowledge, if the handover gives it a part. None where it has one."""
    leads: bool
    """The body leads the case."""


@dataclass(frozen=True, kw_only=True)
class HandedOver(Content, kind="handed_over"):
    """To the officer on call, with a sound: the whole case can be opened."""

    number: CaseNumber
    agency: AgencyKey
    """The body that gives it."""


@dataclass(frozen=True, kw_only=True)
class HandoverTold(Content, kind="handover_told"):
    """To the person who handed over: on its way, arrived, opened; or nobody was there, or nobody has opened it yet."""

    number: CaseNumber
    news: HandoverNews
    handed_at: datetime
    """Which handover it is about."""
