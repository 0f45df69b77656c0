"""From a draft to a report in a case: opened once, kept up to date while the danger lane goes on (L1, Q-rules 1, 2)."""

import re
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.asides import answers_of, fold_asides
from bot.domain.braking import hold, is_held
from bot.domain.case import Case
from bot.domain.casework import add_report_facts, open_case
from bot.domain.facts import age_band, contact_of, facts_of, hours_of
from bot.domain.identity import hollow, identity_of, renewed
from bot.domain.ids import AgencyKey, CaseId, ChatId, PersonKey, ReporterToken, ReportId
from bot.domain.notices import Mode, Notice, Priority, ToAgency
from bot.domain.questionnaire import finish, stub_due
from bot.domain.report import Addition, Draft, Report
from bot.domain.urgency import Urgency
from bot.ports import Reporter, UnitOfWork, Visitor
from bot.usecases import voice_notice
from bot.usecases.braking import hold_back, runs_over
from bot.usecases.line import Line
from bot.usecases.quarantine import pass_on_held
from bot.usecases.raising import tell_of_raise
from bot.usecases.shown_messages import follow_case
from bot.usecases.telling import tell_agencies, tell_of_new_case
from bot.usecases.withholding import alert_keepers, withhold_in_report

KNOWN = "known:repeat"
REPEAT_WITHIN = timedelta(days=365)
"""T20: another report on the same child within 12 months."""


async def pass_on(
    line: Line, uow: UnitOfWork, visitor: Visitor, before: Draft | None, after: Draft, now: datetime
) -> Draft:
    """The danger lane: a stub case once it is due, later answers added to it as they come."""
    if stub_due(line.profile.questionnaire, after):
        return await open_report(line, uow, visitor.person, visitor.chat, after, now, incomplete=True)
    told = before is not None and (before.answers, before.media) != (after.answers, after.media)
    if after.case is not None and told:
        return await renew_report(line, uow, visitor.person, visitor.chat, after, now, incomplete=True)
    return after


async def open_report(
    line: Line, uow: UnitOfWork, person: PersonKey, chat: ChatId, draft: Draft, now: datetime, *, incomplete: bool
) -> Draft:
    """Make the case and its report, call the agencies; gives the draft with its case and number."""
    folded = fold_asides(draft)
    case_id, marks = CaseId(draft.id), child_marks(line, folded)
    facts = await _facts(line, uow, folded, marks, case_id, now)
    number = await uow.cases.next_number()
    report = _report(line, folded, ReporterToken(line.tokens.token()), now, incomplete=incomplete)
    report = await withhold_in_report(line, uow, report)
    case = open_case(line.profile, report, facts, case_id, number, now)
    if await runs_over(line, uow, person, draft, case, now):
        case = hold(case)
    await uow.cases.add(case)
    await hold_back(line, uow, case, now)
    await uow.reports.add(report)
    await uow.reports.save_reporter(_reporter(report, person, chat))
    await uow.identities.save(report.reporter, identity_of(report.path, finish(line.profile.questionnaire, folded)))
    await uow.reports.mark_child(case_id, marks, now)
    await uow.audit.add("case_opened", at=now, case=case_id, facts={"urgency": case.urgency.value})
    await tell_of_new_case(line, uow, case)
    await alert_keepers(line, uow, None, case)
    return replace(draft, case=case_id, number=number, media=report.media)


async def renew_report(
    line: Line, uow: UnitOfWork, person: PersonKey, chat: ChatId, draft: Draft, now: datetime, *, incomplete: bool
) -> Draft:
    """The report of a danger talk takes the answers given since; the class may rise, agencies may join. Gives the draft
    with its files held as in the report."""
    folded = fold_asides(draft)
    case = await uow.cases.get(CaseId(draft.id))
    old = next(report for report, _ in await uow.reports.of_person(person) if report.case == case.id)
    report = replace(
        _report(line, folded, old.reporter, old.sent_at, incomplete=incomplete), id=old.id, additions=old.additions
    )
    report = await withhold_in_report(line, uow, report, old.media)
    marks = child_marks(line, folded)
    facts = await _facts(line, uow, folded, marks, case.id, now)
    await uow.reports.save(report)
    await uow.reports.save_reporter(_reporter(report, person, chat))
    told = identity_of(report.path, finish(line.profile.questionnaire, folded))
    await uow.identities.save(report.reporter, renewed(await uow.identities.of(old), told))
    await uow.reports.mark_child(case.id, marks, now)
    await _save_case(line, uow, case, add_report_facts(line.profile, case, report, facts, now), now)
    return replace(draft, media=report.media)


async def heard_more(line: Line, uow: UnitOfWork, report: Report, addition: Addition, now: datetime) -> Report:
    """Words or files after sending: kept with the report; words may raise the class; officers are told that. Gives the
    report with the addition, each file held as is right now."""
    await uow.reports.add_addition(report, addition)
    case = await uow.cases.get(report.case)
    told = replace(report, additions=(*report.additions, addition))
    answers = answers_of(told)
    held = await withhold_in_report(line, uow, told, answers=answers)
    if held != told:
        await uow.reports.rewrite(held)
    facts = facts_of(line.profile.questionnaire, report.path, answers, held.all_media)
    await _save_case(line, uow, case, add_report_facts(line.profile, case, held, facts, now), now)
    await uow.audit.add("added", at=now, case=case.id)
    bodies = [task.agency for task in case.tasks if task.is_open and not is_held(case)]
    await uow.outbox.add(*[_more_told(case, agency, now) for agency in bodies])
    return held


def _more_told(case: Case, agency: AgencyKey, now: datetime) -> Notice:
    """Beside the card: more was told, and when. The older such line goes."""
    return Notice(
        "more_told",
        ToAgency(agency),
        {"number": int(case.number), "at": now.isoformat()},
        Priority.ALERT,
        case=case.id,
        slot=f"more:{case.id}",
        mode=Mode.REPLACE,
        reply_to=f"card:{case.id}",
    )


async def _save_case(line: Line, uow: UnitOfWork, was: Case, case: Case, now: datetime) -> None:
    """Save what new facts have changed, and show it on the cards."""
    if case == was:
        return
    if is_held(case) and case.urgency is Urgency.P1:
        await pass_on_held(line, uow, was, case, now)
        await tell_of_raise(line, uow, was, case, now)
        return
    case = hold(case) if is_held(case) else case
    await uow.cases.save(case, was=was.version)
    await uow.audit.add("facts_added", at=now, case=case.id, facts={"urgency": case.urgency.value})
    await tell_agencies(line, uow, case)
    await follow_case(line, uow, was, case)
    await tell_of_raise(line, uow, was, case, now)
    await alert_keepers(line, uow, was, case)


async def _facts(
    line: Line, uow: UnitOfWork, draft: Draft, marks: tuple[str, ...], case: CaseId, now: datetime
) -> frozenset[str]:
    """What the answers say, and whether this child has been reported before (T20)."""
    facts = facts_of(line.profile.questionnaire, draft.path, draft.answers, draft.media)
    others = (
        [other for other in await uow.reports.similar(marks, now - REPEAT_WITHIN) if other != case] if marks else []
    )
    return facts | {KNOWN} if others else facts


def child_marks(line: Line, draft: Draft) -> tuple[str, ...]:
    """Keyed hashes of the child's name with the age band: find other reports without naming anybody."""
    answer = draft.answer("child_name")
    names = [plain_name(piece.text) for piece in answer.pieces] if answer else []
    return tuple(line.marks.mark("child", f"{name}|{age_band(draft)}") for name in names if name)


def plain_name(text: str) -> str:
    """A name without case, width, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _report(line: Line, draft: Draft, reporter: ReporterToken, now: datetime, *, incomplete: bool) -> Report:
    """What was told, without who told it: that goes into the vault."""
    return Report(
        id=ReportId(line.tokens.token()),
        case=CaseId(draft.id),
        reporter=reporter,
        path=draft.path,
        language=draft.language,
        sent_at=now,
        contact=contact_of(draft),
        answers=hollow(finish(line.profile.questionnaire, draft)),
        media=draft.media,
        incomplete=incomplete,
        voice_notice=voice_notice.has_read(draft),
    )


def _reporter(report: Report, person: PersonKey, chat: ChatId) -> Reporter:
    """The vault entry: where the person can be reached, and whether that is safe."""
    return Reporter(report.reporter, person, chat, report.language, report.contact, hours_of(report))
