"""What people write in private: a word that is a command, something told, or a command that nobody knows."""

from dataclasses import replace
from functools import partial

from telegram import Update
from telegram.ext import filters

from bot.usecases.reporting import words_told, writing
from bot.usecases.reporting.who_writes import Writer
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from handlers.reporter.asked_first import asked_first
from handlers.reporter.command_words import are_words, beside
from handlers.reporter.commands import COMMANDS
from handlers.reporter.contact import as_code, on_told
from handlers.reporter.courtesies import is_courtesy
from handlers.reporter.cries import cries_for_help
from handlers.reporter.kinds import lost_parts, on_contact, on_other, on_place
from handlers.reporter.verifying import is_slip
from handlers.telegram.handling.context import Context, Handler, message_of
from handlers.telegram.message_parts import piece_of

SPOKEN = ("help", "hide", "stop", "status", "start")
"""Commands that are also understood as a plain word, in every language (SG12)."""


def spoken(context: Context, text: str) -> Handler | None:
    """The command that a plain word stands for, in any of the line's languages."""
    word = plain(text)
    for name in SPOKEN:
        for language in context.profile.languages:
            known = context.dependencies.text(f"words-{name}", language).split(",")
            if word and word in {plain(each) for each in known}:
                return COMMANDS[name]
    return None


def plain(text: str) -> str:
    """A word without case, space and punctuation around it."""
    folded = text.casefold()
    inside = [place for place, sign in enumerate(folded) if sign.isalnum()]
    return folded[inside[0] : inside[-1] + 1] if inside else ""


async def on_words(update: Update, context: Context, who: Writer | None = None) -> None:
    """A text: a word that is a command, else something told. `who`: who writes, where it was read already."""
    message = message_of(update)
    command = spoken(context, message.text or "") if message.forward_origin is None else None
    if command is not None:
        await command(update, context)
    else:
        await asked_first(on_told_words)(update, context, who)


async def on_told_words(update: Update, context: Context) -> None:
    """Something told; a cry for help in it shows the numbers to call."""
    message = message_of(update)
    text = message.text or ""
    if await is_slip(update, context, text):
        return
    notes = lost_parts(message)
    piece = piece_of(message, text)
    known, languages = context.dependencies.text, context.profile.languages
    if not piece.by_others and cries_for_help(known, context.profile, text):
        told = ToldMessage(Written(piece), partial(as_code, text), notes, shows_help=True)
        await words_told.tell(context.request(update), told)
        return
    courtesy = not piece.extras and is_courtesy(known, languages, text)
    await on_told(update, context, Written(replace(piece, courtesy=courtesy)), *notes)


async def on_strange_command(update: Update, context: Context) -> None:
    """A command that nobody knows, or a command in a message by somebody else. Words beside it are told; beside the
    person's own command they answer no question."""
    message = message_of(update)
    piece = piece_of(message, message.text or "")
    if piece.by_others or piece.extras:
        await on_told(update, context, Written(piece))
    elif are_words(beside(message)):
        await on_told(update, context, Written(piece, is_command=True))
    else:
        await writing.not_understood(context.request(update), "unknown-command")


TOLD: tuple[tuple[filters.BaseFilter, Handler], ...] = (
    (filters.TEXT & ~filters.COMMAND, on_told_words),
    (filters.LOCATION | filters.VENUE, on_place),
    (filters.CONTACT, on_contact),
    (filters.COMMAND, on_strange_command),
    (filters.ALL, on_other),
)
"""Handlers of what people tell, by the kind of their message."""
