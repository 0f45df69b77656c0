"""Commands of supervisors, and of agencies for their own cases."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.domain.errors import Refusal
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import ToChat
from bot.domain.people import Agent
from bot.usecases.access.scope import Scope
from bot.usecases.oversight import lists, unlock
from bot.usecases.services import Services
from handlers.officer.buttons import CasesPage
from handlers.reporter.beside_commands import on_stranger
from handlers.telegram.asked import number_in, scope_of
from handlers.telegram.buttons import parse
from handlers.telegram.context import Context

Asked = Callable[[Services, Scope, Agent, ToChat, list[str], Context], Awaitable[None]]


async def answer(update: Update, context: Context, asked: Asked, words: list[str]) -> None:
    """Ask in this chat's scope; a stranger, or a chat that is not ours, is answered nothing (SG22).

    Raises Refusal (key anonymous-admin) when somebody asks as the group: whether they may know cannot be told.
    """
    agent = await context.agent(update)
    scope, to = await scope_of(update, context, agent)
    if scope.is_nothing:
        await on_stranger(update, context)
        return
    if agent.is_anonymous:
        raise Refusal("anonymous-admin")
    await asked(context.services(update), scope, agent, to, words, context)


async def ask_cases(
    services: Services, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context
) -> None:
    """/cases FILTER …"""
    await lists.list_cases(services, scope, to, words, context.now())


async def ask_case(
    services: Services, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context
) -> None:
    """/case NUMBER"""
    await lists.show_case(services, scope, to, number_in(words), context.now())


async def ask_overdue(
    services: Services, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context
) -> None:
    """/overdue"""
    await lists.list_overdue(services, scope, to, context.now())


async def ask_agencies(
    services: Services, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context
) -> None:
    """/agencies"""
    await lists.list_agencies(services, scope, to, context.now())


async def ask_stats(
    services: Services, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context
) -> None:
    """/stats PERIOD"""
    await lists.show_stats(services, scope, to, words[0].lower() if words else "week", context.now())


async def ask_remind(
    services: Services, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context
) -> None:
    """/remind NUMBER"""
    await lists.remind(services, scope, agent, to, number_in(words), context.now())


async def ask_newcode(
    services: Services, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context
) -> None:
    """/newcode WHO: takes somebody's second lock off; in private only, by a supervisor."""
    if not scope.private:
        raise Refusal("only-in-private")
    await unlock.reset(services, agent, to, words[0].lower() if words else "", context.now())


async def on_cases_page(update: Update, context: Context) -> None:
    """'More' under a list of cases; rights are asked again."""
    query = update.callback_query
    page = parse(query.data) if query and query.data else None
    if not isinstance(page, CasesPage):
        return
    words = [word for word in page.words.split(".") if word]

    async def more(
        services: Services, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context
    ) -> None:
        await lists.list_cases(services, scope, to, words, context.now(), below=CaseNumber(page.below))

    await answer(update, context, more, words)
    await context.toast(update)


def on_command(asked: Asked) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """A handler that asks with the words beside the command."""

    async def on_asked(update: Update, context: Context) -> None:
        await answer(update, context, asked, list(context.args or []))

    return on_asked


COMMANDS: dict[str, Asked] = {
    "cases": ask_cases,
    "case": ask_case,
    "overdue": ask_overdue,
    "agencies": ask_agencies,
    "stats": ask_stats,
    "remind": ask_remind,
    "newcode": ask_newcode,
}


HANDLERS: list[CommandHandler[Context, None]] = [
    CommandHandler(name, on_command(asked), filters=filters.UpdateType.MESSAGE) for name, asked in COMMANDS.items()
]


PRESSES = {CasesPage: on_cases_page}
