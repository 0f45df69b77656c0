"""A closed case that is stored until its time is over, and one that was erased."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import (
    AgencyKey,
    CaseId,
    PersonKey,
)

EXTENSION = timedelta(days=365)
"""How long a case is retained where nobody can know any more what was decided."""


@dataclass(frozen=True)
class Retained:
    """What was decided about keeping a closed case; by default nothing."""

    until: datetime | None = None
    """Retained until then, if that is later than the profile says."""
    told_at: datetime | None = None
    """When supervisors were last told that its time is over, or soon will be."""
    let_go_by: PersonKey | None = None
    """The first of the two people who must agree to erase it."""
    let_go_at: datetime | None = None


def after_tampering(now: datetime) -> Retained:
    """What stands for a row that somebody has changed by hand: the case is retained, and nobody has agreed to
    erase it."""
    return Retained(until=now + EXTENSION)


@dataclass(frozen=True)
class Erased:
    """What is known of a case that was erased."""

    case: CaseId
    at: datetime
    barred: frozenset[AgencyKey]
