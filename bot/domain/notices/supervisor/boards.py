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
    """Which page of charts is shown."""
    own: AgencyKey | None = None
    """The reader's own body, to which the button "my body" leads. None: there is no such button."""
    dark: bool = False
    for_print: bool = False
    """Whether one file to print is sent in place of the album."""
