"""L4 on the real database: another body is asked, accepts or gives back; nobody in conflict is asked or told."""

from dataclasses import replace

import pytest

from bot.domain.cases.case import DeadlineKind, TaskState
from bot.domain.cases.steps import running
from bot.domain.errors import NotAllowed, NotFound, Refusal
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice, ToAgency, ToChat, ToPerson
from bot.domain.notices.officer.handing_over import AskedToLead, WhoLeads
from bot.domain.people import Agent
from bot.usecases.casework.bodies import transfers
from bot.usecases.deadlines import reminders
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.recusal import bar
from tests.support.officers import CYL, EDU, ONE, PROC, PSB, Officer, employ, officer, reported
from tests.support.officers import the_case as case_of
from tests.support.people import District, Someone

CIV = AgencyKey("CIV")
WHY = "It happens at home, the father beats him"


async def above(district: District, user: int = 40, *, head: AgencyKey | None = None) -> Officer:
    """A supervisor, or the head of a body who is in no group."""
    who = officer(district, user, EDU)
    heads = frozenset({head}) if head else frozenset[AgencyKey]()
    someone = Officer(district, Agent(who.agent.person, heads=heads, supervisor=head is None), who.visitor)
    await employ(district, someone, supervisor=head is None, head=head)
    return someone


async def proposes(who: Officer, body: AgencyKey) -> list[Notice]:
    await begins(*who.me, "transfer")
    await taps(*who.me, "transfer", "body", body)
    await writes(*who.me, WHY)
    await hands_in(*who.me)
    return await who.district.deliver()


async def accepts(who: Officer) -> list[Notice]:
    await transfers.accept(await asking(*who.me, is_press=True), ONE)
    return await who.district.deliver()


async def gives_back(who: Officer, reason: str = "no_ground") -> list[Notice]:
    await transfers.give_back(await asking(*who.me, is_press=True), ONE, reason)
    return await who.district.deliver()


async def goes_by(district: District, hours: int) -> list[Notice]:
    district.time.move(hours=hours)
    await reminders.act_on_due(district.services, district.time.at)
    return await district.deliver()


def sentences(told: list[Notice]) -> set[tuple[str, object]]:
    return {(one.content.key, one.to) for one in told if isinstance(one.content, WhoLeads)}


async def test_the_old_lead_stays_responsible_until_the_asked_body_accepts(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, bo = officer(district, 20, EDU), officer(district, 21, CIV)
    await amal.takes()
    told = await proposes(amal, CIV)
    assert [n.to for n in told if isinstance(n.content, AskedToLead)] == [ToAgency(CIV)]
    assert (await case_of(district)).lead == EDU
    assert sentences(told) == {("staff-transfer-proposed", ToAgency(EDU)), ("staff-transfer-proposed", ToAgency(PROC))}
    told = await accepts(bo)
    case = await case_of(district)
    assert (case.lead, case.task(CIV).state, case.task(EDU).state) == (CIV, TaskState.ACKED, TaskState.TRANSFERRED)  # type: ignore[union-attr]
    assert ("staff-transfer-accepted", ToAgency(EDU)) in sentences(told)


async def test_no_word_of_the_reason_is_in_a_notice_to_a_group(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    told = [notice for notice in await proposes(amal, CIV) if not isinstance(notice.to, ToChat)]
    assert len(told) > 2
    assert not [notice for notice in told if "father" in repr(notice)]


async def test_after_a_transfer_only_the_new_lead_can_open_the_case(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, bo = officer(district, 20, EDU), officer(district, 21, CIV)
    await amal.takes()
    await proposes(amal, CIV)
    with pytest.raises(NotAllowed):
        await bo.opens()
    await accepts(bo)
    assert "story" in [notice.kind for notice in await bo.opens()]
    with pytest.raises(NotFound):
        await amal.opens()


async def test_only_the_asked_body_can_answer_a_proposal_to_lead(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    both = Officer(district, replace(amal.agent, agencies=frozenset({EDU, CIV})), amal.visitor)
    await both.takes()
    await proposes(both, CIV)
    with pytest.raises(Refusal):
        await accepts(both)
    with pytest.raises(Refusal):
        await accepts(officer(district, 22, CYL))
    with pytest.raises(Refusal):
        await accepts(officer(district, 23, AgencyKey("WOM")))


async def test_a_support_cannot_hand_the_case_over(district: District, rita: Someone) -> None:
    await reported(rita)
    cyl = officer(district, 20, CYL)
    await cyl.takes()
    with pytest.raises(NotAllowed):
        await begins(*cyl.me, "transfer")


async def test_a_body_that_must_not_know_is_not_offered(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await bar(district, CIV)
    await begins(*amal.me, "transfer")
    with pytest.raises(Refusal):
        await taps(*amal.me, "transfer", "body", CIV)


async def test_a_case_given_back_once_stays_and_twice_goes_to_supervisors(district: District, rita: Someone) -> None:
    await reported(rita)
    vera = await above(district)
    amal, bo, police = officer(district, 20, EDU), officer(district, 21, CIV), officer(district, 22, PSB)
    await amal.takes()
    await proposes(amal, CIV)
    assert ("staff-transfer-returned", ToAgency(EDU)) in sentences(await gives_back(bo))
    await proposes(amal, PSB)
    told = sentences(await gives_back(police))
    assert ("staff-transfer-undecided", ToPerson(vera.agent.person)) in told
    assert ("staff-transfer-undecided", ToAgency(PROC)) in told
    await begins(*vera.me, "lead")
    await taps(*vera.me, "lead", "body", PSB)
    await hands_in(*vera.me)
    told = sentences(await district.deliver())
    case = await case_of(district)
    assert (case.lead, case.task(PSB).state) == (PSB, TaskState.ALERTED)  # type: ignore[union-attr]
    assert ("staff-transfer-decided", ToAgency(PSB)) in told
    assert ("staff-transfer-decided-other", ToAgency(EDU)) in told


async def test_an_unanswered_proposal_goes_to_supervisors_and_later_families_lead(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    vera = await above(district)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await proposes(amal, PSB)
    assert ("staff-transfer-undecided", ToPerson(vera.agent.person)) in sentences(await goes_by(district, 8))
    told = sentences(await goes_by(district, 8))
    case = await case_of(district)
    assert case.lead == CIV
    assert ("staff-transfer-by-rule", ToAgency(CIV)) in told
    deadline = running(case, DeadlineKind.ACKNOWLEDGE)
    assert deadline is not None
    assert deadline.due_at > district.time.at


async def test_accepting_the_lead_acknowledges_the_case_and_tells_its_reporter(
    district: District, rita: Someone
) -> None:
    await reported(rita, "yes")
    head = await above(district, 30, head=EDU)
    await proposes(head, CIV)
    told = await accepts(officer(district, 21, CIV))
    assert (await case_of(district)).acknowledged_at is not None
    assert "case_acknowledged" in [notice.kind for notice in told]
