"""The second factor in the private chat: a code among the words, and the choice of what opens it."""

from telegram import Update

from bot.domain.ids import MessageId
from bot.domain.second_factor import FactorKind
from bot.usecases.oversight import opening_second_factor
from handlers.officer import buttons as b
from handlers.telegram.handling.context import Context, Handler, message_of, pressed


async def take_code(update: Update, context: Context) -> bool:
    """Whether these words were a code for the person's second factor; then they have been handled."""
    message = message_of(update)
    words, number = message.text or "", MessageId(message.message_id)
    awaiting = await opening_second_factor.awaiting(context.request(update), words)
    if awaiting is None:
        return False
    await opening_second_factor.enter(await context.asking(update), words, number, awaiting)
    return True


async def on_choose_second_factor(update: Update, context: Context) -> None:
    """An authenticator app, or a PIN."""
    kind = FactorKind(pressed(update).kind)
    await opening_second_factor.choose(context.request(update), kind)
    await context.toast(update)


PRESSES: dict[type[object], Handler] = {b.ChooseSecondFactor: on_choose_second_factor}
