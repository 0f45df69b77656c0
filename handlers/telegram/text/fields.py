"""What a field of a callback string may hold. Everything that comes from outside is read here, by its type.

Numbers are ASCII digits as we write them ourselves (no sign, no zero in front) within bounds; words are one of a list,
or of the alphabet of the profile's keys. Anything else is a ValueError, and the button is none of ours.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Protocol, get_args, get_origin

INT32 = 2**31 - 1
"""The largest number of a message at Telegram. No line has more cases."""
DIGITS = 19
"""Digits of the largest number that fits into the database."""
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
"""How the keys of questions, options, reasons and bodies are written. bot/profile/values.py has the same rule."""


def whole(text: str, least: int = 1, most: int = INT32) -> int | None:
    """The number that the text is, written as we write it; None for anything else and for one out of bounds."""
    if not (0 < len(text) <= DIGITS and text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0"):
        return None
    return number if least <= (number := int(text)) <= most else None


class Field(Protocol):
    """Reads one value of a callback string."""

    def read(self, text: str) -> Any:
        """The value; ValueError for a text that none of our buttons holds."""
        ...


@dataclass(frozen=True)
class Whole:
    """A number, positive unless `least` says otherwise."""

    least: int = 1
    most: int = INT32

    def read(self, text: str) -> int:
        """ValueError out of bounds, and for every other spelling."""
        number = whole(text, self.least, self.most)
        if number is None:
            raise ValueError("no number of ours")
        return number


class OneOf:
    """One of these words or numbers."""

    def __init__(self, *values: str | int) -> None:
        self.values = {str(value): value for value in values}

    def read(self, text: str) -> str | int:
        """ValueError for what is not on the list."""
        if text not in self.values:
            raise ValueError("not on the list")
        return self.values[text]


@dataclass(frozen=True)
class Pattern:
    """A word that matches as a whole; `empty`: or none."""

    expression: re.Pattern[str]
    empty: bool = False

    def read(self, text: str) -> str:
        """ValueError for a word that does not match."""
        if not (self.expression.fullmatch(text) or (self.empty and not text)):
            raise ValueError("no word of ours")
        return text


Key = Annotated[str, Pattern(KEY)]
"""A question, an option or an outcome of the profile: whether there is one of that name is the use case's to say."""
KeyOrNone = Annotated[str, Pattern(KEY, empty=True)]
LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


def field_of(annotation: Any) -> Field:
    """How a field with this annotation is read. TypeError for a plain `str`: it could hold anything."""
    if annotation is int:
        return Whole()
    declared = [extra for extra in get_args(annotation)[1:] if hasattr(extra, "read")]
    if get_origin(annotation) is not Annotated or len(declared) != 1:
        raise TypeError("say what the field may hold: Annotated[str, OneOf(…)], Key, or Annotated[int, Whole(…)]")
    found: Field = declared[0]
    return found
