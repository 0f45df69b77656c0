"""After sending: a person looks at own reports, adds words and files, corrects something, or says stop."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from bot.domain.access.identity import corrected, without_identity
from bot.domain.access.roles import Action, Role, allows
from bot.domain.cases.deadlines.danger import is_on_danger_path
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, CaseNumber, DraftId, PersonKey
from bot.domain.intake.asides import pieces
from bot.domain.intake.facts import voice_of
from bot.domain.intake.unasked import is_loose
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.reports import Added, OwnReports
from bot.domain.people import Visitor
from bot.domain.report import Addition, Draft, MediaRef, Piece, Report
from bot.domain.told import Extra
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.access.private_chat import conversation_of, locale_of, voice_to
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.casework.closing.reopening import Asker
from bot.usecases.casework.withheld_files import tell_withheld
from bot.usecases.reporting.draft import voice_notice
from bot.usecases.reporting.draft.conversation import resumed, save_and_render
from bot.usecases.reporting.draft.saving import save_draft
from bot.usecases.reporting.draft.screens import SCREEN, Display, screen
from bot.usecases.reporting.draft.submission import AdditionResult, take_addition
from bot.usecases.reporting.sent_reports.help_after import show_help
from bot.usecases.reporting.sent_reports.limits import refuse_too_much_added

LOOKED_AT = 20
"""How many own reports are read, newest first, to find an open one."""


class OwnReport(NamedTuple):
    """A report of the person who acts, with the number of its case."""

    report: Report
    number: CaseNumber


@dataclass(frozen=True)
class Confirmation:
    """How the person is told that something was added to their report."""

    word: str = "added"
    quiet: bool = False
    """Whether nothing is said, because it has been said already."""
    unseen: bool = False
    """Whether nothing is said, because the person hides."""
    into: str = ""
    """The slot of a message that says it, in place of a new one."""
    is_carded: bool = False
    """Whether the person has been shown already whom to call."""


CONFIRMED = Confirmation()
"""The confirmation is a message of its own."""


@transaction_of_request
async def show_status(act: ReporterAct) -> None:
    """/status: shows own reports with state, dates and answers, as they are when the message is sent."""
    await add_status(act.uow, act.visitor)


async def add_status(uow: UnitOfWork, visitor: Visitor) -> None:
    """Shows own reports, in a transaction that is open already."""
    to = ToChat(visitor.chat, await locale_of(uow, visitor))
    said = OwnReports(person=visitor.person, voice=await voice_to(uow, visitor))
    await uow.outbox.add(Notice(said, to))


@transaction_of_request
async def begin_addition(act: ReporterAct, number: CaseNumber) -> None:
    """Awaits what the person wants to add to an own report. A conversation that was begun comes first. Words that the
    person sent unasked, and that wait for where they belong, join this report."""
    heard = () if voice_notice.has_read(await own_report(act.uow, act.visitor, number)) else (voice_notice.NOTE,)
    draft, is_busy = await await_addition(act, number)
    notes = ("addition-later",) if is_busy else heard
    await act.uow.outbox.add(screen(act.services.profile, act.visitor, draft, Display(Mode.NEXT, notes)))


async def await_addition(act: ReporterAct, number: CaseNumber, *, question: int = 0) -> tuple[Draft, bool]:
    """Makes the person's next messages additions to an own report, or the answer to `question` of the officers, if
    there is one. Returns the conversation at hand, and whether it is about something else and comes first."""
    report, draft = await own_report(act.uow, act.visitor, number), await conversation_of(act.uow, act.visitor)
    if draft is not None and is_loose(draft):
        await give(act, draft, OwnReport(report, number))
        report, draft = await own_report(act.uow, act.visitor, number), None
    busy = draft is not None and bool(draft.answers or draft.media or draft.coming)
    in_conversation = draft is not None and busy and draft.case == report.case
    if draft is not None and busy and not in_conversation:
        return draft, True
    if draft is not None and in_conversation:
        draft = replace(draft, screen="add", changed_at=act.now)
    else:
        await _leave(act.uow, act.visitor, draft)
        draft = awaiting(report, number, act.now)
    awaited = voice_notice.read(replace(draft, question=question))
    await save_draft(act, draft, awaited)
    return awaited, False


async def give(act: ReporterAct, draft: Draft, own: OwnReport, *, into: str = "") -> None:
    """Adds the words of a conversation to an own report, where they did not begin a report of their own. Nobody is
    shown whom to call: that was shown when the words came, and now perhaps nobody is at the phone."""
    await act.uow.drafts.drop(act.visitor.person, erase=True)
    confirmation = Confirmation(into=into, is_carded=True)
    await add(act, own, Addition(act.now, pieces=tuple(pieces(draft))), confirmation)


async def _leave(uow: UnitOfWork, visitor: Visitor, draft: Draft | None) -> None:
    """Drops an empty conversation, or another addition that is awaited."""
    if draft is not None:
        await uow.drafts.drop(visitor.person, erase=draft.case is None)


def awaiting(report: Report, number: CaseNumber, now: datetime) -> Draft:
    """A draft that only waits for additions to a sent report. It is encrypted with the key of the case."""
    draft = Draft(DraftId(report.case), report.path, report.language, now, now)
    return replace(draft, screen="add", case=report.case, number=number)


@transaction_of_request
async def end_addition(act: ReporterAct) -> None:
    """Done: what was added is with the officers. The conversation of somebody in danger goes on; otherwise own reports
    are shown."""
    draft = await conversation_of(act.uow, act.visitor)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    if draft is not None and is_on_danger_path(draft):
        await save_and_render(act, draft, replace(resumed(draft), changed_at=act.now), Display(Mode.EDIT))
        return
    if draft is not None and draft.is_addition:
        await act.uow.drafts.drop(act.visitor.person, erase=False)
    said = OwnReports(person=act.visitor.person, voice=await voice_to(act.uow, act.visitor))
    await act.uow.outbox.add(Notice(said, to, slot=SCREEN, mode=Mode.EDIT))


async def own_of(uow: UnitOfWork, person: PersonKey, case: CaseId | None = None) -> OwnReport | None:
    """The person's report in this case; without a case, the newest whose case is open, else the newest. None where
    there is none."""
    told = [OwnReport(*one) for one in await uow.reports.of_person(person)]
    if case is not None:
        return next((own for own in told if own.report.case == case), None)
    for own in told[:LOOKED_AT]:
        if (await case_as_told(uow, own.report.case)).is_open:
            return own
    return told[0] if told else None


async def own_report(uow: UnitOfWork, visitor: Visitor, number: CaseNumber) -> Report:
    """The person's own report with this case number. Raises NotFound, which says nothing about other people's."""
    for report, own in await uow.reports.of_person(visitor.person):
        if own == number and allows(Action.OWN_REPORT, {Role.REPORTER}):
            return report
    raise NotFound


async def add_words(act: ReporterAct, draft: Draft, piece: Piece) -> None:
    """A message came while an addition is awaited."""
    report = await report_of(act.uow, act.visitor, draft.case)
    if report is not None and draft.number is not None:
        refuse_too_much_added(act.services, report, piece, act.now)
        own = OwnReport(report, draft.number)
        await add(act, own, addition_of(piece, draft.question, act.now))


def addition_of(piece: Piece, question: int, now: datetime) -> Addition:
    """The words as an addition. As an answer to a question every word counts, also "ok" and "thanks"."""
    return Addition(now, pieces=(replace(piece, courtesy=piece.courtesy and not question),), question=question)


async def report_of(uow: UnitOfWork, visitor: Visitor, case: CaseId | None) -> Report | None:
    """The person's report in this case; None where there is none."""
    told = await uow.reports.of_person(visitor.person)
    return next((report for report, _ in told if report.case == case), None)


async def add(act: ReporterAct, own: OwnReport, addition: Addition, confirmation: Confirmation = CONFIRMED) -> None:
    """Stores the addition, tells the bodies (without content), and tells the person what came of it. The same message
    counts once."""
    report, into = own.report, confirmation.into
    if not is_new(report, addition):
        return
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    asker = Asker(to, own.number, voice_of(report))
    asker = replace(asker, slot=into, mode=Mode.EDIT) if into else asker
    result = await take_addition(act, report, addition, None if confirmation.unseen else asker)
    if confirmation.unseen:
        return
    if not confirmation.is_carded:
        before = "" if addition.corrects is None else said_before(report, addition.corrects)[0]
        await show_help(act, result, addition, to, before=before)
    await tell_withheld(act, report, to, (*report.all_media, *addition.media), result.report.all_media)
    is_stored = addition.pieces or any(item.state.is_stored for item in addition.media)
    if is_stored and not confirmation.quiet and not result.is_reopened:
        await act.uow.outbox.add(await _added(act, asker, result, confirmation.word))


async def _added(act: ReporterAct, asker: Asker, result: AdditionResult, word: str) -> Notice:
    """The message that says what became of the addition, as it is at this moment (SG40)."""
    draft, case = await conversation_of(act.uow, act.visitor), await case_as_told(act.uow, result.report.case)
    if not result.goes_to_officers and word == "added":
        word = "added-kept" if case.is_open else "added-closed"
    awaited = draft is not None and draft.is_addition
    said = Added(number=asker.number or CaseNumber(0), voice=asker.voice, word=word, awaited=awaited)
    return Notice(said, asker.to, slot=asker.slot or "added", mode=asker.mode)


def is_new(report: Report, addition: Addition) -> bool:
    """Whether the addition holds anything that the report does not. False for an update that came twice, and for an
    edit that changes nothing."""
    if addition.corrects is not None:
        return addition.pieces != () and said_in(addition.pieces[0]) != said_before(report, addition.corrects)
    pieces = {piece.message_id for old in report.additions for piece in old.pieces}
    files = {item.message_id for item in report.all_media}
    new_pieces = {piece.message_id for piece in addition.pieces}
    return not (pieces & new_pieces or files & {item.message_id for item in addition.media})


async def correct_sent(act: ReporterAct, piece: Piece) -> None:
    """A message of a sent report was edited: it is added as a correction. One that says who reports is corrected in the
    identity vault, and the case learns nothing of it. Unknown messages are ignored."""
    for report, number in await act.uow.reports.of_person(act.visitor.person):
        known = await act.uow.identities.of(report)
        identity = corrected(known, piece)
        if identity is not None:
            if identity != known:
                await act.uow.identities.save(report.reporter, identity)
                await act.uow.reports.save(replace(report, answers=without_identity(report.answers)))
            return
        if piece.message_id in message_ids(report):
            refuse_too_much_added(act.services, report, piece, act.now)
            addition = Addition(act.now, pieces=(piece,), corrects=piece.message_id)
            await add(act, OwnReport(report, number), addition)
            return


Said = tuple[str, tuple[Extra, ...]]
"""Words, and the media and details that come with them."""


def said_in(told: Piece | MediaRef) -> Said:
    """What one message says: its words or its caption, and what comes with them."""
    return (told.text if isinstance(told, Piece) else told.caption), told.extras


def said_before(report: Report, message: int) -> Said:
    """What a message of the report says, as it was last corrected."""
    added = [(old.corrects, piece) for old in report.additions for piece in old.pieces]
    corrections = [piece for corrects, piece in added if corrects == message]
    written: list[Piece | MediaRef] = [piece for answer in report.answers for piece in answer.pieces]
    written += [*(piece for _, piece in added), *report.all_media]
    known = [*reversed(corrections), *(one for one in written if one.message_id == message)]
    return next((said_in(one) for one in known), ("", ()))


def message_ids(report: Report) -> frozenset[int]:
    """All messages of the person in the report and its additions."""
    pieces = [piece for answer in report.answers for piece in answer.pieces]
    pieces += [piece for addition in report.additions for piece in addition.pieces]
    return frozenset([piece.message_id for piece in pieces] + [item.message_id for item in report.all_media])
