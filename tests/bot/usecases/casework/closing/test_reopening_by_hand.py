"""L13 by hand, on the real database: a closed case goes on for a reason; who is called, what is due."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.case import CaseState, DeadlineKind, TaskState
from bot.domain.cases.flags import Flag
from bot.domain.cases.stages.retained import Retained
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.notices.notice import Mode, Notice, ToAgency, ToOversight, ToPerson
from bot.domain.notices.officer.reopening import ReopenPreview
from bot.domain.notices.say import Say
from bot.domain.people import OVERSIGHT
from bot.domain.urgency import Urgency
from bot.usecases.casework.messages import calling
from tests.support.acting import begins, hands_in, writes
from tests.support.casework.closed_cases import supervisor
from tests.support.casework.recusal import bar
from tests.support.casework.reopening import PLAIN, adds, cards, closed
from tests.support.casework.roster import sit, taps_roster
from tests.support.officers import CYL, EDU, PROC, PSB, Officer, employ, history, officer, reported, the_case
from tests.support.people import District, Someone

WHY = "The school has called: the boy has not come for a week"


async def sue_of(district: District) -> Officer:
    sue = supervisor(district, 40)
    await employ(district, sue, supervisor=True)
    return sue


async def reopens(who: Officer) -> list[Notice]:
    await begins(*who.me, "reopen")
    await writes(*who.me, WHY)
    await hands_in(*who.me)
    return await who.district.deliver()


async def test_a_case_reopened_by_hand_is_in_progress_with_new_promises_and_called_bodies(
    district: District, rita: Someone
) -> None:
    was = await closed(district, rita)
    await reopens(await sue_of(district))
    case, now = await the_case(district), district.time.at
    assert (case.state, case.lead, case.urgency) == (CaseState.IN_PROGRESS, EDU, was.urgency)
    assert Flag.REOPENED in case.flags
    due = {(c.kind, c.agency): c.due_at - now for c in case.deadlines}
    assert due[DeadlineKind.REPLY, None] == timedelta(days=3)
    assert due[DeadlineKind.OUTCOME, None] == timedelta(days=90)
    assert due[DeadlineKind.ACKNOWLEDGE, None] == timedelta(hours=8)
    assert due[DeadlineKind.ACKNOWLEDGE, CYL] == timedelta(hours=16)
    assert (DeadlineKind.ASSESS, None) not in due
    assert all(deadline.stopped_at is None for deadline in case.deadlines)
    assert {task.state for task in case.tasks} == {TaskState.ALERTED}
    assert (case.closed_at, case.closing, case.answered_at) == (None, None, None)
    assert (await history(district))[-1] == "reopened_by_hand"


@pytest.mark.parametrize(("hours", "is_called"), [(48, True), (1, False)])
async def test_a_reopened_p1_calls_the_person_on_call_unless_people_were_woken_lately(
    district: District, rita: Someone, hours: int, is_called: bool
) -> None:
    was = await closed(district, rita)
    song = officer(district, 60, EDU)
    await employ(district, song)
    await taps_roster(song, EDU, "join")
    sit(district, song)
    async with district.database.begin() as uow:
        grave = replace(was, urgency=Urgency.P1, woken_at=district.time.at, version=was.version + 1)
        await uow.cases.save(grave, was=was.version)
        await uow.commit()
    district.time.move(hours=hours)
    await reopens(await sue_of(district))
    await calling.call(district.services, district.sitting, district.time.at)
    called = [one.to for one in await district.deliver() if one.kind == "called"]
    assert called == ([ToPerson(song.agent.person)] if is_called else [])


async def test_reopening_by_hand_keeps_the_first_life_and_the_reason(district: District, rita: Someone) -> None:
    was = await closed(district, rita)
    sue = await sue_of(district)
    await reopens(sue)
    (life,) = (await the_case(district)).lives
    assert (life.closed_at, life.closing, life.deadlines) == (was.closed_at, was.closing, was.deadlines)
    assert (life.reopened_by, life.reason) == (sue.agent.person, WHY)


async def test_the_consequences_of_reopening_by_hand_are_shown_before(district: District, rita: Someone) -> None:
    await closed(district, rita)
    sue = await sue_of(district)
    await begins(*sue.me, "reopen")
    await writes(*sue.me, WHY)
    [said] = [n.content for n in await district.deliver() if isinstance(n.content, ReopenPreview)]
    now = district.time.at
    assert (said.lead, said.words, set(said.hears)) == (EDU, WHY, {EDU, PSB, CYL, PROC})
    assert said.acknowledge_by == now + timedelta(hours=8)
    assert (said.reply_by, said.outcome_by) == (now + timedelta(days=3), now + timedelta(days=90))
    assert (await the_case(district)).state is CaseState.CLOSED


async def test_reopening_by_hand_is_told_to_bodies_and_those_above_without_the_reason(
    district: District, rita: Someone
) -> None:
    await closed(district, rita)
    await district.bind(OVERSIGHT)
    told = await reopens(await sue_of(district))
    assert cards(told, Mode.REPLACE) == {EDU, PSB, CYL, PROC}
    heard = {type(n.to) for n in told if isinstance(n.content, Say) and n.content.key == "staff-reopened-by-hand"}
    assert heard == {ToPerson, ToOversight}
    assert not [n for n in told if isinstance(n.to, ToAgency | ToOversight) and "school has called" in repr(n)]


async def test_the_supervising_body_may_reopen_by_hand_and_the_lead_may_not(district: District, rita: Someone) -> None:
    await closed(district, rita)
    with pytest.raises(NotAllowed, match="ask-those-above"):
        await begins(*officer(district, 20, EDU, head=True).me, "reopen")
    await reopens(officer(district, 30, PROC))
    assert (await the_case(district)).is_open


async def test_an_open_case_cannot_be_reopened(district: District, rita: Someone) -> None:
    await reported(rita)
    with pytest.raises(IllegalStep, match="not-closed"):
        await begins(*(await sue_of(district)).me, "reopen")


async def test_words_soon_after_reopening_by_hand_wake_nobody_again(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await reopens(await sue_of(district))
    district.time.move(hours=2)
    assert cards(await adds(rita, PLAIN), Mode.REPLACE) == set()


async def test_a_barred_body_is_not_called_by_reopening_by_hand(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await bar(district, CYL)
    assert CYL not in cards(await reopens(await sue_of(district)), Mode.REPLACE)
    case = await the_case(district)
    assert case.task(CYL) is None
    assert CYL not in {deadline.agency for deadline in case.deadlines}


async def test_reopening_by_hand_cancels_an_agreement_to_erase(district: District, rita: Someone) -> None:
    case, sue = await closed(district, rita), await sue_of(district)
    async with district.database.begin() as uow:
        await uow.retention.save(case.id, Retained(let_go_by=sue.agent.person, let_go_at=district.time.at))
        await uow.commit()
    await reopens(sue)
    async with district.database.reading() as uow:
        assert (await uow.retention.of(case.id)).let_go_by is None
