"""Buttons under the lists of cases. Beside them stands /cases with words."""

from dataclasses import dataclass
from typing import Annotated

from handlers.officer.buttons import FILTER
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import Pattern, Whole


@button("cf1")
@dataclass(frozen=True)
class CasesFrom:
    """A page of the open cases: the filter words (joined by '.') and how many cases are left out before it."""

    words: Annotated[str, Pattern(FILTER, empty=True)]
    start: Annotated[int, Whole(0)]
