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
from bot.domain.errors import IllegalStep, StaleButton
from bot.domain.facts import Fact
from bot.domain.ids import ReportId
from bot.domain.intake.asides import answers_of
from bot.domain.intake.facts import voice_of
from bot.domain.notices.every import AnyContent
from bot.domain.notices.lines import Sentence
from bot.domain.notices.notice import Mode
from bot.domain.notices.officer.questions import AskedReport, AskShown, QuestionWaits
from bot.domain.report import Contact, Report
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.may_contact import written_to_at
from bot.usecases.access.merged_cases import merge_chain, reports_of
from bot.usecases.casework.closing.reopening import opened_for_them
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.forms import PREVIEW, WORDS, Choice, Form, Values, Words, register
from bot.usecases.casework.messages.announce import first_word
from bot.usecases.casework.steps import keep_step, viewing_agency
from bot.usecases.services import Transaction

OWN_WORDS = "own"
REFUSAL = "refusal"
"""What the desk holds: why the words that were typed last may not be used."""


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


class Ask(Form):
    """The form of a question. Refused words stay on the step where they were typed. Words that are typed at the preview
    replace those shown there."""

    async def prepared(self, act: CaseAct, values: Values) -> CaseAct:
        """Adds the reports of the case whose reporters may read a question."""
        told = [report for report in await reports_of(act.uow, act.case) if may_read(act.case, report.case)]
        known = tuple([await _reach(act, report) for report in told])
        return AskAct(**vars(act), reports=known)

    def after(self, act: CaseAct, step: str, values: Values) -> str:
        """Reporters under 18 are asked approved questions only."""
        if values.get("template") == OWN_WORDS and not _is_adult(act, values):
            raise IllegalStep("approved-questions-only")
        if step == "write" and refusal_in(act, values):
            return step
        return super().after(act, step, values)

    def awaits_words(self, step: str) -> bool:
        """Words are awaited at the preview too."""
        return step in {"write", PREVIEW}

    def step_of_words(self, step: str) -> str:
        """Words typed at the preview count as typed one step earlier, so the preview follows again."""
        return "write"

    def written(self, act: CaseAct, step: str, words: str) -> dict[str, Fact]:
        """The question in the officer's own words."""
        return {"template": OWN_WORDS, WORDS: words}

    def shown(self, act: CaseAct, name: str, step: str, values: Values) -> AnyContent:
        """Shows the step with the reports that can be chosen and what follows from the question."""
        page, reports = self.page(act, step, values), _reports(act)
        place = _place(act, values)
        is_adult = _is_adult(act, values)
        return AskShown(
            number=act.case.number,
            step=step,
            options=tuple(one for one in page.options if one != OWN_WORDS or is_adult),
            template=str(values.get("template") or ""),
            words=str(values.get(WORDS) or ""),
            refusal=refusal_in(act, values) if values.get(WORDS) else "",
            reports=tuple(_line(act, one) for one in reports),
            chosen=place,
            due=act.now + rules.WAITS,
            back=page.back,
            more=page.more,
        )


def refusal_in(act: CaseAct, values: Values) -> str:
    """Why the words on the desk may not be used; '' where they may be, and for an approved question."""
    if values.get("template") != OWN_WORDS:
        return ""
    return refusal_of(str(values.get(WORDS) or ""), told_in(_chosen(act, values).report))


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


def _line(act: CaseAct, one: Reach) -> AskedReport:
    is_gated = rules.needs_words(one.report.path, one.contact)
    number = number_of(act.case, one.report.case) if act.case.absorbed else None
    return AskedReport(sent=one.report.sent_at, voice=voice_of(one.report), at=one.at, gated=is_gated, number=number)


def _reports(act: CaseAct) -> tuple[Reach, ...]:
    if not isinstance(act, AskAct):
        raise TypeError("the reports were not looked up")
    return act.reports


def _place(act: CaseAct, values: Values) -> int:
    """The number of the report that is meant, counted from 1."""
    return min(int(str(values.get("report") or 1)), len(_reports(act)))


def _chosen(act: CaseAct, values: Values) -> Reach:
    if not _reports(act):
        raise IllegalStep("nobody-to-ask")
    return _reports(act)[_place(act, values) - 1]


def _is_adult(act: CaseAct, values: Values) -> bool:
    return _chosen(act, values).report.path.is_adult


def places_of_reports(act: CaseAct) -> Sequence[str]:
    """A number for each report of the case, counted from 1."""
    return [str(place) for place, _ in enumerate(_reports(act), 1)]


def templates(act: CaseAct) -> Sequence[str]:
    """The approved questions of the district, and the choice of own words."""
    return [*act.services.profile.questions_to_reporter, OWN_WORDS]


def is_own(values: Values) -> bool:
    """Whether own words were chosen."""
    return values.get("template") == OWN_WORDS


def rehearse(act: CaseAct) -> None:
    """Raises for a closed case, for one in which two questions wait already, and where there is no reporter left to
    ask."""
    require_reader(act.case)
    rules.require_may_ask(act.case)
    if not _reports(act):
        raise IllegalStep("nobody-to-ask")


async def ask(act: CaseAct, values: Values) -> Sentence:
    """Stores the question for its reporter, who is told that there is one where and when that is allowed."""
    template, report = str(values.get("template") or ""), _chosen(act, values).report
    if template not in templates(act):
        raise StaleButton
    agency = viewing_agency(act)
    chain = await merge_chain(act.uow, await act.uow.cases.get(report.case))
    case = rules.ask(
        opened_for_them(act.services, [*chain[:-1], act.case], act.now),
        report.id,
        report.path,
        template="" if template == OWN_WORDS else template,
        words=str(values.get(WORDS) or "") if template == OWN_WORDS else "",
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


STEPS = (
    Choice("report", places_of_reports, least=2),
    Choice("template", templates, always=frozenset({OWN_WORDS})),
    Words("write", is_own),
)
ASK = register(Ask("ask", Action.QUESTION, STEPS, ask, rehearse, preview=True))
begin = beginning(ASK)
