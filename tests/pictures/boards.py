"""The boards of the generated year, as `make year` has kept them: the roll-ups gave their numbers."""

from pathlib import Path

from bot.domain.numbers.board import Board
from storage.database.values import Shape

BOARDS = Path(__file__).parent / "boards"
BOARD: Shape[Board] = Shape(Board)


def board_of(name: str) -> Board:
    """The quarter after the flood, the one after the summer holidays, or the one at the end of the year."""
    return BOARD.load((BOARDS / f"{name}.json").read_bytes())
