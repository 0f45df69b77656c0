"""What a command asks for: the case number beside it, and what may be shown in this chat."""

from telegram import Update

from bot.domain.errors import NotFound
from bot.domain.ids import CaseNumber, ChatId
from bot.domain.notices.notice import ToChat
from bot.domain.people import Agent
from bot.usecases.access.scope import Scope, group_scope, private_scope, scope_of_roles
from handlers.telegram.context import Context
from handlers.telegram.fields import whole


async def scope_of(update: Update, context: Context, agent: Agent) -> tuple[Scope, ToChat]:
    """What may be shown in this chat to this person, and the chat in the language it reads."""
    visitor, supervising = context.visitor(update), context.profile.agency_with("supervising")
    async with context.dependencies.reading() as uow:
        if visitor.chat == ChatId(visitor.user):
            staff = await uow.staff.get(visitor.person)
            locale = staff.locale if staff else visitor.locale
            return private_scope(agent, supervising), ToChat(visitor.chat, locale)
        places = [place for place in await uow.agencies.all() if place.joined == visitor.chat]
    locale = places[0].locale if places else context.profile.staff_language
    scope = group_scope(frozenset(p.agency for p in places), supervising, context.profile.agencies)
    return scope_of_roles(scope, agent), ToChat(visitor.chat, locale)


def number_in(words: list[str]) -> CaseNumber:
    """The case number among the words of a command; NotFound (key number-wanted) when there is none."""
    written = [word.lstrip("#") for word in words]
    digits = next((word for word in written if word.isascii() and word.isdigit()), "")
    number = whole(digits.lstrip("0"))
    if number is None:
        raise NotFound("number-wanted")
    return CaseNumber(number)
