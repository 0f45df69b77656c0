"""Commands of supervisors, and of agencies for their own cases: /cases /case /overdue /agencies /stats /remind
/newcode."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.domain.errors import NotFound, Refusal
from bot.domain.ids import CaseNumber, ChatId
from bot.domain.notices import ToChat
from bot.ports import Agent
from bot.usecases import oversight, unlocking
from bot.usecases.line import Line
from bot.usecases.scope import Scope, group_scope, private_scope, worn
from handlers.beside_commands import on_stranger
from handlers.buttons import parse
from handlers.buttons_staff import CasesPage
from handlers.context import Context
from handlers.fields import whole

Asked = Callable[[Line, Scope, Agent, ToChat, list[str], Context], Awaitable[None]]


async def scope_of(update: Update, context: Context, agent: Agent) -> tuple[Scope, ToChat]:
    """What may be shown in this chat to this person, and the chat in the language it reads."""
    visitor, supervising = context.visitor(update), context.profile.agency_with("supervising")
    async with context.services.bind(None, None)() as uow:
        if visitor.chat == ChatId(visitor.user):
            staff = await uow.staff.get(visitor.person)
            locale = staff.locale if staff else visitor.locale
            return private_scope(agent, supervising), ToChat(visitor.chat, locale)
        places = [place for place in await uow.agencies.all() if place.chat == visitor.chat]
    locale = places[0].locale if places else context.profile.staff_language
    scope = group_scope(frozenset(p.agency for p in places), supervising, context.profile.agencies)
    return worn(scope, agent), ToChat(visitor.chat, locale)


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
    await asked(context.line(update), scope, agent, to, words, context)


def number_in(words: list[str]) -> CaseNumber:
    """The case number among the words of a command; NotFound (key number-wanted) when there is none."""
    written = [word.lstrip("#") for word in words]
    digits = next((word for word in written if word.isascii() and word.isdigit()), "")
    number = whole(digits.lstrip("0"))
    if number is None:
        raise NotFound("number-wanted")
    return CaseNumber(number)


async def ask_cases(line: Line, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context) -> None:
    """/cases FILTER …"""
    await oversight.list_cases(line, scope, to, words, context.now())


async def ask_case(line: Line, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context) -> None:
    """/case NUMBER"""
    await oversight.show_case(line, scope, to, number_in(words), context.now())


async def ask_overdue(line: Line, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context) -> None:
    """/overdue"""
    await oversight.list_overdue(line, scope, to, context.now())


async def ask_agencies(line: Line, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context) -> None:
    """/agencies"""
    await oversight.list_agencies(line, scope, to, context.now())


async def ask_stats(line: Line, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context) -> None:
    """/stats PERIOD"""
    await oversight.show_stats(line, scope, to, words[0].lower() if words else "week", context.now())


async def ask_remind(line: Line, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context) -> None:
    """/remind NUMBER"""
    await oversight.remind(line, scope, agent, to, number_in(words), context.now())


async def ask_newcode(line: Line, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context) -> None:
    """/newcode WHO: takes somebody's second lock off; in private only, by a supervisor."""
    if not scope.private:
        raise Refusal("only-in-private")
    await unlocking.reset(line, agent, to, words[0].lower() if words else "", context.now())


async def on_cases_page(update: Update, context: Context) -> None:
    """'More' under a list of cases; rights are asked again."""
    query = update.callback_query
    page = parse(query.data) if query and query.data else None
    if not isinstance(page, CasesPage):
        return
    words = [word for word in page.words.split(".") if word]

    async def more(line: Line, scope: Scope, agent: Agent, to: ToChat, words: list[str], context: Context) -> None:
        await oversight.list_cases(line, scope, to, words, context.now(), below=CaseNumber(page.below))

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
