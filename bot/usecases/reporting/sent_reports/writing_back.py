"""Words to the officers from somebody on the danger path. They are sent to the officers and do not answer the question
on screen."""

from dataclasses import replace

from bot.domain.access.contact_hours import Wish
from bot.domain.cases.deadlines.danger import is_on_danger_path
from bot.domain.intake.facts import contact_of, hours_of
from bot.domain.notices.notice import Mode
from bot.domain.report import Draft, Piece
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.acting import ReporterAct
from bot.usecases.reporting.draft.conversation import save_and_render
from bot.usecases.reporting.draft.screens import Display
from bot.usecases.reporting.draft.submission import asker_of, take_addition
from bot.usecases.reporting.sent_reports.additions import addition_of, report_of
from bot.usecases.reporting.sent_reports.limits import refuse_too_much_added

STORED = "wrote-back"


async def is_for_officers(uow: UnitOfWork, draft: Draft | None) -> bool:
    """Whether words are meant for the officers: an addition was asked for, or officers have written since the person's
    last act and the person could read it here."""
    if draft is None or draft.case is None or not is_on_danger_path(draft):
        return False
    if draft.screen == "add":
        return True
    may_read = Wish(contact_of(draft), hours_of(draft), draft.allowed_at).may_be_allowed
    return may_read and any(reply.at > draft.changed_at for reply in await uow.reports.replies_of(draft.case))


async def write_back(act: ReporterAct, draft: Draft, piece: Piece) -> None:
    """Adds the words to the report and tells the bodies. What follows is meant for the officers too, until Done."""
    report = await report_of(act.uow, act.visitor, draft.case)
    if report is None:
        return
    refuse_too_much_added(act.services, report, piece, act.now)
    addition = addition_of(piece, draft.question if draft.screen == "add" else 0, act.now)
    result = await take_addition(act, report, addition, asker_of(act.visitor, draft))
    after = replace(draft, screen="add", changed_at=act.now)
    notes = () if result.is_reopened else (STORED,)
    await save_and_render(act, draft, after, Display(Mode.NEXT, notes))
