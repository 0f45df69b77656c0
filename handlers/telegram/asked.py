"""What a command asks for: the case number beside it."""

from bot.domain.errors import NotFound
from bot.domain.ids import CaseNumber
from handlers.telegram.fields import whole


def number_in(words: list[str]) -> CaseNumber:
    """The case number among the words of a command; NotFound (key number-wanted) when there is none."""
    written = [word.lstrip("#") for word in words]
    digits = next((word for word in written if word.isascii() and word.isdigit()), "")
    number = whole(digits.lstrip("0"))
    if number is None:
        raise NotFound("number-wanted")
    return CaseNumber(number)
