"""L11 on the real database: two cases become one; both numbers lead to it, both reports are read, everybody who must be
is told."""

from datetime import timedelta

import pytest

from bot.domain.cases.case import CaseState, DeadlineKind
from bot.domain.errors import IllegalStep, NotAllowed, NotFound, StaleButton
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.notice import Mode, ToAgency, ToChat, ToOversight, ToPerson
from bot.domain.notices.officer.cases import Story
from bot.domain.notices.officer.desk_steps import DeskChoice
from bot.domain.notices.officer.merged_cases import MergePreview, MergeReasons
from bot.domain.notices.reporter.files import Wipe
from bot.domain.notices.say import Say, SayOfTwoCases
from bot.domain.people import OVERSIGHT
from bot.usecases.casework import desk
from bot.usecases.casework.bodies import recusal
from bot.usecases.casework.merging import merging
from bot.usecases.reporting import words_told
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from tests.support.acting import asking, begins, writes
from tests.support.casework.casework import bars, words_of
from tests.support.casework.merging import (
    FIRST,
    SECOND,
    case_of,
    compares,
    merges,
    parts,
    supervisor_of,
    tells,
    two_of_one_child,
)
from tests.support.casework.questions import asks, reads
from tests.support.officers import CYL, EDU, JUS, PROC, PSB, officer
from tests.support.people import District, Someone

CIV = AgencyKey("CIV")
RITA, OMAR = "They wait for her after school.", "She comes home with torn books."


async def test_the_older_case_goes_on_and_the_number_of_the_other_leads_there(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await merges(amal)
    first, second = await case_of(district, 1), await case_of(district, 2)
    assert (first.is_open, second.state) == (True, CaseState.MERGED)
    assert [one.number for one in first.absorbed] == [2]
    told = await amal.opens(SECOND)
    assert {notice.content.number for notice in told if isinstance(notice.content, Story)} == {1}
    says = [n.content for n in told if isinstance(n.content, SayOfTwoCases)]
    assert [(one.key, one.number, one.other) for one in says] == [("staff-merged-leads-on", 2, 1)]


async def test_opening_either_number_shows_both_reports_each_with_its_number(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await merges(amal)
    for number in (FIRST, SECOND):
        [story] = [notice for notice in await amal.opens(number) if notice.kind == "story"]
        words = await words_of(district, story)
        assert words.index("Report of case 1") < words.index(RITA) < words.index("Report of case 2") < words.index(OMAR)


async def test_both_reports_and_the_consequences_are_shown_before_merging(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    sent = await compares(amal)
    [shown] = [notice for notice in sent if isinstance(notice.content, MergePreview)]
    words = await words_of(district, shown)
    assert words.index("Case 1") < words.index(RITA) < words.index("Case 2") < words.index(OMAR)
    assert "It goes on as case 1, led by " in words
    assert "These agencies hear of it:" in words
    assert (await case_of(district, 2)).state is CaseState.RECEIVED
    assert "compared" in await actions(district, 1)
    assert "compared" in await actions(district, 2)


async def actions(district: District, number: int) -> list[str]:
    case = await case_of(district, number)
    async with district.database.reading() as uow:
        return [done.action for done in await uow.audit.history(case.id)]


async def test_a_supervisor_sees_the_facts_and_no_story(district: District) -> None:
    await two_of_one_child(district)
    sent = await compares(await supervisor_of(district))
    [shown] = [notice for notice in sent if isinstance(notice.content, MergePreview)]
    words = await words_of(district, shown)
    assert RITA not in words
    assert OMAR not in words
    assert "What was told is read by the lead and the procuratorate only." in words


async def test_only_the_lead_of_both_cases_and_those_above_may_merge(district: District) -> None:
    await two_of_one_child(district)
    with pytest.raises(NotAllowed):
        await merges(officer(district, 21, CYL))
    with pytest.raises(NotFound, match="no-such-case"):
        await merges(officer(district, 22, JUS))
    await merges(officer(district, 23, PROC))
    assert (await case_of(district, 2)).state is CaseState.MERGED


async def test_the_lead_of_only_one_case_may_not_merge(district: District) -> None:
    rita, omar = Someone(district, 100), Someone(district, 101)
    await tells(rita, RITA)
    await tells(omar, OMAR, harms="home_violence")
    assert {(await case_of(district, 1)).lead, (await case_of(district, 2)).lead} == {EDU, CIV}
    with pytest.raises(NotFound, match="no-such-case"):
        await merges(officer(district, 20, EDU))


async def test_a_body_barred_from_one_case_learns_nothing_of_a_merge(district: District) -> None:
    await two_of_one_child(district)
    await bars(district, 2, PSB)
    with pytest.raises(NotAllowed):
        await compares(officer(district, 20, PSB))
    told = await merges(await supervisor_of(district))
    assert [notice for notice in told if notice.to == ToAgency(PSB) and notice.mode is not Mode.DELETE] == []
    async with district.database.reading() as uow:
        place = await uow.agencies.place(PSB)
    assert place is not None
    assert place.chat is not None
    there = [notice.content for notice in told if isinstance(notice.to, ToChat) and notice.to.chat == place.chat]
    assert there == [Wipe(messages=(), cases=(CaseNumber(1), CaseNumber(2)))], "its messages leave the group"
    assert (await case_of(district, 1)).barred == (PSB,)
    with pytest.raises(NotFound):
        await officer(district, 20, PSB).opens()
    assert not [notice for notice in told if isinstance(notice.to, ToOversight)]


async def test_somebody_recused_from_one_case_is_recused_from_both_also_after_the_unmerge(district: District) -> None:
    await two_of_one_child(district)
    eva, sue = officer(district, 30, EDU), await supervisor_of(district)
    await recusal.begin(await asking(*eva.me, is_press=True), SECOND)
    await writes(*eva.me, "My neighbour")
    await merges(sue)
    with pytest.raises(NotFound):
        await eva.opens(FIRST)
    await parts(sue)
    for number in (FIRST, SECOND):
        with pytest.raises(NotFound):
            await eva.opens(number)


async def test_a_merge_is_told_to_groups_and_supervisors_without_content(
    district: District,
) -> None:
    await two_of_one_child(district)
    await district.bind(OVERSIGHT)
    await supervisor_of(district, 41)
    told = await merges(officer(district, 20, EDU))
    notices = [n for n in told if isinstance(n.content, Say) and n.content.key == "staff-merged-group"]
    open_bodies = {task.agency for task in (await case_of(district, 1)).tasks if task.is_open}
    assert {n.to.agency for n in notices if isinstance(n.to, ToAgency)} == open_bodies
    above = [n.to for n in told if isinstance(n.content, Say) and n.content.key == "staff-merged"]
    assert {type(to) for to in above} == {ToPerson, ToOversight}
    assert not [n for n in told if "torn books" in repr(n) or "after school" in repr(n)]
    [gone] = [
        n for n in told if n.kind == "card" and n.case == (await case_of(district, 2)).id and n.to == ToAgency(EDU)
    ]
    assert gone.to == ToAgency(EDU)


async def test_each_reporter_keeps_their_date_and_the_lead_still_acknowledges(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await amal.takes()
    first, second = await case_of(district, 1), await case_of(district, 2)
    await merges(amal)
    case = await case_of(district, 1)
    replies = {c.of: c.due_at for c in case.deadlines if c.kind is DeadlineKind.REPLY}
    assert replies == {None: first.received_at + timedelta(days=3), second.id: second.received_at + timedelta(days=3)}
    waits = [
        c for c in case.deadlines if c.kind is DeadlineKind.ACKNOWLEDGE and c.agency is None and c.stopped_at is None
    ]
    assert [c.due_at for c in waits] == [second.received_at + timedelta(hours=1)], (
        "the second is a P2: the child was reported before"
    )
    await amal.takes()
    case = await case_of(district, 1)
    assert not [
        c for c in case.deadlines if c.kind is DeadlineKind.ACKNOWLEDGE and c.agency is None and c.stopped_at is None
    ]


async def test_the_same_number_twice_and_a_number_that_is_not_there_are_refused(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    with pytest.raises(IllegalStep, match="merge-same-case"):
        await merges(amal, 1, 1)
    with pytest.raises(NotFound, match="no-such-case"):
        await merges(amal, 1, 77)
    await merges(amal)
    with pytest.raises(IllegalStep, match="merge-same-case"):
        await merges(amal, 1, 2)


async def test_the_other_case_is_offered_by_a_tap_or_at_once_where_there_is_one(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await merging.begin(await asking(*amal.me, is_press=True), FIRST)
    [shown] = [n.content for n in await district.deliver() if isinstance(n.content, MergeReasons)]
    assert (shown.other, shown.options) == (2, ("same_child", "same_events", "link"))
    await tells(Someone(district, 102), "I saw her cry.")
    await merging.begin(await asking(*amal.me, is_press=True), CaseNumber(2))
    [asked] = [n.content for n in await district.deliver() if isinstance(n.content, DeskChoice)]
    assert sorted(asked.options) == ["1", "3"]


async def test_without_a_candidate_the_number_of_the_other_case_is_asked_for(district: District) -> None:
    await tells(Someone(district, 100), RITA)
    with pytest.raises(IllegalStep, match="name-the-other-case"):
        await merging.begin(await asking(*officer(district, 20, EDU).me), FIRST)


async def test_a_reporter_who_may_be_the_suspect_of_the_other_is_linked_never_merged(district: District) -> None:
    rita, omar = Someone(district, 100), Someone(district, 101)
    await tells(rita, RITA, who="school")
    await tells(omar, OMAR, link="school_staff")
    sue = await supervisor_of(district)
    await merging.begin(await asking(*sue.me, is_press=True), FIRST, SECOND)
    [shown] = [n.content for n in await district.deliver() if isinstance(n.content, MergeReasons)]
    assert (shown.options, shown.is_perhaps_suspect) == (("link",), True)
    await merges(sue, why="link")
    assert [(await case_of(district, n)).is_open for n in (1, 2)] == [True, True]
    assert [[link.number for link in (await case_of(district, n)).links] for n in (1, 2)] == [[2], [1]]


async def test_a_form_begun_in_the_other_case_is_put_away_and_its_writer_told(district: District) -> None:
    await two_of_one_child(district)
    amal, eva = officer(district, 20, EDU), officer(district, 21, EDU)
    await eva.opens(SECOND)
    await begins(*eva.me, "note", SECOND)
    told = await merges(amal)
    words = [n.content.key for n in told if isinstance(n.content, Say) and n.to == ToPerson(eva.agent.person)]
    assert words == ["staff-merged-meanwhile"]
    with pytest.raises(StaleButton):
        await desk.finish(await asking(*eva.me, is_press=True), SECOND, "go")


async def test_the_comparison_shows_an_answer_under_its_question(district: District) -> None:
    rita, _ = await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await asks(amal, "what_more")
    await reads(rita)
    await words_told.tell(rita.request, ToldMessage(Written(rita.piece("A man waits at the gate.", None))))
    await district.deliver()
    [shown] = [notice for notice in await compares(amal) if isinstance(notice.content, MergePreview)]
    words = await words_of(district, shown)
    question = "What else have you seen or heard since then?"
    assert words.index(RITA) < words.index(question) < words.index("A man waits at the gate.") < words.index(OMAR)
    assert words.count(question) == 1
