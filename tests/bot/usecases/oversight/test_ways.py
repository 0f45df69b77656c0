"""/case in private offers what this person may do from there, as the case stands; a closed case is opened again so."""

from typing import Any

import pytest

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.oversight import CaseStatus
from bot.domain.people import Agent
from bot.usecases.casework import opening, reopening_by_hand
from bot.usecases.oversight import lists
from handlers.officer.buttons import DeskDone
from handlers.officer.buttons_case import Reopen, ShowCase
from tests.support.acting import asking, hands_in, writes
from tests.support.chats import Chats
from tests.support.officers import CYL, EDU, ONE, PROC, PSB, Officer, employ, officer, reported, the_case
from tests.support.people import District, Someone


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
        ("supervising", {"take", "open", "remind", "audit"}, {"open", "reopen", "audit"}),
        ("supervisor", {"remind", "audit"}, {"reopen", "audit"}),
    ],
)
async def test_each_is_offered_what_the_table_of_rights_gives_them(
    district: District, rita: Someone, who: str, open_case: set[str], closed_case: set[str] | None
) -> None:
    """casework.md, Rights: story S L LH P; reopen by hand V P; remind V P, LH own; audit lines V P."""
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


async def test_a_group_is_offered_nothing(district: District, rita: Someone) -> None:
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
    assert Reopen(1) in [button for _, button in chats.live()]
    await reopening_by_hand.begin(await asking(*sue.me, is_press=True), CaseNumber(1))
    await writes(*sue.me, "A neighbour has called")
    await chats.deliver()
    [shown] = [one for one in chats.shown.values() if DeskDone(1, "go") in one.buttons]
    assert "A neighbour has called" in shown.text
    await hands_in(*sue.me)
    assert (await the_case(district)).is_open


@pytest.mark.parametrize(("body", "is_offered"), [(EDU, False), (PROC, True)])
async def test_the_supervising_body_finds_it_under_the_opened_report_too(
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
    assert (Reopen(1) in offered) == is_offered
