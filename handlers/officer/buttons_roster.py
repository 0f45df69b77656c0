"""Buttons of the roster and of the monthly test ring. Beside them stands /roster."""

from dataclasses import dataclass
from typing import Annotated

from bot.domain.access.on_call import HOURS, LENGTHS
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import Key, OneOf, Whole

DOINGS = (
    "join",
    "leave",
    "up",
    "out",
    "weekday",
    "swap",
    "plan",
    "stand",
    "ask",
    "back",
    *(f"days{days}" for days in LENGTHS),
    *(f"hours{hours}" for hours in HOURS),
)
"""What a tap on a roster does."""


@button("ro1")
@dataclass(frozen=True)
class RosterTap:
    """One change of a body's roster. `value`: a place on its list, or a day of the week."""

    agency: Key
    do: Annotated[str, OneOf(*DOINGS)]
    value: Annotated[int, Whole(least=0, most=99)]
    version: Annotated[int, Whole(least=0)]


@button("rh1")
@dataclass(frozen=True)
class RingHeard:
    """The test ring is confirmed."""

    agency: Key
