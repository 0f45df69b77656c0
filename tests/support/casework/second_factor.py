"""Officers before the second factor, with the profile that ships."""

from dataclasses import replace
from pathlib import Path

from bot.domain.ids import MessageId
from bot.domain.notices.notice import Notice
from bot.domain.second_factor import FactorKind, SecondFactor
from bot.usecases.oversight import (
    opening_second_factor,
)
from bot.usecases.services import Request
from tests.support.acting import asking
from tests.support.bound_district import open_bound
from tests.support.domain.profiles import shipped
from tests.support.officers import EDU, Officer, officer, reported
from tests.support.people import District, Someone
from tests.support.recorded_walks import recorded_walk

PIN = "804172"


async def open_with_second_factor(folder: Path) -> District:
    """A district with the profile that ships: everybody needs a second factor."""
    made = await open_bound(folder)
    made.services = replace(made.services, profile=shipped())
    return made


async def amal_with_a_case(district: District, rita: Someone) -> Officer:
    """An officer who has acknowledged the bullying that Rita told."""
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await district.deliver()
    return amal


@recorded_walk
async def types(who: Officer, code: str) -> list[Notice]:
    """Digits in the private chat; what is sent then."""
    district = who.district
    seen = await opening_second_factor.awaiting(Request(district.services, who.visitor, district.time.at), code)
    assert seen is not None
    await opening_second_factor.enter(await asking(*who.me), code, MessageId(77), seen)
    return await district.deliver()


@recorded_walk
async def chooses(who: Officer, kind: FactorKind) -> list[Notice]:
    await opening_second_factor.choose(Request(who.district.services, who.visitor, who.district.time.at), kind)
    return await who.district.deliver()


async def sets_pin(who: Officer) -> list[Notice]:
    """From the question to the first opening."""
    await chooses(who, FactorKind.PIN)
    await types(who, PIN)
    return await types(who, PIN)


async def second_factor_of(who: Officer) -> SecondFactor:
    async with who.district.database.reading() as uow:
        factor = await uow.second_factors.of(who.agent.person)
    assert factor is not None
    return factor
