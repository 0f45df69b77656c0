"""A question whose asker's body no longer has the case: the present lead is told of the answer, or that none has
come."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice, ToAgency, ToPerson
from bot.domain.notices.say import Say
from bot.domain.people import Belonging
from bot.usecases.access.officers import note_bodies
from bot.usecases.casework.bodies import transfers
from bot.usecases.deadlines import reminders
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.casework import words_of
from tests.support.casework.questions import amal_takes_it, asks, reads
from tests.support.officers import EDU, ONE, PROC, Officer, officer, reported
from tests.support.people import District, Someone

CIV = AgencyKey("CIV")


async def led_by_families(district: District, amal: Officer) -> None:
    await begins(*amal.me, "transfer")
    await taps(*amal.me, "transfer", "body", CIV)
    await writes(*amal.me, "It happens at home")
    await hands_in(*amal.me)
    await transfers.accept(await asking(*officer(district, 21, CIV).me, is_press=True), ONE)
    await district.deliver()


async def steps_back(district: District, amal: Officer) -> None:
    await begins(*amal.me, "recuse")
    await writes(*amal.me, "I know the family")
    await district.deliver()


async def leaves(district: District, amal: Officer) -> None:
    async with district.database.begin() as uow:
        staff = await uow.staff.get(amal.agent.person)
        assert staff is not None
        await uow.staff.save(replace(staff, left_at=district.time.at))
        await uow.commit()


async def leaves_the_group(district: District, amal: Officer) -> None:
    """Nobody has said that she left the service: Telegram is asked, and the group of EDU does not have her any more."""
    async with district.database.begin() as uow:
        await note_bodies(uow, amal.agent.person, Belonging())
        await uow.commit()


async def blocks_the_bot(district: District, amal: Officer) -> None:
    async with district.database.begin() as uow:
        staff = await uow.staff.get(amal.agent.person)
        assert staff is not None
        await uow.staff.save(replace(staff, reachable=False))
        await uow.commit()


GOES = [
    (led_by_families, CIV),
    (steps_back, EDU),
    (leaves, EDU),
    (leaves_the_group, EDU),
    (blocks_the_bot, EDU),
]


def heard(told: list[Notice]) -> set[tuple[str, object]]:
    says = [(one.content, one.to) for one in told if isinstance(one.content, Say)]
    return {(said.key, to) for said, to in says if said.key.startswith("staff-ask-")}


@pytest.mark.parametrize(("goes", "lead"), GOES)
async def test_an_answer_goes_to_the_leads_group_when_the_asker_has_no_part_any_more(
    district: District, rita: Someone, goes: object, lead: AgencyKey
) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await asks(amal)
    await goes(district, amal)  # type: ignore[operator]
    await reads(rita)
    told = await rita.say("At home, with his aunt")
    assert heard(told) == {("staff-ask-answered-lead", ToAgency(lead))}
    [notice] = [one for one in told if isinstance(one.content, Say) and one.content.key == "staff-ask-answered-lead"]
    words = await words_of(district, notice)
    assert "/open_1" in words
    assert "aunt" not in words


@pytest.mark.parametrize(("goes", "lead"), GOES)
async def test_a_missing_answer_is_told_to_the_leads_group_when_the_asker_has_no_part(
    district: District, rita: Someone, goes: object, lead: AgencyKey
) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await asks(amal)
    await goes(district, amal)  # type: ignore[operator]
    district.time.move(hours=73)
    await reminders.act_on_due(district.services, district.time.at)
    assert heard(await district.deliver()) == {("staff-ask-unanswered-lead", ToAgency(lead))}


async def test_an_asker_whose_body_still_has_the_case_is_told_alone(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await asks(amal)
    district.time.move(seconds=timedelta(hours=73).total_seconds())
    await reminders.act_on_due(district.services, district.time.at)
    assert heard(await district.deliver()) == {("staff-ask-unanswered", ToPerson(amal.agent.person))}


async def test_an_asker_of_the_supervising_body_is_told_alone(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    await amal_takes_it(district)
    pia = officer(district, 30, PROC)
    await asks(pia)
    await reads(rita)
    told = await rita.say("At home, with his aunt")
    assert heard(told) == {("staff-ask-answered", ToPerson(pia.agent.person))}
