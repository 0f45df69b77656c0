"""/case in private offers what this person may do from there, in the present state of the case; a closed case is opened
again that way."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.cases.case import CaseState
from bot.domain.cases.flags import Flag
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.supervisor.oversight import CaseStatus
from bot.domain.people import Agent
from bot.usecases.casework.closing import reopening_by_hand
from bot.usecases.casework.disclosure import opening
from bot.usecases.oversight.case_lists import lists
from bot.usecases.retention import closed_cases
from handlers.officer.buttons import DeskDone
from handlers.officer.buttons_case import FURTHER_ACT_BUTTONS, AskHold, ShowCase
from handlers.supervisor.buttons import HoldWhy, LiftWhy
from tests.support.acting import asking, hands_in, writes
from tests.support.casework.merging import merges, two_of_one_child
from tests.support.officers import CYL, EDU, ONE, PROC, PSB, Officer, employ, officer, reported, the_case
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats


async def ways(who: Officer, group: AgencyKey | None = None) -> tuple[str, ...]:
    await lists.show_case(await asking(*who.me, group=group), ONE)
    [said] = [one.content for one in await who.district.deliver() if isinstance(one.content, CaseStatus)]
    return said.ways


async def a_supervisor(district: District) -> Officer:
    sue = officer(district, 40, EDU)
    who = Officer(district, Agent(sue.agent.person, frozenset(), supervisor=True), sue.visitor)
    await employ(district, who, supervisor=True)
    return who


async def closed(district: District) -> None:
    amal = officer(district, 20, EDU)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.acts("Talked to the class")
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    await officer(district, 24, EDU, head=True).approves()


@pytest.mark.parametrize(
    ("who", "open_case", "closed_case"),
    [
        ("lead", {"take", "open"}, {"open"}),
        ("head", {"take", "open", "remind"}, {"open"}),
        ("support", {"open"}, {"open"}),
        ("silent", {"take"}, None),
        ("supervising", {"take", "open", "remind", "audit", "hold"}, {"open", "reopen", "audit", "hold"}),
        ("supervisor", {"remind", "audit"}, {"reopen", "audit"}),
    ],
)
async def test_each_reader_is_offered_the_acts_that_the_table_of_rights_allows(
    district: District, rita: Someone, who: str, open_case: set[str], closed_case: set[str] | None
) -> None:
    """casework.md, Rights: story S L LH P; reopen by hand V P; remind V P, LH own; audit lines V P; hold P."""
    people: dict[str, Any] = {
        "lead": officer(district, 20, EDU),
        "head": officer(district, 24, EDU, head=True),
        "support": officer(district, 22, CYL),
        "silent": officer(district, 23, PSB),
        "supervising": officer(district, 30, PROC),
        "supervisor": await a_supervisor(district),
    }
    await reported(rita)
    await people["support"].takes()
    assert set(await ways(people[who])) == open_case
    if closed_case is not None:
        await closed(district)
        assert set(await ways(people[who])) == closed_case


async def test_somebody_who_may_unmerge_is_offered_a_button_for_it(district: District) -> None:
    """casework.md, Rights: merge, undo: L (of both), V, P; undo V P."""
    await two_of_one_child(district)
    sue, amal, pei = await a_supervisor(district), officer(district, 20, EDU), officer(district, 30, PROC)
    assert "unmerge" not in await ways(sue)
    await merges(sue)
    assert ["unmerge" in await ways(one) for one in (sue, pei, amal)] == [True, True, False]


async def test_unmerging_is_not_offered_after_thirty_days(district: District) -> None:
    """casework.md, Merge: undo within 30 days."""
    await two_of_one_child(district)
    sue = await a_supervisor(district)
    await merges(sue)
    district.time.move(days=30)
    assert "unmerge" in await ways(sue)
    district.time.move(seconds=1)
    assert "unmerge" not in await ways(sue)


async def test_unmerging_is_not_offered_in_a_closed_case(district: District) -> None:
    await two_of_one_child(district)
    sue = await a_supervisor(district)
    await merges(sue)
    case = await the_case(district)
    async with district.database.begin() as uow:
        await uow.cases.save(replace(case, version=case.version + 1, state=CaseState.CLOSED), was=case.version)
        await uow.commit()
    assert "unmerge" not in await ways(sue)


async def test_a_group_is_offered_no_act(district: District, rita: Someone) -> None:
    await district.bind("EDU")
    await reported(rita)
    assert await ways(officer(district, 20, EDU), EDU) == ()


async def test_a_closed_case_is_opened_again_by_taps(district: District, rita: Someone) -> None:
    """From /case: one tap, the reason in own words, and Save after what follows was shown."""
    chats = Chats(district)
    await reported(rita)
    await closed(district)
    sue = await a_supervisor(district)
    await lists.show_case(await asking(*sue.me), ONE)
    await chats.deliver()
    assert FURTHER_ACT_BUTTONS["reopen"](1) in [button for _, button in chats.live()]
    await reopening_by_hand.begin(await asking(*sue.me, is_press=True), CaseNumber(1))
    await writes(*sue.me, "A neighbour has called")
    await chats.deliver()
    [shown] = [one for one in chats.shown.values() if DeskDone(1, "go") in one.buttons]
    assert "A neighbour has called" in shown.text
    await hands_in(*sue.me)
    assert (await the_case(district)).is_open


@pytest.mark.parametrize(("body", "is_offered"), [(EDU, False), (PROC, True)])
async def test_the_supervising_body_is_offered_reopening_under_the_report_too(
    district: District, rita: Someone, body: AgencyKey, is_offered: bool
) -> None:
    chats = Chats(district)
    await reported(rita)
    await closed(district)
    await chats.deliver()
    who = officer(district, 30, body)
    await opening.open_story(await asking(*who.me), ONE)
    await chats.deliver()
    offered = [button for chat, button in chats.live() if chat == who.visitor.chat]
    assert ShowCase(1) in offered
    assert (FURTHER_ACT_BUTTONS["reopen"](1) in offered) == is_offered


async def test_a_legal_hold_is_set_and_lifted_by_taps(district: District, rita: Someone) -> None:
    """The reasons stand below what follows; each tap is offered by the one before."""
    await reported(rita)
    pei, chats = officer(district, 30, PROC), Chats(district)
    for what, reason, is_on in (("hold", HoldWhy(1, "inquiry"), True), ("lift", LiftWhy(1, "inquiry"), False)):
        await lists.show_case(await asking(*pei.me), ONE)
        await chats.deliver()
        assert AskHold(1, what) in buttons(chats, pei)
        await closed_cases.ask_hold(await asking(*pei.me, is_press=True), ONE, what)
        await chats.deliver()
        assert reason in buttons(chats, pei)
        press = closed_cases.hold if is_on else closed_cases.lift
        await press(await asking(*pei.me, is_press=True), ONE, reason.reason)
        await chats.deliver()
        assert (Flag.LEGAL_HOLD in (await the_case(district)).flags) is is_on
        assert reason not in buttons(chats, pei)


def buttons(chats: Chats, who: Officer) -> list[object]:
    return [button for chat, button in chats.live() if chat == who.visitor.chat]
