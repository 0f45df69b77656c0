"""Commands of the staff with numbers, written apart or as one word: `/take 12` and `/take_12`, `/taskdone_12_3`.

Telegram makes only the first word of a command a link, so texts write `/take_12` where it can be tapped.
"""

import re
from typing import Any

from telegram import Message, MessageEntity, Update
from telegram.ext import CommandHandler

from handlers.telegram.handling.context import Context

AS_ONE_WORD = re.compile(r"/([a-z]+)((?:_[0-9]{1,19}){1,2})(?:@(\w+))?", re.IGNORECASE)
Found = tuple[list[str], Any]


class StaffCommand(CommandHandler[Context, None]):
    """Handles both spellings; the numbers are the first of the words beside the command."""

    def check_update(self, update: object) -> bool | Found | None:
        """What the plain command would handle, or the same for the command that is written as one word."""
        message = update.effective_message if isinstance(update, Update) else None
        found = as_one_word(message) if message is not None else None
        if not isinstance(update, Update) or message is None or found is None or found[0] not in self.commands:
            return super().check_update(update)
        heard = self.filters.check_update(update)
        return ([*found[1], *(message.text or "").split()[1:]], heard) if heard else False


def as_one_word(message: Message) -> tuple[str, list[str]] | None:
    """The command and its numbers, where the message begins with them in one word and means this bot."""
    entity = message.entities[0] if message.entities and message.text else None
    if entity is None or entity.type != MessageEntity.BOT_COMMAND or entity.offset != 0:
        return None
    found = AS_ONE_WORD.fullmatch((message.text or "")[: entity.length])
    name = message.get_bot().username.casefold() if found is not None and found[3] else ""
    if found is None or (found[3] or "").casefold() != name:
        return None
    return found[1].lower(), found[2].strip("_").split("_")
