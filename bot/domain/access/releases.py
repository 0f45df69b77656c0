"""Who has asked to hand out the sealed files of a case."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AgencyKey, PersonKey


@dataclass(frozen=True)
class Pressed:
    """Somebody of one body has asked to hand out a case's sealed files."""

    agency: AgencyKey
    person: PersonKey
    at: datetime
