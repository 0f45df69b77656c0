"""L8 with the second factor shut: nothing of a task is shown or done before the code, and nothing is lost."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.cases.work import AssignmentState
from bot.domain.desk import Choosing, Previewing
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.desk_steps import DeskChoice, DeskWords
from bot.domain.notices.officer.tasks import TaskForm, TaskOpened
from bot.usecases.access.transaction import OnCase
from bot.usecases.casework.tasks import task_giving, task_steps
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.second_factor import PIN, amal_with_a_case, open_with_second_factor, sets_pin, types
from tests.support.officers import ONE, Officer, employ, the_case
from tests.support.people import District, Someone, kinds

WHY = "Talk to the boy's class teacher, Mr Li"


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    made = await open_with_second_factor(tmp_path)
    yield made
    await made.database.close()


@pytest.fixture
async def amal(district: District, rita: Someone) -> Officer:
    """The lead's head, with one task; their second factor was opened once and is shut again."""
    who = await amal_with_a_case(district, rita)
    await begins(*who.me, "task")
    await sets_pin(who)
    await taps(*who.me, "task", "what", "safe_class")
    await hands_in(*who.me)
    [agency] = who.agent.agencies
    who = replace(who, agent=replace(who.agent, heads=frozenset({agency})))
    await employ(district, who, head=agency)
    return await shuts(who)


async def shuts(who: Officer) -> Officer:
    """The ten minutes are over."""
    await who.district.deliver()
    who.district.time.move(minutes=10)
    return who


async def opens(who: Officer) -> list[Notice]:
    """What the code brings, after only the code was asked for."""
    assert kinds(await who.district.deliver()) == ["lock"]
    return await types(who, PIN)


def the_form(told: list[Notice]) -> TaskForm:
    return [one.content for one in told if isinstance(one.content, TaskForm)][-1]


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        (task_steps.take, "error-already-yours"),
        (task_steps.begin_done, "taskdone write"),
        (task_steps.begin_decline, "taskdecline write"),
        (task_giving.begin_give, "taskgive to"),
    ],
)
async def test_after_a_code_an_act_on_a_task_goes_on_with_that_task(
    amal: Officer, run: OnCase[[int]], shown: str
) -> None:
    await run(await asking(*amal.me, is_press=True), ONE, 1)
    content = (await opens(amal))[-1].content
    asked = f"{content.form} {content.question}" if isinstance(content, DeskChoice | DeskWords) else ""
    assert (asked or getattr(content, "key", "")) == shown


async def test_after_a_code_the_wanted_form_or_task_is_shown(amal: Officer) -> None:
    await task_steps.task(await asking(*amal.me), ONE, 1)
    assert [one.content.item for one in await opens(amal) if isinstance(one.content, TaskOpened)] == [1]
    await shuts(amal)
    await task_steps.task(await asking(*amal.me), ONE)
    assert the_form(await opens(amal)).state == Choosing("what")


async def test_words_typed_before_the_code_are_in_the_preview_and_in_the_task(amal: Officer) -> None:
    await types_after_own(amal)
    await writes(*amal.me, WHY)
    said = the_form(await opens(amal))
    assert (said.state, said.words) == (Previewing(), WHY)
    await hands_in(*amal.me)
    assert [one.words for one in (await the_case(amal.district)).assignments] == ["", WHY]


async def test_words_that_waited_for_a_code_are_kept_where_something_else_was_tapped_meanwhile(amal: Officer) -> None:
    await types_after_own(amal)
    await writes(*amal.me, WHY)
    await amal.district.deliver()
    await task_steps.task(await asking(*amal.me), ONE, 1)
    await opens(amal)
    await taps(*amal.me, "task", "what", "more")
    await hands_in(*amal.me)
    said = the_form(await amal.district.deliver())
    assert (said.state, said.words) == (Choosing("other"), WHY)
    assert len((await the_case(amal.district)).assignments) == 1, "nothing is carried out before all is answered"


async def types_after_own(amal: Officer) -> None:
    """Own words are asked for, and the second factor is shut before they come."""
    await begins(*amal.me, "task")
    await opens(amal)
    await taps(*amal.me, "task", "what", "own")
    await shuts(amal)


async def test_a_template_chosen_before_the_code_is_saved_after_it(amal: Officer) -> None:
    await begins(*amal.me, "task")
    await opens(amal)
    await taps(*amal.me, "task", "what", "counselling")
    await shuts(amal)
    await hands_in(*amal.me)
    said = the_form(await opens(amal))
    assert (said.state, said.template) == (Previewing(), "counselling")
    await hands_in(*amal.me)
    assert [one.template for one in (await the_case(amal.district)).assignments] == ["safe_class", "counselling"]


async def test_a_note_typed_before_the_code_ends_the_task_after_it(amal: Officer) -> None:
    await task_steps.begin_done(await asking(*amal.me), ONE, 1)
    await opens(amal)
    await shuts(amal)
    await writes(*amal.me, "He sits beside a friend now")
    await opens(amal)
    [one] = (await the_case(amal.district)).assignments
    assert (one.state, one.note) == (AssignmentState.DONE, "He sits beside a friend now")


async def test_who_gets_a_task_is_asked_again_after_the_code(amal: Officer) -> None:
    await task_giving.begin_give(await asking(*amal.me), ONE, 1)
    await opens(amal)
    await shuts(amal)
    await taps(*amal.me, "taskgive", "to", "anyone")
    asked = [one.content for one in await opens(amal) if isinstance(one.content, DeskChoice)]
    assert [(said.form, said.question) for said in asked] == [("taskgive", "to")]
    await taps(*amal.me, "taskgive", "to", "anyone")
    assert (await the_case(amal.district)).assignments[0].owner is None
