"""Commands and buttons about the audit log and about keeping cases: /audit /keep /hold /erase."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler

from bot.domain.cases.retention import REASONS
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import ToChat
from bot.domain.people import Agent
from bot.usecases.access.scope import Scope
from bot.usecases.oversight import audit
from bot.usecases.retention import closed_cases
from bot.usecases.services import Services
from handlers.officer.casework import SENT, acting, is_stranger, on_unheard
from handlers.reporter.conversation import Handler
from handlers.supervisor import buttons as b
from handlers.supervisor.lists import answer
from handlers.telegram.asked import number_in, scope_of
from handlers.telegram.context import Context, pressed
from handlers.telegram.fields import whole

LIFT = "off"
"""Beside /hold NUMBER: the hold is over."""
Asked = Callable[[Services, Agent, ToChat, CaseNumber, Update, Context], Coroutine[Any, Any, None]]


def hearing(asked: Asked) -> Handler:
    """A handler that asks for somebody of ours, in the chat where they are; a stranger is answered nothing."""

    async def on_asked(update: Update, context: Context) -> None:
        agent, _ = await acting(update, context)
        if is_stranger(agent):
            await on_unheard(update, context)
            return
        _, to = await scope_of(update, context, agent)
        number = number_in(words_of(context)) if update.callback_query is None else CaseNumber(pressed(update).number)
        await asked(context.services(update), agent, to, number, update, context)
        await context.toast(update)

    return on_asked


def words_of(context: Context) -> list[str]:
    """What stands beside the command."""
    return [word.lower() for word in context.args or []]


async def ask_keep(
    services: Services, agent: Agent, to: ToChat, number: CaseNumber, update: Update, context: Context
) -> None:
    """/keep NUMBER asks why and how long; /keep NUMBER YEARS REASON does it."""
    words = words_of(context) if update.callback_query is None else []
    reason, years = reason_in(words), next((found for word in words[1:] if (found := whole(word, most=99))), 0)
    if reason and years:
        await closed_cases.extend(services, agent, to, number, reason, years, context.now())
    elif reason:
        await closed_cases.ask_how_long(services, agent, to, number, reason)
    else:
        await closed_cases.ask_why(services, agent, to, number, "keep")


def reason_in(words: list[str]) -> str:
    """The reason among the words; '' when there is none."""
    return next((word for word in words if word in REASONS), "")


async def ask_why_kept(
    services: Services, agent: Agent, to: ToChat, number: CaseNumber, update: Update, context: Context
) -> None:
    """A reason was pressed: how long?"""
    await closed_cases.ask_how_long(services, agent, to, number, pressed(update).reason)


async def ask_years(
    services: Services, agent: Agent, to: ToChat, number: CaseNumber, update: Update, context: Context
) -> None:
    """The years were pressed."""
    button = pressed(update)
    await closed_cases.extend(services, agent, to, number, button.reason, button.years, context.now())


async def ask_export(
    services: Services, agent: Agent, to: ToChat, number: CaseNumber, update: Update, context: Context
) -> None:
    """How to take the case out."""
    await closed_cases.ask_export(services, agent, to, number)


async def ask_hold(
    services: Services, agent: Agent, to: ToChat, number: CaseNumber, update: Update, context: Context
) -> None:
    """/hold NUMBER asks why; /hold NUMBER REASON holds; /hold NUMBER off REASON lifts it."""
    words = words_of(context) if update.callback_query is None else [pressed(update).reason]
    reason, is_held = reason_in(words), LIFT not in words
    if reason:
        await closed_cases.hold(services, agent, to, number, reason, context.now(), is_held=is_held)
    else:
        await closed_cases.ask_why(services, agent, to, number, "hold" if is_held else "lift")


async def ask_erase(
    services: Services, agent: Agent, to: ToChat, number: CaseNumber, update: Update, context: Context
) -> None:
    """Let go, or /erase NUMBER: the first of two people, or the second."""
    await closed_cases.let_go(services, agent, to, number, context.now())


async def on_audit(update: Update, context: Context) -> None:
    """/audit NUMBER, in private."""

    async def asked(
        services: Services, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context
    ) -> None:
        await audit.show_audit(services, scope, agent, to, number_in(words), context.now())

    await answer(update, context, asked, list(context.args or []))


COMMANDS: dict[str, Handler] = {
    "audit": on_audit,
    "keep": hearing(ask_keep),
    "hold": hearing(ask_hold),
    "erase": hearing(ask_erase),
}
PRESSES: dict[type[Any], Handler] = {
    b.Keep: hearing(ask_keep),
    b.KeepWhy: hearing(ask_why_kept),
    b.KeepYears: hearing(ask_years),
    b.KeepExport: hearing(ask_export),
    b.LetGo: hearing(ask_erase),
    b.HoldWhy: hearing(ask_hold),
}
HANDLERS = [CommandHandler(name, act, filters=SENT) for name, act in COMMANDS.items()]
