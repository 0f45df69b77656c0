"""A body with a roster: members say that they take part, its head arranges it, by the use cases of taps; P1s call."""

from bot.domain.access.on_call import Roster
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice
from bot.usecases.access import roster
from bot.usecases.casework.messages import calling
from tests.support.acting import asking
from tests.support.officers import PSB, Officer, employ, officer
from tests.support.people import District
from tests.support.recorded_walks import recorded_walk


async def roster_of(district: District, agency: AgencyKey) -> Roster:
    async with district.database.reading() as uow:
        return await uow.rosters.of(agency) or Roster(agency)


@recorded_walk
async def taps_roster(who: Officer, agency: AgencyKey, do: str, value: int = 0) -> list[Notice]:
    """A tap on the roster as it is now."""
    version = (await roster_of(who.district, agency)).version
    await roster.tap(await asking(*who.me, is_press=True), agency, do, value, version)
    return await who.district.deliver()


def sit(district: District, *members: Officer) -> None:
    """What Telegram says of who sits in which group."""
    for one in members:
        district.sitting.groups[one.visitor.user] = one.agent.agencies


async def manned(district: District, *users: int) -> list[Officer]:
    """Officers of the police who take part, in this order; user 90 is their head, 91 a supervisor."""
    await district.bind("PSB", "PROC", "HEA", "JUS", "WOM", "CIV")
    people = [officer(district, user, PSB) for user in users]
    for one in people:
        await employ(district, one)
        await taps_roster(one, PSB, "join")
    sit(district, *people)
    await employ(district, officer(district, 90, PSB), head=PSB)
    await employ(district, officer(district, 91, AgencyKey("WOM")), supervisor=True)
    await district.deliver()
    return people


@recorded_walk
async def called(district: District) -> list[Notice]:
    await calling.call(district.services, district.sitting, district.time.at)
    return await district.deliver()


def only(sent: list[Notice], kind: str) -> list[Notice]:
    return [one for one in sent if one.kind == kind]
