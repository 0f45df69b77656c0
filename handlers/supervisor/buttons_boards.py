"""Buttons under the pictures of the numbers. Beside them stands /board with words."""

from dataclasses import dataclass
from typing import Annotated

from bot.domain.numbers.asked import PAGES, PAPER, SCREEN
from handlers.officer.buttons import FILTER
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import OneOf, Pattern


@button("bd1")
@dataclass(frozen=True)
class BoardPage:
    """Other pictures: the words beside /board (joined by '.'), which charts, on the screen or to print."""

    words: Annotated[str, Pattern(FILTER, empty=True)]
    page: Annotated[str, OneOf(*PAGES)]
    how: Annotated[str, OneOf(SCREEN, PAPER)]


@button("bt1")
@dataclass(frozen=True)
class BoardTheme:
    """Shows the pictures light or dark from now on."""

    words: Annotated[str, Pattern(FILTER, empty=True)]
    page: Annotated[str, OneOf(*PAGES)]
