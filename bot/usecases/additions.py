"""After sending: own reports looked at, words and files added to them, corrections, a word to stop."""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.facts import voice_of
from bot.domain.identity import corrected, hollow
from bot.domain.ids import CaseId, CaseNumber, DraftId
from bot.domain.notices import Fact, Mode, Notice, ToChat
from bot.domain.report import Addition, Draft, MediaRef, Piece, Report
from bot.domain.roles import Action, Standing, allows
from bot.ports import UnitOfWork, Visitor
from bot.usecases import voice_notice
from bot.usecases.line import Line
from bot.usecases.passing_on import heard_more
from bot.usecases.screens import SCREEN, screen
from bot.usecases.talk import due_at, locale_of, voice_to
from bot.usecases.withholding import tell_withheld


async def show_status(line: Line, visitor: Visitor) -> None:
    """/status: own reports with state, dates and answers; read when it is shown."""
    async with line.begin() as uow:
        to = ToChat(visitor.chat, await locale_of(uow, visitor))
        facts: dict[str, Fact] = {"person": visitor.person, "voice": await voice_to(uow, visitor)}
        await uow.outbox.add(Notice("status", to, facts))
        await uow.commit()


async def begin_addition(line: Line, visitor: Visitor, number: CaseNumber, now: datetime) -> None:
    """Await what the person wants to add to an own report. A talk that was begun goes first."""
    async with line.begin() as uow:
        report = await own_report(uow, visitor, number)
        draft = await uow.drafts.of(visitor.person)
        busy = draft is not None and bool(draft.answers)
        notes = ("addition-later",) if busy else () if voice_notice.has_read(report) else (voice_notice.NOTE,)
        if draft is None or not busy:
            await _leave(uow, visitor, draft)
            draft = voice_notice.read(awaiting(report, number, now))
            await uow.drafts.save(visitor.person, visitor.chat, draft, due_at=due_at(line.profile, draft))
        to = ToChat(visitor.chat, draft.language)
        await uow.outbox.add(screen(line.profile, to, visitor.person, draft, Mode.NEXT, notes))
        await uow.commit()


async def _leave(uow: UnitOfWork, visitor: Visitor, draft: Draft | None) -> None:
    """Drop an empty talk, or another addition that is awaited."""
    if draft is not None:
        await uow.drafts.drop(visitor.person, erase=draft.case is None)


def awaiting(report: Report, number: CaseNumber, now: datetime) -> Draft:
    """A draft that only waits for additions to a sent report; it lives under the case's key."""
    draft = Draft(DraftId(report.case), report.path, report.language, now, now)
    return replace(draft, screen="add", case=report.case, number=number)


async def end_addition(line: Line, visitor: Visitor, now: datetime) -> None:
    """Done: what was added is with the officers; own reports are shown."""
    async with line.begin() as uow:
        draft = await uow.drafts.of(visitor.person)
        to = ToChat(visitor.chat, await locale_of(uow, visitor))
        if draft is not None and draft.is_addition:
            await uow.drafts.drop(visitor.person, erase=False)
        facts: dict[str, Fact] = {"person": visitor.person, "voice": await voice_to(uow, visitor)}
        await uow.outbox.add(Notice("status", to, facts, slot=SCREEN, mode=Mode.EDIT))
        await uow.commit()


async def own_report(uow: UnitOfWork, visitor: Visitor, number: CaseNumber) -> Report:
    """The person's own report with this case number; NotFound says nothing of others'."""
    for report, own in await uow.reports.of_person(visitor.person):
        if own == number and allows(Action.OWN_REPORT, {Standing.REPORTER}):
            return report
    raise NotFound


async def add_words(line: Line, uow: UnitOfWork, visitor: Visitor, draft: Draft, piece: Piece, now: datetime) -> None:
    """A message while an addition is awaited."""
    report = await report_of(uow, visitor, draft.case)
    if report is not None and draft.number is not None:
        await add(line, uow, visitor, report, draft.number, Addition(now, pieces=(piece,)), now)


async def report_of(uow: UnitOfWork, visitor: Visitor, case: CaseId | None) -> Report | None:
    """The person's report in this case."""
    told = await uow.reports.of_person(visitor.person)
    return next((report for report, _ in told if report.case == case), None)


async def add_to_newest(
    line: Line,
    uow: UnitOfWork,
    visitor: Visitor,
    now: datetime,
    *,
    pieces: tuple[Piece, ...] = (),
    media: tuple[MediaRef, ...] = (),
) -> bool:
    """Somebody writes on after sending: it joins the newest report while its case is open. False: none is."""
    told = await uow.reports.of_person(visitor.person)
    if not told:
        return False
    report, number = told[0]
    if not (await uow.cases.get(report.case)).is_open:
        return False
    await add(line, uow, visitor, report, number, Addition(now, pieces=pieces, media=media), now)
    return True


async def add(
    line: Line,
    uow: UnitOfWork,
    visitor: Visitor,
    report: Report,
    number: CaseNumber,
    addition: Addition,
    now: datetime,
    *,
    word: str = "added",
    quiet: bool = False,
) -> None:
    """Keep the addition, mark the cards (without content), and tell the person; the same message counts once."""
    if not is_new(report, addition):
        return
    held = await heard_more(line, uow, report, addition, now)
    to = ToChat(visitor.chat, await locale_of(uow, visitor))
    await tell_withheld(line, uow, report, to, (*report.all_media, *addition.media), held.all_media)
    draft = await uow.drafts.of(visitor.person)
    awaited = draft is not None and draft.is_addition
    facts: dict[str, Fact] = {"number": int(number), "voice": voice_of(report), "word": word, "awaited": awaited}
    if not quiet and (addition.pieces or any(item.state.is_held for item in addition.media)):
        await uow.outbox.add(Notice("added", to, facts, slot="added", mode=Mode.REPLACE))


def is_new(report: Report, addition: Addition) -> bool:
    """Whether its messages are not yet in the report (an update that came twice)."""
    if addition.corrects is not None:
        words = [piece.text for old in report.additions if old.corrects == addition.corrects for piece in old.pieces]
        return words[-1:] != [piece.text for piece in addition.pieces]
    known = {piece.message_id for old in report.additions for piece in old.pieces}
    known |= {item.message_id for old in report.additions for item in old.media}
    new = {piece.message_id for piece in addition.pieces} | {item.message_id for item in addition.media}
    return not new & known


async def correct_sent(line: Line, uow: UnitOfWork, visitor: Visitor, piece: Piece, now: datetime) -> None:
    """An edited message of a report that was sent: added as a correction; one that says who reports is put right in the
    vault, and the case learns nothing. Unknown messages are let be."""
    for report, number in await uow.reports.of_person(visitor.person):
        identity = corrected(await uow.identities.of(report), piece)
        if identity is not None:
            await uow.identities.save(report.reporter, identity)
            await uow.reports.save(replace(report, answers=hollow(report.answers)))
            return
        if piece.message_id in message_ids(report):
            addition = Addition(now, pieces=(piece,), corrects=piece.message_id)
            await add(line, uow, visitor, report, number, addition, now)
            return


def message_ids(report: Report) -> frozenset[int]:
    """All messages of the person in the report and its additions."""
    pieces = [piece for answer in report.answers for piece in answer.pieces]
    pieces += [piece for addition in report.additions for piece in addition.pieces]
    return frozenset([piece.message_id for piece in pieces] + [item.message_id for item in report.all_media])
