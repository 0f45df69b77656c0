"""How much of a message fits a phone of 390 x 844 points in Telegram's own apps, counted by hand from their layout."""

import html
import re
import unicodedata

from handlers.telegram.text.rendered import Key

SCREEN = 660
"""Points between the chat's title and the field to write in."""
ROW = 45
"""Points of a row of buttons."""
LINE = 21
"""Points of a line of text."""
BUBBLE = 24
"""Points around the text."""
COLUMNS = 38
"""Latin characters in a line; a Chinese one takes the room of two."""


def width(words: str) -> int:
    """How wide words are, in Latin characters."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)


def lines(text: str) -> int:
    """How many lines a phone needs for an HTML text."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    return sum(max(1, -(-width(line) // COLUMNS)) for line in plain.split("\n"))


def height(text: str, keys: tuple[tuple[Key, ...], ...]) -> int:
    """Points of a message with its buttons."""
    return BUBBLE + LINE * lines(text) + ROW * sum(1 for row in keys if row)
