"""A closed case and the supervisors who are asked about it."""

from dataclasses import replace

from bot.domain.people import OVERSIGHT, Agent
from tests.support.officers import PROC, Officer, employ, officer
from tests.support.people import District


def supervisor(district: District, user: int) -> Officer:
    return replace_agent(officer(district, user, PROC))


def replace_agent(who: Officer) -> Officer:
    return replace(who, agent=Agent(who.agent.person, supervisor=True))


async def supervised(district: District) -> tuple[Officer, Officer]:
    """Sue and Tom supervise; the oversight group is bound."""
    sue, tom = supervisor(district, 40), supervisor(district, 41)
    for one in (sue, tom):
        await employ(district, one, supervisor=True)
    await district.bind(OVERSIGHT)
    return sue, tom
