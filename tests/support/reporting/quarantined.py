"""So many reports of one account that the last of them waits for a look."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.cases.case import Case
from bot.domain.ids import CaseNumber, UserId
from bot.domain.notices.notice import Notice
from bot.domain.people import Agent, Staff
from bot.domain.profile import Bucket, Throttle
from tests.support.acting import are_rights_of
from tests.support.people import District, Someone


async def with_small_limits(district: District) -> District:
    """Limits of two reports an account, three an institution; Sue supervises."""
    throttle = Throttle(Bucket(2, timedelta(hours=2)), Bucket(3, timedelta(hours=1)))
    policy = replace(district.services.profile.policy, throttle=throttle)
    district.services = replace(district.services, profile=replace(district.services.profile, policy=policy))
    await are_rights_of(district, Staff(sue(district).person, UserId(50), "en", supervisor=True))
    return district


def sue(district: District) -> Agent:
    return Agent(district.services.blind_index.person(UserId(50)), supervisor=True)


async def reports(rita: Someone, *, danger: str = "no", school: str = "") -> list[Notice]:
    """One whole report, told in a few words."""
    sent = await rita.is_reporting(danger=danger, who="school" if school else "parent")
    if school:
        await rita.say(school)
        await rita.skip("post")
        await rita.skip("work_phone")
        await rita.choose("next_steps", "go_on")
    await rita.say("They wait for him.")
    await rita.check()
    sent = await rita.send()
    rita.district.time.move(minutes=2)
    return sent


async def case_of(district: District, number: int) -> Case:
    async with district.database.reading() as uow:
        found = await uow.cases.by_number(CaseNumber(number))
    assert found is not None
    return found


async def third_of(slow: District) -> list[Notice]:
    """What is sent when the third report of one account comes."""
    rita = Someone(slow)
    await reports(rita)
    await reports(rita)
    return await reports(rita)
