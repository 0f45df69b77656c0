"""Coming back with five words, from any account: state and dates are shown, and more can be added (SG17)."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.domain.access.receipts import SHOWN, WAITS, Awaiting, Follower, asked, came, left
from bot.domain.cases.case import Case
from bot.domain.cases.reporter.plain_steps import plain_steps
from bot.domain.cases.reporter.promises import promises
from bot.domain.cases.reporter.questions import open_to
from bot.domain.ids import CaseNumber, MessageId
from bot.domain.intake.facts import voice_of
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.files import Wipe
from bot.domain.notices.reporter.in_chat import ChatHidden
from bot.domain.notices.reporter.reports import (
    FollowAdd,
    FollowAdded,
    FollowAnswers,
    FollowAsk,
    Followed,
    FollowPaused,
    FollowWrong,
)
from bot.domain.people import Visitor
from bot.domain.report import Addition, Piece, Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.access.private_chat import locale_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.casework.closing.reopening import Asker
from bot.usecases.reporting.draft.submission import take_addition
from bot.usecases.reporting.sent_reports import callers_words
from bot.usecases.reporting.sent_reports.additions import addition_of
from bot.usecases.reporting.sent_reports.code_look_up import MaybeCode, Typed, looked_up, until_answered
from bot.usecases.reporting.sent_reports.help_after import show_help
from bot.usecases.reporting.sent_reports.limits import refuse_too_much_added
from bot.usecases.reporting.sent_reports.open_questions import show_followed
from bot.usecases.reporting.sent_reports.receipts import SLOT
from bot.usecases.reporting.slips import slips
from bot.usecases.services import Request

NO_NUMBER = CaseNumber(0)


@transaction_of_request
async def ask(act: ReporterAct) -> None:
    """/follow: the next words are taken as the five words."""
    follower = await act.uow.receipts.follower(act.visitor.person)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    if follower is not None and follower.is_paused(act.now):
        await act.uow.outbox.add(paused(to, follower))
    else:
        await act.uow.receipts.save_follower(act.visitor.person, asked(follower, act.now))
        await act.uow.outbox.add(Notice(FollowAsk(), to, slot=SLOT, mode=Mode.REPLACE))


async def come(request: Request, words: MaybeCode, message: MessageId) -> None:
    """A code was typed: its message is deleted at once. Its slow hash is computed once whatever the code is, so that a
    wrong code and one that was never given look and last alike. It is not computed during a pause, in which no code is
    read. Raises as `until_answered`."""
    look_up = partial(looked_up, request, words, message)
    await until_answered(request, look_up, answered, typed=await look_up())


async def answered(act: ReporterAct, *, typed: Typed | None) -> bool:
    """Whether the code was answered. False where it has to be looked up, or looked up again: nothing was stored."""
    if typed is None:
        return False
    uow, visitor, keyed_hash, use = act.uow, act.visitor, typed.keyed_hash, typed.use
    follower = await uow.receipts.follower(visitor.person)
    is_paused = follower is not None and follower.is_paused(act.now)
    report = None if keyed_hash is None or is_paused else await uow.receipts.report_of(keyed_hash)
    if not is_paused and (
        keyed_hash is None or (use is None and await callers_words.are_callers(uow, keyed_hash, report))
    ):
        return False
    to = ToChat(visitor.chat, await locale_of(uow, visitor))
    await uow.outbox.add(Notice(Wipe(messages=(typed.message,)), to))
    if follower is not None and is_paused:
        await uow.outbox.add(paused(to, follower))
    elif use is None or keyed_hash is None or not await callers_words.answered(act, to, keyed_hash, use):
        await _look(act, to, report, follower)
    return True


async def _look(act: ReporterAct, to: ToChat, report: Report | None, before: Follower | None) -> None:
    """Shows what the code leads to; counts a wrong one."""
    follower = came(before, report.id if report is not None else None, act.now)
    await act.uow.receipts.save_follower(act.visitor.person, follower)
    if report is not None:
        await act.uow.audit.add("followed", at=act.now, case=report.case)
        wants = before.wants if before is not None else Awaiting.NOTHING
        await _lead_to(act, to, follower, report, wants)
    elif follower.is_paused(act.now):
        await act.uow.audit.add("follow_paused", at=act.now, person=act.visitor.person)
        await act.uow.outbox.add(paused(to, follower))
    else:
        await act.uow.outbox.add(Notice(FollowWrong(), to, slot=SLOT, mode=Mode.REPLACE))


def stands_now(report: Report, case: Case, now: datetime, answers: int) -> Followed:
    """State and dates as they are now, and nothing that was told or answered."""
    waiting = len(open_to(case, report.id))
    return Followed(
        state=case.state,
        sent=report.sent_at,
        promises=promises(case, now),
        steps=plain_steps(case),
        questions=waiting,
        answers=answers,
    )


def paused(to: ToChat, follower: Follower) -> Notice:
    """Says kindly that there is a pause, and when it ends."""
    return Notice(FollowPaused(until=follower.paused_until), to, slot=SLOT, mode=Mode.REPLACE)


async def add_words(act: ReporterAct, piece: Piece) -> bool:
    """Words came while an addition is awaited: they are added to the report that the five words led to. Returns False
    and does nothing where the report no longer exists."""
    report = await awaited_report(act.uow, act.visitor, act.now)
    if report is None:
        return False
    refuse_too_much_added(act.services, report, piece, act.now)
    follower = await act.uow.receipts.follower(act.visitor.person)
    question = follower.question if follower is not None else 0
    await add(act, report, addition_of(piece, question, act.now))
    return True


@transaction_of_request
async def begin_addition(act: ReporterAct) -> None:
    """Asks what to add to the report that the code led to; without a report, asks for the code."""
    follower = await act.uow.receipts.follower(act.visitor.person)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    if follower is None or follower.report is None:
        await act.uow.receipts.save_follower(act.visitor.person, asked(follower, act.now))
        await act.uow.outbox.add(Notice(FollowAsk(), to, slot=SLOT, mode=Mode.REPLACE))
    else:
        adding = replace(follower, awaiting=Awaiting.ADDITION, question=0, changed_at=act.now)
        await act.uow.receipts.save_follower(act.visitor.person, adding)
        await act.uow.outbox.add(Notice(FollowAdd(), to, slot=SLOT, mode=Mode.REPLACE))


async def awaited_report(uow: UnitOfWork, visitor: Visitor, now: datetime) -> Report | None:
    """The report that the person has found with five words and is adding to; None where there is none (any more)."""
    follower = await uow.receipts.follower(visitor.person)
    if follower is None or follower.report is None or follower.waits_for(now) != Awaiting.ADDITION:
        return None
    return await uow.receipts.report(follower.report)


async def add(act: ReporterAct, report: Report, addition: Addition) -> None:
    """Adds to the report and tells the person what came of it; from now on more is awaited."""
    follower = await act.uow.receipts.follower(act.visitor.person)
    if follower is not None:
        await act.uow.receipts.save_follower(act.visitor.person, replace(follower, changed_at=act.now))
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    result = await take_addition(act, report, addition, Asker(to, None, slot=SLOT))
    await show_help(act, result, addition, to)
    is_stored = addition.pieces or any(item.state.is_stored for item in addition.media)
    if is_stored and not result.is_reopened:
        said = FollowAdded(goes=result.goes_to_officers)
        await act.uow.outbox.add(Notice(said, to, slot=SLOT, mode=Mode.REPLACE))


async def read_question(request: Request) -> None:
    """Shows the officers' question to the person who sent the report that the code led to; without a report, asks for
    the code."""
    await _read(request, Awaiting.QUESTION)


async def read_answers(request: Request) -> None:
    """Shows what the officers have answered about the report that the code led to; without a report, asks for the
    code."""
    await _read(request, Awaiting.ANSWERS)


async def ask_for_slip(request: Request) -> None:
    """Offers a slip for the report that the code led to; without a report, asks for the code."""
    await _read(request, Awaiting.SLIP)


@transaction_of_request
async def _read(act: ReporterAct, what: str) -> None:
    follower = await act.uow.receipts.follower(act.visitor.person)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    found = follower.report if follower is not None and act.now < follower.changed_at + WAITS else None
    report = await act.uow.receipts.report(found) if found is not None else None
    if follower is None or report is None:
        await act.uow.receipts.save_follower(act.visitor.person, replace(asked(follower, act.now), wants=what))
        await act.uow.outbox.add(Notice(FollowAsk(), to, slot=SLOT, mode=Mode.REPLACE))
    else:
        await _lead_to(act, to, follower, report, what)


async def _lead_to(act: ReporterAct, to: ToChat, follower: Follower, report: Report, what: str) -> None:
    """Shows what the code was asked for: a question, the answers, a slip, else state and dates."""
    case = await case_as_told(act.uow, report.case)
    if what == Awaiting.QUESTION and await show_followed(act, follower, report):
        return
    if what == Awaiting.SLIP and await slips.show_ask(act.uow, to, report, NO_NUMBER):
        return
    replies = await act.uow.reports.replies_of(case.id)
    if what == Awaiting.ANSWERS and replies:
        said = FollowAnswers(case=case.id, voice=voice_of(report))
        await act.uow.outbox.add(Notice(said, to, gone_after=SHOWN))
        return
    may_have_slip = await slips.named_institution(act.uow, report) is not None
    stands = replace(stands_now(report, case, act.now, len(replies)), may_have_slip=may_have_slip)
    await act.uow.outbox.add(Notice(stands, to, slot=SLOT, mode=Mode.REPLACE))


@transaction_of_request
async def done(act: ReporterAct) -> None:
    """Ends the visit: nothing more is awaited."""
    await leave(act.uow, act.visitor, act.now)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    await act.uow.outbox.add(Notice(ChatHidden(), to, slot=SLOT, mode=Mode.REPLACE))


async def leave(uow: UnitOfWork, visitor: Visitor, now: datetime) -> None:
    """Ends the following of a report, so that the person's next words are told like any others."""
    follower = await uow.receipts.follower(visitor.person)
    if follower is not None:
        await uow.receipts.save_follower(visitor.person, left(follower, now))
