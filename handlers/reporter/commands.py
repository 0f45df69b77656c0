"""Commands of the reporter's private chat: each is obeyed, and keeps the words beside it."""

from telegram import Update

from bot.domain.ids import MessageId
from bot.domain.notices.notice import Mode
from bot.usecases.institutions import links, training
from bot.usecases.reporting import intake
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.chat.words_beside_commands import keep_quietly
from bot.usecases.reporting.sent_reports import additions
from handlers.reporter.asked_first import helped_by_role, status_by_role
from handlers.reporter.beside_commands import also_told, before_stop, on_follow_told
from handlers.reporter.verifying import on_verify
from handlers.telegram.handling.context import Context, Handler, message_of
from handlers.telegram.message_parts import piece_of


async def on_start(update: Update, context: Context) -> None:
    """Handles /start."""
    await intake.start(context.request(update))


async def on_help(update: Update, context: Context) -> None:
    """/help, or the word."""
    await hiding.show_help(context.request(update))


async def on_hide(update: Update, context: Context) -> None:
    """/hide, or the word."""
    message = MessageId(message_of(update).message_id)
    await hiding.hide(context.request(update), message=message)


async def on_stop(update: Update, context: Context) -> None:
    """/stop, or the word."""
    message = message_of(update)
    piece = piece_of(message, message.text or "")
    await hiding.stop(context.request(update), piece)


async def on_status(update: Update, context: Context) -> None:
    """/status, or the word."""
    await additions.show_status(context.request(update))


async def on_language(update: Update, context: Context) -> None:
    """Handles /language."""
    await intake.ask_language(context.request(update), mode=Mode.NEXT)


async def on_info(update: Update, context: Context) -> None:
    """Handles /info."""
    await hiding.show_info(context.request(update), "menu", mode=Mode.NEW)


async def on_privacy(update: Update, context: Context) -> None:
    """Handles /privacy."""
    await hiding.show_info(context.request(update), "privacy", mode=Mode.NEW)


async def on_duty(update: Update, context: Context) -> None:
    """Handles /duty."""
    await training.show(context.request(update), 1, "")


async def on_institution(update: Update, context: Context) -> None:
    """/institution: the card for the head of one."""
    await links.show_own(context.request(update))


COMMANDS: dict[str, Handler] = {
    "start": also_told(on_start),
    "help": also_told(helped_by_role(on_help)),
    "hide": also_told(on_hide, keep_quietly),
    "stop": also_told(on_stop, before_stop),
    "status": also_told(status_by_role(on_status)),
    "language": also_told(on_language),
    "info": also_told(on_info),
    "privacy": also_told(on_privacy),
    "follow": on_follow_told,
    "verify": on_verify,
    "duty": also_told(on_duty),
    "institution": also_told(on_institution),
}
"""Each is obeyed, and keeps the words beside it."""
