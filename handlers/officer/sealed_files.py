"""Files that are not shown with the story: opened on a reason, sealed by a press of anybody on the staff, handed out
after two presses."""

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.domain.access.file_access import REASONS
from bot.usecases.casework import files_on_reason, sealed_files
from handlers.officer import buttons as b
from handlers.officer.casework import acting, asked_number, is_stranger, on_unheard, refuse_in_group
from handlers.reporter.conversation import Handler
from handlers.telegram.asked import scope_of
from handlers.telegram.context import Context, pressed

SENT = filters.UpdateType.MESSAGE


async def on_seal(update: Update, context: Context) -> None:
    """Seal this file, or /seal NUMBER: all files of the case."""
    agent, _ = await acting(update, context)
    if is_stranger(agent):
        await on_unheard(update, context)
        return
    message = pressed(update).message if update.callback_query is not None else None
    _, to = await scope_of(update, context, agent)
    number = asked_number(update, context)
    await sealed_files.seal_by_hand(context.services(update), agent, to, number, context.now(), message=message)
    await context.toast(update)


async def on_release(update: Update, context: Context) -> None:
    """Release, or /release NUMBER."""
    agent, _ = await acting(update, context)
    if is_stranger(agent):
        await on_unheard(update, context)
        return
    refuse_in_group(update)
    visitor = context.visitor(update)
    await sealed_files.release(context.services(update), agent, visitor, asked_number(update, context), context.now())
    await context.toast(update)


async def on_files(update: Update, context: Context) -> None:
    """A reason, or /files NUMBER REASON: what waits for one is shown; /files NUMBER asks for it."""
    agent, _ = await acting(update, context)
    if is_stranger(agent):
        await on_unheard(update, context)
        return
    refuse_in_group(update)
    visitor, number, reason = context.visitor(update), asked_number(update, context), _reason(update, context)
    await files_on_reason.open_files(context.services(update), agent, visitor, number, reason, context.now())
    await context.toast(update)


def _reason(update: Update, context: Context) -> str:
    """The reason of the button, or the first one among the words beside the command; '' when there is none."""
    if update.callback_query is not None:
        return str(pressed(update).reason)
    return next((word.lower() for word in context.args or () if word.lower() in REASONS), "")


COMMANDS: dict[str, Handler] = {"seal": on_seal, "release": on_release, "files": on_files}
PRESSES: dict[type[object], Handler] = {b.SealFile: on_seal, b.Release: on_release, b.FilesFor: on_files}
HANDLERS: list[BaseHandler[Update, Context, None]] = [
    CommandHandler(name, act, filters=SENT) for name, act in COMMANDS.items()
]
