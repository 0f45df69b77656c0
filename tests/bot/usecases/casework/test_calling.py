"""P1: who is on call is called at once; else heads and supervisors; silence of who has taken it; the monthly test."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.cases.lists import Recusal
from bot.domain.errors import IllegalStep, StaleButton
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.notice import Notice, Priority, ToAgency, ToPerson
from bot.domain.urgency import Urgency
from bot.usecases.access import roster
from bot.usecases.casework import calling, taking
from bot.usecases.clocks import duty
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.closed_cases import supervisor
from tests.support.notices import facts_of
from tests.support.officers import EDU, Officer, employ, officer, reported, ticks
from tests.support.people import District, Someone
from tests.support.reopening import closed
from tests.support.roster import roster_of, sit, taps_roster
from tests.support.staff_intake import case_of, kinds

PSB, WOM, CYL = AgencyKey("PSB"), AgencyKey("WOM"), AgencyKey("CYL")


async def manned(district: District, *users: int) -> list[Officer]:
    """Officers of the police who take part, in this order; user 90 is their head, 91 a supervisor."""
    await district.bind("PSB", "PROC", "HEA", "JUS", "WOM", "CIV")
    people = [officer(district, user, PSB) for user in users]
    for one in people:
        await employ(district, one)
        await taps_roster(one, PSB, "join")
    sit(district, *people)
    await employ(district, officer(district, 90, PSB), head=PSB)
    await employ(district, officer(district, 91, WOM), supervisor=True)
    await district.deliver()
    return people


async def danger(district: District, user: int = 7) -> list[Notice]:
    """Somebody reports an assault now; the alert goes, and a moment later whoever is on call is sought."""
    rita = Someone(district, user)
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", "assault")
    return await called(district)


async def called(district: District) -> list[Notice]:
    await calling.call(district.services, district.sitting, district.time.at)
    return await district.deliver()


def only(sent: list[Notice], kind: str) -> list[Notice]:
    return [one for one in sent if one.kind == kind]


async def test_who_is_on_call_is_called_with_a_sound_and_named_in_the_group(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    sent = await danger(district)
    (call,), (line,) = only(sent, "called"), only(sent, "called_in_group")
    assert (call.to, call.priority, call.silent) == (ToPerson(wu.agent.person), Priority.DANGER, False)
    assert (line.to, line.silent) == (ToAgency(PSB), False)
    assert facts_of(line)["person"] == wu.agent.person
    assert only(sent, "nobody_on_call") == []
    assert await called(district) == [], "once a case"


async def test_who_has_handed_the_case_on_or_left_the_group_is_passed_over_without_a_word(district: District) -> None:
    wu, deng = await manned(district, 20, 21)
    sit(district, replace(wu, agent=replace(wu.agent, agencies=frozenset())))
    (call,) = only(await danger(district), "called")
    assert call.to == ToPerson(deng.agent.person)


async def a_p3(district: District) -> Officer:
    """Bullying is told of; EDU leads it, and the police, who help, have not acknowledged."""
    await reported(Someone(district))
    amal = officer(district, 40, EDU)
    await amal.takes()
    assert only(await called(district), "called") == [], "nobody is called for a P3"
    return amal


async def raises(amal: Officer) -> None:
    await begins(*amal.me, "raise")
    await taps(*amal.me, "raise", "to", "P1")
    await writes(*amal.me, "He has a knife")
    await hands_in(*amal.me)


async def assesses(amal: Officer) -> None:
    await amal.assesses(3, 2, 2)


async def agrees(amal: Officer) -> None:
    """The bodies have talked, and agree on values of a P1."""
    await begins(*amal.me, "talk")
    await taps(*amal.me, "talk", "when", "2")
    await hands_in(*amal.me)
    await begins(*amal.me, "record")
    for scale, value in (("hazard", "3"), ("seriousness", "2"), ("credibility", "2")):
        await taps(*amal.me, "record", scale, value)
    await writes(*amal.me, "The police go there now")
    await hands_in(*amal.me)


@pytest.mark.parametrize("becomes_p1", [raises, assesses, agrees])
async def test_whoever_makes_it_a_p1_who_is_on_call_is_called_once(
    district: District, becomes_p1: Callable[[Officer], Awaitable[None]]
) -> None:
    wu, _ = await manned(district, 20, 21)
    amal = await a_p3(district)
    await becomes_p1(amal)
    assert [one.to for one in only(await called(district), "called")] == [ToPerson(wu.agent.person)]
    await amal.acts("Called the school")
    assert only(await called(district), "called") == [], "once a case"


async def test_who_has_recused_themselves_or_sits_in_a_barred_body_too_is_passed_over(district: District) -> None:
    wu, deng, third = await manned(district, 20, 21, 22)
    rita = Someone(district)
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", "assault")
    case = await case_of(district)
    async with district.database.begin() as uow:
        await uow.recusals.add(Recusal(case.id, wu.agent.person, PSB, district.time.at, "knows the family"))
        await uow.cases.save(replace(case, barred=(CYL,), version=case.version + 1), was=case.version)
        await uow.commit()
    sit(district, replace(deng, agent=replace(deng.agent, agencies=frozenset({PSB, CYL}))))
    sent = await called(district)
    (call,), (line,) = only(sent, "called"), only(sent, "called_in_group")
    assert call.to == ToPerson(third.agent.person)
    assert set(facts_of(line)) == {"number", "agency", "person"}, "not a word of those who were passed over"


async def test_nobody_on_call_goes_up_at_once_and_betrays_nothing_in_the_group(district: District) -> None:
    (wu,) = await manned(district, 20)
    sit(district, replace(wu, agent=replace(wu.agent, agencies=frozenset())))
    sent = await danger(district)
    head, supervisor = (officer(district, user, PSB).agent.person for user in (90, 91))
    assert {one.to for one in only(sent, "nobody_on_call")} == {ToPerson(head), ToPerson(supervisor)}
    (line,) = only(sent, "called_in_group")
    assert facts_of(line).get("person") is None


async def test_a_body_that_keeps_no_roster_is_called_as_before(district: District) -> None:
    await district.bind("PSB", "PROC")
    assert not {"called", "called_in_group", "nobody_on_call"} & set(kinds(await danger(district)))


async def test_who_acknowledged_meanwhile_is_not_called(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    rita = Someone(district)
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", "assault")
    await taking.acknowledge(await asking(*wu.me, is_press=True), CaseNumber(1))
    await district.deliver()
    assert await called(district) == []


async def test_taken_and_then_silent_is_told_to_who_took_it_before_the_body_is_late(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    await danger(district)
    await taking.acknowledge(await asking(*wu.me, is_press=True), CaseNumber(1))
    await district.deliver()
    district.time.move(minutes=29)
    assert only(await ticks(district), "taken_and_silent") == []
    district.time.move(minutes=2)
    (told,) = only(await ticks(district), "taken_and_silent")
    assert told.to == ToPerson(wu.agent.person)


async def test_heads_arrange_and_members_only_take_part(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    with pytest.raises(IllegalStep, match="only-heads"):
        await taps_roster(wu, PSB, "days1")
    stranger = officer(district, 30, WOM)
    with pytest.raises(StaleButton):
        await taps_roster(stranger, PSB, "join")
    head = officer(district, 90, PSB, head=True)
    sent = await taps_roster(head, PSB, "days1")
    assert [one.to for one in only(sent, "roster_line")] == [ToAgency(PSB)]
    await taps_roster(head, PSB, "hours8", 1)
    now_on = duty.now_on(district.services, await roster_of(district, PSB), district.time.at)
    assert now_on == officer(district, 21, PSB).agent.person
    with pytest.raises(StaleButton):
        await roster.tap(await asking(*head.me, is_press=True), PSB, "up", 1, 1)


async def test_the_group_hears_when_the_turn_changes_and_each_morning(district: District) -> None:
    await manned(district, 20, 21)
    head = officer(district, 90, PSB, head=True)
    await taps_roster(head, PSB, "hours4", 1)
    district.time.move(hours=3)
    await duty.tell_turns(district.services, district.time.at)
    assert only(await district.deliver(), "roster_line") == []
    district.time.move(hours=1)
    await duty.tell_turns(district.services, district.time.at)
    assert [facts_of(one)["why"] for one in only(await district.deliver(), "roster_line")] == ["turn"]
    await duty.morning(district.services, district.time.at)
    assert [facts_of(one)["why"] for one in only(await district.deliver(), "roster_line")] == ["today"]


async def test_once_a_month_it_rings_and_heads_hear_who_did_not_answer(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    await duty.morning(district.services, district.time.at)
    (ring,) = only(await district.deliver(), "test_ring")
    assert ring.to == ToPerson(wu.agent.person)
    assert not ring.silent
    await roster.heard(await asking(*wu.me, is_press=True), PSB)
    district.time.move(minutes=16)
    await duty.tell_turns(district.services, district.time.at)
    assert only(await district.deliver(), "test_ring_missed") == []
    for day in (1, 20):
        await duty.morning(district.services, district.time.at + timedelta(days=day))
        assert only(await district.deliver(), "test_ring") == []
    district.time.at = datetime(2026, 4, 1, 0, 30, tzinfo=UTC)
    await duty.morning(district.services, district.time.at)
    assert len(only(await district.deliver(), "test_ring")) == 1
    district.time.move(minutes=16)
    await duty.tell_turns(district.services, district.time.at)
    head = officer(district, 90, PSB).agent.person
    assert [one.to for one in only(await district.deliver(), "test_ring_missed")] == [ToPerson(head)]


async def test_a_p1_that_is_opened_again_by_hand_calls_who_is_on_call(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    case = await closed(district, Someone(district))
    async with district.database.begin() as uow:
        await uow.cases.save(replace(case, urgency=Urgency.P1, version=case.version + 1), was=case.version)
        await uow.commit()
    sue = supervisor(district, 91)
    await begins(*sue.me, "reopen")
    await writes(*sue.me, "The school has called")
    await hands_in(*sue.me)
    assert [one.to for one in only(await called(district), "called")] == [ToPerson(wu.agent.person)]
