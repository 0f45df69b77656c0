"""Every verb of the staff: the one table of their commands and buttons. How to add a row: docs/adapt/add-a-verb.md.

Beside every button stands a command, because Telegram forgets a press after 150 s of downtime and a message after 24 h.
"""

from collections.abc import Sequence
from typing import Any

from telegram.ext import CommandHandler, filters

from bot.usecases.casework import taking
from bot.usecases.groups import agreeing
from handlers.officer import buttons as b
from handlers.officer.verb import Handler, Verb, on_command, on_press
from handlers.supervisor.buttons import NewGroup
from handlers.telegram.context import Context


def body_and_word(words: Sequence[str]) -> tuple[str, str]:
    """A body, and yes or no: `/newgroup PSB yes`."""
    body, what = [*words, "", ""][:2]
    return body.upper(), what.lower() or agreeing.NO


VERBS: tuple[Verb, ...] = (
    Verb(taking.acknowledge, "take", b.Take, toast="staff-acked-toast"),
    Verb(taking.ask_why, "notours", b.NotOurs),
    Verb(taking.decline, button=b.NotOursReason, toast="staff-declined-toast"),
    Verb(agreeing.decide_on_group, "newgroup", NewGroup, words=body_and_word),
)
COMMANDS: dict[str, Handler] = {verb.command: on_command(verb) for verb in VERBS if verb.command}
PRESSES: dict[type[Any], Handler] = {verb.button: on_press(verb) for verb in VERBS if verb.button is not None}
HANDLERS: list[CommandHandler[Context, None]] = [
    CommandHandler(name, heard, filters=filters.UpdateType.MESSAGE) for name, heard in COMMANDS.items()
]
