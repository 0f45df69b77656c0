"""Updates in which nobody or no place is named: heard, closed, and answered as far as there is anybody to answer."""

from telegram import Update
from telegram.ext import TypeHandler

from bot.usecases.reporting.answering import STALE
from bot.usecases.services import say
from handlers.telegram.context import Context


def is_nobodys(update: Update) -> bool:
    """Whether a chat is missing, or a person where one is needed: a group moves and loses the bot without any."""
    if update.effective_chat is None:
        return True
    message = update.effective_message
    moves = message is not None and bool(message.migrate_to_chat_id or message.migrate_from_chat_id)
    return update.effective_user is None and update.my_chat_member is None and not moves


async def on_nobody(update: Update, context: Context) -> None:
    """Nothing is done. Whoever pressed a button that stands in no chat is told that it is none of ours."""
    await say(context.services(update))
    await context.toast(update, STALE)


class Nobodys(TypeHandler[Update, Context, None]):
    """Hears updates of nobody, before all others."""

    def check_update(self, update: object) -> bool:
        """Whether this is one."""
        return isinstance(update, Update) and is_nobodys(update)


HANDLERS = [Nobodys(Update, on_nobody)]
