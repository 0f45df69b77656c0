"""Buttons of slips, for people who have reported under a duty."""

from dataclasses import dataclass
from typing import Annotated

from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import OneOf, Whole


@button("sp1")
@dataclass(frozen=True)
class AskSlip:
    """A slip of an own report (0: of the one to which five words led): asked for, wanted here, or not now; given to the
    head of the institution: asked, done. Beside it stands /status."""

    number: Annotated[int, Whole(0)]
    do: Annotated[str, OneOf("ask", "make", "no", "head", "hand")]
