"""A question of the officers is read after a tap; where somebody else may read the phone, only after the five words. It
is answered by whatever the person sends next."""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.receipts import SHOWN, Awaiting, Follower, asked
from bot.domain.cases.case import Case
from bot.domain.cases.reporter import questions as rules
from bot.domain.ids import CaseNumber
from bot.domain.intake.facts import voice_of
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.officer.questions import QuestionBehindWords, QuestionShown
from bot.domain.people import Visitor
from bot.domain.report import Contact, Draft, Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import case_of
from bot.usecases.access.private_chat import locale_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.reporting.draft import voice_notice
from bot.usecases.reporting.draft.screens import SCREEN, Display, screen
from bot.usecases.reporting.sent_reports import additions

OVER = "question-over"
"""The toast for a button whose question no longer waits."""
SLOT = "asked"
"""The slot of a question that is shown; it replaces the older one."""
LATER = "question-later"


@transaction_of_request
async def read(act: ReporterAct, number: CaseNumber) -> str:
    """Shows the oldest open question of an own report, or asks for the five words first. Returns the text key of a
    toast, or ''. Raises NotFound for a number that is not the person's own."""
    report = await additions.own_report(act.uow, act.visitor, number)
    case = await case_of(act.uow, report)
    is_open, word = bool(rules.open_to(case, report.id)), ""
    if not is_open:
        word = OVER
    elif await is_gated(act.uow, report):
        await _ask_for_words(act.uow, act.visitor, report, act.now)
    else:
        await _show(act, report, case, number)
    return word


async def is_gated(uow: UnitOfWork, report: Report) -> bool:
    """Whether the five words are asked for before the question is shown."""
    reporter = await uow.reports.reporter(report.reporter)
    return rules.needs_words(report.path, reporter.contact if reporter is not None else Contact.UNKNOWN)


async def _ask_for_words(uow: UnitOfWork, visitor: Visitor, report: Report, now: datetime) -> None:
    """Takes the next words as the five words; during a pause after wrong ones, says when it ends."""
    follower = await uow.receipts.follower(visitor.person)
    to = ToChat(visitor.chat, await locale_of(uow, visitor))
    if follower is None or not follower.is_paused(now):
        await uow.receipts.save_follower(visitor.person, replace(asked(follower, now), wants=Awaiting.QUESTION))
        said = QuestionBehindWords(voice=voice_of(report))
    else:
        said = QuestionBehindWords(voice=voice_of(report), until=follower.paused_until)
    await uow.outbox.add(Notice(said, to, slot="follow", mode=Mode.REPLACE))


async def _show(act: ReporterAct, report: Report, case: Case, number: CaseNumber) -> None:
    """Shows the question. What the person sends next answers it; a conversation that was begun comes first."""
    question = rules.open_to(case, report.id)[0].id
    heard = voice_notice.has_read(report)
    draft, is_busy = await additions.await_addition(act, number, question=question)
    to = ToChat(act.visitor.chat, draft.language)
    if is_busy:
        await act.uow.outbox.add(screen(act.services.profile, act.visitor, draft, Display(Mode.NEXT, (LATER,))))
        return
    said = QuestionShown(
        case=case.id, report=report.id, question=question, voice=voice_of(report), voice_notice=not heard
    )
    await act.uow.outbox.add(Notice(said, to, slot=SCREEN, mode=Mode.NEXT))


async def show_followed(act: ReporterAct, follower: Follower, report: Report) -> bool:
    """Shows the oldest open question of a report that was found with five words. It is deleted after ten minutes; what
    is sent meanwhile answers it. Returns False where none is open."""
    case = await case_of(act.uow, report)
    waiting = rules.open_to(case, report.id)
    if not waiting:
        return False
    question = waiting[0].id
    adding = replace(follower, awaiting=Awaiting.ADDITION, question=question, changed_at=act.now)
    await act.uow.receipts.save_follower(act.visitor.person, adding)
    said = QuestionShown(
        case=case.id,
        report=report.id,
        question=question,
        voice=voice_of(report),
        followed=True,
        goes=True,
        voice_notice=not voice_notice.has_read(report),
    )
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    await act.uow.outbox.add(Notice(said, to, slot=SLOT, mode=Mode.REPLACE, gone_after=SHOWN))
    return True


async def at_hand(uow: UnitOfWork, visitor: Visitor, draft: Draft | None, now: datetime) -> int:
    """The number of the question that is answered by what is sent now; 0 for none."""
    follower = await uow.receipts.follower(visitor.person)
    if follower is not None and follower.waits_for(now) == Awaiting.ADDITION:
        return follower.question
    return draft.question if draft is not None and draft.is_addition else 0
