"""Who is told of a body that does nothing, step by step: written by hand from the ladder of
triage-routing-clocks.md."""

from dataclasses import dataclass

import pytest

from bot.domain.cases.case import DeadlineKind, Part, TaskState
from bot.domain.cases.steps import running
from bot.domain.ids import AgencyKey, ChatId
from bot.domain.notices.notice import Address, Notice, ToAgency, ToOversight, ToPerson
from bot.domain.people import OVERSIGHT
from tests.support.casework.ladder import steps
from tests.support.officers import CYL, EDU, JUS, PROC, PSB, Officer, employ, officer, reported, the_case, ticks
from tests.support.people import District, Someone, answer_until

CIV = AgencyKey("CIV")


@dataclass(frozen=True)
class Above:
    """Everybody who may be told: the heads of all bodies, and Sue of the joint office."""

    heads: dict[AgencyKey, Officer]
    sue: Officer

    def head(self, agency: AgencyKey) -> Address:
        return ToPerson(self.heads[agency].agent.person)

    @property
    def supervisor(self) -> Address:
        return ToPerson(self.sue.agent.person)


@pytest.fixture
async def above(district: District) -> Above:
    """All of them work here; the oversight group is bound."""
    heads = {}
    for number, agency in enumerate((EDU, PSB, PROC, CYL, CIV), 60):
        heads[agency] = officer(district, number, agency, head=True)
        await employ(district, heads[agency], head=agency)
    sue = officer(district, 40, JUS)
    await employ(district, sue, supervisor=True)
    async with district.database.begin() as uow:
        await uow.agencies.bind(OVERSIGHT, ChatId(-900), "Oversight", "en", district.time.at)
        await uow.commit()
    return Above(heads, sue)


def heard(notices: list[Notice], deadline: str, late: AgencyKey) -> set[Address]:
    """Who was told by the ladder of this clock of this body."""
    return {to for to, step in steps(notices) if step["clock"] == deadline and step["agency"] == late}


async def at_hour(district: District, hours: float) -> list[Notice]:
    """What is told when so many hours have passed since the report."""
    district.time.move(hours=hours)
    return await ticks(district)


async def test_the_reminder_at_half_time_goes_only_to_the_body(district: District, rita: Someone, above: Above) -> None:
    await reported(rita)
    told = await at_hour(district, 4)
    assert [n.to for n in told if n.kind == "reminder"] == [ToAgency(EDU)]
    assert steps(told) == []


async def test_a_silent_lead_is_told_to_its_head_the_supervisors_and_the_supervising_body(
    district: District, rita: Someone, above: Above
) -> None:
    await reported(rita)
    told = await at_hour(district, 8)
    expected = {above.head(EDU), above.supervisor, ToAgency(PROC), ToOversight()}
    assert heard(told, "acknowledge", EDU) == expected


async def test_at_twice_the_time_the_head_of_the_supervising_body_hears_too_and_no_other_head(
    district: District, rita: Someone, above: Above
) -> None:
    await reported(rita)
    await at_hour(district, 8)
    told = [*await at_hour(district, 8), *await at_hour(district, 5)]  # at two in the night, and at seven
    expected = {above.head(EDU), above.head(PROC), above.supervisor, ToAgency(PROC), ToOversight()}
    assert heard(told, "acknowledge", EDU) == expected


@pytest.mark.parametrize("hours", [16, 32])
async def test_a_silent_support_is_told_to_its_own_head_and_the_lead(
    district: District, rita: Someone, above: Above, hours: float
) -> None:
    await reported(rita)
    await officer(district, 20, EDU).takes()
    await at_hour(district, 15.9)
    told = [*await at_hour(district, hours - 15.9), *await at_hour(district, 5)]
    assert heard(told, "acknowledge", CYL) == {above.head(CYL), ToAgency(EDU)}


async def test_the_police_take_a_danger_case_over_and_everybody_concerned_is_told(
    district: District, rita: Someone, above: Above
) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await answer_until(rita, "harms")
    await rita.tick("harms", "neglect")
    assert (await the_case(district)).lead == CIV
    await at_hour(district, 0.25)
    told = await at_hour(district, 0.25)
    case = await the_case(district)
    assert case.lead == PSB
    over = {to for to, step in steps(told) if step["step"] == "takeover"}
    assert over == {ToAgency(PSB), ToAgency(CIV), above.supervisor, ToOversight()}
    older = case.task(CIV)
    assert older is not None
    assert (older.part, older.state) == (Part.SUPPORT, TaskState.ALERTED)
    deadline = running(case, DeadlineKind.ACKNOWLEDGE, CIV)
    assert deadline is not None
    assert (deadline.due_at - district.time.at).total_seconds() == 30 * 60


async def test_each_step_of_the_ladder_is_told_once(district: District, rita: Someone, above: Above) -> None:
    await reported(rita)
    for hours in (4, 4, 8):
        assert await at_hour(district, hours)
        assert steps(await ticks(district)) == []
