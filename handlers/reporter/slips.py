"""The button of a slip: asked for, wanted on this phone, or not now."""

from typing import Any

from telegram import Update

from bot.domain.ids import CaseNumber
from bot.usecases.reporting import slips
from handlers.reporter.buttons_slips import Slip
from handlers.telegram.context import Context, Handler, pressed


async def on_slip(update: Update, context: Context) -> None:
    """What it would say and whether this phone is safe; the slip; or none."""
    button, line, visitor = pressed(update), context.services(update), context.visitor(update)
    number = CaseNumber(button.number)
    if button.do == "no":
        word = await slips.leave(line, visitor)
    else:
        act = slips.make if button.do == "make" else slips.ask
        word = await act(line, visitor, number, context.now())
    await context.toast(update, word)


PRESSES: dict[type[Any], Handler] = {Slip: on_slip}
