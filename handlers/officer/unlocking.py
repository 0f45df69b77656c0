"""The second factor in the private chat: a code among the words, and the choice of what opens it."""

from telegram import Update

from bot.domain.ids import MessageId
from bot.domain.second_factor import LockKind, awaits, digits
from bot.usecases.oversight import unlock
from handlers.officer import buttons as b
from handlers.telegram.handling.context import Context, Handler, message_of, pressed


async def take_code(update: Update, context: Context) -> bool:
    """Whether these words were a code for the person's second factor; then they have been handled."""
    visitor, message, now = context.visitor(update), message_of(update), context.now()
    if not digits(message.text or ""):
        return False
    async with context.dependencies.reading() as uow:
        lock = await uow.second_factors.of(visitor.person)
    if lock is None or not awaits(lock, message.text or "", now):
        return False
    return await unlock.enter(await context.asking(update), message.text or "", MessageId(message.message_id))


async def on_lock_with(update: Update, context: Context) -> None:
    """An authenticator app, or a PIN."""
    kind = LockKind(pressed(update).kind)
    await unlock.choose(context.request(update), kind)
    await context.toast(update)


PRESSES: dict[type[object], Handler] = {b.LockWith: on_lock_with}
