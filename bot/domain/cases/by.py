"""By whom a step on a case is taken."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AgencyKey, PersonKey


@dataclass(frozen=True)
class By:
    """Who takes a step, for which body, and when."""

    person: PersonKey
    agency: AgencyKey
    at: datetime
