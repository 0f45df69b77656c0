"""Words that stand beside a command: the command is obeyed, and nothing that was typed is lost."""

from collections.abc import Awaitable, Callable
from functools import partial

from telegram import Chat, Message, Update

from bot.domain.errors import Refusal
from bot.domain.report import Piece
from bot.usecases.reporting import words_told
from bot.usecases.reporting.chat import words_beside_commands as beside_conversation
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from bot.usecases.services import Request, say
from handlers.reporter.asked_first import is_answered
from handlers.reporter.command_words import LINK, are_words, beside
from handlers.reporter.contact import as_code, is_code, on_follow, told_of
from handlers.telegram.handling.context import Context, Handler
from handlers.telegram.handling.errors import refuse_afterwards
from handlers.telegram.message_parts import piece_of

Keep = Callable[[Request, Piece], Awaitable[None]]


def has_words(message: Message, context: Context) -> bool:
    """Whether more than a command was written: words, or quoted words of others."""
    text = beside(message)
    languages = {name.casefold() for name in context.profile.languages}
    is_argument = bool(LINK.fullmatch(text)) or text.casefold() in languages
    return message.external_reply is not None or (are_words(text) and not is_argument)


async def keep_words(update: Update, context: Context, keep: Keep) -> Refusal | None:
    """Stores the words beside a command, before the command is obeyed. The update is not finished by that. If it is
    done twice, after a crash, it counts once. A refusal is returned, not raised, so that it does not stop the
    command."""
    message = update.effective_message
    if message is None or not has_words(message, context):
        return None
    if keep is openly and await is_answered(update, context, beside_command=True):
        return None
    try:
        piece = piece_of(message, message.text or "")
        await keep(context.unbound_request(update), piece)
    except Refusal as refusal:
        return refusal
    return None


async def openly(request: Request, piece: Piece) -> None:
    """Adds the words to the conversation at hand; without one they are told like any others."""
    await words_told.tell_beside_command(request, ToldMessage(Written(piece), partial(as_code, piece.text)))


async def before_stop(request: Request, piece: Piece) -> None:
    """Stores words as for somebody who hides. A sent report gets the words together with the word to stop."""
    await beside_conversation.keep_quietly(request, piece, is_stop=True)


def also_told(act: Handler, keep: Keep = openly) -> Handler:
    """A handler that stores the words beside a command first, and then obeys the command."""

    async def on_command(update: Update, context: Context) -> None:
        refusal = await keep_words(update, context, keep)
        await act(update, context)
        await refuse_afterwards(update, context, refusal)

    return on_command


async def on_follow_told(update: Update, context: Context) -> None:
    """/follow. Words beside it that are no five words are stored as something that was told."""
    message = update.effective_message
    is_told = message is not None and not is_code(beside(message))
    await (also_told(on_follow) if is_told else on_follow)(update, context)


async def on_stranger(update: Update, context: Context) -> None:
    """A command of officers from somebody who may not use it here: nothing is answered (SG22). From somebody who is not
    staff, words beside it in private are told like any others."""
    message = update.effective_message
    is_written = update.callback_query is None and message is not None and message.chat.type == Chat.PRIVATE
    if message is None or not is_written or not has_words(message, context):
        await say(context.services(update))
        return
    belonging, written = (
        await context.belonging(update),
        Written(piece_of(message, message.text or ""), is_command=True),
    )
    await words_told.tell_unless_staff(context.request(update), told_of(update, context, written), belonging)
