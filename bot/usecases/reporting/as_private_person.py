"""'Report as a private person': the institution is removed from the report, and the report is not counted for it."""

from dataclasses import replace

from bot.domain.intake.questionnaire import next_question
from bot.domain.intake.verified import detached
from bot.domain.notices.notice import Mode
from bot.domain.report import Draft
from bot.usecases.reporting.draft.conversation import take_step
from bot.usecases.reporting.draft.screens import Display
from bot.usecases.services import Request

NOTE = "private-note"


async def go_private(request: Request) -> None:
    """The conversation goes on where it was, without the institution; what was said about it is removed from the
    report."""

    def rule(draft: Draft) -> Draft:
        private = replace(detached(draft), changed_at=request.now) if draft.institution else draft
        question = next_question(request.services.profile.questionnaire, private)
        return replace(private, at="" if question is None else question.id)

    await take_step(request, rule, Display(Mode.EDIT, (NOTE,)))
