"""The table of handlers. The first handler that fits an update takes it, and no other does."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import Application, BaseHandler, TypeHandler

from bot.usecases.services import say
from handlers import presses, staff_menus, staff_verbs
from handlers.groups import binding
from handlers.officer import casework, own_language
from handlers.reporter import conversation, institution
from handlers.telegram.handling import nobody
from handlers.telegram.handling.context import COMMANDS_FOR, Context
from handlers.telegram.handling.errors import on_error

Handler = BaseHandler[Any, Context, Any]

TABLE: tuple[Sequence[Handler], ...] = (
    nobody.HANDLERS,
    presses.HANDLERS,
    binding.HANDLERS,
    staff_verbs.HANDLERS,
    institution.HANDLERS,
    casework.HANDLERS,
    own_language.HANDLERS,
    conversation.HANDLERS,
)
"""Groups and staff commands come before the reporters' conversation, which takes every other word in a private chat."""


async def on_anything_else(update: Update, context: Context) -> None:
    """No handler fits this: that is intended, and the row is closed. A press on an old screen is answered."""
    await say(context.services(update))
    if update.callback_query is not None:
        await context.toast(update, "error-stale-button")


def register(application: Application[Any, Context, Any, Any, Any, Any]) -> None:
    """Put the table into the application: one group, so that a fault is never followed by another handler."""
    application.bot_data[COMMANDS_FOR] = staff_menus.commands_for
    for handlers in TABLE:
        application.add_handlers(list(handlers))
    application.add_handler(TypeHandler(Update, on_anything_else))
    application.add_error_handler(on_error)
