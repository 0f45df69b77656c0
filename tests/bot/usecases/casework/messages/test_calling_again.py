"""A P1 that waits calls again when somebody else is on call, the officer has left, or cannot be written to."""

from dataclasses import replace

from sqlalchemy import select

from bot.domain.cases.stages.handover import newest
from bot.domain.cases.work import HandoverState
from bot.domain.ids import CaseId, CaseNumber, ChatId, MessageId
from bot.domain.notices.notice import Mode, Notice, Priority, ToChat, ToPerson
from bot.domain.notices.officer.handover import HandedOver
from bot.domain.notices.say import SayMoreCalls
from bot.domain.queues.delivery import Gone, Sent
from bot.usecases.access import officers, roster
from bot.usecases.casework.bodies import taking
from bot.usecases.casework.messages import calling
from bot.usecases.deadlines import duty
from storage.records.tables import audit
from tests.support.acting import asking, begins, hands_in
from tests.support.casework.roster import called, manned, only, roster_of, taps_roster
from tests.support.notices import facts_of
from tests.support.officers import PSB, Officer, officer
from tests.support.people import District, Someone
from tests.support.reporting.danger import told_harm
from tests.support.reporting.staff_intake import case_of

POLICE_GROUP = ChatId(-500)


def to(who: Officer) -> ToPerson:
    return ToPerson(who.agent.person)


def head_of(district: District) -> Officer:
    return officer(district, 90, PSB, head=True)


async def calls(district: District) -> list[object]:
    """Who is called now by a look at who is on call."""
    return [one.to for one in only(await called(district), "called")]


async def turns(district: District) -> list[object]:
    """Who is called by a look at the shifts."""
    await duty.tell_shifts(district.services, district.time.at)
    return await calls(district)


async def audited(district: District) -> list[tuple[str, str, str]]:
    async with district.database._engine.reading() as connection:
        rows = await connection.execute(select(audit.c.action, audit.c.agency, audit.c.person).order_by(audit.c.id))
        return [(row.action, row.agency, row.person) for row in rows]


async def call_with_blocked(district: District, *users: int) -> list[Notice]:
    """Calls the officer on call, as often as somebody must be called; these people have blocked the bot."""
    arrived: list[Notice] = []
    for _ in range(5):
        await calling.call(district.services, district.sitting, district.time.at)
        while rows := await district.database.outbox.lease(district.time.at, 50, frozenset()):
            for row in rows:
                is_gone = row.chat in users
                outcome = Gone("ChatGone") if is_gone else Sent((MessageId(5000 + row.id),))
                await district.database.outbox.record_result(row, outcome, district.time.at)
                arrived += [] if is_gone else [row.notice]
    return arrived


async def test_somebody_coming_on_call_is_called_for_unacknowledged_cases(district: District) -> None:
    wu, deng = await manned(district, 20, 21)
    await taps_roster(head_of(district), PSB, "hours4", 1)
    await told_harm(Someone(district))
    assert await calls(district) == [to(deng)]
    district.time.move(hours=4)
    assert await turns(district) == [to(wu)], "the stand-in has gone home, and nobody has acknowledged"
    assert await turns(district) == [], "once a change"


async def test_a_shift_change_in_the_morning_calls_the_new_person(district: District) -> None:
    _, deng = await manned(district, 20, 21)
    await taps_roster(head_of(district), PSB, "hours24", 0)
    await taps_roster(head_of(district), PSB, "weekday", (district.time.at.weekday() + 1) % 7)
    await taps_roster(head_of(district), PSB, "weekday", (district.time.at.weekday() + 1) % 7)
    await told_harm(Someone(district))
    await called(district)
    district.time.move(days=1)
    await duty.morning(district.services, district.time.at)
    assert await turns(district) == [to(deng)], "the line of the morning has said so already"


async def test_somebody_coming_on_call_is_not_called_for_acknowledged_cases(district: District) -> None:
    _, deng = await manned(district, 20, 21)
    await taps_roster(head_of(district), PSB, "hours4", 1)
    await told_harm(Someone(district))
    await taking.acknowledge(await asking(*deng.me, is_press=True), CaseNumber(1))
    await called(district)
    district.time.move(hours=4)
    assert await turns(district) == []


async def test_every_message_of_an_ended_call_says_that_it_is_over(district: District) -> None:
    _, deng = await manned(district, 20, 21)
    await told_harm(Someone(district))
    await called(district)
    await taps_roster(head_of(district), PSB, "hours4", 1)
    await called(district)
    await taking.acknowledge(await asking(*deng.me, is_press=True), CaseNumber(1))
    over = [one for one in await district.deliver() if facts_of(one).get("key") == "staff-call-over"]
    assert {one.to for one in over} == {ToChat(ChatId(20), "en"), ToChat(ChatId(21), "en")}
    assert {one.mode for one in over} == {Mode.EDIT}


async def test_a_stand_in_is_called_as_soon_as_they_are_chosen(district: District) -> None:
    _, deng = await manned(district, 20, 21)
    await told_harm(Someone(district))
    await called(district)
    await taps_roster(head_of(district), PSB, "hours4", 1)
    assert await calls(district) == [to(deng)]
    await taps_roster(head_of(district), PSB, "days1")
    assert await turns(district) == [], "the same person is on call as before"


async def test_editing_weekdays_calls_only_the_person_on_call_in_the_end(district: District) -> None:
    wu, deng, third = await manned(district, 20, 21, 22)
    await told_harm(Someone(district))
    assert await calls(district) == [to(wu)]
    today = district.time.at.weekday()
    for _ in (wu, deng, third):
        await taps_roster(head_of(district), PSB, "weekday", today)
        assert await calls(district) == []
    assert await turns(district) == [to(third)]
    await taps_roster(head_of(district), PSB, "weekday", today)
    await taps_roster(head_of(district), PSB, "up", 1)
    await taps_roster(head_of(district), PSB, "weekday", today)
    await taps_roster(head_of(district), PSB, "weekday", today)
    await taps_roster(head_of(district), PSB, "weekday", today)
    assert await turns(district) == [], "the third is on call again, as before"


async def test_the_person_called_before_reads_that_somebody_else_was_called(district: District) -> None:
    _, deng = await manned(district, 20, 21)
    await told_harm(Someone(district))
    await called(district)
    await taps_roster(head_of(district), PSB, "hours4", 1)
    sent = await called(district)
    assert [one.to for one in only(sent, "called")] == [to(deng)]
    (passed,) = [one for one in sent if facts_of(one).get("key") == "staff-call-passed"]
    assert (passed.to, passed.mode) == (ToChat(ChatId(20), "en"), Mode.EDIT)


async def test_somebody_coming_on_call_is_called_for_at_most_the_five_oldest_cases(district: District) -> None:
    _, deng = await manned(district, 20, 21)
    for user in range(100, 107):
        await told_harm(Someone(district, user))
    await called(district)
    sent = await taps_roster(head_of(district), PSB, "hours4", 1) + await called(district)
    assert sorted(int(facts_of(one)["number"]) for one in only(sent, "called")) == [1, 2, 3, 4, 5]
    more = [(one.to, one.content) for one in sent if facts_of(one).get("key") == "staff-calls-more"]
    assert more == [(to(deng), SayMoreCalls(agency=PSB, count=2))]


async def test_when_the_person_on_call_blocked_the_bot_the_next_is_called_at_once(district: District) -> None:
    wu, deng = await manned(district, 20, 21)
    await told_harm(Someone(district))
    sent = await call_with_blocked(district, 20)
    assert [one.to for one in only(sent, "called")] == [to(deng)]
    assert facts_of(only(sent, "called_in_group")[-1])["person"] == deng.agent.person, "the group reads who is on call"
    assert only(sent, "nobody_on_call") == []
    assert wu.agent.person in [one.person for one in (await roster_of(district, PSB)).people], "they may come back"


async def test_when_everybody_blocked_the_bot_those_above_are_told_once(district: District) -> None:
    await manned(district, 20, 21)
    await told_harm(Someone(district))
    sent = await call_with_blocked(district, 20, 21)
    assert only(sent, "called") == []
    supervisor = officer(district, 91, PSB)
    assert {one.to for one in only(sent, "nobody_on_call")} == {to(head_of(district)), to(supervisor)}
    assert len(only(sent, "nobody_on_call")) == 2, "once"


async def test_a_handover_to_somebody_who_has_blocked_the_bot_goes_to_the_next(district: District) -> None:
    _, deng = await manned(district, 20, 21)
    await told_harm(Someone(district))
    await called(district)
    head = head_of(district)
    await taking.acknowledge(await asking(*head.me, is_press=True), CaseNumber(1))
    await begins(*head.me, "handover")
    await hands_in(*head.me)
    sent = await call_with_blocked(district, 20)
    assert [one.to for one in only(sent, "handed_over")] == [to(deng)]
    last = newest(await case_of(district))
    assert last is not None
    assert (last.state, last.person) == (HandoverState.CALLED, deng.agent.person)


async def test_a_handover_of_an_erased_case_that_cannot_be_delivered_ends(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    said = HandedOver(number=CaseNumber(9), agency=PSB)
    async with district.database.begin() as uow:
        await uow.outbox.add(Notice(said, to(wu), priority=Priority.DANGER, case=CaseId("erased")))
        await uow.commit()
    sent = await call_with_blocked(district, 20)
    assert [one.kind for one in sent] == ["undelivered"], "a supervisor hears, and it is not tried again"
    async with district.database.reading() as uow:
        staff = await uow.staff.get(wu.agent.person)
    assert staff is not None
    assert not staff.reachable


async def test_somebody_leaving_the_group_leaves_the_roster_and_the_next_is_called(district: District) -> None:
    wu, deng = await manned(district, 20, 21)
    await told_harm(Someone(district))
    await called(district)
    district.sitting.groups[wu.visitor.user] = frozenset()
    await officers.has_left(district.services, district.time.at, wu.agent.person, POLICE_GROUP)
    assert (await audited(district))[-1] == ("roster_changed", PSB, wu.agent.person)
    assert [one.person for one in (await roster_of(district, PSB)).people] == [deng.agent.person]
    assert await turns(district) == [to(deng)]
    (notice,) = [one for one in district.sent if one.kind == "roster_line" and facts_of(one)["why"] == "turn"]
    assert notice is not None, "the group hears who is on call now"


async def test_somebody_not_found_in_the_group_stays_on_the_roster_but_is_not_called(district: District) -> None:
    wu, deng = await manned(district, 20, 21)
    district.sitting.groups[wu.visitor.user] = frozenset()
    look = officers.OfficerLook(district.services, district.sitting, lambda: district.time.at)
    for _ in range(2):
        await look.look()
    assert [one.person for one in (await roster_of(district, PSB)).people] == [wu.agent.person, deng.agent.person]
    await told_harm(Someone(district))
    assert await calls(district) == [to(deng)], "a group may be lost, or hide its members: that is no leave"


async def test_somebody_leaving_another_group_stays_on_the_roster(district: District) -> None:
    await manned(district, 20, 21)
    await officers.has_left(district.services, district.time.at, officer(district, 20, PSB).agent.person, ChatId(-501))
    assert len((await roster_of(district, PSB)).people) == 2


async def test_a_head_who_leaves_the_group_stays_on_the_roster(district: District) -> None:
    head, _ = head_of(district), await manned(district, 20)
    await taps_roster(head, PSB, "join")
    await officers.has_left(district.services, district.time.at, head.agent.person, POLICE_GROUP)
    assert (await roster_of(district, PSB)).lists(head.agent.person)


async def test_when_the_only_person_on_the_roster_leaves_those_above_are_told_of_waiting_cases(
    district: District,
) -> None:
    (wu,) = await manned(district, 20)
    await told_harm(Someone(district))
    await called(district)
    await taps_roster(replace(wu), PSB, "leave")
    await duty.tell_shifts(district.services, district.time.at)
    sent = await called(district)
    assert only(sent, "called") == []
    assert {one.to for one in only(sent, "nobody_on_call")} == {to(head_of(district)), to(officer(district, 91, PSB))}
    assert roster.now_on(district.services, await roster_of(district, PSB), district.time.at) == ""
