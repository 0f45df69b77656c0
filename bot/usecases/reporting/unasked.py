"""SG42: words and files that a person with a case sends without being asked.

Where contact is allowed, nothing was hidden and the person wrote just now, they are asked whether it is about that
case. Otherwise it begins as new, and nothing in the chat shows that there is a case. Left alone, either is sent to the
officers by itself, so nothing that was stored is lost.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.contact_hours import reachable_at, suitable
from bot.domain.cases.reopening import is_alarming
from bot.domain.ids import CaseNumber
from bot.domain.intake.asides import knows, put_aside
from bot.domain.intake.staff_intake import is_entered
from bot.domain.intake.unasked import SAME_PERSON, asked_about, begun_as_new
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.files import MessageGone
from bot.domain.people import Reporter, Visitor
from bot.domain.report import Addition, Contact, Draft, Piece, Report
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.access.private_chat import conversation_of, locale_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.reporting.draft.answering import nothing_open
from bot.usecases.reporting.draft.conversation import new_draft, save_and_render
from bot.usecases.reporting.draft.saving import save_draft, save_unshown
from bot.usecases.reporting.draft.screens import SCREEN, Display, screen
from bot.usecases.reporting.draft.submission import open_report
from bot.usecases.reporting.sent_reports import additions
from bot.usecases.reporting.sent_reports.additions import OwnReport
from bot.usecases.reporting.sent_reports.limits import refuse_too_much_added
from bot.usecases.services import Services, Transaction

GOES = "aside-goes"
"""The note above the first question: the words are stored, and when they are sent to the officers."""


async def take_words(act: ReporterAct, draft: Draft | None, piece: Piece) -> bool:
    """Takes words of a person who has a case and is asked nothing just now. Returns False and does nothing where they
    have none, or are in a conversation."""
    if draft is not None and draft.about is not None:
        await _more_words(act, draft, piece)
        return True
    own = None if draft is not None and not is_empty(draft) else await additions.own_of(act.uow, act.visitor.person)
    if own is None:
        return False
    if not await may_be_asked(act, own.report):
        await _begin(act, draft, own, piece)
    elif piece.courtesy:
        refuse_too_much_added(act.services, own.report, piece, act.now)
        await additions.add(act, own, Addition(act.now, pieces=(piece,)))
    else:
        await _ask(act, draft, own, piece)
    return True


def is_empty(draft: Draft) -> bool:
    """Whether nothing was told in this conversation yet."""
    return not (draft.answers or draft.media or draft.coming or is_entered(draft)) and draft.case is None


async def may_be_asked(act: ReporterAct, report: Report) -> bool:
    """SG42: whether contact is allowed now, the chat was not cleared since the report, and the person wrote within the
    hour."""
    newest = (await act.uow.reports.of_person(act.visitor.person))[0][0]
    for token in {report.reporter, newest.reporter}:
        reporter = await act.uow.reports.reporter(token)
        if reporter is None or not await _is_allowed(act, reporter):
            return False
    return await goes_on(act.uow, act.visitor, report, act.now)


async def goes_on(uow: UnitOfWork, visitor: Visitor, report: Report, now: datetime) -> bool:
    """Whether the person who sent the report is still at the phone: nothing was hidden since, and they wrote just
    now."""
    reporter = await uow.reports.reporter(report.reporter)
    was_hidden = reporter is None or (reporter.hidden_at is not None and reporter.hidden_at >= report.sent_at)
    return not was_hidden and await uow.messages.wrote_since(visitor.chat, now - SAME_PERSON)


async def _is_allowed(act: Transaction, reporter: Reporter) -> bool:
    """Whether contact is allowed by Q20, or for a while by the danger path's button."""
    policy, zone = act.services.profile.policy, act.services.profile.zone
    if not reporter.wish.is_contact_allowed:
        return reachable_at(policy, zone, reporter.wish, await act.uow.acts.last(reporter.chat), act.now) is not None
    if reporter.contact is not Contact.TIMES:
        return True
    return suitable(policy, zone, reporter.hours, act.now) == act.now


async def _cannot_wait(act: Transaction, report: Report, piece: Piece) -> bool:
    """Whether the words are alarming by themselves, or the older case is open and is one of danger."""
    case = await case_as_told(act.uow, report.case)
    is_danger = case.is_open and case.urgency is Urgency.P1
    return is_danger or is_alarming(act.services.profile, Addition(piece.said_at, pieces=(piece,)))


def started(services: Services, draft: Draft | None, own: OwnReport, now: datetime) -> Draft:
    """A conversation begun by somebody who has this report. It uses the wording of that report until they say who is
    writing."""
    begun = draft if draft is not None else new_draft(services, own.report.language, now)
    return replace(begun, path=own.report.path, follows=own.number, changed_at=now)


async def _begin(act: ReporterAct, draft: Draft | None, own: OwnReport, piece: Piece) -> None:
    """The words begin something new. Left alone they are sent as they are."""
    before = started(act.services, draft, own, act.now)
    before = replace(before, screen="question", hurry=await _cannot_wait(act, own.report, piece))
    after = put_aside(before, piece, act.now)
    note = "aside-kept" if piece.courtesy else GOES
    await save_and_render(act, before, after, Display(Mode.NEXT, (note,)))


async def _ask(act: ReporterAct, draft: Draft | None, own: OwnReport, piece: Piece) -> None:
    """Asks: about number N, or something new? Left alone, the words are added to N."""
    before = replace(started(act.services, draft, own, act.now), follows=None)
    after = asked_about(put_aside(before, piece, act.now), own.number)
    await save_and_render(act, before, after, Display(Mode.NEXT))


async def _more_words(act: ReporterAct, draft: Draft, piece: Piece) -> None:
    """More words came while it is asked where they belong: they wait with the others, and the question is shown as a
    new message."""
    if not knows(draft, piece.message_id):
        after = replace(put_aside(draft, piece, act.now), screen="about")
        await save_and_render(act, draft, after, Display(Mode.REPLACE))


@transaction_of_request
async def choose(act: ReporterAct, number: CaseNumber | None) -> None:
    """The person says where the words belong: to this own case, or to something new (None)."""
    draft = await conversation_of(act.uow, act.visitor)
    if draft is None or draft.about is None:
        await _stale(act, act.visitor, draft)
    elif number == draft.about:
        to = ToChat(act.visitor.chat, draft.language)
        await act.uow.outbox.add(Notice(MessageGone(), to, slot=SCREEN, mode=Mode.DELETE))
        await give(act, draft)
    else:
        after = replace(begun_as_new(draft), changed_at=act.now)
        await save_and_render(act, draft, after, Display(Mode.EDIT, (GOES,)))


async def _stale(act: Transaction, visitor: Visitor, draft: Draft | None) -> None:
    """An old button: shows the present screen, or how to go on."""
    if draft is None:
        await act.uow.outbox.add(nothing_open(visitor, await locale_of(act.uow, visitor)))
    else:
        await act.uow.outbox.add(screen(act.services.profile, visitor, draft, Display(Mode.REPLACE)))


async def give(act: ReporterAct, draft: Draft, *, into: str = "") -> bool:
    """Adds the words to the case that they were asked about. Returns False where it no longer exists: then they wait as
    new ones."""
    told = {number: report for report, number in await act.uow.reports.of_person(act.visitor.person)}
    report = told.get(draft.about) if draft.about is not None else None
    if report is None or draft.about is None:
        waits = begun_as_new(draft)
        await save_draft(act, draft, waits)
        return False
    await additions.give(act, draft, OwnReport(report, draft.about), into=into)
    return True


async def go_out(absent: ReporterAct, draft: Draft) -> None:
    """Nobody said where the words belong, or went on with them: sends them to the officers as they are. The
    conversation stays open: what follows is added."""
    if draft.about is not None and await give(absent, draft, into=SCREEN):
        return
    sent = await open_report(absent, begun_as_new(draft), incomplete=True)
    await save_unshown(absent, absent.visitor.person, absent.visitor.chat, sent)
    await absent.uow.audit.add("sent_as_it_is", at=absent.now, case=sent.case)
