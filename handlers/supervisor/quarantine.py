"""Reports that came over the limit, for supervisors: /quarantine lists them, one tap decides."""

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.usecases.oversight import quarantine
from handlers.officer import buttons as b
from handlers.officer.casework import acting, on_unheard, refuse_in_group
from handlers.reporter.conversation import Handler
from handlers.telegram.asked import number_in, scope_of
from handlers.telegram.context import Context, pressed

DECISIONS = frozenset({"pass", "keep"})


async def on_quarantine(update: Update, context: Context) -> None:
    """/quarantine, and beside the buttons /quarantine pass NUMBER, /quarantine keep NUMBER."""
    agent, _ = await acting(update, context)
    if not agent.supervisor:
        await on_unheard(update, context)
        return
    refuse_in_group(update)
    words, line = list(context.args or []), context.services(update)
    _, to = await scope_of(update, context, agent)
    if words and words[0].lower() in DECISIONS:
        await quarantine.decide(line, agent, to, number_in(words[1:]), words[0].lower(), context.now())
    else:
        await quarantine.show_list(line, agent, to)


async def on_decision(update: Update, context: Context) -> None:
    """Let through, or Keep."""
    agent, _ = await acting(update, context)
    button = pressed(update)
    _, to = await scope_of(update, context, agent)
    await quarantine.decide(context.services(update), agent, to, button.number, button.what, context.now())
    await context.toast(update)


COMMANDS: dict[str, Handler] = {"quarantine": on_quarantine}
PRESSES: dict[type[object], Handler] = {b.HeldCase: on_decision}
HANDLERS: list[BaseHandler[Update, Context, None]] = [
    CommandHandler("quarantine", on_quarantine, filters=filters.UpdateType.MESSAGE)
]
