"""Safe contact in the private chat: five words, coming back with them, a chat that is cleared by itself."""

from dataclasses import dataclass
from functools import partial

from telegram import Update

from bot.domain.access.receipts import WORDS
from bot.domain.ids import CaseNumber, MessageId
from bot.usecases.access.asking import is_of_staff
from bot.usecases.reporting import writing
from bot.usecases.reporting.chat import self_clearing
from bot.usecases.reporting.sent_reports import follow_up, open_questions, receipts
from bot.usecases.reporting.slips import verifying
from bot.usecases.reporting.writing import Written
from bot.usecases.services import Request, Services
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
    typed = follow_up.MaybeCode(code, belongs=partial(is_staff, update, context))
    await follow_up.come(request, typed, MessageId(message.message_id))


async def is_staff(update: Update, context: Context) -> bool:
    """Whether the account is one of the staff."""
    return is_of_staff(await context.agent(update))


def is_code(words: str) -> bool:
    """Whether words beside /follow are meant as a code, however many mistakes are in it; others are told."""
    return numbers_in(words, WORDS) is not None or seems_code(words, sure=1)


async def on_told(update: Update, context: Context, written: Written) -> None:
    """Words, a place or a phone: a code or an addition where one is awaited, else something told."""
    at_hand = UpdateAtHand(partial(is_staff, update, context), context.unbound(update))
    await tell(context.request(update), written, at_hand)


@dataclass(frozen=True)
class UpdateAtHand:
    """What only the update can give in which the words came."""

    belongs: follow_up.Belongs | None = None
    """Asks whether the account is staff."""
    aside: Services | None = None
    """Services that are bound to no update, by which something can be said before the words are kept."""


NO_UPDATE = UpdateAtHand()


async def tell(request: Request, written: Written, at_hand: UpdateAtHand = NO_UPDATE) -> None:
    """Handles what a person has told, with services that need not be bound to the update."""
    piece = written.piece
    write = partial(writing.write, request, written)
    if await write():
        return
    if at_hand.aside is not None:
        await verifying.say_no_slip(Request(at_hand.aside, request.visitor, request.now))
    code = numbers_in(piece.text, WORDS)
    words = follow_up.MaybeCode(code, is_meant=code is not None or seems_code(piece.text), belongs=at_hand.belongs)
    if not await follow_up.take_words(request, piece, words):
        await write(is_told=True)


FOLLOWING = {
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


async def on_code_kept(update: Update, context: Context) -> None:
    """Handles the button "I have it" below the code."""
    message = update.effective_message
    if message is not None:
        await receipts.have_it(context.services(update), context.visitor(update), MessageId(message.message_id))
    await context.toast(update)


async def on_clean(update: Update, context: Context) -> None:
    """Clear this chat by itself: asked, chosen, ended."""
    hours, request = pressed(update).hours, context.request(update)
    if hours < 0:
        await self_clearing.ask(request.services, request.visitor)
    else:
        await self_clearing.choose(request, hours)
    await context.toast(update)
