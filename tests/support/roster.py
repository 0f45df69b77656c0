"""A body with a roster: members say that they take part, its head arranges it, by the use cases of the taps."""

from bot.domain.access.on_call import Roster
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice
from bot.usecases.access import roster
from tests.support.acting import asking
from tests.support.officers import Officer
from tests.support.people import District


async def roster_of(district: District, agency: AgencyKey) -> Roster:
    async with district.database.reading() as uow:
        return await uow.rosters.of(agency) or Roster(agency)


async def taps_roster(who: Officer, agency: AgencyKey, do: str, value: int = 0) -> list[Notice]:
    """A tap on the roster as it is now."""
    version = (await roster_of(who.district, agency)).version
    await roster.tap(await asking(*who.me, is_press=True), agency, do, value, version)
    return await who.district.deliver()


def sit(district: District, *members: Officer) -> None:
    """What Telegram says of who sits in which group."""
    for one in members:
        district.sitting.groups[one.visitor.user] = one.agent.agencies
