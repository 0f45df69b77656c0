"""/language in private: staff choose the language in which they are written to, everybody else that of their
conversation."""

from dataclasses import replace

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.domain.errors import StaleButton
from bot.usecases.access.asking import Stranger
from bot.usecases.reporting import staff_language
from handlers.officer.buttons import OwnLanguage
from handlers.officer.typed_words import in_our_words
from handlers.reporter.asked_first import staff_who_asks
from handlers.reporter.beside_commands import keep_words, on_stranger, openly
from handlers.reporter.command_words import beside
from handlers.reporter.commands import COMMANDS
from handlers.telegram.handling.context import Context, Handler, message_of, pressed
from handlers.telegram.handling.errors import refuse_afterwards


async def on_language(update: Update, context: Context) -> None:
    """Sets the language that the command names, in any language. Without the name of a language, the languages are
    shown, and other words are kept or answered like those beside any command."""
    asking = await staff_who_asks(update, context)
    if asking is None:
        await COMMANDS["language"](update, context)
        return
    message = message_of(update)
    words = in_our_words(context, beside(message).split())
    named = (name for name in context.profile.languages if [name.casefold()] == [word.casefold() for word in words])
    wanted, refusal = next(named, ""), None
    if not wanted or message.external_reply is not None:
        refusal = await keep_words(update, context, openly)
        asking = replace(asking, services=context.services(update))
    await staff_language.choose(asking, wanted)
    await refuse_afterwards(update, context, refusal)


async def on_own_language(update: Update, context: Context) -> None:
    """One of the shown languages was pressed. Raises StaleButton for an unknown one."""
    code = pressed(update).code
    if code not in context.profile.languages:
        raise StaleButton
    try:
        await staff_language.choose(await context.asking(update), code)
    except Stranger:
        await on_stranger(update, context)
    await context.toast(update)


HANDLERS = [
    CommandHandler(
        "language",
        on_language,
        filters=filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & ~filters.FORWARDED,
    )
]
PRESSES: dict[type[object], Handler] = {OwnLanguage: on_own_language}
