"""One institution of the district that has to report, as the registry knows it. No person's name but the contact."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import AgencyKey


class InstitutionKind(StrEnum):
    """Who works with children and so has to report (law.md, article 3 of the opinion of 2020)."""

    KINDERGARTEN = "kindergarten"
    PRIMARY_SCHOOL = "primary_school"
    MIDDLE_SCHOOL = "middle_school"
    TRAINING_CENTRE = "training_centre"
    ACTIVITY_VENUE = "activity_venue"
    SCHOOL_BUS = "school_bus"
    NURSERY = "nursery"
    HOSPITAL = "hospital"
    MATERNITY = "maternity"
    CLINIC = "clinic"
    FIRST_AID = "first_aid"
    CHILD_WELFARE = "child_welfare"
    RESCUE_STATION = "rescue_station"
    SOCIAL_WORK = "social_work"
    COMMITTEE = "committee"
    HOTEL = "hotel"


BANDS = ("1-9", "10-49", "50-199", "200-999", "1000+")
"""Numbers of staff and of children are kept as bands: an exact one is nobody's business here."""


@dataclass(frozen=True)
class Institution:
    """A row of the registry. `code` is the district's own number for it and never changes."""

    code: str
    name: str
    kind: InstitutionKind
    area: str
    above: AgencyKey
    """The body that it answers to."""
    contact: str = ""
    """How its head is reached."""
    staff: str = ""
    children: str = ""
    is_open: bool = True


def band_of(count: int) -> str:
    """The band of a number; ValueError below 1."""
    if count < 1:
        raise ValueError(count)
    limits = ((9, "1-9"), (49, "10-49"), (199, "50-199"), (999, "200-999"))
    return next((band for limit, band in limits if count <= limit), "1000+")
