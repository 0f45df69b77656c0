"""An institution with what the line stores about it (links, training, reminders of its duty), and its people."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import AgencyKey, ChatId, PersonKey
from bot.domain.institutions.institution import Institution

SILENT = "silent"
"""In a list of institutions: only those of which nobody has reported for long."""
AGAIN_IN = (1, 3, 6)
"""After how many months a suggestion is looked at again."""


@dataclass(frozen=True)
class Registered:
    """A row of the registry with what the line stores about it. Nothing here says that anybody has reported."""

    institution: Institution
    link: str = ""
    """The secret of its link for staff; '' while it has none."""
    head_link: str = ""
    """The secret of the one-time link for its head."""
    head_until: datetime | None = None
    crowd_told: bool = False
    """Whether the body above was told that very many accounts use this link."""
    trained_on: date | None = None
    """When somebody of it last finished the training."""
    reminded_on: date | None = None
    """When the reminder of duty was last sent."""
    suggested_on: date | None = None
    """When a suggestion of the supervising body was noted."""
    look_again_on: date | None = None

    @property
    def code(self) -> str:
        """The district's own number for it."""
        return self.institution.code

    @property
    def offers_acts(self) -> bool:
        """Whether its head may be invited, reminded, or told: not where it has closed."""
        return self.institution.is_open

    def with_link(self, secret: str) -> "Registered":
        """The institution with a new link. The new link tells nothing to people who used the old one."""
        return replace(self, link=secret, crowd_told=False)


class SeatRole(StrEnum):
    """What somebody is to an institution."""

    STAFF = "staff"
    HEAD = "head"


@dataclass(frozen=True)
class Seat:
    """One account that belongs to an institution."""

    person: PersonKey
    role: SeatRole
    code: str
    """The code of the institution."""
    chat: ChatId
    language: str
    since: datetime
    post: str = ""
    """What the person said they do there: an option of POSTS."""


POSTS = ("teaching", "care", "health", "management", "other")
"""What a person may do at an institution; each has the text `post-KEY`."""


@dataclass(frozen=True)
class Window:
    """From which moment on, and before which, reports count."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class InstitutionFilter:
    """Which institutions a list holds."""

    kind: str = ""
    area: str = ""
    above: Collection[AgencyKey] | None = None
    """The body that supervises them; None for all bodies."""
    silent: Window | None = None
    """Only institutions of which nobody reported in this time."""
    unlinked: bool = False
    """Only institutions to which no account is linked."""
    open_only: bool = True
