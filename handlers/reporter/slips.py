"""The button of a slip: asked for, wanted on this phone, or not now."""

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.domain.ids import CaseNumber
from bot.usecases.reporting.slips import slip_to_head, slips
from handlers.reporter.buttons_slips import AskSlip
from handlers.telegram.handling.context import Context, Handler, pressed

ACTS: dict[str, Callable[..., Awaitable[str]]] = {
    "ask": slips.ask,
    "make": slips.make,
    "head": slip_to_head.ask,
    "hand": slip_to_head.hand,
}


async def on_slip(update: Update, context: Context) -> None:
    """Shows what it would say and whether this phone is safe; sends it; or not; and shows to whom it may be given."""
    button, request = pressed(update), context.request(update)
    number = CaseNumber(button.number)
    if button.do == "no":
        word = await slips.leave(request)
    else:
        word = await ACTS[button.do](request, number)
    await context.toast(update, word)


PRESSES: dict[type[object], Handler] = {AskSlip: on_slip}
