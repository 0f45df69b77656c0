"""Safe contact in the private chat: five words, coming back with them, a chat that is cleared by itself."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from telegram import Update

from bot.domain.access.receipts import WORDS
from bot.domain.ids import CaseNumber, MessageId
from bot.usecases.reporting import words_told
from bot.usecases.reporting.chat import self_clearing
from bot.usecases.reporting.sent_reports import follow_up, open_questions, receipts
from bot.usecases.reporting.sent_reports.code_look_up import MaybeCode, Memberships
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from bot.usecases.services import Request
from handlers.reporter.command_words import beside
from handlers.telegram.handling.context import Context, pressed
from locales.words import numbers_in, seems_code


async def on_follow(update: Update, context: Context) -> None:
    """/follow, with the five words or before them."""
    message = update.effective_message
    words = beside(message) if message is not None else ""
    request = context.request(update)
    code = numbers_in(words, WORDS)
    if message is None or not is_code(words):
        await follow_up.ask(request)
        return
    typed = MaybeCode(code, memberships=partial(context.belonging, update))
    await follow_up.come(request, typed, MessageId(message.message_id))


def is_code(words: str) -> bool:
    """Whether words beside /follow are meant as a code, however many mistakes are in it; others are told."""
    return numbers_in(words, WORDS) is not None or seems_code(words, sure=1)


async def on_told(update: Update, context: Context, written: Written, *notes: str) -> None:
    """Words, a place or a phone: a code or an addition where one is awaited, else something told. `notes`: keys of what
    is said before."""
    await words_told.tell(context.request(update), told_of(update, context, written, notes))


def told_of(update: Update, context: Context, written: Written, notes: tuple[str, ...] = ()) -> ToldMessage:
    """What a message says, told by nobody but the person who wrote it."""
    memberships = partial(context.belonging, update)
    return ToldMessage(written, partial(as_code, written.piece.text, memberships), notes, says_no_slip=True)


def as_code(words: str, memberships: Memberships | None = None) -> MaybeCode:
    """Words read as the five words."""
    code = numbers_in(words, WORDS)
    return MaybeCode(code, is_meant=code is not None or seems_code(words), memberships=memberships)


FOLLOWING: Mapping[str, Callable[[Request], Awaitable[None]]] = {
    "ask": follow_up.ask,
    "add": follow_up.begin_addition,
    "done": follow_up.done,
    "question": follow_up.read_question,
    "answers": follow_up.read_answers,
    "slip": follow_up.ask_for_slip,
}


async def on_follow_button(update: Update, context: Context) -> None:
    """Come back with a code, add to what it leads to, or be done."""
    await FOLLOWING[pressed(update).do](context.request(update))
    await context.toast(update)


async def on_read_question(update: Update, context: Context) -> None:
    """Read what the officers ask."""
    number = CaseNumber(pressed(update).number)
    word = await open_questions.read(context.request(update), number)
    await context.toast(update, word)


async def on_have_it(update: Update, context: Context) -> None:
    """Handles the button "I have it" below the code."""
    message = update.effective_message
    if message is not None:
        await receipts.have_it(context.request(update), MessageId(message.message_id))
    await context.toast(update)


async def on_clean(update: Update, context: Context) -> None:
    """Clear this chat by itself: asked, chosen, ended."""
    hours, request = pressed(update).hours, context.request(update)
    if hours < 0:
        await self_clearing.ask(request)
    else:
        await self_clearing.choose(request, hours)
    await context.toast(update)
