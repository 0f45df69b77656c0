"""What a person typed beside a command, and whether it is words."""

import re
import unicodedata

from telegram import Message, MessageEntity

DIGITS = re.compile(r"\d{5,}")
"""A run of digits that counts as something told. The number of a case beside a command is shorter."""
LINK = re.compile(r"[giowh](?=\D*\d)[A-Za-z0-9_-]{1,63}")
"""What stands beside /start when one of the line's own links is opened; anything else there is words."""


def begins_with_command(message: Message) -> bool:
    """Whether the message begins with any command at all."""
    return any(e.type == MessageEntity.BOT_COMMAND and e.offset == 0 for e in message.entities)


def beside(message: Message) -> str:
    """What was written beside the command with which a message begins; '' where it begins with none."""
    text = message.text or ""
    first = next((e for e in message.entities if e.type == MessageEntity.BOT_COMMAND and e.offset == 0), None)
    return text[first.length :].strip() if first is not None else ""


def are_words(text: str) -> bool:
    """Whether the text tells something: any letter or character that is more than punctuation, or a long number."""
    return bool(DIGITS.search(text)) or any(_is_told(sign) for sign in text)


def _is_told(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" or (sign > "\x7f" and unicodedata.category(sign)[0] == "S")
