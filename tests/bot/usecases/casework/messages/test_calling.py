"""P1: the officer on call is called at once; else heads and supervisors; what happens when an officer takes it and does
nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.cases.case import Case
from bot.domain.cases.lists import Recusal
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.notice import Notice, Priority, ToAgency, ToPerson
from bot.domain.urgency import Urgency
from bot.usecases.casework.bodies import taking
from bot.usecases.casework.messages import calling
from bot.usecases.services import Transaction
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.closed_cases import supervisor
from tests.support.casework.reopening import closed
from tests.support.casework.roster import called, manned, only, sit, taps_roster
from tests.support.notices import facts_of
from tests.support.officers import EDU, Officer, employ, officer, reported, ticks
from tests.support.people import District, Someone
from tests.support.reporting.danger import told_harm
from tests.support.reporting.staff_intake import case_of, kinds

PSB, WOM, CYL, HEA = (AgencyKey(key) for key in ("PSB", "WOM", "CYL", "HEA"))


async def danger(district: District, user: int = 7) -> list[Notice]:
    """Somebody reports an assault now; the alert is sent, and a moment later the officer on call is found."""
    await told_harm(Someone(district, user))
    return await called(district)


async def test_who_is_on_call_is_called_with_a_sound_and_named_in_the_group(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    sent = await danger(district)
    (call,), (in_group,) = only(sent, "called"), only(sent, "called_in_group")
    assert (call.to, call.priority, call.silent) == (ToPerson(wu.agent.person), Priority.DANGER, False)
    assert (in_group.to, in_group.silent) == (ToAgency(PSB), False)
    assert facts_of(in_group)["person"] == wu.agent.person
    assert only(sent, "nobody_on_call") == []
    assert await called(district) == [], "once a case"


async def test_somebody_who_left_the_group_is_not_called_and_nobody_is_told_so(district: District) -> None:
    wu, deng = await manned(district, 20, 21)
    sit(district, replace(wu, agent=replace(wu.agent, agencies=frozenset())))
    (call,) = only(await danger(district), "called")
    assert call.to == ToPerson(deng.agent.person)


async def a_p3(district: District) -> Officer:
    """Bullying is reported; EDU leads, and the police, who support, have not acknowledged."""
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
async def test_whoever_raises_a_case_to_p1_the_person_on_call_is_called_once(
    district: District, becomes_p1: Callable[[Officer], Awaitable[None]]
) -> None:
    wu, _ = await manned(district, 20, 21)
    amal = await a_p3(district)
    await becomes_p1(amal)
    assert [one.to for one in only(await called(district), "called")] == [ToPerson(wu.agent.person)]
    await amal.acts("Called the school")
    assert only(await called(district), "called") == [], "once a case"


async def test_somebody_recused_or_also_of_a_barred_body_is_not_called(district: District) -> None:
    wu, deng, third = await manned(district, 20, 21, 22)
    await told_harm(Someone(district))
    case = await case_of(district)
    async with district.database.begin() as uow:
        await uow.recusals.add(Recusal(case.id, wu.agent.person, PSB, district.time.at, "knows the family"))
        await uow.cases.save(replace(case, barred=(CYL,), version=case.version + 1), was=case.version)
        await uow.commit()
    sit(district, replace(deng, agent=replace(deng.agent, agencies=frozenset({PSB, CYL}))))
    sent = await called(district)
    (call,), (in_group,) = only(sent, "called"), only(sent, "called_in_group")
    assert call.to == ToPerson(third.agent.person)
    assert set(facts_of(in_group)) == {"number", "agency", "person", "is_told"}, (
        "not a word of those who were passed over"
    )


async def test_with_nobody_on_call_those_above_are_told_and_the_group_line_names_nobody(
    district: District,
) -> None:
    (wu,) = await manned(district, 20)
    sit(district, replace(wu, agent=replace(wu.agent, agencies=frozenset())))
    sent = await danger(district)
    head, supervisor = (officer(district, user, PSB).agent.person for user in (90, 91))
    assert {one.to for one in only(sent, "nobody_on_call")} == {ToPerson(head), ToPerson(supervisor)}
    (in_group,) = only(sent, "called_in_group")
    assert facts_of(in_group).get("person") is None


async def test_a_body_that_keeps_no_roster_is_called_as_before(district: District) -> None:
    await district.bind("PSB", "PROC")
    assert not {"called", "called_in_group", "nobody_on_call"} & set(kinds(await danger(district)))


async def test_nobody_is_called_for_a_case_acknowledged_meanwhile(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    await told_harm(Someone(district))
    await taking.acknowledge(await asking(*wu.me, is_press=True), CaseNumber(1))
    await district.deliver()
    assert await called(district) == []


async def test_a_body_that_is_brought_into_a_p1_calls_who_is_on_call_there(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    await district.bind("CYL")
    song = officer(district, 60, CYL)
    await employ(district, song)
    await taps_roster(song, CYL, "join")
    sit(district, song)
    await danger(district)
    await taking.acknowledge(await asking(*wu.me, is_press=True), CaseNumber(1))
    await begins(*wu.me, "bringin")
    await taps(*wu.me, "bringin", "body", CYL)
    await writes(*wu.me, "They know the family")
    await hands_in(*wu.me)
    assert [one.to for one in only(await called(district), "called")] == [ToPerson(song.agent.person)]
    await writes(*wu.me, "A second thought")
    assert await called(district) == [], "later steps call nobody again"


async def test_supervisors_are_told_of_a_support_that_has_no_head_to_call(district: District) -> None:
    await manned(district, 20)
    await employ(district, song := officer(district, 60, HEA))
    await taps_roster(song, HEA, "join")
    district.sitting.groups[song.visitor.user] = frozenset()
    sent = await danger(district)
    supervisor = officer(district, 91, PSB).agent.person
    assert [one.to for one in only(sent, "nobody_on_call")] == [ToPerson(supervisor)]
    (in_group,) = [one for one in only(sent, "called_in_group") if one.to == ToAgency(HEA)]
    assert facts_of(in_group)["is_told"] is True


async def test_where_nobody_can_be_told_the_group_does_not_read_that_somebody_was(district: District) -> None:
    await district.bind("PSB", "PROC")
    wu = officer(district, 20, PSB)
    await employ(district, wu)
    await taps_roster(wu, PSB, "join")
    sent = await danger(district)
    assert only(sent, "nobody_on_call") == []
    (in_group,) = only(sent, "called_in_group")
    assert facts_of(in_group)["is_told"] is False


async def test_while_telegram_is_away_calls_are_tried_for_a_minute_then_those_above_are_told(
    district: District,
) -> None:
    wu, _ = await manned(district, 20, 21)
    district.sitting.away.add(wu.visitor.user)
    await told_harm(Someone(district))
    assert await called(district) == []
    district.time.move(minutes=1)
    (call,) = only(await called(district), "called")
    assert call.to == ToPerson(officer(district, 21, PSB).agent.person), "the next one counts"


async def test_a_call_that_cannot_be_made_does_not_delay_the_others(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    await manned(district, 20, 21)
    await told_harm(Someone(district, 7))
    await told_harm(Someone(district, 8))
    first = (await case_of(district, 1)).id
    tell = calling._tell

    async def breaks(act: Transaction, case: Case, *rest: Any) -> None:
        if case.id == first:
            raise ZeroDivisionError
        await tell(act, case, *rest)

    monkeypatch.setattr(calling, "_tell", breaks)
    assert [facts_of(one)["number"] for one in only(await called(district), "called")] == [2]


async def test_the_officer_who_took_a_case_is_reminded_before_the_body_is_late(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    await danger(district)
    await taking.acknowledge(await asking(*wu.me, is_press=True), CaseNumber(1))
    await district.deliver()
    district.time.move(minutes=29)
    assert only(await ticks(district), "taken_and_silent") == []
    district.time.move(minutes=2)
    (told,) = only(await ticks(district), "taken_and_silent")
    assert told.to == ToPerson(wu.agent.person)


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
