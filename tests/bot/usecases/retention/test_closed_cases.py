"""Closed cases: supervisors are told in time, two people erase, and what is open, unassessed or held stays. On the real
database; and who looked at what, in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.case import CaseState
from bot.domain.cases.flags import Flag
from bot.domain.cases.record import Closing
from bot.domain.cases.stages import retention as rules
from bot.domain.errors import IllegalStep, NotAllowed, NotFound, Refusal
from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, CaseId, ChatId
from bot.domain.notices.notice import Notice, ToAgency, ToChat, ToOversight, ToPerson
from bot.domain.people import OVERSIGHT, Agent
from bot.domain.urgency import Urgency
from bot.usecases.casework.bodies import taking
from bot.usecases.oversight import (
    audit,
)
from bot.usecases.retention import (
    closed_cases,
)
from tests.support.acting import asking
from tests.support.casework.closed_cases import supervised
from tests.support.notices import facts_of
from tests.support.officers import CYL, EDU, JUS, ONE, PROC, Officer, employ, history, officer, reported, the_case
from tests.support.people import PROFILE, District, Someone

HERE = ToChat(ChatId(9), "en")
RETENTION_DAYS = PROFILE.policy.case_retention.days


async def closed(district: District, rita: Someone) -> CaseId:
    """A case from beginning to end."""
    await reported(rita)
    amal, hana = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.answers("looking_into_it")
    await amal.acts("visited")
    await amal.closes("school_measure")
    await hana.approves()
    await district.deliver()
    return (await the_case(district)).id


async def told(district: District) -> list[Notice]:
    await closed_cases.tell_expiring(district.services, district.time.at)
    return [notice for notice in await district.deliver() if notice.kind == "expiring"]


async def lets_go(district: District, who: Officer) -> list[Notice]:
    await closed_cases.let_go(await asking(*who.me), ONE)
    return await district.deliver()


async def test_supervisors_hear_30_7_and_1_days_before_and_on_the_day_and_then_weekly(
    district: District, rita: Someone
) -> None:
    sue, tom = await supervised(district)
    await closed(district, rita)
    days = []
    district.time.move(days=RETENTION_DAYS - 32)
    for day in range(RETENTION_DAYS - 32, RETENTION_DAYS + 15):
        notices = await told(district)
        if notices:
            days.append(day - RETENTION_DAYS)
            assert {notice.to for notice in notices} == {
                ToPerson(sue.agent.person), ToPerson(tom.agent.person), ToOversight()
            }  # fmt: skip
            assert await told(district) == []
        district.time.move(days=1)
    assert days == [-30, -7, -1, 0, 7, 14]
    assert (await the_case(district)).state is CaseState.CLOSED


async def test_a_head_of_a_barred_body_who_supervises_does_not_hear_of_the_case(
    district: District, rita: Someone
) -> None:
    sue, tom = await supervised(district)
    await employ(district, tom, supervisor=True, head=JUS)
    await closed(district, rita)
    case = await the_case(district)
    async with district.database.begin() as uow:
        await uow.cases.save(replace(case, barred=(JUS,), version=case.version + 1), was=case.version)
        await uow.commit()
    district.time.move(days=RETENTION_DAYS - 30)
    assert [notice.to for notice in await told(district)] == [ToPerson(sue.agent.person), ToOversight()]


async def test_an_extended_case_is_announced_again_before_its_new_end(district: District, rita: Someone) -> None:
    sue, _ = await supervised(district)
    case = await closed(district, rita)
    district.time.move(days=RETENTION_DAYS - 30)
    assert await told(district)
    await closed_cases.keep(await asking(*sue.me), ONE, "proceedings", 1)
    district.time.move(days=60)
    assert await told(district) == []
    district.time.move(days=365 - 60)
    assert len(await told(district)) == 3
    async with district.database.reading() as uow:
        [done] = [done for done in await uow.audit.history(case) if done.action == "kept_on"]
    assert (done.person, dict(done.facts)) == (sue.agent.person, {"reason": "proceedings", "years": 1})
    with pytest.raises(NotFound):
        await closed_cases.keep(await asking(*sue.me), ONE, "because I say so", 1)
    with pytest.raises(IllegalStep):
        await closed_cases.keep(await asking(*sue.me), ONE, "duty", 30)


async def test_two_people_erase_and_one_alone_does_not(district: District, rita: Someone) -> None:
    sue, tom = await supervised(district)
    case = await closed(district, rita)
    asked = [notice.to for notice in await lets_go(district, sue) if notice.kind == "let_go_asked"]
    assert asked == [ToPerson(tom.agent.person), ToAgency(PROC)]
    await lets_go(district, sue)
    assert (await the_case(district)).id == case
    said = await lets_go(district, tom)
    assert {facts_of(notice)["key"] for notice in said} == {"keep-erased"}
    async with district.database.reading() as uow:
        assert await uow.cases.by_number(ONE) is None
        acts = [done.action for done in await uow.audit.history(case)]
    assert acts[-2:] == ["let_go", "erased"]
    assert await district.database.first_break() is None
    assert await rita.reports() == []
    with pytest.raises(NotFound):
        await lets_go(district, tom)


async def test_the_supervising_body_can_be_the_second_person(district: District, rita: Someone) -> None:
    sue, _ = await supervised(district)
    await closed(district, rita)
    await lets_go(district, sue)
    await lets_go(district, officer(district, 50, PROC))
    async with district.database.reading() as uow:
        assert await uow.cases.by_number(ONE) is None


async def test_an_agreement_to_erase_expires_after_30_days(district: District, rita: Someone) -> None:
    sue, tom = await supervised(district)
    await closed(district, rita)
    await lets_go(district, sue)
    district.time.move(days=31)
    await lets_go(district, tom)
    assert (await the_case(district)).state is CaseState.CLOSED


async def test_extending_erasing_and_legal_hold_are_refused_to_others(district: District, rita: Someone) -> None:
    sue, _ = await supervised(district)
    await closed(district, rita)
    amal, bo = officer(district, 20, EDU), officer(district, 60, JUS)
    for who, refusal in ((amal, NotAllowed), (bo, NotFound)):
        with pytest.raises(refusal):
            await lets_go(district, who)
        with pytest.raises(refusal):
            await closed_cases.keep(await asking(*who.me), ONE, "duty", 1)
    with pytest.raises(NotAllowed):
        await closed_cases.hold(await asking(*sue.me), ONE, "duty")


async def test_a_legal_hold_blocks_erasing_until_it_is_lifted(district: District, rita: Someone) -> None:
    sue, tom = await supervised(district)
    case = await closed(district, rita)
    qin = officer(district, 50, PROC)
    await lets_go(district, sue)
    await closed_cases.hold(await asking(*qin.me), ONE, "inquiry")
    for who in (tom, qin):
        with pytest.raises(IllegalStep) as refusal:
            await lets_go(district, who)
        assert refusal.value.key == "on-hold"
    district.time.move(days=RETENTION_DAYS + 10)
    assert await told(district) == []
    await closed_cases.hold(await asking(*qin.me), ONE, "inquiry", 1)
    assert Flag.LEGAL_HOLD not in (await the_case(district)).flags
    await lets_go(district, tom)
    assert (await the_case(district)).id == case
    assert [action for action in await history(district) if action.startswith("hold")] == ["hold_on", "hold_off"]


async def test_an_open_case_and_one_that_was_never_assessed_are_not_erased(district: District, rita: Someone) -> None:
    sue, _ = await supervised(district)
    await reported(rita)
    with pytest.raises(IllegalStep) as refusal:
        await lets_go(district, sue)
    assert refusal.value.key == "close-first"
    case = await the_case(district)
    done = replace(case, state=CaseState.CLOSED, closed_at=district.time.at, version=case.version + 1)
    async with district.database.begin() as uow:
        await uow.cases.save(done, was=case.version)
        await uow.commit()
    await district.deliver()
    with pytest.raises(IllegalStep) as refusal:
        await lets_go(district, sue)
    assert refusal.value.key == "never-assessed"
    district.time.move(days=RETENTION_DAYS)
    rows = [facts_of(notice)["rows"] for notice in await told(district)]
    assert rows
    assert all(row[0]["assessed"] is False for row in rows)


async def test_the_profile_keeps_some_longer_by_outcome_or_class(district: District, rita: Someone) -> None:
    await closed(district, rita)
    case, days = await the_case(district), timedelta(days=1)
    policy = replace(
        PROFILE.policy, retention_by_class={Urgency.P1: 10 * days}, retention_by_outcome={"legal_aid": 20 * days}
    )
    closing = Closing(
        "legal_aid", "yes", officer(district, 20, EDU).agent.person, EDU, district.time.at, "Nothing to add"
    )
    assert rules.retention_of(replace(case, urgency=Urgency.P1), policy) == 10 * days
    assert rules.retention_of(replace(case, urgency=Urgency.P1, closing=closing), policy) == 20 * days
    assert rules.shortest(policy) == 10 * days


# --- the audit log --------------------------------------------------------------------------------------------------


async def audited(district: District, agent: Agent, *, group: AgencyKey | None = None) -> list[dict[str, Fact]]:
    await audit.show_audit(await asking(district, agent, group=group), ONE)
    rows = facts_of((await district.deliver())[-1])["rows"]
    assert isinstance(rows, list)
    return [row for row in rows if isinstance(row, dict)]


async def test_every_look_and_every_act_is_logged_without_content(district: District, rita: Someone) -> None:
    sue, tom = await supervised(district)
    await reported(rita)
    amal, bo, hana = officer(district, 20, EDU), officer(district, 30, CYL), officer(district, 21, EDU, head=True)
    acts = [
        ("acknowledged", amal.takes()),
        ("opened", amal.opens()),
        ("declined", taking.decline(await asking(district, bo.agent), ONE, "other_body")),
        ("assessed", amal.assesses(1, 1, 2)),
        ("answered", amal.answers("looking_into_it")),
        ("action", amal.acts("visited the class teacher")),
        ("close_proposed", amal.closes("school_measure")),
        ("closed", hana.approves()),
        ("hold_on", hold(district, is_on=True)),
        ("hold_off", hold(district, is_on=False)),
        ("kept_on", closed_cases.keep(await asking(*sue.me), ONE, "duty", 1)),
        ("let_go", lets_go(district, sue)),
        ("audit_read", audited(district, sue.agent)),
    ]
    for action, act in acts:
        await act
        assert (await history(district))[-1] == action
    await district.deliver()
    rows = await audited(district, tom.agent)
    by_amal = [row["action"] for row in rows if row["who"] == amal.agent.person[:4]]
    steps = ["acknowledged", "opened", "assessed", "answer_written", "answered", "action", "close_proposed"]
    assert by_amal == steps
    assert "visited" not in str(rows)


async def hold(district: District, *, is_on: bool) -> None:
    qin = officer(district, 50, PROC)
    await closed_cases.hold(await asking(*qin.me), ONE, "duty", int(not is_on))


async def test_audit_lines_are_for_supervisors_in_private_and_for_nobody_of_a_barred_body(
    district: District, rita: Someone
) -> None:
    sue, tom = await supervised(district)
    await closed(district, rita)
    case = await the_case(district)
    async with district.database.begin() as uow:
        await uow.cases.save(replace(case, barred=(JUS,), version=case.version + 1), was=case.version)
        await uow.commit()
    barred = Agent(sue.agent.person, heads=frozenset({JUS}), supervisor=True)
    assert await audited(district, sue.agent)
    with pytest.raises(Refusal) as refusal:
        await audited(district, sue.agent, group=OVERSIGHT)
    assert refusal.value.key == "only-in-private"
    for agent in (barred, officer(district, 20, EDU).agent):
        with pytest.raises((NotFound, NotAllowed)):
            await audited(district, agent)
    await lets_go(district, sue)
    await lets_go(district, tom)
    assert (await audited(district, sue.agent))[-1]["action"] == "erased"
    with pytest.raises(NotFound):
        await audited(district, barred)
