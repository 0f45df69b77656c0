"""A member of the staff reports as a person: what they wrote before goes into the report as if it came just now."""

from telegram import Message, Update

from bot.domain.ids import MessageId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.files import Used
from bot.usecases.services import say
from handlers.reporter import buttons as b
from handlers.reporter.command_words import are_words, begins_with_command, beside
from handlers.reporter.commands import on_start
from handlers.reporter.told import TOLD
from handlers.telegram.handling.context import Context, Handler, message_of


async def on_report_as(update: Update, context: Context) -> None:
    """Report this as a person: with the message to which the answer replies; without one a report is begun."""
    original = _original(update)
    await _take_button(update, context)
    if original is None:
        await on_start(update, context)
    else:
        told = Update(update.update_id, message=original)
        heard = next(heard for kind, heard in TOLD if kind.check_update(told))
        await heard(told, context)
    await context.toast(update)


def _original(update: Update) -> Message | None:
    """The person's own message to which the answer replies; None where it was deleted, or holds only a command."""
    query = update.callback_query
    answer = query.message if query is not None else None
    original = answer.reply_to_message if isinstance(answer, Message) else None
    sender = original.from_user if original is not None else None
    if original is None or sender is None or update.effective_user is None or sender.id != update.effective_user.id:
        return None
    is_bare = begins_with_command(original) and not are_words(beside(original))
    return None if is_bare and original.forward_origin is None else original


async def _take_button(update: Update, context: Context) -> None:
    """Removes the button of the answer: pressed twice it would report twice. The update is not finished by this."""
    visitor = context.visitor(update)
    to = ToChat(visitor.chat, await context.locale(update))
    used = Used(message=MessageId(message_of(update).message_id))
    await say(context.unbound(update), Notice(used, to))


PRESSES: dict[type[object], Handler] = {b.ReportAs: on_report_as}
