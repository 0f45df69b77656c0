"""From a draft to a report in a case: opened once, and kept up to date while the danger path goes on (L1, Q-rules 1,
2)."""

from dataclasses import dataclass, replace

from bot.domain.access.identity import renewed
from bot.domain.access.throttle import is_quarantined, quarantine
from bot.domain.cases.case import Case, Part
from bot.domain.cases.deadlines.danger import came_back, told_so_far
from bot.domain.cases.reopening import calls_officers, calls_with_sound, is_alarming, rules_matched, without_proposal
from bot.domain.cases.reporter.call_back import to_call_back
from bot.domain.cases.reporter.check_ins import first_check_in
from bot.domain.cases.reporter.merged import as_told
from bot.domain.cases.stages.opening import add_report_facts, open_case
from bot.domain.ids import CaseId, ReporterToken
from bot.domain.intake.asides import answers_of, fold_asides
from bot.domain.intake.facts import age_band, facts_of, voice_of
from bot.domain.intake.questionnaire import stub_due
from bot.domain.intake.staff_intake import author_of, is_entered, words_for
from bot.domain.intake.triage import triage
from bot.domain.notices.afterwards import followed_by
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.people import Visitor
from bot.domain.report import Addition, Draft, Report
from bot.domain.urgency import Urgency
from bot.usecases.access.merged_cases import merge_chain
from bot.usecases.acting import ReporterAct
from bot.usecases.casework.assessment.raising import tell_of_raise
from bot.usecases.casework.closing.reopening import SAID_FOR, Asker, News, opened_for_them, reopen
from bot.usecases.casework.merging.linking import linked
from bot.usecases.casework.messages.announce import more_told, tell_agencies
from bot.usecases.casework.messages.same_child_cards import REPEAT_WITHIN, name_on_other_cards
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.casework.messages.silent_bodies import tell_of_new_case, tell_of_unreached
from bot.usecases.casework.withheld_files import alert_key_holders, withhold_in_report
from bot.usecases.institutions.verified import count_report
from bot.usecases.oversight.quarantine import pass_on_quarantined, tell_of_quarantined
from bot.usecases.oversight.rate_limits import fits_danger, quarantine_case, runs_over
from bot.usecases.reporting.draft.answered_questions import answered, tell_askers_of_answers
from bot.usecases.reporting.draft.draft_report import plain_name, report_of, reporter_of, told_identity
from bot.usecases.services import Services, Transaction

KNOWN = "known:repeat"


async def pass_on(act: ReporterAct, before: Draft | None, after: Draft) -> Draft:
    """The danger path: opens a stub case once it is due, and adds later answers to it as they come. Additions make no
    sound, unless officers may have stopped looking for more."""
    if stub_due(act.services.profile.questionnaire, after):
        return await open_report(act, after, incomplete=True)
    if after.case is None or before is None or (before.answers, before.media) == (after.answers, after.media):
        return after
    asker, loud = asker_of(act.visitor, after), came_back(act.services.profile.policy, before, act.now)
    return await renew_report(act, after, incomplete=True, asker=asker, loud=loud)


def asker_of(visitor: Visitor, draft: Draft) -> Asker:
    """The chat in which a person who goes on with a conversation, whose case is already made, reads the result."""
    return Asker(ToChat(visitor.chat, draft.language), draft.number, voice_of(draft))


@dataclass(frozen=True)
class Opened:
    """What a draft has become: the draft with its case and number, the case, and its report, all as they are stored."""

    draft: Draft
    case: Case
    report: Report


async def open_report(act: ReporterAct, draft: Draft, *, incomplete: bool) -> Draft:
    """Makes the case and its report and calls the agencies. Returns the draft with its case and number. `incomplete`:
    the person has not said that this was all."""
    return (await opened(act, draft, incomplete=incomplete)).draft


async def opened(act: ReporterAct, draft: Draft, *, incomplete: bool) -> Opened:
    """Makes the case and its report like `open_report`, and also returns both, so that callers need not read them
    back."""
    person = author_of(act.visitor.person, draft)
    folded = told_so_far(act.services.profile.questionnaire, fold_asides(draft))
    case_id, hashes = CaseId(draft.id), child_hashes(act.services, folded)
    facts = await _facts(act, folded, hashes, case_id)
    number = await act.uow.cases.next_number()
    report = report_of(act.services, folded, ReporterToken(act.services.tokens.token()), act.now, incomplete=incomplete)
    report = await withhold_in_report(act, report)
    case = open_case(act.services.profile, report, facts, case_id, number, act.now)
    if not is_entered(draft) and await runs_over(act, person, draft, case):
        case = quarantine(case)
    if is_entered(draft) and (incomplete or not words_for(draft)):
        case = to_call_back(case, case_id, act.now)
    case = await linked(act, case, draft.follows) if draft.follows is not None else case
    await act.uow.cases.add(case)
    await quarantine_case(act, case)
    await act.uow.reports.add(report)
    await act.uow.reports.plan_check_in(report.id, 0, first_check_in(report.sent_at))
    await act.uow.reports.save_reporter(reporter_of(report, draft, person, act.visitor.chat))
    await act.uow.identities.save(report.reporter, told_identity(act.services, report, folded))
    await count_report(act, report, draft, facts, case)
    await act.uow.reports.note_child_hashes(case_id, hashes, act.now)
    await name_on_other_cards(act, case)
    await act.uow.audit.add("case_opened", at=act.now, case=case_id, facts={"urgency": case.urgency.value})
    await tell_of_new_case(act, case)
    await alert_key_holders(act, None, case)
    return Opened(replace(draft, case=case_id, number=number, media=report.media), case, report)


async def renew_report(
    act: ReporterAct, draft: Draft, *, incomplete: bool, asker: Asker | None = None, loud: bool = False
) -> Draft:
    """Adds the answers given since to the report of a danger conversation. The class may rise, and agencies may join.
    Returns the draft with its files stored as in the report. `asker`: who has just answered, and reads what came of it.
    `loud`: all bodies are told with a sound."""
    person = author_of(act.visitor.person, draft)
    folded = told_so_far(act.services.profile.questionnaire, fold_asides(draft))
    old = next(report for report, _ in await act.uow.reports.of_person(person) if report.case == CaseId(draft.id))
    chain = await merge_chain(act.uow, await act.uow.cases.get(old.case))
    anew = report_of(act.services, folded, old.reporter, old.sent_at, incomplete=incomplete)
    report = replace(anew, id=old.id, additions=old.additions)
    report = await withhold_in_report(act, report, old.media)
    hashes = child_hashes(act.services, folded)
    facts = await _facts(act, folded, hashes, old.case)
    await act.uow.reports.save(report)
    was = await act.uow.reports.reporter(report.reporter)
    await act.uow.reports.save_reporter(reporter_of(report, draft, person, act.visitor.chat, was))
    told = told_identity(act.services, report, folded)
    await act.uow.identities.save(report.reporter, renewed(await act.uow.identities.of(old), told))
    await count_report(act, report, draft, facts, chain[-1])
    await act.uow.reports.note_child_hashes(old.case, hashes, act.now)
    await name_on_other_cards(act, chain[-1])
    is_new = not incomplete or (report.answers, report.media) != (old.answers, old.media)
    await _told_on(act, chain, News(report, facts, asker), is_new=is_new, loud=loud)
    return replace(draft, media=report.media)


async def _told_on(act: Transaction, chain: list[Case], news: News, *, is_new: bool, loud: bool) -> None:
    """A conversation whose case is made goes on. Bodies that have acknowledged the case are told without a sound; where
    the person had been away (`loud`), all bodies are told with one. A closed case opens again. `chain`: the case of the
    report, the case that it was merged into, and so on to the one that goes on."""
    case, found = chain[-1], triage(act.services.profile.triage, news.facts)
    news = replace(news, anew=frozenset(found.rules).difference(case.rules))
    if not case.is_open and is_new:
        await reopen(act, case, news, alarming=found.urgency.is_grave)
        return
    again, asker, report = opened_for_them(act.services, chain, act.now) if is_new else case, news.asker, news.report
    told = add_report_facts(act.services.profile, again, report, news.facts, act.now, anew=news.anew)
    await _save_case(act, case, without_proposal(told) if is_new else told)
    if again != case and asker is not None:
        await act.uow.outbox.add(asker.is_told(case, act.now, report.case))
    heard = [task for task in case.tasks if loud and task.is_open and not is_quarantined(case)]
    heard += [task for task in case.tasks if not loud and task.is_open and task.has_acknowledged]
    await act.uow.outbox.add(*[more_told(case, task.agency, act.now, silent=not loud) for task in heard if is_new])


@dataclass(frozen=True)
class AdditionResult:
    """What came of an addition."""

    report: Report
    """The report with the addition. Each file has the state that it has now."""
    is_reopened: bool = False
    """The case was closed, is open again, and the asker was told so."""
    goes_to_officers: bool = True
    """Whether officers are told. False where nobody is called (a greeting, thanks), or where the case itself is in
    quarantine."""


async def take_addition(act: Transaction, report: Report, addition: Addition, asker: Asker | None) -> AdditionResult:
    """Adds words or files to a sent report. They may raise the class, and open a closed case again; the bodies are
    told."""
    await act.uow.reports.add_addition(report, addition)
    chain = await merge_chain(act.uow, await act.uow.cases.get(report.case))
    case = chain[-1]
    told = replace(report, additions=(*report.additions, addition))
    answers = answers_of(told)
    checked = await withhold_in_report(act, told, answers=answers)
    if checked != told:
        await act.uow.reports.rewrite(checked)
    facts = facts_of(act.services.profile.questionnaire, report.path, answers, checked.all_media)
    await act.uow.audit.add("added", at=act.now, case=case.id)
    is_over = not as_told(chain).is_open
    if is_over and not calls_officers(addition):
        return AdditionResult(checked, goes_to_officers=False)
    anew = rules_matched(act.services.profile, addition)
    if not case.is_open:
        alarming = is_alarming(act.services.profile, addition)
        await reopen(act, case, News(checked, facts, asker, anew), alarming=alarming)
        return AdditionResult(checked, is_reopened=True)
    again = opened_for_them(act.services, chain, act.now)
    told_more = add_report_facts(act.services.profile, again, checked, facts, act.now, anew=anew)
    after = answered(told_more, report, addition, act.now)
    await tell_askers_of_answers(act, case, after)
    then = asker.is_told(case, act.now, report.case) if is_over and asker is not None else None
    goes = await _tell_open(act, case, after, addition, then=then)
    return AdditionResult(checked, is_reopened=is_over, goes_to_officers=goes)


async def _tell_open(
    act: Transaction,
    was: Case,
    case: Case,
    addition: Addition,
    *,
    then: Notice | None,
) -> bool:
    """Saves an addition to an open case and tells every body that has it. Returns False where none has it yet, because
    the case is in quarantine: then supervisors are told. `then`: what the asker reads after each body is told."""
    calls, alarming = calls_officers(addition), is_alarming(act.services.profile, addition)
    loud = calls and calls_with_sound(was, act.now, alarming=alarming)
    case = without_proposal(case) if calls else case
    if loud and was.woken_at is not None:
        case = replace(case, woken_at=act.now, version=case.version + 1)
    saved = await _save_case(act, was, case)
    if saved == was:  # somebody who closes it at this moment has not seen these words, and must look again
        saved = replace(was, version=was.version + 1)
        await act.uow.cases.save(saved, was=was.version)
    await act.uow.outbox.add(*[then] if then is not None else [])
    if is_quarantined(saved):
        await tell_of_quarantined(act, saved) if calls else None
        return False
    bodies = [task.agency for task in saved.tasks if task.is_open]
    brought = replace(then, expires_at=act.now + SAID_FOR) if then is not None else None
    notices = [more_told(saved, agency, act.now, silent=not loud) for agency in bodies]
    await act.uow.outbox.add(*[followed_by(notice, brought) for notice in notices])
    if calls:
        await tell_of_unreached(act, saved, only=Part.LEAD)
    return True


async def _save_case(act: Transaction, was: Case, case: Case) -> Case:
    """Saves what new facts have changed, and shows it on the cards. Returns the case as it is stored."""
    if case == was:
        return was
    if is_quarantined(case) and await _passes_now(act, was, case):
        passed = await pass_on_quarantined(act, was, case)
        await tell_of_raise(act, was, case)
        return passed
    case = quarantine(case) if is_quarantined(case) else case
    await act.uow.cases.save(case, was=was.version)
    await act.uow.audit.add("facts_added", at=act.now, case=case.id, facts={"urgency": case.urgency.value})
    await tell_agencies(act, case)
    await follow_case(act, was, case)
    await tell_of_raise(act, was, case)
    await alert_key_holders(act, was, case)
    return case


async def _passes_now(act: Transaction, was: Case, case: Case) -> bool:
    """Whether a quarantined case that has become grave is let through at once. Where the bucket of danger is over its
    limit, it waits for a quarter of an hour at most."""
    if case.urgency is not Urgency.P1 or was.urgency is Urgency.P1:
        return False
    tokens = [report.reporter for report in await act.uow.reports.of_case(case.id)]
    known = [await act.uow.reports.reporter(token) for token in tokens]
    person = next((one.person for one in known if one is not None), None)
    if person is None or await fits_danger(act, person):
        return True
    await quarantine_case(act, case)
    return False


async def _facts(act: Transaction, draft: Draft, hashes: tuple[str, ...], case: CaseId) -> frozenset[str]:
    """The facts of the answers, and whether this child has been reported before (T20)."""
    facts = facts_of(act.services.profile.questionnaire, draft.path, draft.answers, draft.media)
    similar = await act.uow.reports.similar(hashes, act.now - REPEAT_WITHIN) if hashes else []
    return facts | {KNOWN} if any(other != case for other in similar) else facts


def child_hashes(services: Services, draft: Draft) -> tuple[str, ...]:
    """Keyed hashes of the child's name with the age band. They find other reports about the child without naming
    anybody."""
    answer = draft.answer("child_name")
    names = [plain_name(piece.text) for piece in answer.pieces] if answer else []
    return tuple(services.blind_index.keyed_hash("child", f"{name}|{age_band(draft)}") for name in names if name)
