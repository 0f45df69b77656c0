"""The questions of a case as their reporters read them. An addition to a report names the question that it answers."""

from collections.abc import Sequence

from bot.domain.cases.case import Case
from bot.domain.cases.work import Question
from bot.domain.intake.facts import voice_of
from bot.domain.report import Report
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import RenderContext
from handlers.wording import ENDINGS


def question_text(context: RenderContext, locale: str, template: str, words: str, voice: str = "adult") -> str:
    """A question as its reporter reads it (HTML): an approved one in the reporter's wording, or the officer's words."""
    if not template:
        return quoted(words)
    own = (f"ask-{template}{ending}" for ending in ENDINGS[voice])
    key = next((name for name in own if context.known(name, locale)), f"ask-{template}")
    return context.text(key, locale) if context.known(key, locale) else template


def text_of(context: RenderContext, locale: str, one: Question, reports: Sequence[Report]) -> str:
    """A question of the case as its reporter reads it."""
    voice = next((voice_of(report) for report in reports if report.id == one.report), "adult")
    return question_text(context, locale, one.template, one.words, voice)


def asked_of(
    context: RenderContext, locale: str, case: Case, report: Report, reports: Sequence[Report]
) -> dict[int, str]:
    """The questions to the reporter of this report, by their numbers."""
    return {one.id: text_of(context, locale, one, reports) for one in case.questions if one.report == report.id}
