"""After a staff draft is sent: five words for the caller, or a call back; nothing of the content stays in the chat."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.access.receipts import SHOWN, Receipt
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines.shown_deadlines import told_due_to
from bot.domain.cases.reporter.call_back import call_to, with_words
from bot.domain.cases.reporter.merged import reporters_of
from bot.domain.ids import CaseId, MessageId
from bot.domain.intake.asides import pieces
from bot.domain.intake.staff_intake import PRINTED, caller_of, is_hidden_from, words_for
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.officer.staff_intake import Entered, WordsHanded
from bot.domain.notices.reporter.files import Wipe
from bot.domain.people import Visitor
from bot.domain.report import Draft
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import goes_on
from bot.usecases.acting import ReporterAct
from bot.usecases.casework.messages.task_messages import given_slot, message_gone, told_of_tasks
from bot.usecases.reporting.draft.screens import SCREEN
from bot.usecases.reporting.own_aside import is_aside

BEFORE_IT = timedelta(minutes=1)
"""The command that began the draft was written a little before the draft was made."""
ENTERED = "in:"
"""Prefix of a timestamp, before an officer's key: when they have sent a staff draft. Names of timestamps have room for
37 characters."""


async def was_just_sent(uow: UnitOfWork, visitor: Visitor, now: datetime, within: timedelta) -> bool:
    """Whether this officer has sent a staff draft within this time, so that a press is the second tap of a double
    tap."""
    at = await uow.timestamps.moment(f"{ENTERED}{visitor.person}")
    return at is not None and now - at < within


async def finish(act: ReporterAct, sent: Draft, receipt: Receipt | None, *, is_left: bool = False) -> Case:
    """Tells the officer that the draft is sent, and shows the words to hand over. Returns the case that goes on: this
    one, or the one that it was merged into meanwhile. `is_left`: it was sent by the ticker, because the officer had
    left it."""
    told, to = await act.uow.cases.get(CaseId(sent.id)), ToChat(act.visitor.chat, sent.language)
    case = await goes_on(act.uow, told)
    await act.uow.timestamps.set_moment(f"{ENTERED}{act.visitor.person}", act.now)
    await act.uow.audit.add("entered", at=act.now, case=case.id, person=act.visitor.person)
    is_hidden = is_hidden_from(sent, case.barred)
    await _clear(act, sent, is_hidden=is_hidden)
    if receipt is not None and words_for(sent):
        case = await _hand_over(act, sent, case, told, receipt)
    if case.id == told.id and not case.lives:  # otherwise its bodies were told when it was merged, or opened again
        await act.uow.outbox.add(*_told_of_call(act, case))
    is_waiting = await is_aside(act, act.visitor.person)
    said = Entered(is_left=is_left, own_waits=is_waiting)
    if not is_hidden:
        said = replace(said, number=told.number, reply=_reply(case, told), call_back=_call_back(case, told))
    mode = Mode.NEW if is_hidden else Mode.EDIT
    await act.uow.outbox.add(Notice(said, to, slot=SCREEN, mode=mode))
    return case


async def _hand_over(act: ReporterAct, sent: Draft, case: Case, told: Case, receipt: Receipt) -> Case:
    """Shows the words once. Where a call back was planned, the answer to the reporter is due again instead. `told`: the
    case of the report; `case`: the one that goes on, which it returns."""
    (code, keyed_hash), is_printed, uow = receipt, words_for(sent) == PRINTED, act.uow
    to = ToChat(act.visitor.chat, sent.language)
    own = await uow.reports.of_person(caller_of(sent.id))
    await uow.receipts.hand(keyed_hash, own[0][0].id, act.now)
    await uow.outbox.add(Notice(WordsHanded(code=tuple(code), is_printed=is_printed), to, gone_after=SHOWN))
    after, call = with_words(case, told.id), call_to(case, told.id)
    if after != case and call is not None:
        await uow.cases.save(after, was=case.version)
        if call.is_open:
            await uow.outbox.add(message_gone(case, call.agency, given_slot(case, call.id)))
    return after


def _told_of_call(act: ReporterAct, case: Case) -> list[Notice]:
    """Tells the lead whom it is to call. Of other tasks that were given meanwhile everybody has heard already."""
    call = call_to(case, case.id)
    if call is None or not call.is_open:
        return []
    others = tuple(one for one in case.assignments if one != call)
    return told_of_tasks(act.services, replace(case, assignments=others), case, act.now)


async def _clear(act: ReporterAct, sent: Draft, *, is_hidden: bool) -> None:
    """Deletes from the chat what was typed and sent for this draft. Where the officer's body must not know of the case
    (`is_hidden`), everything that was written since the draft was begun is deleted."""
    gone = {MessageId(piece.message_id) for piece in pieces(sent)} | {MessageId(m.message_id) for m in sent.media}
    gone |= {MessageId(message) for message in sent.coming}
    if is_hidden:
        gone |= set(await act.uow.messages.since(act.visitor.chat, sent.started_at - BEFORE_IT))
    if gone:
        to = ToChat(act.visitor.chat, sent.language)
        await act.uow.outbox.add(Notice(Wipe(messages=tuple(sorted(gone))), to))


def _reply(case: Case, told: Case) -> datetime | None:
    return told_due_to(case, DeadlineKind.REPLY, reporters_of(case, told.id))


def _call_back(case: Case, told: Case) -> datetime | None:
    call = call_to(case, told.id)
    return call.due_at if call is not None and call.is_open else None
