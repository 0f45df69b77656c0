"""The body that was to go on with a child who is not safe ends its part before the second person agrees: the proposal
does not stand any more, and the lead, who alone can name another body, is told (casework.md, Task)."""

from dataclasses import replace

import pytest

from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice, ToAgency
from bot.domain.notices.say import Say
from bot.usecases.casework.bodies import taking
from tests.support.acting import asking, begins, taps, writes
from tests.support.casework.unsafe_children import ends_part, proposes, ready
from tests.support.officers import CYL, EDU, ONE, PROC, Officer, officer, the_case
from tests.support.people import District, Someone


async def declines(cara: Officer) -> None:
    await taking.decline(await asking(*cara.me, is_press=True), ONE, "other_body")


def heard(told: list[Notice]) -> list[object]:
    return [one.to for one in told if isinstance(one.content, Say) and one.content.key == "staff-approval-over-body"]


@pytest.mark.parametrize("leaves", [ends_part, declines])
@pytest.mark.parametrize(("body", "told"), [(CYL, True), (EDU, False)])
async def test_the_lead_is_told_to_propose_the_end_again_when_the_body_that_goes_on_leaves(
    district: District, rita: Someone, leaves: object, body: AgencyKey, *, told: bool
) -> None:
    amal, cara = await ready(district, rita)
    await proposes(amal, body)
    await district.deliver()
    assert (await the_case(district)).proposal is not None
    await leaves(cara)  # type: ignore[operator]
    assert (ToAgency(EDU) in heard(await district.deliver())) is told
    assert ((await the_case(district)).proposal is None) is told


async def test_who_leads_next_is_told_when_the_lead_that_was_to_go_on_hands_the_case_on(
    district: District, rita: Someone
) -> None:
    amal, _ = await ready(district, rita)
    await proposes(amal, EDU)
    await district.deliver()
    hana = officer(district, 24, EDU, head=True)
    await begins(*hana.me, "recuse")
    await taps(*hana.me, "recuse", "who", "body")
    await writes(*hana.me, "Her mother is our accountant.")
    told, case = heard(await district.deliver()), await the_case(district)
    assert (case.lead == EDU, case.proposal) == (False, None)
    assert ToAgency(case.lead) in told


async def test_a_proposal_of_an_older_version_that_names_a_body_without_a_part_is_withdrawn_when_agreed_to(
    district: District, rita: Someone
) -> None:
    amal, _ = await ready(district, rita)
    await proposes(amal, CYL)
    await district.deliver()
    case = await the_case(district)
    assert case.proposal is not None
    older = replace(case.proposal, goes_on=AgencyKey("SUP"))
    async with district.database.begin() as uow:
        await uow.cases.save(replace(case, version=case.version + 1, proposal=older), was=case.version)
        await uow.commit()
    await officer(district, 30, PROC).approves()
    told = heard(await district.deliver())
    case = await the_case(district)
    assert (case.is_open, case.proposal) == (True, None)
    assert ToAgency(EDU) in told
    assert len(told) > 1, "the second person is answered too"
