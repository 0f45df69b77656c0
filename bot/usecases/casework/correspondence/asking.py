"""L7: a question to a reporter. It is chosen or written on the desk, and shown once more with what follows from it
before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.access.roles import Action
from bot.domain.cases.by import By
from bot.domain.cases.case import Case
from bot.domain.cases.reporter import questions as rules
from bot.domain.cases.reporter.call_back import may_read, require_reader
from bot.domain.cases.reporter.merged import number_of
from bot.domain.cases.reporter.question_words import refusal_of
from bot.domain.desk import Choosing, Previewing, State
from bot.domain.desk_answers import NewQuestion
from bot.domain.desk_options import OWN_WORDS, DeskQuestion
from bot.domain.errors import IllegalStep, StaleButton
from bot.domain.ids import ReportId
from bot.domain.intake.asides import answers_of
from bot.domain.intake.facts import voice_of
from bot.domain.notices.every import AnyContent
from bot.domain.notices.notice import Mode
from bot.domain.notices.officer.questions import AskedReport, AskShown, QuestionWaits
from bot.domain.notices.sentences import CaseKey
from bot.domain.report import Contact, Report
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.may_contact import written_to_at
from bot.usecases.access.merged_cases import merge_chain, reports_of
from bot.usecases.casework.closing.reopening import opened_for_them
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice, Step, Words, where
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.messages.announce import first_word
from bot.usecases.casework.option_pages import Page
from bot.usecases.casework.steps import keep_step, viewing_agency
from bot.usecases.services import Transaction


@dataclass(frozen=True)
class Reach:
    """A report about which a question can be asked, and whether and when a message may be sent to its reporter."""

    report: Report
    contact: Contact
    at: datetime | None


@dataclass(frozen=True)
class AskAct(CaseAct):
    """An act on a case, together with its reports."""

    reports: tuple[Reach, ...]


class Ask(Form[NewQuestion]):
    """The form of a question. Refused words stay on the step where they were typed. Words that are typed at the preview
    replace those shown there."""

    async def prepared(self, act: CaseAct, answers: NewQuestion) -> CaseAct:
        """Adds the reports of the case whose reporters may read a question."""
        told = [report for report in await reports_of(act.uow, act.case) if may_read(act.case, report.case)]
        known = tuple([await _reach(act, report) for report in told])
        return AskAct(**vars(act), reports=known)

    def after(self, act: CaseAct, step: Step | None, answers: NewQuestion) -> State | None:
        """Reporters under 18 are asked approved questions only. Which report is meant is chosen before the question."""
        if is_own(answers) and step is not REPORT and not _is_adult(act, answers):
            raise IllegalStep("approved-questions-only")
        is_asked_in_words = step is WRITE or (step is TEMPLATE and answers.words != "")
        if is_asked_in_words and refusal_in(act, answers):
            return WRITE.state
        return super().after(act, step, answers)

    def chosen(self, act: CaseAct, step: Step | None, option: str, answers: NewQuestion) -> NewQuestion:
        """The answers after a tap. An approved question takes the place of earlier words."""
        given = super().chosen(act, step, option, answers)
        return given if step is not TEMPLATE or is_own(given) else replace(given, words="")

    def written(self, act: CaseAct, step: Words, words: str, answers: NewQuestion) -> NewQuestion:
        """The question in the officer's own words."""
        return replace(answers, template=OWN_WORDS, words=words)

    def shown(self, act: CaseAct, state: State, answers: NewQuestion) -> AnyContent:
        """Shows the step with the reports that can be chosen and what follows from the question."""
        return _shown(act, state, self.page(act, state), answers)


def preview(act: CaseAct, answers: NewQuestion) -> AskShown:
    """Shows the question once more, and what follows from it."""
    return _shown(act, Previewing(), Page(()), answers)


def _shown(act: CaseAct, state: State, page: Page, answers: NewQuestion) -> AskShown:
    reports, is_adult = _reports(act), _is_adult(act, answers)
    return AskShown(
        number=act.case.number,
        state=state,
        options=tuple(one for one in page.options if one != OWN_WORDS or is_adult),
        template=answers.template or "",
        words=answers.words,
        refusal=_refusal_shown(act, state, answers),
        reports=tuple(_asked_report(act, one) for one in reports),
        chosen=_place(act, answers),
        due=act.now + rules.WAITS,
        back=page.back,
        more=page.more,
    )


def _refusal_shown(act: CaseAct, state: State, answers: NewQuestion) -> str:
    """Why the words that are shown may not be used; '' where they may be, and while the report is being chosen: what
    one reporter told is no reason to refuse a question to another one."""
    is_choosing = isinstance(state, Choosing) and state.question == REPORT.name
    return "" if is_choosing or not answers.words else refusal_in(act, answers)


def refusal_in(act: CaseAct, answers: NewQuestion) -> str:
    """Why the words on the desk may not be used; '' where they may be, and for an approved question."""
    if not is_own(answers):
        return ""
    return refusal_of(answers.words, told_in(_chosen(act, answers).report))


def told_in(report: Report) -> str:
    """Everything that the person has told in words."""
    pieces = [piece for answer in answers_of(report) for piece in answer.pieces]
    pieces += [piece for addition in report.additions for piece in addition.pieces]
    return "\n".join([*(piece.words for piece in pieces), *(item.words for item in report.all_media)])


async def _reach(act: Transaction, report: Report) -> Reach:
    """How the reporter can be reached now."""
    reporter = await act.uow.reports.reporter(report.reporter)
    if reporter is None:
        return Reach(report, Contact.UNKNOWN, None)
    at = await written_to_at(act.services.profile, act.uow, reporter, act.now)
    return Reach(report, reporter.contact, at)


def _asked_report(act: CaseAct, one: Reach) -> AskedReport:
    is_gated = rules.needs_words(one.report.path, one.contact)
    number = number_of(act.case, one.report.case) if act.case.absorbed else None
    return AskedReport(sent=one.report.sent_at, voice=voice_of(one.report), at=one.at, gated=is_gated, number=number)


def _reports(act: CaseAct) -> tuple[Reach, ...]:
    if not isinstance(act, AskAct):
        raise TypeError("the reports were not looked up")
    return act.reports


def _place(act: CaseAct, answers: NewQuestion) -> int:
    """The number of the report that is meant, counted from 1."""
    return min(answers.report or 1, len(_reports(act)))


def _chosen(act: CaseAct, answers: NewQuestion) -> Reach:
    if not _reports(act):
        raise IllegalStep("nobody-to-ask")
    return _reports(act)[_place(act, answers) - 1]


def _is_adult(act: CaseAct, answers: NewQuestion) -> bool:
    return _chosen(act, answers).report.path.is_adult


def places_of_reports(act: CaseAct) -> Sequence[str]:
    """A number for each report of the case, counted from 1."""
    return [str(place) for place, _ in enumerate(_reports(act), 1)]


def templates(act: CaseAct) -> Sequence[str]:
    """The approved questions of the district, and the choice of own words."""
    return [*act.services.profile.questions_to_reporter, OWN_WORDS]


def is_own(answers: NewQuestion) -> bool:
    """Whether own words were chosen."""
    return answers.template == OWN_WORDS


def needs_words(answers: NewQuestion) -> bool:
    """Whether own words were chosen, and none are there. Some may be there that were typed while a code was awaited."""
    return is_own(answers) and not answers.words


def rehearse(act: CaseAct) -> None:
    """Raises for a closed case, for one in which two questions wait already, and where there is no reporter left to
    ask."""
    require_reader(act.case)
    rules.require_may_ask(act.case)
    if not _reports(act):
        raise IllegalStep("nobody-to-ask")


async def ask(act: CaseAct, answers: NewQuestion) -> CaseKey:
    """Stores the question for its reporter, who is told that there is one where and when that is allowed."""
    template, report = answers.template or "", _chosen(act, answers).report
    if template not in templates(act):
        raise StaleButton
    agency = viewing_agency(act)
    chain = await merge_chain(act.uow, await act.uow.cases.get(report.case))
    case = rules.ask(
        opened_for_them(act.services, [*chain[:-1], act.case], act.now),
        report.id,
        report.path,
        template="" if template == OWN_WORDS else template,
        words=answers.words if template == OWN_WORDS else "",
        by=By(act.person, agency, act.now),
        told=told_in(report),
    )
    await keep_step(act, case, "asked", agency)
    is_told = await tell_of_question(act, case, report)
    return "staff-ask-sent" if is_told else "staff-ask-kept"


async def tell_of_question(act: Transaction, case: Case, report: Report) -> bool:
    """Sends one neutral message, without a word of the question, to the person who sent this report. Returns whether it
    may be sent."""
    reporter = await act.uow.reports.reporter(report.reporter)
    if reporter is None:
        return False
    own = await act.uow.cases.get(report.case)
    said = QuestionWaits(number=own.number, report=report.id, voice=voice_of(report))
    notices = await first_word(act, reporter, own, said)
    slot = question_slot(report.id)
    await act.uow.outbox.add(*[replace(one, slot=slot, mode=Mode.REPLACE, merge=True) for one in notices])
    return bool(notices)


def question_slot(report: ReportId) -> str:
    """The slot of the message in the reporter's chat which says that a question waits."""
    return f"question:{report}"


WRITE = Words("write", where(NewQuestion, needs_words))
REPORT = Choice(DeskQuestion.REPORT.value, places_of_reports, least=2, read=int)
TEMPLATE = Choice(DeskQuestion.TEMPLATE.value, templates, always=frozenset({OWN_WORDS}), words=WRITE)
STEPS = (REPORT, TEMPLATE, WRITE)
ASK = register(Ask("ask", Action.QUESTION, STEPS, NewQuestion, ask, rehearse, preview, replaced=WRITE))
begin = beginning(ASK)
