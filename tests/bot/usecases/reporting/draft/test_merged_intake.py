"""A danger conversation that staff enter goes on while its case is merged: what is owed to its caller is due in the
merged case."""

from datetime import timedelta

import pytest

from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.ids import AgencyKey, CaseId
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.staff_intake import Entered, EntryLeft
from bot.domain.notices.officer.tasks import TaskGiven
from tests.support.casework.casework import bars
from tests.support.casework.merging import case_of, merges, parts, supervisor_of, tells
from tests.support.casework.tasks import makes
from tests.support.officers import officer
from tests.support.people import District, Someone
from tests.support.reporting.staff_intake import IntakeOfficer, desk

CHEN, GAO = 20, 21
REPLY = timedelta(days=3)
"""When the reporter is answered, after the receipt."""


async def entering(district: District, user: int = CHEN) -> IntakeOfficer:
    """A caller tells an officer of a child in danger: the case is made, and the conversation goes on."""
    one = desk(district, user, "CIV")
    await one.takes_call(danger="yes_now")
    await district.deliver()
    return one


async def with_another(district: District) -> tuple[IntakeOfficer, Case]:
    """Rita has told of a girl; the caller tells of her too, and the two cases are merged meanwhile."""
    await tells(Someone(district, 100), "They wait for her after school.")
    district.time.move(minutes=5)
    chen = await entering(district)
    own = await case_of(district, 2)
    district.time.move(minutes=1)
    await merges(await supervisor_of(district))
    return chen, own


def entered(sent: list[Notice]) -> Entered:
    [found] = [notice.content for notice in sent if isinstance(notice.content, Entered)]
    return found


def to_call(case: Case) -> list[int]:
    """The tasks to call somebody back that wait."""
    return [one.id for one in case.assignments if one.template == "call_back" and one.is_open]


def replies(case: Case) -> dict[CaseId | None, timedelta]:
    """To whose reporters an answer is due, and how long after they told it."""
    return {
        c.of: c.due_at - c.started_at for c in case.deadlines if c.kind is DeadlineKind.REPLY and c.stopped_at is None
    }


async def test_in_a_merged_case_a_caller_who_takes_words_gets_their_answer_deadline_back(district: District) -> None:
    chen, own = await with_another(district)
    said = entered(await chen.sends("aloud"))
    assert (said.number, said.reply, said.call_back) == (2, own.received_at + REPLY, None)
    case = await case_of(district, 1)
    assert replies(case) == {None: REPLY, own.id: REPLY}
    assert to_call(case) == []
    await parts(await supervisor_of(district))
    assert replies(await case_of(district, 1)) == {None: REPLY}
    assert replies(await case_of(district, 2)) == {None: REPLY}


async def test_in_a_merged_case_a_caller_without_words_keeps_their_call_back(district: District) -> None:
    chen, own = await with_another(district)
    said = entered(await chen.sends("none"))
    assert (said.number, said.reply, said.call_back) == (2, None, own.received_at + REPLY)
    case = await case_of(district, 1)
    assert len(to_call(case)) == 1
    told = [notice.content for notice in district.sent if isinstance(notice.content, TaskGiven)]
    assert [(one.number, one.item) for one in told] == [(1, to_call(case)[0])]


@pytest.mark.parametrize(("first", "left"), [(CHEN, GAO), (GAO, CHEN)])
async def test_one_callers_words_do_not_cancel_the_call_to_another(district: District, first: int, left: int) -> None:
    desks = {CHEN: await entering(district, CHEN), GAO: await entering(district, GAO)}
    ids = {CHEN: (await case_of(district, 1)).id, GAO: (await case_of(district, 2)).id}
    told_case = {CHEN: None, GAO: ids[GAO]}
    await merges(await supervisor_of(district))
    both = to_call(await case_of(district, 1))
    assert len(both) == 2
    await desks[first].sends("aloud")
    case = await case_of(district, 1)
    assert replies(case) == {told_case[first]: REPLY}
    assert to_call(case) == [dict(zip((CHEN, GAO), both, strict=True))[left]]
    await desks[left].sends("printed")
    assert replies(await case_of(district, 1)) == {None: REPLY, ids[GAO]: REPLY}


async def test_of_three_merged_cases_each_caller_keeps_their_own_call_back(district: District) -> None:
    await tells(Someone(district, 100), "They wait for her after school.")
    chen, gao = await entering(district, CHEN), await entering(district, GAO)
    sue = await supervisor_of(district)
    await merges(sue, 2, 3)
    await merges(sue, 1, 2)
    await gao.sends("aloud")
    case = await case_of(district, 1)
    assert set(replies(case)) == {None, (await case_of(district, 3)).id}
    assert entered(await chen.sends("none")).number == 2
    assert len(to_call(await case_of(district, 1))) == 1


async def test_a_body_barred_from_the_other_case_reads_no_number_of_it(district: District) -> None:
    chen, _ = await with_another(district)
    await bars(district, 1, AgencyKey("CIV"))
    assert entered(await chen.sends("aloud")).number is None


async def test_for_an_abandoned_intake_supervisors_are_told_the_number_of_the_merged_case(district: District) -> None:
    await with_another(district)
    district.time.move(minutes=30)
    sent = await district.process_idle_drafts()
    assert {one.content.number for one in sent if isinstance(one.content, EntryLeft)} == {1}
    assert entered(sent).number == 2


async def test_tasks_given_meanwhile_are_not_announced_again(district: District) -> None:
    chen = await entering(district)
    lee = officer(district, 30, (await case_of(district, 1)).lead)
    await lee.takes()
    await lee.assesses(3, 3, 2)
    assert [one.kind for one in await makes(lee, "see_child")].count("task_given") == 1
    sent = await chen.sends("none")
    told = [one.content.item for one in sent if isinstance(one.content, TaskGiven)]
    assert told == to_call(await case_of(district, 1))
