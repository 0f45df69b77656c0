"""/verify: a slip that anybody brings, as text beside the command or after it, in a message to which it replies, or as
a file."""

from functools import partial

from telegram import Document, Message, Update

from bot.contention import again_at_once
from bot.domain.institutions.slip_check import LONGEST_FILE
from bot.domain.institutions.slip_text import seems_slip
from bot.domain.intake.stored_files import FileTooLarge
from bot.usecases.reporting.slips import verifying
from handlers.reporter.beside_commands import keep_words, openly
from handlers.reporter.command_words import beside
from handlers.telegram.files.media import FetchFailed
from handlers.telegram.handling.context import Context, message_of
from handlers.telegram.handling.errors import refuse_afterwards

KINDS = ("application/pdf", "text/plain")
ENDINGS = (".pdf", ".txt")
COMMAND = "/verify"


async def on_verify(update: Update, context: Context) -> None:
    """/verify: a slip beside it, or in the message to which it replies, is verified; otherwise one is awaited. Other
    words beside it are told like those beside any command."""
    message = message_of(update)
    words, answered = beside(message), message.reply_to_message
    file = _slip_file(answered) if answered is not None else None
    if seems_slip(words):
        await _text(update, context, words)
    elif file is not None and not words:
        await _file(update, context, file)
    elif answered is not None and not words and seems_slip(answered.text or ""):
        await _text(update, context, answered.text or "")
    else:
        refusal = await keep_words(update, context, openly)
        await verifying.ask(context.request(update))
        await refuse_afterwards(update, context, refusal)


async def is_slip(update: Update, context: Context, text: str) -> bool:
    """A text that is meant as a slip, where one is awaited: it is verified. Returns False and does nothing for other
    words."""
    if not seems_slip(text) or not await verifying.is_awaited(context.request(update)):
        return False
    await _text(update, context, text)
    return True


async def is_slip_file(update: Update, context: Context) -> bool:
    """A PDF or a text file with /verify as its caption, or where a slip is awaited: it is verified, and not stored.
    Returns False and does nothing for anything else."""
    message = message_of(update)
    file = _slip_file(message)
    is_asked = (message.caption or "").split("@")[0].strip() == COMMAND
    if file is None or not (is_asked or await verifying.is_awaited(context.request(update))):
        return False
    await _file(update, context, file)
    return True


def _slip_file(message: Message) -> Document | None:
    """The file of a message, where it may be a slip by its kind and size."""
    file = message.document
    if file is None or (file.file_size or 0) > LONGEST_FILE:
        return None
    is_kind = file.mime_type in KINDS or (file.file_name or "").casefold().endswith(ENDINGS)
    return file if is_kind else None


async def _text(update: Update, context: Context, text: str) -> None:
    await verifying.verify_text(context.request(update), text)


async def _file(update: Update, context: Context, file: Document) -> None:
    """Fetches the file once, however often another act comes first."""
    data = await _fetched(context, file.file_id)
    await again_at_once(partial(verifying.verify_file, context.request(update), data))


async def _fetched(context: Context, file_id: str) -> bytes | None:
    """The file, and no more of it than is read; None where it cannot be fetched: it can be sent again."""
    data = b""
    try:
        async for chunk in context.dependencies.stream(context.bot, file_id):
            data += chunk
            if len(data) > LONGEST_FILE:
                break
    except (FetchFailed, FileTooLarge):
        return None
    return data
