"""L8 on the real database: a task is made in three taps, its body is told without content, somebody takes and ends
it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.case import CaseState, DeadlineKind
from bot.domain.cases.record import Ending
from bot.domain.cases.work import AssignmentState
from bot.domain.desk import Desk, Writing
from bot.domain.desk_answers import EndedTask
from bot.domain.errors import BadAnswer, IllegalStep, NotAllowed, NotFound
from bot.domain.notices.notice import Mode, Notice, ToAgency, ToChat
from bot.domain.notices.officer.tasks import TaskEnded, TaskForm, TaskGiven, TaskOpened
from bot.usecases.access.transaction import OnCase
from bot.usecases.casework.disclosure import opening
from bot.usecases.casework.tasks import task_steps
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.recusal import bar
from tests.support.casework.tasks import amal_who_has_assessed, makes, task_of
from tests.support.domain.a_case import ZONE
from tests.support.officers import CYL, EDU, ONE, Officer, history, officer
from tests.support.officers import the_case as case_of
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats

WAYS: dict[str, OnCase[[int]]] = {
    "take": task_steps.take,
    "done": task_steps.begin_done,
    "decline": task_steps.begin_decline,
}
WHY = "Talk to the boy's class teacher, Mr Li"


@pytest.fixture
async def amal(district: District, rita: Someone) -> Officer:
    return await amal_who_has_assessed(district, rita)


async def does(who: Officer, way: str, words: str = "", item: int = 1) -> list[Notice]:
    await WAYS[way](await asking(*who.me, is_press=True), ONE, item)
    if words:
        await writes(*who.me, words)
    return await who.district.deliver()


def to_groups(told: list[Notice]) -> list[tuple[str, object]]:
    return [(one.kind, one.to) for one in told if isinstance(one.content, TaskGiven | TaskEnded)]


async def test_three_taps_make_a_task_of_a_template_with_who_and_when_filled_in(amal: Officer) -> None:
    told = await makes(amal)
    case, one, later = await case_of(amal.district), await task_of(amal.district), timedelta(days=1)
    assert (one.template, one.agency, one.owner) == ("safe_class", EDU, amal.agent.person)
    assert one.due_at == amal.district.time.at + later
    assert (case.state, case.first_action_at) == (CaseState.IN_PROGRESS, amal.district.time.at)
    assert to_groups(told) == [("task_given", ToAgency(EDU))]
    assert "task_made" in await history(amal.district)


async def test_the_consequences_of_a_task_are_shown_before_it_is_saved(amal: Officer) -> None:
    await begins(*amal.me, "task")
    await taps(*amal.me, "task", "what", "counselling")
    [shown] = [one.content for one in await amal.district.deliver() if isinstance(one.content, TaskForm)][-1:]
    assert (shown.template, shown.agency, shown.own) == ("counselling", EDU, True)
    assert shown.due_at == amal.district.time.at + timedelta(days=1)
    assert shown.first_action == "now"
    assert (await case_of(amal.district)).assignments == ()


async def test_templates_of_the_cases_harms_come_first_and_own_words_are_always_there(amal: Officer) -> None:
    await begins(*amal.me, "task")
    [shown] = [one.content for one in await amal.district.deliver() if isinstance(one.content, TaskForm)]
    bullying = ["school_inquiry", "safe_class", "talk_to_parents", "counselling", "youth_worker"]
    assert list(shown.options) == [*bullying, "see_child", "more", "own"]
    await taps(*amal.me, "task", "what", "more")
    await taps(*amal.me, "task", "other", "legal_aid")
    await hands_in(*amal.me)
    assert (await task_of(amal.district)).template == "legal_aid"


async def test_a_task_taken_by_another_body_meets_the_first_action(amal: Officer) -> None:
    district = amal.district
    cyl = officer(district, 21, CYL)
    await cyl.takes()
    told = await makes(amal, "safe_class", ("who", CYL), ("due", "3d"))
    one = await task_of(district)
    assert (one.agency, one.owner) == (CYL, None)
    assert one.due_at == district.time.at + timedelta(days=3)
    assert to_groups(told) == [("task_given", ToAgency(CYL))]
    assert (await case_of(district)).first_action_at is None
    district.time.move(hours=1)
    told = await does(cyl, "take")
    assert (await task_of(district)).owner == cyl.agent.person
    assert (await case_of(district)).first_action_at == district.time.at
    assert [one.mode for one in told if isinstance(one.content, TaskGiven)] == [Mode.EDIT]
    assert [one.to for one in told if isinstance(one.content, TaskOpened)] == [ToChat(cyl.visitor.chat, "en")]


async def test_finishing_a_task_needs_a_note_and_is_told_to_its_giver_without_it(amal: Officer) -> None:
    district = amal.district
    cyl = officer(district, 21, CYL)
    await cyl.takes()
    await makes(amal, "safe_class", ("who", CYL))
    await does(cyl, "take")
    told = await does(cyl, "done", "He sits beside a friend now")
    one = await task_of(district)
    assert (one.state, one.note) == (AssignmentState.DONE, "He sits beside a friend now")
    assert ("task_ended", ToAgency(EDU)) in to_groups(told)
    assert "friend" not in repr([one for one in told if not isinstance(one.to, ToChat)])
    deadline = next(c for c in (await case_of(district)).deadlines if c.kind is DeadlineKind.ASSIGNMENT)
    assert deadline.ended is Ending.MET


async def test_a_declined_task_goes_back_with_its_reason(amal: Officer) -> None:
    cyl = officer(amal.district, 21, CYL)
    await cyl.takes()
    await makes(amal, "safe_class", ("who", CYL))
    told = await does(cyl, "decline", "We have nobody at that school")
    assert (await task_of(amal.district)).state is AssignmentState.DECLINED
    assert ("task_ended", ToAgency(EDU)) in to_groups(told)


async def test_the_words_of_a_task_are_in_no_message_to_a_group(amal: Officer) -> None:
    await begins(*amal.me, "task")
    await taps(*amal.me, "task", "what", "own")
    await writes(*amal.me, WHY)
    await hands_in(*amal.me)
    told = await amal.district.deliver()
    assert (await task_of(amal.district)).words == WHY
    assert to_groups(told) == [("task_given", ToAgency(EDU))]
    assert "Mr Li" not in repr([one for one in told if not isinstance(one.to, ToChat)])


async def test_a_typed_date_is_read_in_district_time_and_a_bad_one_loses_nothing(amal: Officer) -> None:
    await begins(*amal.me, "task")
    await taps(*amal.me, "task", "what", "own")
    await writes(*amal.me, WHY)
    await taps(*amal.me, "task", "preview", "due")
    await taps(*amal.me, "task", "due", "date")
    with pytest.raises(BadAnswer, match="not-a-date"):
        await writes(*amal.me, "next week perhaps")
    await writes(*amal.me, "2026-03-05 15:00")
    await hands_in(*amal.me)
    one = await task_of(amal.district)
    assert (one.words, one.due_at.isoformat()) == (WHY, "2026-03-05T07:00:00+00:00")


async def test_a_typed_date_that_passes_before_saving_does_not_become_next_years(amal: Officer) -> None:
    await begins(*amal.me, "task")
    await taps(*amal.me, "task", "what", "safe_class")
    await taps(*amal.me, "task", "preview", "due")
    await taps(*amal.me, "task", "due", "date")
    soon = amal.district.time.at.astimezone(ZONE) + timedelta(minutes=2)
    await writes(*amal.me, f"{soon:%m-%d %H:%M}")
    amal.district.time.move(minutes=3)
    with pytest.raises(IllegalStep, match="due-in-the-past"):
        await hands_in(*amal.me)
    assert (await case_of(amal.district)).assignments == ()


async def test_a_body_without_a_part_or_in_conflict_is_given_nothing(amal: Officer) -> None:
    await begins(*amal.me, "task")
    await taps(*amal.me, "task", "what", "safe_class")
    await taps(*amal.me, "task", "preview", "who")
    with pytest.raises(NotAllowed):
        await taps(*amal.me, "task", "who", "WOM")
    await taps(*amal.me, "task", "who", CYL)
    await bar(amal.district, CYL)
    with pytest.raises(NotFound):
        await hands_in(*amal.me)


async def test_only_an_acknowledged_body_that_has_the_task_can_end_it(amal: Officer) -> None:
    await makes(amal, "safe_class", ("who", CYL))
    cyl = officer(amal.district, 21, CYL)
    for way in ("take", "done", "decline"):
        with pytest.raises(NotAllowed):
            await does(amal, way)
        with pytest.raises(NotAllowed):
            await does(cyl, way)
    await cyl.takes()
    await does(cyl, "done", "It is arranged")
    with pytest.raises(IllegalStep, match="task-ended"):
        await does(cyl, "done")


async def test_words_for_one_task_that_waited_for_a_code_are_not_taken_for_another(amal: Officer) -> None:
    await makes(amal)
    await makes(amal, "see_child")
    case, now = (await case_of(amal.district)).id, amal.district.time.at
    desk = Desk("taskdone", case, ONE, Writing("write"), EndedTask(item=1), now, waiting_words="Seen, and well")
    async with amal.district.services.begin() as uow:
        await uow.staff.save_desk(amal.agent.person, desk)
        await uow.commit()
    await task_steps.begin_done(await asking(*amal.me), ONE, 2)
    assert [one.is_open for one in (await case_of(amal.district)).assignments] == [True, True]


async def test_a_recused_officers_tasks_go_back_to_their_body(amal: Officer) -> None:
    await makes(amal)
    await begins(*amal.me, "recuse")
    await writes(*amal.me, "I know the family")
    told = await amal.district.deliver()
    assert (await task_of(amal.district)).owner is None
    assert [one.mode for one in told if isinstance(one.content, TaskGiven)] == [Mode.REPLACE]


async def test_a_task_open_at_the_end_of_the_case_is_recorded_as_not_done(amal: Officer) -> None:
    district = amal.district
    await makes(amal)
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    await officer(district, 22, EDU, head=True).approves()
    assert (await task_of(district)).state is AssignmentState.ENDED_WITHOUT
    deadlines = [c.ended for c in (await case_of(district)).deadlines if c.kind is DeadlineKind.ASSIGNMENT]
    assert deadlines == [Ending.WITHOUT]
    with pytest.raises(IllegalStep, match="case-closed"):
        await does(amal, "take")


async def test_an_opened_case_shows_its_tasks_with_words_and_results(amal: Officer) -> None:
    chats = Chats(amal.district)
    await begins(*amal.me, "task")
    await taps(*amal.me, "task", "what", "own")
    await writes(*amal.me, WHY)
    await hands_in(*amal.me)
    await does(amal, "done", "He has noticed nothing")
    await opening.open_story(await asking(*amal.me), ONE)
    await chats.deliver()
    [story] = [shown.text for shown in chats.shown.values() if "after school" in shown.text]
    assert "class teacher, Mr Li" in story
    assert "He has noticed nothing" in story


async def test_a_line_about_a_task_that_has_left_its_case_is_not_sent(amal: Officer) -> None:
    chats, district = Chats(amal.district), amal.district
    await begins(*amal.me, "task")
    await taps(*amal.me, "task", "what", "safe_class")
    await hands_in(*amal.me)
    async with district.services.begin() as uow:
        case = await case_of(district)
        left = replace(case, assignments=(), deadlines=case.deadlines[:1], version=case.version + 1)
        await uow.cases.save(left, was=case.version)
        await uow.commit()
    await chats.deliver()
    assert not [shown for shown in chats.shown.values() if "task 1" in shown.text]
