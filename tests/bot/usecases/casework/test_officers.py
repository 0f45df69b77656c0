"""Officers at work on the real database: rights, cards, answers that wait, deadlines that tell whom they must, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.case import CaseState
from bot.domain.cases.deadlines.marks import marks_of
from bot.domain.cases.record import Mark
from bot.domain.errors import IllegalStep, NotAllowed, NotFound
from bot.domain.notices.notice import Notice, ToAgency, ToChat, ToPerson, ToReporter
from bot.usecases.casework.bodies import taking
from tests.support.acting import asking, begins, writes
from tests.support.casework.ladder import steps
from tests.support.notices import facts_of
from tests.support.officers import CYL, EDU, JUS, ONE, PROC, PSB, employ, history, officer, reported, the_case, ticks
from tests.support.people import District, Someone, alerted, answer_until, kinds


async def test_a_case_goes_from_card_to_end_and_the_reporter_is_not_written_to(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    amal, hana = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    await employ(district, hana, head=EDU)
    await amal.takes()
    told = await district.deliver()
    assert alerted(told) == {task.agency for task in (await the_case(district)).tasks}
    await amal.assesses(1, 1, 2)
    await amal.answers("looking_into_it")
    await amal.acts("visited the class teacher")
    await amal.closes("school_measure")
    told += await district.deliver()
    assert ToPerson(hana.agent.person) in [notice.to for notice in told if notice.kind == "close_approval"]
    await hana.approves()
    told += await district.deliver()
    assert (await the_case(district)).state is CaseState.CLOSED
    assert not [notice for notice in told if isinstance(notice.to, ToReporter)]


async def test_an_answer_that_may_not_be_sent_waits_for_the_reporter(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await amal.answers("looking_into_it")
    case = await the_case(district)
    async with district.database.reading() as uow:
        replies = await uow.reports.replies_of(case.id)
    assert [reply.text_key for reply in replies] == ["canned-looking_into_it"]
    assert case.answered_at == district.time.at
    waits, left = [facts_of(notice) for notice in await district.deliver() if notice.kind == "answer_waits"]
    assert (waits["is_sent"], left["is_sent"], left["state"]) == (False, False, "left")


async def test_a_head_who_is_not_in_the_group_hears_that_the_lead_cannot_turn_a_case_down(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    hana = officer(district, 21, EDU, head=True)
    outside = replace(hana.agent, agencies=frozenset())
    with pytest.raises(NotAllowed) as refusal:
        await taking.decline(await asking(district, outside), ONE, "other_body")
    assert refusal.value.key == "lead-cannot-decline"


async def test_nobody_approves_their_own_proposal(district: District, rita: Someone) -> None:
    await reported(rita)
    hana = officer(district, 21, EDU, head=True)
    await hana.takes()
    await hana.assesses(1, 1, 2)
    await hana.answers("thank_you")
    await hana.closes("school_measure")
    with pytest.raises(IllegalStep) as refusal:
        await hana.approves()
    assert refusal.value.key == "second-person-needed"


async def test_an_officer_of_another_agency_is_told_that_there_is_no_such_case(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    bo = officer(district, 30, JUS)
    assert (await the_case(district)).task(JUS) is None
    for deed in (bo.takes, bo.opens, lambda: bo.answers("thank_you"), bo.approves):
        with pytest.raises(NotFound):
            await deed()


async def test_a_support_reads_only_what_it_has_acknowledged(district: District, rita: Someone) -> None:
    await reported(rita)
    bo = officer(district, 30, CYL)
    with pytest.raises(NotAllowed):
        await bo.opens()
    await bo.takes()
    assert "story" in kinds(await bo.opens())


async def test_every_opening_of_a_case_adds_an_audit_line(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.opens()
    await amal.opens()
    assert (await history(district)).count("opened") == 2


async def test_silence_reaches_head_and_supervisor_once_and_makes_the_case_late(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    hana, sue = officer(district, 21, EDU, head=True), officer(district, 40, JUS)
    await employ(district, hana, head=EDU)
    await employ(district, sue, supervisor=True)
    case = await the_case(district)
    due = min(deadline.due_at for deadline in case.deadlines if deadline.agency is None)
    district.time.at = due - timedelta(minutes=1)
    assert steps(await ticks(district)) == []
    district.time.at = due
    told = await ticks(district)
    above = {to for to, _ in steps(told)}
    assert {ToPerson(hana.agent.person), ToPerson(sue.agent.person), ToAgency(PROC)} <= above
    assert marks_of(await the_case(district), district.time.at) == {Mark.LATE}
    assert steps(await ticks(district)) == []


async def test_nobody_is_reminded_of_what_is_done(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.answers("thank_you")
    await amal.acts("visited")
    for task in (await the_case(district)).tasks:
        if task.agency != EDU:
            await officer(district, 50, task.agency).takes()
    await district.deliver()
    district.time.move(days=44)
    told = await ticks(district)
    assert [(n.kind, n.to, dict(facts_of(n))) for n in told] == []


async def test_a_week_of_silence_gives_one_reminder_per_group(district: District, rita: Someone) -> None:
    await reported(rita)
    district.time.move(days=7)
    told = await ticks(district)
    reminded = [notice for notice in told if notice.kind == "reminder"]
    assert 0 < len(reminded) <= len((await the_case(district)).deadlines)
    assert await ticks(district) == []


@pytest.mark.parametrize("contact", ["no", ""])
async def test_deadlines_never_write_to_a_reporter_who_did_not_say_yes(
    district: District, rita: Someone, contact: str
) -> None:
    """SG15 over half a year of ticks."""
    await reported(rita, contact)
    told: list[Notice] = []
    for _ in range(15):
        district.time.move(days=11, hours=5)
        told += await ticks(district)
    assert not [notice for notice in told if isinstance(notice.to, ToReporter)]
    assert not [notice for notice in told if isinstance(notice.to, ToChat) and notice.to.chat == rita.visitor.chat]


async def test_the_police_take_over_a_danger_case_that_its_lead_leaves_alone(district: District, rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await answer_until(rita, "harms")
    await rita.tick("harms", "neglect")
    await answer_until(rita, "story")
    first = (await the_case(district)).lead
    assert first != PSB
    district.time.move(minutes=31)
    told = await ticks(district)
    assert (await the_case(district)).lead == PSB
    assert "takeover" in [step["step"] for _, step in steps(told)]


async def test_words_an_hour_later_are_not_taken_for_a_note_about_the_case(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await begins(*amal.me, "act")
    district.time.move(hours=1, seconds=1)
    assert not await writes(*amal.me, "my neighbour's child")
    assert (await the_case(district)).measures == ()


async def test_an_officer_who_begins_a_report_writes_it_and_no_note(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await begins(*amal.me, "act")
    district.time.move(minutes=1)
    await Someone(district, 20).start()
    assert not await writes(*amal.me, "my neighbour's child")
    assert (await the_case(district)).measures == ()
