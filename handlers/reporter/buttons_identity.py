"""Buttons about the identity of a reporter. Beside those of officers stands /reveal N."""

from dataclasses import dataclass
from typing import Annotated

from bot.domain.access import identity
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import OneOf, Whole

LATEST = 2**36
"""The largest moment of a request, in seconds since 1970."""


@button("lv1")
@dataclass(frozen=True)
class ChooseLevel:
    """For the reporter: what may be known about me (number 0: in my newest report). With a level: let that be known. A
    person of 14-17 is asked once more about it (`yes_…`)."""

    number: Annotated[int, Whole(0)]
    level: Annotated[str, OneOf("", *identity.Level, *identity.CONFIRMED)]


@button("rv1")
@dataclass(frozen=True)
class AskWhoReported:
    """Ask to learn who reported, or see it after that was agreed to; beside it stands /reveal NUMBER."""

    number: int


@button("rd1")
@dataclass(frozen=True)
class RevealDecide:
    """The second person: 'tell', a reason not to tell the reporter, or 'no'. `stamp`: the request that was read;
    /reveal NUMBER shows it again."""

    number: int
    stamp: Annotated[int, Whole(0, LATEST)]
    what: Annotated[str, OneOf("tell", "no", *identity.QUIET)]
