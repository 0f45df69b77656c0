"""Handing a case on, on the real database: the person has no part in it any more, the body must acknowledge again, and
nobody is told why."""

from dataclasses import replace

import pytest

from bot.domain.cases.case import DeadlineKind, TaskState
from bot.domain.cases.steps import running
from bot.domain.errors import IllegalStep, NotAllowed, NotFound
from bot.domain.notices.notice import Mode, Notice, ToAgency, ToPerson
from bot.usecases.access.scope import private_scope
from storage.cases.recusals import RECUSAL
from storage.cases.tables import recusals
from tests.support.acting import begins, taps, writes
from tests.support.casework.recusal import bar
from tests.support.notices import facts_of
from tests.support.officers import CYL, EDU, JUS, PROC, PSB, Officer, employ, history, officer, reported
from tests.support.officers import the_case as case_of
from tests.support.oversight.lists import listed
from tests.support.people import District, Someone

WHY = "The boy's father is my brother."


async def hands_on(who: Officer, *, body: bool | None = None) -> list[Notice]:
    """/recuse 1, the choice of a head, and the reason."""
    await begins(*who.me, "recuse")
    if body is not None:
        await taps(*who.me, "recuse", "who", "body" if body else "me")
    assert await writes(*who.me, WHY)
    return await who.district.deliver()


async def test_somebody_who_recused_themselves_has_no_access_to_the_case(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, bo = officer(district, 20, EDU), officer(district, 21, EDU)
    await amal.takes()
    await hands_on(amal)
    with pytest.raises(NotFound, match="no-such-case"):
        await amal.opens()
    assert await listed(district, private_scope(amal.agent, PROC)) == []
    await bo.takes()
    assert "story" in [notice.kind for notice in await bo.opens()]
    assert await listed(district, private_scope(bo.agent, PROC)) == [1]


async def test_a_part_taken_by_a_recused_officer_waits_again_with_its_own_deadline(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    district.time.move(hours=3)
    told = await hands_on(amal)
    case = await case_of(district)
    task, deadline = case.task(EDU), running(case, DeadlineKind.ACKNOWLEDGE)
    assert task is not None
    assert (task.state, task.acked_by) == (TaskState.ALERTED, None)
    assert deadline is not None
    assert deadline.due_at > district.time.at
    assert [n.to for n in told if facts_of(n).get("key") == "staff-waits-again"] == [ToAgency(EDU)]


async def test_a_recusal_does_not_release_what_a_colleague_has_taken(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, bo = officer(district, 20, EDU), officer(district, 21, EDU)
    await bo.takes()
    told = await hands_on(amal)
    assert (await case_of(district)).task(EDU).state is TaskState.ACKED  # type: ignore[union-attr]
    assert not [n for n in told if facts_of(n).get("key") == "staff-waits-again"]


async def test_a_recusal_is_told_to_head_and_supervisors_without_the_reason(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, hana, sue, jo = (officer(district, user, body) for user, body in ((20, EDU), (21, EDU), (40, CYL), (50, JUS)))
    await employ(district, hana, head=EDU)
    await employ(district, sue, supervisor=True)
    await employ(district, jo, supervisor=True, head=JUS)
    await bar(district, JUS)
    told = await hands_on(amal)
    heard = {n.to for n in told if facts_of(n).get("key") == "staff-recused"}
    assert heard == {ToPerson(hana.agent.person), ToPerson(sue.agent.person)}
    assert not [notice for notice in told if WHY in str(facts_of(notice))]
    assert "recused" in await history(district)


async def test_the_reason_of_a_recusal_is_encrypted_with_the_case(district: District, rita: Someone) -> None:
    await reported(rita)
    await hands_on(officer(district, 20, EDU))
    async with district.database.reading() as uow:
        (stored,) = await uow.recusals.of_case((await case_of(district)).id)
    assert (stored.reason, stored.whole_body) == (WHY, False)
    assert WHY.encode() in RECUSAL.dump(stored)
    assert [column.name for column in recusals.columns] == ["case", "person", "at", "sealed", "row_code"]


async def test_the_opened_report_is_deleted_from_the_chat_of_a_recused_officer(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.opens()
    told = await hands_on(amal)
    assert [n.slot for n in told if n.kind == "gone" and n.mode is Mode.DELETE] == [
        f"story:{(await case_of(district)).id}"
    ]


async def test_a_supervisor_can_recuse_themselves_too(district: District, rita: Someone) -> None:
    await reported(rita)
    sue = officer(district, 40, CYL)
    sue = replace(sue, agent=replace(sue.agent, agencies=frozenset(), supervisor=True))
    await employ(district, sue, supervisor=True)
    assert await listed(district, private_scope(sue.agent, PROC)) == [1]
    await hands_on(sue)
    assert await listed(district, private_scope(sue.agent, PROC)) == []


async def test_a_head_recuses_the_whole_body_and_the_next_body_leads(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, hana, bo = officer(district, 20, EDU), officer(district, 21, EDU, head=True), officer(district, 30, PSB)
    sue = officer(district, 40, JUS)
    await employ(district, hana, head=EDU)
    await employ(district, sue, supervisor=True)
    await amal.takes()
    district.time.move(hours=3)
    told = await hands_on(hana, body=True)
    case = await case_of(district)
    assert (case.lead, case.barred, case.task(EDU)) == (PSB, (EDU,), None)
    assert [n.to for n in told if n.kind == "card" and n.mode is Mode.DELETE] == [ToAgency(EDU)]
    assert [n.to for n in told if facts_of(n).get("key") == "staff-leads-now"] == [ToAgency(PSB)]
    assert [n.to for n in told if facts_of(n).get("key") == "staff-recused-body"] == [ToPerson(sue.agent.person)]
    for out in (amal, hana):
        with pytest.raises(NotFound, match="no-such-case"):
            await out.opens()
        assert await listed(district, private_scope(out.agent, PROC)) == []
    await bo.takes()
    await district.deliver()
    assert await listed(district, private_scope(bo.agent, PROC)) == [1]


async def test_a_body_that_leads_after_a_recusal_gets_its_own_deadline(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, hana = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    await amal.takes()
    district.time.move(hours=3)
    await hands_on(hana, body=True)
    deadline = running(await case_of(district), DeadlineKind.ACKNOWLEDGE)
    assert deadline is not None
    assert deadline.started_at == district.time.at


async def test_only_a_head_can_recuse_the_body(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await begins(*amal.me, "recuse")
    with pytest.raises(NotAllowed):
        await taps(*amal.me, "recuse", "who", "body")


async def test_the_last_body_of_a_case_cannot_recuse_itself(district: District, rita: Someone) -> None:
    await reported(rita)
    hana = officer(district, 21, EDU, head=True)
    was = await case_of(district)
    others = tuple(key for key in district.services.profile.agencies if key != EDU)
    lead = tuple(task for task in was.tasks if task.agency == EDU)
    async with district.database.begin() as uow:
        await uow.cases.save(replace(was, version=was.version + 1, barred=others, tasks=lead), was=was.version)
        await uow.commit()
    with pytest.raises(IllegalStep, match="nobody-left"):
        await hands_on(hana, body=True)


async def test_an_officer_who_lost_the_right_gets_no_further_at_the_desk(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await begins(*amal.me, "assess")
    gone = replace(amal.agent, agencies=frozenset())
    with pytest.raises(NotFound, match="no-such-case"):
        await taps(district, gone, amal.visitor, "assess", "hazard", 1)
    with pytest.raises(NotFound, match="no-such-case"):
        await writes(district, gone, amal.visitor, "a note")


async def test_a_recused_person_is_not_asked_to_agree(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, hana = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    await employ(district, hana, head=EDU)
    await hands_on(hana, body=False)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    assert [n.to for n in await district.deliver() if n.kind == "close_approval"] == [ToAgency(PROC)]
    with pytest.raises(NotFound):
        await hana.approves()
