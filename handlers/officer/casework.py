"""Officers in private: links that open a case or an appointment, and words for the desk or the second factor.

Their commands and buttons are rows of handlers/staff_verbs.py.
"""

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from bot.domain.ids import CaseNumber, MessageId
from bot.usecases.access import membership, staff_conversation
from bot.usecases.access.asking import Stranger
from bot.usecases.casework import desk
from bot.usecases.casework.disclosure import opening
from bot.usecases.casework.tasks import task_steps
from bot.usecases.services import say
from handlers.officer import second_factor
from handlers.reporter import told
from handlers.reporter.asked_first import who_writes
from handlers.reporter.commands import on_start
from handlers.telegram.handling.context import Context, message_of
from handlers.telegram.text.fields import whole
from handlers.telegram.text.links import CASE_LINK, OWN_CHAT, PERSON_LINK, TASK_LINK, secret_in

IN_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
STAFF_LINK = filters.Regex(
    rf"^/start ({OWN_CHAT}|{CASE_LINK}\d+|{TASK_LINK}\d+-\d+|{PERSON_LINK}[A-Za-z0-9_-]{{16,63}})\Z"
)
"""Only this beside /start is a link: words may begin with the same letters."""


async def on_staff_link(update: Update, context: Context) -> None:
    """/start with a payload: a personal invite, an officer's own chat, or 'Open in private' of a card or a task."""
    payload = (context.args or [""])[0]
    if payload == OWN_CHAT:
        await _show_own_chat(update, context)
        return
    if payload.startswith(PERSON_LINK):
        await membership.join_staff(context.request(update), secret_in(payload))
        return
    words = payload[1:].split("-")
    numbers = [number for number in map(whole, words) if number is not None]
    if len(numbers) < len(words) or not await _is_opened(update, context, *numbers):
        await on_start(update, context)


async def _show_own_chat(update: Update, context: Context) -> None:
    """Shows a member of the staff what they may do here; everybody else gets the first screen of a report."""
    try:
        await staff_conversation.show_help(await context.asking(update), context.commands_for)
    except Stranger:
        await on_start(update, context)


async def _is_opened(update: Update, context: Context, number: int, *item: int) -> bool:
    """Whether somebody of the staff asks; then the case, or its task, is opened, or refused in words."""
    asking = await context.asking(update)
    try:
        if item:
            await task_steps.task(asking, CaseNumber(number), item[0])
        else:
            await opening.open_story(asking, CaseNumber(number))
    except Stranger:
        return False
    return True


async def on_words(update: Update, context: Context) -> None:
    """Words in private: a code when the second factor awaits one; else words for the desk when it awaits them;
    everything else belongs to the reporters' conversation."""
    if await second_factor.take_code(update, context):
        return
    who = await who_writes(update, context, with_form=True)
    if not (who.has_form and await _is_for_the_desk(update, context)):
        await told.on_words(update, context, who)


async def _is_for_the_desk(update: Update, context: Context) -> bool:
    """Whether the words were awaited on a desk; then they have been handled."""
    message, words = message_of(update), message_of(update).text or ""
    if told.spoken(context, words) is not None:
        return False
    try:
        await desk.write(await context.asking(update), words, message=MessageId(message.message_id))
    except desk.NotAwaited:
        return False
    return True


async def on_group_help(update: Update, context: Context) -> None:
    """/help in a group: shows what its members may do there; in a group that is not ours, nothing."""
    try:
        await staff_conversation.show_help(await context.asking(update), context.commands_for)
    except Stranger:
        await say(context.services(update))


HANDLERS: list[BaseHandler[Update, Context, None]] = [
    CommandHandler("help", on_group_help, filters=filters.ChatType.GROUPS & filters.UpdateType.MESSAGE),
    CommandHandler("start", on_staff_link, filters=IN_PRIVATE & STAFF_LINK),
    MessageHandler(IN_PRIVATE & filters.TEXT & ~filters.COMMAND, on_words),
]
