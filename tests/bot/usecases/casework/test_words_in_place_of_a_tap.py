"""Where one button of a question on the desk leads to own words, words that are typed in its place count like it."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.desk import Choosing, Desk, Previewing, Writing
from bot.domain.errors import TiplineError
from bot.usecases.access.asking import CaseAct, act_of
from bot.usecases.access.permission import known_case
from bot.usecases.access.transaction import in_transaction
from bot.usecases.casework.form_questions import Choice
from bot.usecases.casework.forms import FORMS, Form
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.questions import amal_takes_it, questions
from tests.support.officers import ONE, Officer, reported, the_case
from tests.support.people import District, Someone


@pytest.fixture
async def amal(district: District, rita: Someone) -> Officer:
    """The lead's officer has a case of an adult who may be written to."""
    await reported(rita, "yes")
    return await amal_takes_it(district)


async def the_desk(amal: Officer) -> Desk:
    async with amal.district.database.reading() as uow:
        desk = await uow.staff.desk(amal.agent.person)
    assert desk is not None
    return desk


async def test_an_answer_typed_where_a_text_can_be_chosen_is_the_answer(amal: Officer) -> None:
    await begins(*amal.me, "reply")
    assert await writes(*amal.me, "She is safe tonight.")
    assert (await the_desk(amal)).state == Previewing(), "it is shown once more"
    await hands_in(*amal.me)
    [answer] = (await the_case(amal.district)).outgoing
    assert (answer.text_key, answer.words) == ("", "She is safe tonight.")


async def test_a_question_typed_where_one_can_be_chosen_is_the_question(amal: Officer) -> None:
    await begins(*amal.me, "ask")
    assert await writes(*amal.me, "What happened after that?")
    await hands_in(*amal.me)
    assert [one.words for one in await questions(amal.district)] == ["What happened after that?"]


async def test_a_leading_question_typed_there_is_refused_and_stays_on_the_desk(amal: Officer) -> None:
    await begins(*amal.me, "ask")
    assert await writes(*amal.me, "Why did nobody call?")
    desk = await the_desk(amal)
    assert (desk.state, getattr(desk.answers, "words", "")) == (Writing("write"), "Why did nobody call?")


async def test_a_task_typed_where_one_can_be_chosen_is_as_after_own_words(amal: Officer) -> None:
    """Who does it and by when are filled in as after a tap on *Own words*."""
    await begins(*amal.me, "task")
    assert await writes(*amal.me, "Talk to her class teacher")
    typed = await the_desk(amal)
    await hands_in(*amal.me, "stop")
    await begins(*amal.me, "task")
    await taps(*amal.me, "task", "what", "own")
    await writes(*amal.me, "Talk to her class teacher")
    tapped = await the_desk(amal)
    assert (typed.state, typed.answers) == (tapped.state, tapped.answers)
    await hands_in(*amal.me)
    assert [one.words for one in (await the_case(amal.district)).assignments] == ["Talk to her class teacher"]


async def test_a_date_typed_where_a_time_can_be_chosen_is_the_date(amal: Officer) -> None:
    await begins(*amal.me, "task")
    await taps(*amal.me, "task", "what", "safe_class")
    await taps(*amal.me, "task", "preview", "due")
    assert (await the_desk(amal)).state == Choosing("due")
    day = amal.district.time.at.replace(year=amal.district.time.at.year + 1)
    assert await writes(*amal.me, f"{day:%Y-%m-%d} 15:00")
    await hands_in(*amal.me)
    [task] = (await the_case(amal.district)).assignments
    assert task.due_at == datetime(day.year, day.month, day.day, 7, tzinfo=UTC), "15:00 in Chongqing"


async def words_wait(amal: Officer, words: str) -> None:
    """She has typed them while a code was awaited, and they were refused when the code had been entered."""
    desk = await the_desk(amal)
    async with amal.district.database.begin() as uow:
        await uow.staff.save_desk(amal.agent.person, replace(desk, waiting_words=words))
        await uow.commit()
    with pytest.raises(TiplineError):
        await begins(*amal.me, desk.doing)


async def test_refused_words_do_not_keep_an_approved_question_from_somebody_under_18(
    district: District, rita: Someone
) -> None:
    await rita.start()
    await rita.choose("start", "child_self")
    await rita.choose("danger", "no")
    await rita.choose("age_reporter", "14_17")
    await rita.tick("harms", "bullying")
    await rita.choose("next_steps", "go_on")
    await rita.say("They wait for me.")
    await rita.check()
    await rita.send()
    amal = await amal_takes_it(district)
    await begins(*amal.me, "ask")
    await words_wait(amal, "What happened after that?")
    await taps(*amal.me, "ask", "template", "how_now")
    await hands_in(*amal.me)
    assert [(one.template, one.words) for one in await questions(district)] == [("how_now", "")]


async def test_a_refused_date_does_not_become_the_words_of_a_task(amal: Officer) -> None:
    await begins(*amal.me, "task")
    await taps(*amal.me, "task", "what", "safe_class")
    await taps(*amal.me, "task", "preview", "due")
    await words_wait(amal, "tomorrow or so")
    await taps(*amal.me, "task", "due", "3d")
    await hands_in(*amal.me)
    assert [(one.template, one.words) for one in (await the_case(amal.district)).assignments] == [("safe_class", "")]


async def test_words_for_no_button_are_not_the_desk_s(amal: Officer) -> None:
    """Each button of *Which agency?* leads to the same question in words, so words are no answer yet."""
    await begins(*amal.me, "bringin")
    assert not await writes(*amal.me, "Please see the aunt.")


async def test_every_question_of_which_one_button_leads_to_words_takes_them(amal: Officer) -> None:
    """All forms, as this officer sees them: where only some buttons lead to a question in words, that question is
    answered by words typed at once."""
    found = await _as(amal, _taking_words)
    assert {"reply which", "ask template", "task what", "task due"} <= set(found)
    assert [name for name, takes in found.items() if not takes] == []


async def _as(amal: Officer, look: Callable[[CaseAct], Awaitable[dict[str, bool]]]) -> dict[str, bool]:
    found: dict[str, bool] = {}

    async def looked(act: Any) -> bool:
        found.update(await look(await known_case(act, ONE)))
        return True

    await in_transaction(await asking(*amal.me), looked, who=act_of)
    return found


async def _taking_words(act: CaseAct) -> dict[str, bool]:
    found = {}
    for form in FORMS.values():
        prepared = await form.prepared(act, form.answers())
        for step in form.steps:
            if isinstance(step, Choice):
                leads = await _questions_in_words(prepared, form, step)
                some = {one for one in leads if one} if None in leads else set()
                found.update({f"{form.doing} {step.name}": _takes(form, step, question) for question in some})
    return found


async def _questions_in_words(act: CaseAct, form: Form[Any], step: Choice) -> list[str | None]:
    """By button: the question in words that follows at once; None where something else does."""
    leads: list[str | None] = []
    for option in _offered(act, step):
        with suppress(TiplineError):
            state = form.after(act, step, form.chosen(act, step, option, form.answers()))
            leads.append(state.question if isinstance(state, Writing) else None)
    return leads


def _offered(act: CaseAct, step: Choice) -> Sequence[str]:
    try:
        return step.options(act)
    except TiplineError:
        return ()


def _takes(form: Form[Any], step: Choice, question: str) -> bool:
    words = form.step_of_words(step.state)
    return words is not None and words.name == question
