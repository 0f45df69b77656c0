"""The joint talk on the real database: called by divergence or by the lead, reminded of, recorded, or told above."""

from datetime import timedelta

import pytest

from bot.domain.cases.assessment import talks
from bot.domain.cases.assessment.assessment import is_divergent
from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.record import Ending
from bot.domain.cases.steps import running
from bot.domain.errors import NotAllowed, Refusal
from bot.domain.notices.notice import Notice, ToAgency, ToPerson
from bot.domain.notices.officer.cases import Raised
from bot.domain.notices.officer.classes import LowerAsked
from bot.domain.notices.officer.talks import RecordPreview
from bot.domain.notices.say import Say
from bot.domain.notices.supervisor.deadlines import Ladder, Reminder
from bot.domain.people import Agent
from bot.domain.urgency import Urgency
from bot.usecases.deadlines import reminders
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.casework.closed_cases import supervisor
from tests.support.officers import CYL, EDU, PROC, PSB, Officer, employ, history, officer, reported, the_case
from tests.support.people import District, Someone

DECISION = "EDU moves him to another class, CYL visits on Monday"
ALL = {ToAgency(body) for body in (EDU, CYL, PSB, PROC)}


async def two(district: District, rita: Someone) -> tuple[Officer, Officer]:
    """The lead and a supporting body have acknowledged."""
    await reported(rita)
    amal, cara = officer(district, 20, EDU), officer(district, 22, CYL)
    await amal.takes()
    await cara.takes()
    await district.deliver()
    return amal, cara


async def apart(district: District, rita: Someone) -> tuple[Officer, Officer]:
    """Their opinions are two apart on seriousness."""
    amal, cara = await two(district, rita)
    await amal.assesses(1, 1, 2)
    await cara.assesses(1, 3, 2)
    await district.deliver()
    return amal, cara


async def calls(who: Officer, hours: str) -> list[Notice]:
    await begins(*who.me, "talk")
    await taps(*who.me, "talk", "when", hours)
    await hands_in(*who.me)
    return await who.district.deliver()


async def fills_in(who: Officer, hazard: int, seriousness: int, credibility: int) -> list[Notice]:
    await begins(*who.me, "record")
    for scale, value in (("hazard", hazard), ("seriousness", seriousness), ("credibility", credibility)):
        await taps(*who.me, "record", scale, str(value))
    await writes(*who.me, DECISION)
    return await who.district.deliver()


async def records(who: Officer, hazard: int, seriousness: int, credibility: int) -> list[Notice]:
    await fills_in(who, hazard, seriousness, credibility)
    await hands_in(*who.me)
    return await who.district.deliver()


async def after(district: District, hours: float) -> list[Notice]:
    district.time.move(hours=hours)
    await reminders.act_on_due(district.services, district.time.at)
    return await district.deliver()


def heard(told: list[Notice], key: str) -> set[object]:
    return {one.to for one in told if isinstance(one.content, Say) and one.content.key == key}


async def test_views_two_apart_call_a_talk_within_24_hours(district: District, rita: Someone) -> None:
    await apart(district, rita)
    case = await the_case(district)
    assert is_divergent(case)
    deadline = running(case, DeadlineKind.JOINT_TALK)
    assert deadline is not None
    assert deadline.due_at == district.time.at + timedelta(hours=24)
    assert case.talks[-1].called_by is None


async def test_the_lead_calls_a_talk_and_every_body_hears_by_when(district: District, rita: Someone) -> None:
    amal, _ = await two(district, rita)
    told = await calls(amal, "6")
    assert heard(told, "staff-talk-called") >= ALL
    assert running(await the_case(district), DeadlineKind.JOINT_TALK).due_at == district.time.at + timedelta(hours=6)  # type: ignore[union-attr]
    assert (await history(district))[-1] == "talk_called"


async def test_the_supervising_body_may_call_a_talk_and_a_support_may_not(district: District, rita: Someone) -> None:
    _, cara = await two(district, rita)
    with pytest.raises(NotAllowed):
        await begins(*cara.me, "talk")
    await calls(officer(district, 30, PROC), "24")
    assert talks.waiting_talk(await the_case(district)) is not None


async def test_all_bodies_are_reminded_at_half_time(district: District, rita: Someone) -> None:
    amal, _ = await two(district, rita)
    await calls(amal, "6")
    told = await after(district, 3.1)
    assert {
        n.to for n in told if isinstance(n.content, Reminder) and n.content.deadline is DeadlineKind.JOINT_TALK
    } == ALL


async def test_a_talk_that_nobody_has_recorded_goes_to_supervisors_and_the_supervising_body(
    district: District, rita: Someone
) -> None:
    amal, _ = await two(district, rita)
    sue = supervisor(district, 40)
    await employ(district, sue, supervisor=True)
    await calls(amal, "2")
    told = [n for n in await after(district, 2.1) if isinstance(n.content, Ladder)]
    about = {n.to for n in told if n.content.deadline is DeadlineKind.JOINT_TALK}  # type: ignore[union-attr]
    assert {ToPerson(sue.agent.person), ToAgency(PROC)} <= about


async def test_recording_a_talk_ends_the_divergence_and_meets_the_deadline(district: District, rita: Someone) -> None:
    _, cara = await apart(district, rita)
    told = await records(cara, 1, 3, 3)
    case = await the_case(district)
    assert not is_divergent(case)
    assert [c.ended for c in case.deadlines if c.kind is DeadlineKind.JOINT_TALK] == [Ending.MET]
    talk = case.talks[-1]
    assert (talk.hazard, talk.seriousness, talk.credibility, talk.decision, talk.agency) == (1, 3, 3, DECISION, CYL)
    assert heard(told, "staff-talk-recorded") >= ALL
    assert not [n for n in told if isinstance(n.to, ToAgency) and "Monday" in repr(n)]
    assert (await history(district))[-1] == "talk_recorded"


async def test_agreed_values_that_are_graver_raise_the_class_at_once(district: District, rita: Someone) -> None:
    amal, cara = await two(district, rita)
    await calls(amal, "2")
    told = await records(cara, 3, 3, 3)
    case = await the_case(district)
    assert (case.urgency, case.class_changes[-1].reason) == (Urgency.P1, DECISION)
    assert running(case, DeadlineKind.FIRST_ACTION).due_at == district.time.at + timedelta(hours=1)  # type: ignore[union-attr]
    assert ToAgency(EDU) in {n.to for n in told if isinstance(n.content, Raised)}


async def test_the_leads_record_of_lower_values_proposes_the_lower_class(district: District, rita: Someone) -> None:
    amal, _ = await apart(district, rita)
    hana = officer(district, 31, EDU)
    hana = Officer(district, Agent(hana.agent.person, heads=frozenset({EDU})), hana.visitor)
    await employ(district, hana, head=EDU)
    told = await records(amal, 1, 1, 2)
    case = await the_case(district)
    assert case.urgency is Urgency.P2
    assert case.lowering is not None
    assert (case.lowering.to, case.lowering.reason) == (Urgency.P4, DECISION)
    assert {n.to for n in told if isinstance(n.content, LowerAsked)} == {ToPerson(hana.agent.person)}
    assert running(case, DeadlineKind.LOWER) is not None
    assert not [n for n in told if isinstance(n.content, Raised)], "nothing has become sooner"


async def test_another_bodys_record_of_lower_values_lowers_nothing(district: District, rita: Someone) -> None:
    _, cara = await apart(district, rita)
    told = await records(cara, 1, 1, 2)
    case = await the_case(district)
    assert (case.urgency, case.lowering) == (Urgency.P2, None)
    assert not [n for n in told if isinstance(n.content, LowerAsked)]


async def test_the_consequences_of_a_record_are_shown_before(district: District, rita: Someone) -> None:
    _, cara = await apart(district, rita)
    [said] = [n.content for n in await fills_in(cara, 3, 1, 2) if isinstance(n.content, RecordPreview)]
    assert (said.was, said.to, said.words, said.leads) == (Urgency.P2, Urgency.P1, DECISION, False)
    assert (await the_case(district)).talks[-1].recorded_at is None


async def test_only_members_of_a_body_with_a_part_may_record_a_talk(district: District, rita: Someone) -> None:
    await apart(district, rita)
    await records(officer(district, 23, PSB), 1, 3, 2)
    assert (await the_case(district)).talks[-1].agency == PSB
    with pytest.raises(Refusal):
        await begins(*officer(district, 24, EDU).me, "record")
