"""Two questions on one screen: who is writing and how old; whether we may write and when (intake.md, Screens).

Each stays a question with an answer of its own; a button of the screen answers both.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import NotAnOption, StaleButton
from bot.domain.intake.facts import of_oneself
from bot.domain.intake.questionnaire import accept, with_answer
from bot.domain.profile import IntakeQuestion, Questionnaire
from bot.domain.report import Answer, Draft

BETWEEN = "-"
"""Stands between the two options that one button combines."""


def choices(questionnaire: Questionnaire, question: IntakeQuestion, voice: str) -> Iterator[str]:
    """What the screen offers, in order: an option, or an option combined with one of the joined question."""
    for option in question.options:
        if option in question.not_of_oneself and of_oneself(voice):
            continue
        if question.joined and option in question.joined_for:
            yield from (f"{option}{BETWEEN}{other}" for other in questionnaire.questions[question.joined].options)
        else:
            yield option


def parts(questionnaire: Questionnaire, name: str, choice: str) -> tuple[str, str]:
    """The option of the question, and the option of the joined one ('' for none)."""
    question = questionnaire.questions.get(name)
    if question is not None and question.joined:
        for option in question.joined_for:
            other = choice.removeprefix(f"{option}{BETWEEN}")
            if other != choice and other in questionnaire.questions[question.joined].options:
                return option, other
    return choice, ""


def choose(questionnaire: Questionnaire, draft: Draft, name: str, choice: str, now: datetime) -> Draft:
    """Takes what the button stands for, and goes on. Raises a BadAnswer, or StaleButton where it is not asked."""
    option, other = parts(questionnaire, name, choice)
    question = questionnaire.questions.get(name)
    if question is None:
        raise StaleButton
    if option not in question.options:
        raise NotAnOption
    before = with_answer(draft, Answer(question.joined, options=(other,))) if other else draft
    after = accept(questionnaire, before, Answer(name, options=(option,)), now)
    return replace(after, trail=tuple(step for step in after.trail if step != question.joined or not other))
