"""Handles updates that name no person or no chat: they are closed, and answered where somebody can be answered."""

from telegram import Update, User
from telegram.ext import TypeHandler

from bot.usecases.reporting.draft.answering import STALE
from bot.usecases.services import say
from handlers.telegram.handling.context import NOBODY, Context


def is_from_nobody(update: Update) -> bool:
    """Whether a chat is missing, or a person where one is needed: a group moves and loses the bot without any."""
    if update.effective_chat is None:
        return True
    message = update.effective_message
    moves = message is not None and bool(message.migrate_to_chat_id or message.migrate_from_chat_id)
    is_persons = update.effective_user is not None and not is_bot(update.effective_user)
    return not is_persons and update.my_chat_member is None and not moves


def is_bot(user: User) -> bool:
    """Whether another bot wrote or pressed: bots are nobody, whatever group they sit in. Telegram shows as a bot of its
    own who writes in the name of a group; they are asked to act in person."""
    return user.is_bot and user.id not in NOBODY


async def on_nobody(update: Update, context: Context) -> None:
    """Does nothing. A person who pressed a button that is in no chat is told that the button is not the line's."""
    await say(context.services(update))
    await context.toast(update, STALE)


class FromNobody(TypeHandler[Update, Context, None]):
    """Handles such updates before all other handlers."""

    def check_update(self, update: object) -> bool:
        """Whether the update is one of these."""
        return isinstance(update, Update) and is_from_nobody(update)


HANDLERS = [FromNobody(Update, on_nobody)]
