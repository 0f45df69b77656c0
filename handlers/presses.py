"""One ear for every button: the data is parsed once, its class says who hears it."""

from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.usecases.line import say
from handlers import agency, intake, supervisor
from handlers.buttons import parse
from handlers.context import Context
from handlers.intake import Handler

PRESSES: Mapping[type[Any], Handler] = {**intake.PRESSES, **agency.PRESSES, **supervisor.PRESSES}


async def on_press(update: Update, context: Context) -> None:
    """Hand the press to its handler; a string that is not ours (any more) is told so and changes nothing."""
    query = update.callback_query
    data = parse(query.data) if query is not None and query.data else None
    heard = PRESSES.get(type(data))
    if heard is None:
        await say(context.line(update))
        await context.toast(update, "error-stale-button")
        return
    await heard(update, context)


HANDLERS = [CallbackQueryHandler(on_press)]
