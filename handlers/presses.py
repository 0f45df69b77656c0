"""One ear for every button: the data is parsed once, its class says who hears it."""

from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.usecases.reporting import answering
from bot.usecases.services import say
from handlers import staff_verbs
from handlers.officer import (
    casework,
    identity,
    sealed_files,
    unlocking,
)
from handlers.reporter import (
    conversation,
)
from handlers.reporter.buttons_identity import Level
from handlers.reporter.conversation import Handler
from handlers.supervisor import (
    closed_cases,
    lists,
    quarantine,
)
from handlers.telegram.buttons import parse
from handlers.telegram.context import Context

PRESSES: Mapping[type[Any], Handler] = {
    **conversation.PRESSES,
    **casework.PRESSES,
    **lists.PRESSES,
    **closed_cases.PRESSES,
    **sealed_files.PRESSES,
    **quarantine.PRESSES,
    **unlocking.PRESSES,
    **identity.PRESSES,
    **staff_verbs.PRESSES,
}
OF_ONE_CHAT = frozenset({*conversation.PRESSES, *unlocking.PRESSES, Level})
"""Buttons of a person's own talk: of the reporter, and of who sets up a second factor. They live in private alone."""


async def on_press(update: Update, context: Context) -> None:
    """Hand the press to its handler; a string that is not ours (any more) is told so and changes nothing."""
    query = update.callback_query
    data = parse(query.data) if query is not None and query.data else None
    heard = PRESSES.get(type(data))
    if heard is None:
        await on_strange(update, context)
    elif type(data) in OF_ONE_CHAT and not context.visitor(update).is_in_private:
        await on_misplaced(update, context)
    else:
        await heard(update, context)


async def on_misplaced(update: Update, context: Context) -> None:
    """A button of somebody's own talk in a group, where none was ever shown: nothing is done and nothing is said."""
    await say(context.services(update))
    await context.toast(update)


async def on_strange(update: Update, context: Context) -> None:
    """In private the screen of now comes to the bottom; in a group nothing is said but to the presser."""
    chat, word = update.effective_chat, answering.STALE
    if chat is not None and chat.type == "private":
        word = await answering.strange_press(context.services(update), context.visitor(update))
    else:
        await say(context.services(update))
    await context.toast(update, word)


HANDLERS = [CallbackQueryHandler(on_press)]
