"""'An officer may write to me here': a button of the danger path that does not interrupt it (Q-rule 1, SG15).

The permission lasts for an hour after the last act, and ends with Hide. What is written then stays neutral.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases.deadlines.danger import has_refused, is_on_danger_path
from bot.domain.ids import CaseId
from bot.domain.notices.notice import Mode
from bot.domain.people import Visitor
from bot.domain.report import Draft
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.access.private_chat import conversation_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.reporting.draft.saving import save_draft
from bot.usecases.reporting.draft.screens import Display, screen

ON, OFF, REFUSED, NOTHING = "may-write-on", "may-write-off", "may-write-refused", "error-stale-button"
"""Text keys of the toast."""
SHOWN = frozenset({"question", "review"})
"""Screens that show the state of the button."""


@transaction_of_request
async def may_write(act: ReporterAct, *, is_allowed: bool) -> str:
    """The person gives the permission, or takes it back. Returns the text key of a toast. It answers no question: the
    conversation stays where it is, and nothing that waits is sent later because of it."""
    draft = await conversation_of(act.uow, act.visitor)
    if draft is not None and is_on_danger_path(draft):
        word = await _in_conversation(act, draft, is_allowed=is_allowed)
    else:
        word = await _afterwards(act.uow, act.visitor, act.now, is_allowed=is_allowed)
    return word


async def _in_conversation(act: ReporterAct, draft: Draft, *, is_allowed: bool) -> str:
    if is_allowed and has_refused(draft):
        return REFUSED
    after = replace(draft, allowed_at=act.now if is_allowed else None)
    if after.case is not None:
        await _keep(act.uow, act.visitor, after.case, after.allowed_at)
    if (draft.allowed_at is None) != (after.allowed_at is None) and after.screen in SHOWN:
        await act.uow.outbox.add(screen(act.services.profile, act.visitor, after, Display(Mode.EDIT, same=True)))
    await save_draft(act, draft, after)
    return ON if is_allowed else OFF


async def _afterwards(uow: UnitOfWork, visitor: Visitor, now: datetime, *, is_allowed: bool) -> str:
    """Sets the permission after the conversation has ended, while its card is still in the chat. The permission is then
    about the newest report, as long as its case is open."""
    told = await uow.reports.of_person(visitor.person)
    if not told or not (await case_as_told(uow, told[0][0].case)).is_open:
        return NOTHING
    if is_allowed and has_refused(told[0][0]):
        return REFUSED
    await _keep(uow, visitor, told[0][0].case, now if is_allowed else None)
    return ON if is_allowed else OFF


async def _keep(uow: UnitOfWork, visitor: Visitor, case: CaseId, allowed_at: datetime | None) -> None:
    for report, _ in await uow.reports.of_person(visitor.person):
        reporter = await uow.reports.reporter(report.reporter)
        if report.case == case and reporter is not None:
            await uow.reports.save_reporter(replace(reporter, allowed_at=allowed_at))
