"""'Report as a private person': the institution is removed from the report, and the report is not counted for it."""

from dataclasses import replace
from datetime import datetime

from bot.domain.intake.questionnaire import next_question
from bot.domain.intake.report import Draft
from bot.domain.intake.verified import detached
from bot.domain.notices.notice import Mode
from bot.domain.people import Visitor
from bot.usecases.reporting.conversation import take_step
from bot.usecases.reporting.screens import Display
from bot.usecases.services import Services

NOTE = "private-note"


async def go_private(services: Services, visitor: Visitor, now: datetime) -> None:
    """The conversation goes on where it was, without the institution; what was said about it is removed from the
    report."""

    def rule(draft: Draft) -> Draft:
        private = replace(detached(draft), changed_at=now) if draft.institution else draft
        question = next_question(services.profile.questionnaire, private)
        return replace(private, at="" if question is None else question.id)

    await take_step(services, visitor, now, rule, Display(Mode.EDIT, (NOTE,)))
