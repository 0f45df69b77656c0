"""What a command asks for: the case number beside it."""

from bot.domain.errors import NotFound
from bot.domain.ids import CaseNumber
from handlers.telegram.text.fields import whole


def number_in(words: list[str]) -> CaseNumber:
    """The case number among the words of a command; NotFound (key number-wanted) when there is none."""
    digits = next((word.lstrip("#") for word in words if is_number(word)), "")
    number = whole(digits.lstrip("0"))
    if number is None:
        raise NotFound("number-wanted")
    return CaseNumber(number)


def is_number(word: str) -> bool:
    """Whether the word is written like a case number: 12 or #12."""
    digits = word.lstrip("#")
    return digits.isascii() and digits.isdigit()
