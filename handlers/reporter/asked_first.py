"""Staff are not reporters: what a member of the staff writes in private outside a report is answered, and is reported
only where they say so by a button. Their words stay in the chat; the button takes them from there."""

from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from telegram import Update

from bot.domain.errors import Unreachable
from bot.domain.ids import MessageId
from bot.domain.people import Staff
from bot.usecases.access import staff_conversation
from bot.usecases.access.asking import Asking, Stranger
from bot.usecases.reporting import staff_status, staff_words
from bot.usecases.reporting.staff_words import StaffWords, may_be_staff, say_not_reported, waits_for_telegram
from bot.usecases.reporting.who_writes import Writer, writer
from handlers.reporter.command_words import begins_with_command
from handlers.reporter.cries import cries_for_help
from handlers.telegram.handling.context import Context, Handler


class HandlerOfWords(Protocol):
    """Does what a message of somebody asks for. `who`: who writes, where it was read already."""

    async def __call__(self, update: Update, context: Context, who: Writer | None = None) -> None: ...


def asked_first(told: Handler) -> HandlerOfWords:
    """A handler of what people tell, without staff: they are answered, and asked whether they want to report."""

    async def on_written(update: Update, context: Context, who: Writer | None = None) -> None:
        if not await is_answered(update, context, who):
            await told(update, context)

    return on_written


async def is_answered(
    update: Update, context: Context, who: Writer | None = None, *, beside_command: bool = False
) -> bool:
    """Whether a member of the staff wrote this in private outside a report; then it has been answered. `who`: who
    writes, where it was read already. `beside_command`: it is answered with the command, in one transaction."""
    message = update.effective_message
    asking = await _outside_report(update, context, who or await who_writes(update, context))
    if message is None or asking is None:
        return False
    cries = cries_for_help(context.dependencies.text, context.profile, message.text or message.caption or "")
    number, is_strange = MessageId(message.message_id), begins_with_command(message) and not beside_command
    words = StaffWords(number, is_strange, shows_help=cries and not beside_command)
    if beside_command:
        step = await staff_words.beside_command(asking, context.commands_for, words)
        if step is not None:
            context.begin_with(step)
        return step is not None
    try:
        await say_not_reported(asking, context.commands_for, words)
    except Stranger:
        return False
    return True


def helped_by_role(on_help: Handler) -> Handler:
    """/help: shows staff what they may do, and everybody else the numbers to call. For an unknown person, Telegram is
    asked whether they are an officer only after the numbers are sent, so these never wait."""

    async def on_written(update: Update, context: Context) -> None:
        who = await who_writes(update, context)
        if who.is_in_conversation:
            await on_help(update, context)
        elif who.known is None:
            await on_help(update, context)
            asking = await _as_staff(update, context, None)
            if asking is not None:
                asking = replace(asking, services=context.unbound(update))
                await staff_conversation.show_help(asking, context.commands_for)
        elif (asking := await _as_staff(update, context, who.known)) is not None:
            await staff_conversation.show_help(asking, context.commands_for)
        else:
            await on_help(update, context)

    return on_written


def status_by_role(on_status: Handler) -> Handler:
    """/status: own reports for everybody who has told anything, staff included; other staff read what they may do here.
    Nobody waits for Telegram to say who is an officer."""

    async def on_written(update: Update, context: Context) -> None:
        reading, visitor = context.dependencies.reading, context.visitor(update)
        known, has_told = await staff_status.staff_entry_of(reading, visitor, context.now())
        asking = None
        with suppress(Unreachable):
            asking = None if has_told else await _as_staff(update, context, known)
        if asking is None:
            await on_status(update, context)
        else:
            await staff_status.show(asking, context.commands_for)

    return on_written


async def staff_who_asks(update: Update, context: Context) -> Asking | None:
    """The person's act, where they are staff, whatever else they are doing; None for everybody else."""
    return await _as_staff(update, context, (await who_writes(update, context)).known)


async def _outside_report(update: Update, context: Context, who: Writer) -> Asking | None:
    """The act of a member of the staff who is not telling or entering anything just now. None for everybody else."""
    return None if who.is_in_conversation else await _as_staff(update, context, who.known)


async def who_writes(update: Update, context: Context, *, with_form: bool = False) -> Writer:
    """The person who writes, as the database knows them. `with_form`: also whether a form lies on their desk."""
    return await writer(context.dependencies.reading, context.visitor(update), context.now(), with_form=with_form)


async def _as_staff(update: Update, context: Context, known: Staff | None) -> Asking | None:
    """Asks Telegram once. Raises Unreachable where it does not answer and the person was staff when last seen: their
    words wait, and nobody else's do."""
    try:
        asking = await context.asking(update)
    except Unreachable:
        if waits_for_telegram(known):
            raise
        return None
    return asking if may_be_staff(known, asking) else None
