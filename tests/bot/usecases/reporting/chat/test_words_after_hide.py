"""After Hide no question is on screen: what is typed then joins the story, and answers nothing that nobody sees.

"I am back" was stored as the place of a child in danger, "hello" as a child's name.
"""

import pytest

from bot.domain.ids import DraftId
from bot.domain.intake.asides import ASIDE, STORY
from bot.domain.profile import QuestionKind
from bot.domain.report import Draft, Location, Path
from bot.usecases.reporting import words_told
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from tests.support.domain.examples import one_of_each
from tests.support.people import PROFILE, District, Someone
from tests.support.reporting.first_answers import told_so_far

ASKED = PROFILE.questionnaire
TYPED = frozenset({QuestionKind.TEXT, QuestionKind.PLACE, QuestionKind.CONTACT})
LEFT_AT = [
    (path, at)
    for path in (Path.ADULT, Path.TEEN, Path.CHILD)
    for at, name in enumerate(ASKED.order[path])
    if at > 1 and (ASKED.questions[name].kind in TYPED or ASKED.questions[name].text)
]
"""Every question that words could answer, on every path."""
BACK = "I am back, and he is asleep."


async def left_at(rita: Someone, path: Path, at: int) -> Draft:
    """Hidden with this question on screen."""
    name = list(ASKED.order[path])[at]
    draft = Draft(DraftId("d"), path, "en", rita.now, rita.now, at=name, answers=told_so_far(path, rita, at))
    async with rita.district.database.begin() as uow:
        await uow.drafts.save(rita.visitor.person, rita.visitor.chat, draft, due_at=None)
        await uow.commit()
    await hiding.hide(rita.request)
    hidden = await rita.draft()
    assert hidden is not None
    return hidden


@pytest.mark.parametrize(("path", "at"), one_of_each(LEFT_AT, lambda left: list(ASKED.order[left[0]])[left[1]]))
async def test_words_typed_after_hide_answer_no_question(rita: Someone, path: Path, at: int) -> None:
    """The suite tries each question on one path, a long run on each."""
    hidden = await left_at(rita, path, at)
    await rita.say(BACK)
    draft = await rita.draft()
    assert draft is not None
    found = {answer.question for answer in draft.answers if any(piece.text == BACK for piece in answer.pieces)}
    assert found <= {STORY, ASIDE}
    assert len(found) == 1
    assert draft.at == hidden.at, "the question is still to be asked"


async def test_a_place_shared_after_hide_is_stored_as_the_place(district: District, rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.hide()
    await words_told.tell(
        rita.request, ToldMessage(Written(rita.piece("29.5, 106.5", None), place=Location(29.5, 106.5)))
    )
    draft = await rita.draft()
    assert draft is not None
    answer = draft.answer("place_now")
    assert answer is not None
    assert answer.place == Location(29.5, 106.5)


async def test_words_typed_before_hide_answer_the_question_on_screen(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.say("In the shed")
    draft = await rita.draft()
    assert draft is not None
    answer = draft.answer("place_now")
    assert answer is not None
    assert answer.text == "In the shed"
