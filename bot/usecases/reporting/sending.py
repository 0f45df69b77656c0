"""Sending: the draft becomes a report in a case. The person is told number and dates only after the commit (SG18)."""

from datetime import datetime, timedelta
from functools import partial

from bot.domain.access.receipts import Receipt
from bot.domain.access.slips import WORKPLACE, workplace_in
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines.shown_deadlines import told_due
from bot.domain.ids import CaseId
from bot.domain.intake.asides import fold_asides
from bot.domain.intake.facts import contact_of, voice_of
from bot.domain.intake.questionnaire import may_send, open_change, to_review
from bot.domain.intake.staff_intake import FIVE_WORDS, is_entered, words_unasked
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.reports import Received
from bot.domain.numbers.intake import Ended
from bot.domain.people import Visitor
from bot.domain.report import Draft, Path
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.access.private_chat import conversation_of
from bot.usecases.acting import ReporterAct, reporter_attempt
from bot.usecases.casework.withheld_files import tell_withheld
from bot.usecases.reporting.draft.conversation import open_draft, resumed, save_and_render
from bot.usecases.reporting.draft.intake_second_factor import asks_code
from bot.usecases.reporting.draft.screens import SCREEN, Display
from bot.usecases.reporting.draft.submission import asker_of, open_report, opened, renew_report
from bot.usecases.reporting.entered import finish, was_just_sent
from bot.usecases.reporting.sent_reports.additions import report_of
from bot.usecases.reporting.sent_reports.receipts import hand_over, make_receipt
from bot.usecases.services import Request

DOUBLE_TAP = timedelta(minutes=1)


async def send(request: Request) -> None:
    """Sends what the person has told. With too little, the review says what is missing. A receipt is taken
    only when something is sent. Where none is ready, one is made between two transactions."""
    if not await reporter_attempt(request, partial(_answered, made=None)):
        made = await make_receipt(request.services.tokens, request.services.blind_index)
        await reporter_attempt(request, partial(_answered, made=made))


async def _answered(act: ReporterAct, *, made: Receipt | None) -> bool:
    """Whether the press was answered. Without a receipt, `made` or ready, nothing can be sent; it can only be said why
    not."""
    uow, visitor, now, questionnaire = act.uow, act.visitor, act.now, act.services.profile.questionnaire
    draft = None if await _just_sent(uow, visitor, now) else resumed(await open_draft(uow, visitor))
    if draft is None:
        pass
    elif draft.is_addition or draft.about is not None:
        await save_and_render(act, draft, draft, Display(Mode.EDIT))
    elif not may_send(questionnaire, fold_asides(draft)):
        await save_and_render(act, draft, to_review(questionnaire, draft, now), Display(Mode.EDIT))
    elif words_unasked(questionnaire, draft):
        await save_and_render(act, draft, open_change(draft, FIVE_WORDS, now), Display(Mode.EDIT))
    elif await asks_code(act, draft):
        pass
    elif not _is_given_words(draft):
        await _send(act, to_review(questionnaire, draft, now), None)
    elif (receipt := made or act.services.ready_receipts.take()) is None:
        return False
    else:
        await _send(act, to_review(questionnaire, draft, now), receipt)
    return True


def _is_given_words(draft: Draft) -> bool:
    """Whether five words are shown when it is sent. A child gets them by a tap (SG45): their slow hash is made then."""
    return is_entered(draft) or draft.path is not Path.CHILD


async def _just_sent(uow: UnitOfWork, visitor: Visitor, now: datetime) -> bool:
    """Whether this is the second tap of a double tap: the receipt is out, and nothing more is said."""
    if await conversation_of(uow, visitor) is not None:
        return False
    told = await uow.reports.of_person(visitor.person)
    is_fresh = bool(told) and now - told[0][0].sent_at < DOUBLE_TAP
    return is_fresh or await was_just_sent(uow, visitor, now, DOUBLE_TAP)


async def _send(act: ReporterAct, draft: Draft, receipt: Receipt | None) -> None:
    new = await opened(act, draft, incomplete=False) if draft.case is None else None
    sent = new.draft if new is not None else await pass_whole(act, draft)
    await act.uow.drafts.drop(act.visitor.person, erase=False, ended=Ended.SENT)
    to = ToChat(act.visitor.chat, sent.language)
    await tell_withheld(act, sent, to, draft.media, sent.media)
    if is_entered(sent):
        await finish(act, sent, receipt)
        return
    case = new.case if new is not None else await case_as_told(act.uow, CaseId(sent.id))
    await act.uow.outbox.add(Notice(receipt_of(case, sent), to, slot=SCREEN, mode=Mode.EDIT))
    report = new.report if new is not None else await report_of(act.uow, act.visitor, case.id)
    if report is not None and receipt is not None:
        await hand_over(act, to, receipt, report, voice_of(sent))


async def pass_whole(act: ReporterAct, draft: Draft, *, incomplete: bool = False) -> Draft:
    """Opens the case, or completes the report that the danger path has opened. `incomplete`: nobody has said that this
    was all."""
    if draft.case is None:
        return await open_report(act, draft, incomplete=incomplete)
    return await renew_report(act, draft, incomplete=incomplete, asker=asker_of(act.visitor, draft))


def receipt_of(case: Case, draft: Draft) -> Received:
    """The message with the number, the dates by which the person hears from us, and whether we may write first."""
    return Received(
        number=case.number,
        voice=voice_of(draft),
        urgency=case.urgency,
        contact=contact_of(draft),
        reply=told_due(case, DeadlineKind.REPLY),
        outcome=told_due(case, DeadlineKind.OUTCOME),
        may_have_slip=bool(workplace_in(draft.answer(WORKPLACE))),
    )
