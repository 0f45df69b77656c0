"""What is told unasked: never to somebody of a barred body, whatever role it is sent to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.lists import Recusal
from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.notices.notice import Address, Mode, Notice, ToAgency, ToChat, ToOversight, ToPerson
from bot.domain.people import OVERSIGHT
from bot.usecases.access.audience import Audience, Permission
from bot.usecases.access.membership import join_staff, make_invite
from bot.usecases.deadlines import reminders
from bot.usecases.services import Request
from tests.support.casework.ladder import steps
from tests.support.casework.recusal import bar
from tests.support.notices import facts_of, notice_of
from tests.support.officers import CYL, EDU, JUS, MORNING, PROC, employ, officer, reported, the_case, ticks
from tests.support.people import District, Someone

SUE = 40


async def watched(district: District, rita: Someone) -> None:
    """A case that bars JUS; Sue supervises the line, and there is an oversight group."""
    await reported(rita)
    await bar(district, JUS)
    await employ(district, officer(district, SUE, CYL), supervisor=True)
    async with district.database.begin() as uow:
        await uow.agencies.bind(OVERSIGHT, ChatId(-900), "Oversight", "en", district.time.at)
        await uow.commit()
    await district.deliver()


async def may_be_told(district: District, to: Address, kind: str = "ladder", *, chat: int = SUE) -> bool:
    return (
        await permission_for(district, notice_of(kind, to, {}, case=(await the_case(district)).id), chat)
        is not Permission.DENIED
    )


async def permission_for(district: District, notice: Notice, chat: int) -> Permission:
    audience = Audience(district.database.reading, district.services.blind_index, district.sitting)
    return await audience.permission_for(notice, ChatId(chat))


def sits(district: District, *agencies: AgencyKey) -> None:
    district.sitting.groups[UserId(SUE)] = frozenset(agencies)


@pytest.mark.parametrize("kind", ["ladder", "say", "undelivered", "close_approval", "story", "story_file"])
async def test_a_supervisor_who_sits_in_a_barred_bodys_group_is_sent_nothing_of_the_case(
    district: District, rita: Someone, kind: str
) -> None:
    await watched(district, rita)
    person = ToPerson(officer(district, SUE, CYL).agent.person)
    assert await may_be_told(district, person, kind)
    sits(district, JUS)
    assert not await may_be_told(district, person, kind)
    assert not await may_be_told(district, ToChat(ChatId(SUE), "en"), kind)


async def test_somebody_who_recused_themselves_is_sent_no_earlier_message_of_the_case(
    district: District, rita: Someone
) -> None:
    await watched(district, rita)
    person = officer(district, SUE, CYL).agent.person
    async with district.database.begin() as uow:
        case = await the_case(district)
        await uow.recusals.add(Recusal(case.id, person, None, district.time.at, "too close"))
        await uow.commit()
    assert not await may_be_told(district, ToPerson(person))


async def test_a_group_barred_meanwhile_is_sent_nothing_and_its_card_is_removed(
    district: District, rita: Someone
) -> None:
    await watched(district, rita)
    assert not await may_be_told(district, ToAgency(JUS), "more_told", chat=-508)
    assert await may_be_told(district, ToAgency(EDU), "more_told", chat=-502)
    gone = notice_of("say", ToAgency(JUS), {}, case=(await the_case(district)).id, mode=Mode.DELETE)
    assert await permission_for(district, gone, -508) is Permission.GRANTED


@pytest.mark.parametrize("kind", ["ladder", "say", "digest", "story", "close_approval"])
async def test_somebody_who_left_is_sent_no_earlier_message(district: District, rita: Someone, kind: str) -> None:
    """About a case, or about the line as a whole; what the line says to them as to anybody still comes."""
    await watched(district, rita)
    sue = officer(district, SUE, CYL)
    case = (await the_case(district)).id
    rows = [notice_of(kind, ToPerson(sue.agent.person), {}, case=one) for one in (case, None)]
    assert {await permission_for(district, row, SUE) for row in rows} == {Permission.GRANTED}
    async with district.database.begin() as uow:
        staff = await uow.staff.get(sue.agent.person)
        assert staff is not None
        await uow.staff.save(replace(staff, left_at=district.time.at))
        await uow.commit()
    assert {await permission_for(district, row, SUE) for row in rows} == {Permission.DENIED}
    own = notice_of("say", ToChat(ChatId(SUE), "en"), {"key": "staff-left-own"})
    assert await permission_for(district, own, SUE) is Permission.GRANTED


async def digest(district: District) -> dict[Address, object]:
    """The morning's digests, with the number of cases that each counts."""
    district.time.at = MORNING
    await reminders.digest(district.services, district.sitting, MORNING - timedelta(days=1))
    await district.deliver()
    await reminders.digest(district.services, district.sitting, MORNING)
    sent = [notice for notice in await district.deliver() if notice.kind == "digest"]
    return {n.to: (facts_of(n)["unacknowledged_total"], facts_of(n)["overdue_total"]) for n in sent}


async def test_a_supervisor_who_sits_in_a_barred_bodys_group_does_not_find_the_case_in_the_digest(
    district: District, rita: Someone
) -> None:
    await watched(district, rita)
    sue = ToPerson(officer(district, SUE, CYL).agent.person)
    sits(district, JUS)
    told = await digest(district)
    assert told[sue] == (0, 0)
    assert told[ToAgency(PROC)] != (0, 0)


async def test_the_oversight_groups_digest_contains_no_case_that_bars_a_body(district: District, rita: Someone) -> None:
    await watched(district, rita)
    told = await digest(district)
    assert told[ToOversight()] == (0, 0)
    assert told[ToPerson(officer(district, SUE, CYL).agent.person)] != (0, 0)


async def climbs(district: District) -> set[Address]:
    """Who is told by the ladder when the lead has done nothing for days."""
    district.time.move(days=5)
    return {to for to, _ in steps(await ticks(district))}


async def test_the_ladder_of_a_case_that_bars_a_body_does_not_reach_the_oversight_group(
    district: District, rita: Someone
) -> None:
    await watched(district, rita)
    told = await climbs(district)
    assert ToOversight() not in told
    assert {ToPerson(officer(district, SUE, CYL).agent.person), ToAgency(PROC)} <= told


async def test_the_oversight_group_is_told_when_nobody_else_would_be(district: District, rita: Someone) -> None:
    await reported(rita)
    async with district.database.begin() as uow:
        await uow.agencies.bind(OVERSIGHT, ChatId(-900), "Oversight", "en", district.time.at)
        was = await uow.cases.get((await the_case(district)).id)
        tasks = tuple(task for task in was.tasks if task.agency != PROC)
        await uow.cases.save(replace(was, version=was.version + 1, barred=(PROC,), tasks=tasks), was=was.version)
        await uow.commit()
    await district.deliver()
    assert await climbs(district) - {ToAgency(EDU)} == {ToOversight()}  # the lead is told of supports that do nothing


async def test_an_invite_makes_an_auditor_with_no_other_role(district: District, rita: Someone) -> None:
    secret = await make_invite(district.services, district.time.at, "auditor", None)
    await join_staff(Request(district.services, rita.visitor, district.time.at), secret)
    async with district.database.reading() as uow:
        staff = await uow.staff.get(rita.visitor.person)
    assert staff is not None
    assert (staff.auditor, staff.supervisor, staff.admin, staff.heads) == (True, False, False, frozenset())
