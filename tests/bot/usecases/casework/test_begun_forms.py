"""A begun form goes on where it was: after a code, and when its command is given again."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.desk import Choosing, Desk, Filling, State, Writing
from bot.domain.desk_answers import (
    Answers,
    BodyAsked,
    EndedTask,
    GivenTask,
    InWords,
    Levels,
    LookedAgain,
    NewClass,
    NewQuestion,
    NewReply,
    NewTask,
    OtherCase,
    ProposedClosing,
    SteppedBack,
    TalkRecord,
    UnknownAnswers,
)
from bot.domain.ids import AgencyKey, CaseId, CaseNumber
from bot.domain.urgency import Urgency
from bot.usecases.casework.desk import goes_on
from bot.usecases.casework.form_questions import Choice, Words, one_of
from bot.usecases.casework.forms import FORMS, Form, register
from handlers import staff_verbs
from tests.support.domain.answers import NOW

assert staff_verbs.VERBS  # every form is registered once its verb is known
SEVEN, EIGHT = CaseNumber(7), CaseNumber(8)
FILLED_IN: list[tuple[str, State, Answers]] = [
    ("act", Writing("write"), InWords("Seen at school")),
    ("assess", Filling(), Levels(hazard=0)),
    ("assess", Filling(), Levels(note="Seen at school")),
    ("ask", Writing("write"), NewQuestion(report=2)),
    ("bringin", Writing("why"), BodyAsked(AgencyKey("PSB"))),
    ("close", Choosing("safe"), ProposedClosing("legal_aid")),
    ("look", Writing("write"), LookedAgain("yes")),
    ("merge", Choosing("why"), OtherCase(CaseNumber(2))),
    ("raise", Writing("why"), NewClass(Urgency.P1)),
    ("record", Choosing("seriousness"), TalkRecord(hazard=0)),
    ("recuse", Writing("write"), SteppedBack("me")),
    ("reply", Choosing("which"), NewReply(to=CaseNumber(8))),
    ("task", Choosing("other"), NewTask("more")),
]


def lying(doing: str, state: State, answers: Answers) -> Desk:
    return Desk(doing, CaseId("c"), SEVEN, state, answers, NOW)


@pytest.mark.parametrize(("doing", "state", "answers"), FILLED_IN, ids=[f"{one[0]}-{one[2]}" for one in FILLED_IN])
def test_a_form_with_any_answer_is_continued(doing: str, state: State, answers: Answers) -> None:
    form = FORMS[doing]
    assert goes_on(lying(doing, state, answers), form, SEVEN, form.answers())
    assert not goes_on(lying(doing, state, answers), form, EIGHT, form.answers())
    assert not goes_on(lying("handover", state, answers), form, SEVEN, form.answers())


def test_a_form_about_an_item_is_continued_for_the_same_item() -> None:
    begun = lying("taskdone", Writing("write"), EndedTask(2, "Done"))
    assert goes_on(begun, FORMS["taskdone"], SEVEN, EndedTask(2))
    assert not goes_on(begun, FORMS["taskdone"], SEVEN, EndedTask(3))
    assert not goes_on(lying("taskgive", Choosing("to"), GivenTask(2)), FORMS["taskgive"], SEVEN, GivenTask(2))


def first_of(form: Form[Any]) -> State:
    return form.steps[0].state if form.steps else Filling()


@pytest.mark.parametrize("form", [one for one in FORMS.values() if one.doing != "handover"], ids=lambda one: one.doing)
def test_an_empty_form_begins_again_unless_words_wait_for_a_code(form: Form[Any]) -> None:
    empty = lying(form.doing, first_of(form), form.answers())
    assert not goes_on(empty, form, SEVEN, form.answers())
    assert goes_on(replace(empty, waiting_words="words that waited for a code"), form, SEVEN, form.answers())


def test_a_row_that_this_version_cannot_read_begins_again() -> None:
    form = FORMS["close"]
    for state, answers in (
        (Choosing("safe"), UnknownAnswers({"outcome": 7})),
        (Choosing("of_tomorrow"), ProposedClosing("legal_aid")),
        (Filling(), ProposedClosing("legal_aid")),
    ):
        assert not goes_on(lying("close", state, answers), form, SEVEN, ProposedClosing())


async def nothing(*_: object) -> Any: ...


@pytest.mark.parametrize(
    ("doing", "steps", "error"),
    [
        ("close", (), "two forms"),
        ("of_tomorrow", (), "name of_tomorrow in the class ProposedClosing"),
    ],
)
def test_a_form_that_does_not_fit_its_answers_is_refused(doing: str, steps: tuple[Any, ...], error: str) -> None:
    with pytest.raises(ValueError, match=error):
        register(Form(doing, FORMS["close"].action, steps, ProposedClosing, nothing))


@pytest.mark.parametrize("step", [Choice("of_tomorrow", one_of("ab")), Choice("why", one_of("ab")), Words("write")])
def test_a_question_that_the_answers_do_not_know_is_refused(
    monkeypatch: pytest.MonkeyPatch, step: Choice | Words
) -> None:
    monkeypatch.setattr("bot.usecases.casework.forms._forms", {})
    with pytest.raises(ValueError, match="does not know the question"):
        register(Form("close", FORMS["close"].action, (step,), ProposedClosing, nothing))
