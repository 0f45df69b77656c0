"""About the numbers as pictures: the numbers travel in the notice, the pictures are made when it is sent."""

from dataclasses import dataclass

from bot.domain.ids import AgencyKey
from bot.domain.notices.content import Content
from bot.domain.numbers.board import Board


@dataclass(frozen=True, kw_only=True)
class BoardShown(Content, kind="board"):
    """/board: an album of charts, then a message with the buttons."""

    board: Board
    page: str = "work"
    """Which of the charts."""
    own: AgencyKey | None = None
    """The body that the button "my body" stands for."""
    dark: bool = False
    for_print: bool = False
    """One file to print in place of the album."""
