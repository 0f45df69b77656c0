"""What is stored in a case about its marks and its end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import AgencyKey, PersonKey


class Mark(StrEnum):
    """What a case shows of missed deadlines, the gravest first (bot.domain.cases.deadlines.marks says when)."""

    RED = "red"
    """No outcome after 90 days."""
    YELLOW = "yellow"
    """The reporter has had no answer for 3 days."""
    LATE = "late"
    """Any other deadline is missed and its act is still not done."""


@dataclass(frozen=True)
class Marked:
    """A yellow or red mark that the case has had. It still counts when the case is opened again."""

    mark: Mark
    set_at: datetime
    cleared_at: datetime


@dataclass(frozen=True)
class Closing:
    """A proposed or decided closing of a case (L9, L10)."""

    outcome: str
    child_safe: str
    """yes, plan, no."""
    proposed_by: PersonKey
    agency: AgencyKey
    at: datetime
    reason: str = ""
    """Why tasks or parts are left undone, where some are; encrypted at rest."""
    approved_by: PersonKey | None = None
    goes_on: AgencyKey | None = None
    """The body that goes on with a child who is not safe."""
    look_again_at: datetime | None = None
    """When the lead looks again whether the child is safe."""
    receipt: str = ""
    """The name of whoever outside has taken the case, and their number for it. Encrypted at rest."""


class Ending(StrEnum):
    """How a deadline was stopped."""

    MET = "met"
    """The act was done, in time or late."""
    WITHOUT = "without"
    """The case was closed, or the part declined, before the act was done."""
