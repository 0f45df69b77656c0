"""The report, the identity and the reporter that a finished draft becomes."""

import re
from dataclasses import replace
from datetime import datetime

from bot.domain.access.identity import Identity, identity_of, without_identity
from bot.domain.folding import folded
from bot.domain.ids import CaseId, ChatId, PersonKey, ReporterToken, ReportId
from bot.domain.intake.facts import contact_of, hours_of
from bot.domain.intake.questionnaire import finish
from bot.domain.intake.staff_intake import NO_CHAT, is_entered
from bot.domain.people import Reporter
from bot.domain.report import Draft, Report
from bot.usecases.reporting.draft import voice_notice
from bot.usecases.services import Services


def plain_name(text: str) -> str:
    """A name without case, width, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", folded(text))


def report_of(services: Services, draft: Draft, reporter: ReporterToken, now: datetime, *, incomplete: bool) -> Report:
    """What was told, without who told it; that goes into the identity vault."""
    return Report(
        id=ReportId(services.tokens.token()),
        case=CaseId(draft.id),
        reporter=reporter,
        path=draft.path,
        language=draft.language,
        sent_at=now,
        contact=contact_of(draft),
        answers=without_identity(finish(services.profile.questionnaire, draft)),
        media=draft.media,
        incomplete=incomplete,
        voice_notice=voice_notice.has_read(draft),
    )


def told_identity(services: Services, report: Report, draft: Draft) -> Identity:
    """The reporter, for the identity vault."""
    return identity_of(report.path, finish(services.profile.questionnaire, draft), draft.institution)


def reporter_of(report: Report, draft: Draft, person: PersonKey, chat: ChatId, was: Reporter | None = None) -> Reporter:
    """The vault's entry: where the person can be reached, and whether that is safe. Since when they hide is kept as it
    was."""
    hidden_at = was.hidden_at if was is not None else None
    chat = NO_CHAT if is_entered(draft) else chat
    entry = Reporter(report.reporter, person, chat, report.language, report.contact, hours_of(report))
    return replace(entry, hidden_at=hidden_at, allowed_at=draft.allowed_at)
