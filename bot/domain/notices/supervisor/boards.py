"""Numbers as pictures: the notice holds the numbers, the pictures are drawn when it is sent."""

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
    """The body for which the button "my body" stands."""
    dark: bool = False
    for_print: bool = False
    """One file to print in place of the album."""
