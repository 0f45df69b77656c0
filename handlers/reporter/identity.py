"""The button by which a reporter says what may be known about them."""

from telegram import Update

from bot.domain.ids import CaseNumber
from bot.usecases.reporting.sent_reports import identity
from handlers.reporter import buttons_identity as b
from handlers.telegram.handling.context import Context, Handler, pressed


async def on_level(update: Update, context: Context) -> None:
    """Shows what may be known about the person, or raises it."""
    button, request = pressed(update), context.request(update)
    if button.level:
        await identity.raise_level(request, CaseNumber(button.number), button.level)
    else:
        await identity.show_level(request, CaseNumber(button.number) if button.number else None)
    await context.toast(update)


PRESSES: dict[type[object], Handler] = {b.ChooseLevel: on_level}
