"""Who reported: the reporter's own button, and /reveal for the two who may learn it together."""

from typing import Any

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.domain.ids import CaseNumber
from bot.usecases.casework import desk, reveal
from bot.usecases.reporting import identity
from handlers.officer.casework import acting, asked_number, is_stranger, on_unheard, refuse_in_group
from handlers.reporter import buttons_identity as b
from handlers.reporter.conversation import Handler
from handlers.telegram.context import Context, pressed


async def on_level(update: Update, context: Context) -> None:
    """What may be known of me: shown, or raised."""
    button, line, visitor = pressed(update), context.services(update), context.visitor(update)
    if button.level:
        await identity.raise_level(line, visitor, CaseNumber(button.number), button.level, context.now())
    else:
        await identity.show_level(line, visitor, CaseNumber(button.number) if button.number else None)
    await context.toast(update)


async def on_reveal(update: Update, context: Context) -> None:
    """Reveal, or /reveal NUMBER: what waits for this person; else the reason is asked for."""
    agent, _ = await acting(update, context)
    if is_stranger(agent):
        await on_unheard(update, context)
        return
    refuse_in_group(update)
    line, visitor, number = context.services(update), context.visitor(update), asked_number(update, context)
    if not await reveal.come(line, agent, visitor, number, context.now()):
        await desk.begin(line, agent, visitor, "reveal", number, context.now())
    await context.toast(update)


async def on_decide(update: Update, context: Context) -> None:
    """The second person's word."""
    agent, _ = await acting(update, context)
    refuse_in_group(update)
    button, line, visitor = pressed(update), context.services(update), context.visitor(update)
    number = CaseNumber(button.number)
    await reveal.decide(line, agent, visitor, number, button.stamp, button.what, context.now())
    await context.toast(update)


COMMANDS: dict[str, Handler] = {"reveal": on_reveal}
PRESSES: dict[type[Any], Handler] = {b.Level: on_level, b.Reveal: on_reveal, b.RevealDecide: on_decide}
HANDLERS = [CommandHandler(name, act, filters=filters.UpdateType.MESSAGE) for name, act in COMMANDS.items()]
