"""L14, L15 on the real database: people raise a class, and lower it with a second person."""

from datetime import timedelta

import pytest

from bot.domain.cases.assignments import assign
from bot.domain.cases.by import By
from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.record import Ending
from bot.domain.cases.steps import running
from bot.domain.errors import NotAllowed, Refusal
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice, ToAgency, ToPerson
from bot.domain.notices.officer.cases import Raised
from bot.domain.notices.officer.classes import ClassPreview, LowerAsked
from bot.domain.notices.say import Say
from bot.domain.notices.supervisor.deadlines import Reminder
from bot.domain.people import Agent
from bot.domain.urgency import Urgency
from bot.usecases.deadlines import reminders
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.casework.recusal import bar
from tests.support.casework.reopening import KNIFE, PLAIN, adds
from tests.support.officers import CYL, EDU, PROC, PSB, Officer, employ, history, officer, reported, the_case
from tests.support.people import District, Someone

WHY = "The father has come to the school with a knife"


async def head_of(district: District, user: int, body: AgencyKey) -> Officer:
    who = officer(district, user, body)
    someone = Officer(district, Agent(who.agent.person, heads=frozenset({body})), who.visitor)
    await employ(district, someone, head=body)
    return someone


async def supervisor(district: District, user: int = 40) -> Officer:
    who = officer(district, user, EDU)
    someone = Officer(district, Agent(who.agent.person, supervisor=True), who.visitor)
    await employ(district, someone, supervisor=True)
    return someone


async def fills_in(who: Officer, doing: str, to: str) -> list[Notice]:
    await begins(*who.me, doing)
    await taps(*who.me, doing, "to", to)
    await writes(*who.me, WHY)
    return await who.district.deliver()


async def changes(who: Officer, doing: str, to: str) -> list[Notice]:
    await fills_in(who, doing, to)
    await hands_in(*who.me)
    return await who.district.deliver()


async def answers(who: Officer, answer: str) -> list[Notice]:
    await begins(*who.me, "agree")
    await taps(*who.me, "agree", "answer", answer)
    return await who.district.deliver()


def said(told: list[Notice]) -> set[tuple[str, object]]:
    return {(one.content.key, one.to) for one in told if isinstance(one.content, Say)}


async def taken(district: District, rita: Someone) -> Officer:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    return amal


async def test_the_consequences_of_raising_are_shown_before(district: District, rita: Someone) -> None:
    amal = await taken(district, rita)
    [preview] = [n.content for n in await fills_in(amal, "raise", "P1") if isinstance(n.content, ClassPreview)]
    assert (preview.was, preview.to, preview.words, preview.is_lowering) == (Urgency.P3, Urgency.P1, WHY, False)
    now = district.time.at
    sooner = {(one.deadline, one.agency): one.due_at for one in preview.sooner}
    assert sooner[DeadlineKind.FIRST_ACTION, EDU] == now + timedelta(hours=1)
    assert sooner[DeadlineKind.ASSESS, EDU] == now + timedelta(hours=24)
    assert sooner[DeadlineKind.ACKNOWLEDGE, CYL] == now + timedelta(minutes=30)
    assert {EDU, CYL, PROC} <= set(preview.hears)
    assert (await the_case(district)).urgency is Urgency.P3


async def test_due_dates_of_tasks_are_not_shown_as_sooner(district: District, rita: Someone) -> None:
    amal = await taken(district, rita)
    await officer(district, 22, CYL).takes()
    case = await the_case(district)
    for days in (2, 3):
        due_at, by = district.time.at + timedelta(days=days), By(amal.agent.person, EDU, district.time.at)
        case = assign(case, template="", words="Visit", agency=CYL, owner=None, due_at=due_at, by=by)
    async with district.database.begin() as uow:
        await uow.cases.save(case, was=(await uow.cases.get(case.id)).version)
        await uow.commit()
    [preview] = [n.content for n in await fills_in(amal, "raise", "P2") if isinstance(n.content, ClassPreview)]
    assert DeadlineKind.ASSIGNMENT not in {one.deadline for one in preview.sooner}
    await hands_in(*amal.me)
    assert ToAgency(CYL) not in {n.to for n in await district.deliver() if isinstance(n.content, Raised)}


async def test_bodies_with_sooner_deadlines_are_told_without_the_reason(district: District, rita: Someone) -> None:
    amal = await taken(district, rita)
    told = await changes(amal, "raise", "P1")
    assert {n.to for n in told if isinstance(n.content, Raised)} == {ToAgency(body) for body in (EDU, CYL, PSB, PROC)}
    assert not [n for n in told if isinstance(n.to, ToAgency) and "knife" in repr(n)]
    case = await the_case(district)
    assert (case.urgency, case.class_changes[-1].reason) == (Urgency.P1, WHY)
    assert running(case, DeadlineKind.FIRST_ACTION).due_at == district.time.at + timedelta(hours=1)  # type: ignore[union-attr]
    assert (await history(district))[-1] == "raised_p1"


async def test_raising_the_class_postpones_no_deadline(district: District, rita: Someone) -> None:
    amal = await taken(district, rita)
    before = {(c.kind, c.agency): c.due_at for c in (await the_case(district)).deadlines if c.stopped_at is None}
    district.time.move(hours=23)
    await changes(amal, "raise", "P2")
    after = {(c.kind, c.agency): c.due_at for c in (await the_case(district)).deadlines if c.stopped_at is None}
    assert all(after[key] <= due for key, due in before.items())


async def test_the_supervising_body_may_raise_with_no_part_of_its_own(district: District, rita: Someone) -> None:
    await taken(district, rita)
    await changes(officer(district, 30, PROC), "raise", "P2")
    assert (await the_case(district)).urgency is Urgency.P2


async def test_a_p1_cannot_be_raised_and_a_p4_not_lowered(district: District, rita: Someone) -> None:
    amal = await taken(district, rita)
    await changes(amal, "raise", "P1")
    with pytest.raises(Refusal, match="no-such-class"):
        await begins(*amal.me, "raise")


async def test_a_lower_class_waits_for_a_second_person(district: District, rita: Someone) -> None:
    amal, hana = await taken(district, rita), await head_of(district, 31, EDU)
    told = await changes(amal, "lower", "P4")
    assert {n.to for n in told if isinstance(n.content, LowerAsked)} == {ToPerson(hana.agent.person)}
    assert (await the_case(district)).urgency is Urgency.P3
    with pytest.raises(Refusal):
        await begins(*amal.me, "agree")
    told = await answers(hana, "yes")
    case = await the_case(district)
    assert (case.urgency, case.lowering) == (Urgency.P4, None)
    assert case.class_changes[-1].rules == case.rules
    assert ("staff-lower-agreed", ToPerson(amal.agent.person)) in said(told)
    assert ("staff-lowered", ToAgency(EDU)) in said(told)
    assert (await history(district))[-2:] == ["lower_proposed", "lowered_p4"]


async def test_nobody_agrees_to_what_they_have_proposed(district: District, rita: Someone) -> None:
    await taken(district, rita)
    both = officer(district, 20, EDU, head=True)
    await employ(district, both, head=EDU)
    await changes(both, "lower", "P4")
    with pytest.raises(Refusal, match="second-person-needed"):
        await begins(*both.me, "agree")


async def test_the_proposer_is_told_of_a_refusal(district: District, rita: Someone) -> None:
    amal, hana = await taken(district, rita), await head_of(district, 31, EDU)
    await changes(amal, "lower", "P4")
    told = await answers(hana, "no")
    assert ("staff-lower-refused", ToPerson(amal.agent.person)) in said(told)
    case = await the_case(district)
    assert (case.urgency, case.lowering, case.class_changes) == (Urgency.P3, None, ())
    [deadline] = [c for c in case.deadlines if c.kind is DeadlineKind.LOWER]
    assert deadline.ended is Ending.MET


async def test_only_the_supervising_body_agrees_to_lower_a_p1(district: District, rita: Someone) -> None:
    amal, hana, vera = await taken(district, rita), await head_of(district, 31, EDU), await supervisor(district)
    await changes(amal, "raise", "P1")
    told = await changes(amal, "lower", "P3")
    assert {n.to for n in told if isinstance(n.content, LowerAsked)} == {ToAgency(PROC)}
    for who in (hana, vera):
        with pytest.raises(NotAllowed):
            await begins(*who.me, "agree")
    await answers(officer(district, 30, PROC), "yes")
    assert (await the_case(district)).urgency is Urgency.P3


async def test_when_the_supervising_body_is_barred_others_agree_to_lower_a_p1(
    district: District, rita: Someone
) -> None:
    amal, hana = await taken(district, rita), await head_of(district, 31, EDU)
    await bar(district, PROC)
    await changes(amal, "raise", "P1")
    told = await changes(amal, "lower", "P3")
    assert {n.to for n in told if isinstance(n.content, LowerAsked)} == {ToPerson(hana.agent.person)}
    await answers(hana, "yes")
    assert (await the_case(district)).urgency is Urgency.P3


async def ticks_after(district: District, **units: float) -> list[Notice]:
    district.time.move(**units)
    await reminders.act_on_due(district.services, district.time.at)
    return await district.deliver()


async def test_an_unanswered_proposal_to_lower_is_reminded_of(district: District, rita: Someone) -> None:
    amal = await taken(district, rita)
    await changes(amal, "raise", "P1")
    await changes(amal, "lower", "P3")
    told = await ticks_after(district, hours=13)
    reminded = [n.to for n in told if isinstance(n.content, Reminder) and n.content.deadline is DeadlineKind.LOWER]
    assert reminded == [ToAgency(PROC)]


async def test_raising_the_class_cancels_a_waiting_proposal_to_lower(district: District, rita: Someone) -> None:
    amal, hana = await taken(district, rita), await head_of(district, 31, EDU)
    await changes(amal, "lower", "P4")
    await changes(amal, "raise", "P2")
    case = await the_case(district)
    assert case.lowering is None
    assert [c.ended for c in case.deadlines if c.kind is DeadlineKind.LOWER] == [Ending.WITHOUT]
    with pytest.raises(Refusal, match="no-lower-class-waits"):
        await begins(*hana.me, "agree")


async def test_a_support_may_raise_but_not_lower(district: District, rita: Someone) -> None:
    await taken(district, rita)
    cyl = officer(district, 22, CYL)
    with pytest.raises(NotAllowed):
        await begins(*cyl.me, "raise")
    await cyl.takes()
    await changes(cyl, "raise", "P2")
    with pytest.raises(NotAllowed):
        await begins(*cyl.me, "lower")
    with pytest.raises(Refusal):
        await begins(*officer(district, 23, PSB).me, "raise")


async def lowered_case(district: District, rita: Someone) -> None:
    """Two people have lowered the class of Rita's case from P3 to P4."""
    amal, hana = await taken(district, rita), await head_of(district, 31, EDU)
    await changes(amal, "lower", "P4")
    await answers(hana, "yes")
    assert (await the_case(district)).urgency is Urgency.P4


async def test_words_with_nothing_new_do_not_undo_a_lowering(district: District, rita: Someone) -> None:
    await lowered_case(district, rita)
    await adds(rita, PLAIN)
    case = await the_case(district)
    assert case.urgency is Urgency.P4
    assert PLAIN in [piece.text for report in await rita.reports() for a in report.additions for piece in a.pieces]


async def test_words_that_match_a_grave_rule_raise_a_lowered_class_at_once(district: District, rita: Someone) -> None:
    await lowered_case(district, rita)
    await adds(rita, KNIFE)
    assert (await the_case(district)).urgency is Urgency.P2
