"""Buttons about the staff, for supervisors in private. Beside them stand /people, /leaves, /returns and /newcode."""

from dataclasses import dataclass
from typing import Annotated

from bot.usecases.oversight.departures import NAME
from bot.usecases.oversight.people import WHATS
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import OneOf, Pattern

Code = Annotated[str, Pattern(NAME)]
"""The first characters of a person's key."""


@button("pf1")
@dataclass(frozen=True)
class ShowPerson:
    """Show one person, and what can be done."""

    who: Code


@button("pg1")
@dataclass(frozen=True)
class AskOfPerson:
    """Show what would follow; the button below does it."""

    who: Code
    what: Annotated[str, OneOf(*WHATS)]


@button("ph1")
@dataclass(frozen=True)
class EndRights:
    """The person has left or lost a phone; beside it stands /leaves WHO."""

    who: Code


@button("pi1")
@dataclass(frozen=True)
class GiveRightsBack:
    """The person is back; beside it stands /returns WHO."""

    who: Code


@button("pj1")
@dataclass(frozen=True)
class TakeSecondFactorOff:
    """The person must set up a new code; beside it stands /newcode WHO."""

    who: Code
