"""Drafts and answers with defaults, for tests about the intake."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

from bot.domain.ids import DraftId
from bot.domain.intake.facts import facts_of, path_of
from bot.domain.intake.questionnaire import (
    accept,
    add_piece,
    done,
    next_question,
    questions_for,
    skip,
    toggle,
)
from bot.domain.profile import IntakeQuestion, Profile, QuestionKind
from bot.domain.report import Answer, Draft, Location, Path, Phone, Piece
from tests.support.domain.profiles import shipped

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PROFILE: Profile = shipped()
ASKED = PROFILE.questionnaire


Said: TypeAlias = Mapping[str, str | Iterable[str]]
"""By question: the option or options."""


def a_draft(path: Path = Path.ADULT) -> Draft:
    return Draft(DraftId("d1"), path, "en", NOW, NOW)


def words(text: str, message: int = 1) -> Piece:
    return Piece(text, message, NOW)


def chose(question: str, *options: str) -> Answer:
    return Answer(question, options=options)


def told(question: str, text: str, message: int = 1) -> Answer:
    return Answer(question, pieces=(words(text, message),))


def begun_by(path: Path) -> tuple[Answer, ...]:
    if path is Path.ADULT:
        return (chose("start", "adult"),)
    return (chose("start", "child_self"), chose("age_reporter", "under_14" if path is Path.CHILD else "14_17"))


def answers_of(chosen: Said, path: Path = Path.ADULT) -> tuple[Answer, ...]:
    """{'danger': 'no', 'harms': ('assault',)} -> answers; START comes from the path unless given."""
    mine = [chose(name, *((v,) if isinstance(v, str) else tuple(v))) for name, v in chosen.items()]
    named = {answer.question for answer in mine}
    return (*(answer for answer in begun_by(path) if answer.question not in named), *mine)


def facts(chosen: Said, path: Path = Path.ADULT, story: str = "") -> frozenset[str]:
    answers = answers_of(chosen, path)
    if story:
        answers = (*answers, told("story", story))
    return facts_of(ASKED, path_of(answers), answers)


def after(*answers: Answer) -> Draft:
    """The draft after these answers, from the first screen on."""
    draft = a_draft()
    for answer in answers:
        draft = accept(ASKED, draft, answer, NOW)
    return draft


def on_screen(draft: Draft) -> IntakeQuestion:
    question = next_question(ASKED, draft)
    assert question is not None
    return question


def press(draft: Draft, question: IntakeQuestion, pick: int, message: int) -> Draft:
    """Answers the question on screen as a person could; `pick` decides how."""
    if not question.required and pick % 4 == 0:
        return skip(ASKED, draft, NOW)
    if question.kind is QuestionKind.INFO:
        return accept(ASKED, draft, chose(question.id, "go_on"), NOW)
    if question.kind is QuestionKind.ONE:
        return accept(ASKED, draft, chose(question.id, question.options[pick % len(question.options)]), NOW)
    if question.kind is QuestionKind.MANY:
        ticked = toggle(ASKED, draft, question.options[pick % len(question.options)], NOW)
        ticked = toggle(ASKED, ticked, question.options[(pick // 7) % len(question.options)], NOW)
        return done(ASKED, ticked, NOW) if ticked.chosen else press(draft, question, pick + 1, message)
    if question.kind is QuestionKind.LONG:
        return done(ASKED, add_piece(draft, words("what I saw", message), NOW), NOW)
    return accept(ASKED, draft, _given(question, message), NOW)


def _given(question: IntakeQuestion, message: int) -> Answer:
    if question.kind is QuestionKind.PLACE:
        return Answer(question.id, place=Location(29.5, 106.5))
    if question.kind is QuestionKind.CONTACT:
        return Answer(question.id, phone=Phone("13800000000"))
    return Answer(question.id) if question.kind is QuestionKind.MEDIA else told(question.id, "words", message)


CALM = (chose("start", "adult"), chose("danger", "no"), chose("harms", "neglect"))


def shown(draft: Draft) -> list[str]:
    return [question.id for question in questions_for(ASKED, draft)]


def ready(draft: Draft, question: str) -> Draft:
    """The draft with this question on screen."""
    return replace(draft, at=question, screen="question", chosen=())


def walk(draft: Draft, choices: list[int]) -> Draft:
    """Answers, screen by screen, until the review."""
    for message, pick in enumerate(choices):
        question = next_question(ASKED, draft)
        if question is None:
            return draft
        draft = press(ready_for(draft, question.id), question, pick, message)
    return draft


def ready_for(draft: Draft, question: str) -> Draft:
    return draft if draft.at == question else replace(draft, at=question, chosen=())
