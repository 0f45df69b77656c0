"""Staff are not reporters: what one of them writes in private outside any report is answered, and reported only where
they say so by a button. Their words stay in the chat; the button takes them from there."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from telegram import Chat, Update

from bot.domain.errors import Unreachable
from bot.domain.ids import MessageId
from bot.domain.intake.staff_intake import is_entered
from bot.domain.people import Staff, Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access import staff_talk
from bot.usecases.reporting import hiding
from bot.usecases.reporting.unasked import is_empty
from handlers.reporter.command_words import begins_with_command
from handlers.reporter.cries import cries_for_help
from handlers.telegram.context import Context

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


def asked_first(told: Handler) -> Handler:
    """A handler of what people tell that leaves out the staff: they are answered, and asked whether they report."""

    async def on_written(update: Update, context: Context) -> None:
        if not await is_answered(update, context):
            await told(update, context)

    return on_written


async def is_answered(update: Update, context: Context, *, beside_command: bool = False) -> bool:
    """Whether somebody of the staff wrote this outside any report; then it is answered. `beside_command`: the update
    is not done with that."""
    message = update.effective_message
    if message is None or not await is_staff_outside_report(update, context):
        return False
    words = message.text or message.caption or ""
    cries = cries_for_help(context.dependencies.text, context.profile, words)
    asking = await context.asking(update)
    if cries or beside_command:
        asking = replace(asking, services=replace(asking.services, begin=context.dependencies.bind(None, None)))
    number, is_strange = MessageId(message.message_id), begins_with_command(message) and not beside_command
    await staff_talk.say_not_reported(asking, context.commands_for, number, is_strange=is_strange)
    if cries and not beside_command:
        await hiding.show_help(context.services(update), context.visitor(update))
    return True


def helped_by_role(on_help: Handler) -> Handler:
    """/help: what they may do to somebody of the staff, numbers to call to everybody else. Whether somebody unknown is
    an officer is asked of Telegram only when the numbers are out: they wait for nothing."""

    async def on_written(update: Update, context: Context) -> None:
        visitor = context.visitor(update)
        async with context.dependencies.reading() as uow:
            known, is_talking = await uow.staff.get(visitor.person), await _is_in_talk(context, uow, visitor)
        if known is None or is_talking:
            await on_help(update, context)
        if not is_talking and await is_staff_outside_report(update, context):
            asking = await context.asking(update)
            if known is None:
                asking = replace(asking, services=replace(asking.services, begin=context.dependencies.bind(None, None)))
            await staff_talk.show_help(asking, context.commands_for)
        elif known is not None and not is_talking:
            await on_help(update, context)

    return on_written


async def is_staff_outside_report(update: Update, context: Context) -> bool:
    """Whether somebody of the staff writes in private who is telling or entering nothing just now."""
    chat = update.effective_chat
    if chat is None or chat.type != Chat.PRIVATE:
        return False
    visitor = context.visitor(update)
    async with context.dependencies.reading() as uow:
        if await _is_in_talk(context, uow, visitor):
            return False
    return await is_staff(update, context)


async def is_staff(update: Update, context: Context) -> bool:
    """Whether somebody of the staff writes, whatever else they are doing."""
    visitor = context.visitor(update)
    async with context.dependencies.reading() as uow:
        known = await uow.staff.get(visitor.person)
    return (known is not None and known.is_appointed) or await _is_officer(context, visitor, known)


async def _is_in_talk(context: Context, uow: UnitOfWork, visitor: Visitor) -> bool:
    """Whether a report is under way, or words are awaited that lead to an older one."""
    draft = await uow.drafts.of(visitor.person)
    follower = await uow.receipts.follower(visitor.person)
    is_awaited = follower is not None and bool(follower.waits_for(context.now()))
    return is_awaited or (draft is not None and (is_entered(draft) or not is_empty(draft)))


async def _is_officer(context: Context, visitor: Visitor, known: Staff | None) -> bool:
    """Whether they sit in a body's group; where Telegram does not say, whether they did when they were last seen."""
    seen = known.bodies if known is not None else frozenset()
    try:
        belonging = await context.dependencies.membership.belonging(visitor.user)
    except Unreachable:
        return bool(seen)
    return bool(belonging.sure or (belonging.unsure & seen))
