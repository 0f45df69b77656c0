"""One handler for every button: the data is parsed once; its class decides which handler takes it and where it may
stand."""

from collections.abc import Mapping

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.usecases.reporting.draft import answering
from bot.usecases.services import say
from handlers import staff_verbs
from handlers.officer import own_language, second_factor
from handlers.reporter import as_a_person, conversation, identity, institution, slips
from handlers.telegram.handling.context import Context, Handler
from handlers.telegram.text.buttons import parse

OWN_CONVERSATION: Mapping[type[object], Handler] = {
    **conversation.PRESSES,
    **identity.PRESSES,
    **as_a_person.PRESSES,
    **slips.PRESSES,
    **institution.PRESSES,
    **second_factor.PRESSES,
    **own_language.PRESSES,
}
"""Buttons of a person's own conversation: of the reporter, and of somebody who sets up a second factor. They may stand
in private only."""
PRESSES: Mapping[type[object], Handler] = {**OWN_CONVERSATION, **staff_verbs.PRESSES}
"""Where a button of the staff may stand, and for whom, is in the table of rights, which is asked in the transaction."""


async def on_press(update: Update, context: Context) -> None:
    """Hands the press to its handler. For data that is not ours (any more) the person is told so, and nothing
    changes."""
    query = update.callback_query
    data = parse(query.data) if query is not None and query.data else None
    heard = PRESSES.get(type(data))
    if heard is None:
        await on_strange(update, context)
    elif type(data) in OWN_CONVERSATION and not context.is_in_private(update):
        await on_misplaced(update, context)
    else:
        await heard(update, context)


async def on_misplaced(update: Update, context: Context) -> None:
    """A button of somebody's own conversation in a group, where none was ever shown: nothing is done and nothing is
    said."""
    await say(context.services(update))
    await context.toast(update)


async def on_strange(update: Update, context: Context) -> None:
    """Answers a press that cannot be read. In private the present screen is sent as a new message. In a group only the
    presser is told."""
    chat, word = update.effective_chat, answering.STALE
    if chat is not None and chat.type == "private":
        word = await answering.strange_press(context.request(update))
    else:
        await say(context.services(update))
    await context.toast(update, word)


HANDLERS = [CallbackQueryHandler(on_press)]
