"""People of the staff before the use cases: what a handler would pass for them."""

from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.people import Agent, Belonging, Staff, Visitor
from bot.usecases.access.asking import Asking
from tests.support.people import District


async def asking(
    district: District,
    agent: Agent,
    visitor: Visitor | None = None,
    *,
    group: AgencyKey | None = None,
    is_press: bool = False,
) -> Asking:
    """The person asks now, in private or in a body's group; what was given to them by appointment stands in the
    database as the agent has it."""
    visitor = visitor or Visitor(UserId(9), ChatId(9), agent.person, "en", "Amal")
    async with district.database.begin() as uow:
        found = await uow.staff.get(agent.person)
        given = (agent.heads, agent.supervisor, agent.auditor)
        if given != ((found.heads, found.supervisor, found.auditor) if found else (frozenset(), False, False)):
            user, locale = (found.user, found.locale) if found else (visitor.user, "en")
            staff = Staff(agent.person, user, locale, agent.supervisor, heads=agent.heads, auditor=agent.auditor)
            await uow.staff.save(staff)
            await uow.commit()
        place = await uow.agencies.place(group) if group is not None else None
    if place is not None and place.chat is not None:
        visitor = Visitor(visitor.user, place.chat, visitor.person, visitor.locale, visitor.name)
    belonging = Belonging(agent.agencies, agent.unsure)
    return Asking(district.services, visitor, belonging, district.time.at, is_press=is_press)
