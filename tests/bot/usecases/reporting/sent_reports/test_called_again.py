"""A caller without five words can read no answer. However their case is opened again, they are called back again."""

from datetime import timedelta

import pytest

from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.desk import Choosing
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, CaseId, CaseNumber
from bot.domain.notices.notice import Mode, Notice, ToAgency
from bot.domain.notices.officer.desk_steps import DeskChoice
from bot.domain.notices.officer.questions import AskShown
from bot.domain.notices.officer.reopening import ReopenPreview
from bot.domain.notices.officer.tasks import TaskGiven
from bot.domain.notices.reporter.files import MessageGone
from bot.usecases.casework.tasks import task_steps
from tests.support.acting import asking, begins, hands_in, writes
from tests.support.casework.casework import words_of
from tests.support.casework.endings import is_closed
from tests.support.casework.merging import FIRST, adds, case_of, merges, parts, supervisor_of, tells
from tests.support.officers import EDU, officer
from tests.support.people import District, Someone
from tests.support.reporting.staff_intake import IntakeOfficer, desk

ANSWER = timedelta(days=3)
"""When the reporter is answered, after their case was opened again."""


def calls(case: Case) -> list[timedelta]:
    """For each call back that is still to be made: how long after it was planned it is due."""
    found = [one for one in case.assignments if one.template == "call_back" and one.is_open]
    assert {one.agency for one in found} <= {task.agency for task in case.tasks if task.is_open}
    running = {c.item for c in case.deadlines if c.kind is DeadlineKind.ASSIGNMENT and c.stopped_at is None}
    assert {one.id for one in found} <= running, "nobody is timed"
    return [one.due_at - one.made_at for one in found]


def answers(case: Case) -> dict[CaseId | None, timedelta]:
    """To whose reporters an answer in words is due, and how long after."""
    return {
        c.of: c.due_at - c.started_at for c in case.deadlines if c.kind is DeadlineKind.REPLY and c.stopped_at is None
    }


def given(sent: list[Notice]) -> list[tuple[AgencyKey, int]]:
    """Which groups are told of which tasks by a new message."""
    found = [(n.to, n.content.item) for n in sent if isinstance(n.content, TaskGiven) and n.mode is not Mode.EDIT]
    return [(to.agency, item) for to, item in found if isinstance(to, ToAgency)]


async def called(district: District, user: int = 20, **said: str) -> IntakeOfficer:
    """An officer has entered what a caller told, who took no five words."""
    chen = desk(district, user, "CIV")
    await chen.takes_call(**said)
    await chen.sends("none")
    return chen


async def opens_by_hand(district: District) -> list[Notice]:
    """A supervisor opens case 1 again; what is sent."""
    sue = await supervisor_of(district)
    await begins(*sue.me, "reopen")
    await writes(*sue.me, "The boy was seen with a bandage")
    await district.deliver()
    await hands_in(*sue.me)
    return await district.deliver()


async def test_a_case_reopened_by_hand_needs_a_new_call_back_and_the_lead_is_told(district: District) -> None:
    await called(district)
    await is_closed(district)
    district.time.move(days=2)
    sent = await opens_by_hand(district)
    case = await case_of(district, 1)
    assert (calls(case), answers(case)) == ([ANSWER], {})
    assert given(sent) == [(case.lead, 2)]
    gao = officer(district, 25, case.lead)
    await gao.takes()
    with pytest.raises(IllegalStep, match="call-back-instead"):
        await begins(*gao.me, "reply")


async def test_a_reopened_case_closes_only_after_the_caller_was_called(district: District) -> None:
    await called(district)
    await is_closed(district)
    await opens_by_hand(district)
    case = await case_of(district, 1)
    assert case.answered_at is None
    await is_closed(district)
    assert [one.state for one in (await case_of(district, 1)).assignments] == ["done", "done"]


@pytest.mark.parametrize(("words", "way"), [("none", "caller is called back by"), ("aloud", "reporter is answered by")])
async def test_the_preview_of_reopening_says_whether_an_answer_or_a_call_is_due(
    district: District, words: str, way: str
) -> None:
    chen = desk(district, 20, "CIV")
    await chen.takes_call()
    await chen.sends(words)
    await is_closed(district)
    sue = await supervisor_of(district)
    await begins(*sue.me, "reopen")
    await writes(*sue.me, "The boy was seen with a bandage")
    [shown] = [notice for notice in await district.deliver() if isinstance(notice.content, ReopenPreview)]
    assert f"the {way}" in await words_of(district, shown)


@pytest.mark.parametrize(("words", "left"), [("none", [ANSWER]), ("aloud", [])])
async def test_a_danger_intake_that_goes_on_after_closing_calls_back_unless_words_are_taken(
    district: District, words: str, left: list[timedelta]
) -> None:
    await district.bind("CIV", "PSB", "PROC")
    chen = desk(district, 20, "CIV")
    await chen.takes_call(danger="yes_now")
    await is_closed(district)
    district.time.move(minutes=5)
    sent = await chen.who.file()
    case = await case_of(district, 1)
    assert case.is_open
    assert (calls(case), answers(case)) == ([ANSWER], {})
    sent += await chen.sends(words)
    case = await case_of(district, 1)
    assert calls(case) == left
    assert answers(case) == ({} if left else {None: ANSWER})
    assert given(sent) == [(case.lead, 2)], "told once"
    assert [n.to for n in sent if isinstance(n.content, MessageGone) and (n.slot or "").startswith("task2:")] == (
        [] if left else [ToAgency(case.lead)]
    )


async def two_told(district: District) -> Someone:
    """Rita writes here, a caller without five words tells an officer; both cases are merged."""
    rita = Someone(district, 100)
    await tells(rita, "They wait for her after school.")
    district.time.move(minutes=5)
    await called(district, danger="yes_now")
    await merges(await supervisor_of(district))
    return rita


async def test_in_a_merged_case_each_reporter_is_answered_in_their_own_way(district: District) -> None:
    await two_told(district)
    assert len(calls(await case_of(district, 1))) == 1
    await is_closed(district)
    district.time.move(days=1)
    await opens_by_hand(district)
    case = await case_of(district, 1)
    assert (calls(case), answers(case)) == ([ANSWER], {None: ANSWER})


async def test_somebody_who_waits_for_a_call_is_sent_no_answer_or_question(district: District) -> None:
    await two_told(district)
    lead = officer(district, 26, (await case_of(district, 1)).lead)
    await lead.takes()
    for verb, asked in (("reply", "which"), ("ask", "template")):
        await begins(*lead.me, verb)
        shown = [n.content for n in await district.deliver() if isinstance(n.content, DeskChoice | AskShown)]
        questions = [one.question if isinstance(one, DeskChoice) else one.state for one in shown]
        assert questions in ([asked], [Choosing(asked)]), "whose reporter is meant is no question"


async def test_after_an_unmerge_the_caller_is_called_back_for_their_own_case(district: District) -> None:
    rita = await two_told(district)
    await is_closed(district)
    district.time.move(days=1)
    await adds(rita, FIRST, "They wait for her again.")
    assert calls(await case_of(district, 1)) == [], "what opened it was not told by the caller"
    district.time.move(days=1)
    sent = await parts(await supervisor_of(district))
    first, second = await case_of(district, 1), await case_of(district, 2)
    assert (calls(first), calls(second), answers(second)) == ([], [ANSWER], {})
    newest = max(one.id for one in second.assignments)
    assert (second.lead, newest) in given(sent)


async def test_a_caller_who_took_receipt_words_is_always_answered_in_writing(district: District) -> None:
    chen = desk(district, 20, "CIV")
    await chen.takes_call(danger="yes_now")
    await chen.sends("printed")
    await is_closed(district)
    await opens_by_hand(district)
    case = await case_of(district, 1)
    assert (calls(case), answers(case)) == ([], {None: ANSWER})


async def test_somebody_who_reported_in_the_chat_is_never_called_back(district: District) -> None:
    rita = Someone(district, 100)
    await tells(rita, "They wait for her after school.")
    await is_closed(district)
    await adds(rita, 1, "They wait for her again.")
    case = await case_of(district, 1)
    assert (case.lead, calls(case), answers(case)) == (EDU, [], {None: ANSWER})


async def test_a_caller_who_takes_words_after_a_declined_call_is_never_called_again(district: District) -> None:
    """The lead could not reach them; the officer who entered it hands the words over afterwards."""
    await district.bind("CIV", "PSB", "PROC")
    chen = desk(district, 20, "CIV")
    await chen.takes_call(danger="yes_now")
    gao = officer(district, 25, (await case_of(district, 1)).lead)
    await gao.takes()
    await task_steps.begin_decline(await asking(*gao.me, is_press=True), CaseNumber(1), 1)
    await writes(*gao.me, "The number is somebody else's")
    await district.deliver()
    sent = await chen.sends("aloud")
    case = await case_of(district, 1)
    assert (given(sent), calls(case), answers(case)) == ([], [], {None: ANSWER})
    await is_closed(district)
    sent = await opens_by_hand(district)
    case = await case_of(district, 1)
    assert (given(sent), calls(case), answers(case)) == ([], [], {None: ANSWER})
