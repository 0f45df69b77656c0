"""L7: a question to the reporter, in words that suggest nothing; at most two are open; after 72 hours the asker is
told.

Source: casework.md, Question to the reporter; safeguarding.md SG03 and SG04. A question is about one report: another
reporter of the same case never learns of it. All deadlines of the case run on meanwhile.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.acting import next_version, require_open
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, Deadline, DeadlineKind
from bot.domain.cases.deadlines import timing
from bot.domain.cases.deadlines.firing import Consequence
from bot.domain.cases.flags import Flag
from bot.domain.cases.record import Ending
from bot.domain.cases.reporter.question_words import refusal_of
from bot.domain.cases.work import Question, QuestionState
from bot.domain.errors import BadAnswer, IllegalStep, NotAllowed
from bot.domain.ids import ReportId
from bot.domain.report import Contact, Path

MOST_OPEN = 2
WAITS = timedelta(hours=72)


def require_may_ask(case: Case, report: ReportId | None = None) -> None:
    """Raises IllegalStep for a closed case, and where two questions wait for the reporter. `report`: the report whose
    reporter is to be asked; None for any of the case."""
    require_open(case)
    theirs = [one for one in waiting(case) if report is None or one.report == report]
    if len(theirs) >= MOST_OPEN * (1 if report is not None else 1 + len(case.absorbed)):
        raise IllegalStep("two-questions-wait")


def waiting(case: Case) -> tuple[Question, ...]:
    """The questions that wait for an answer, the oldest first."""
    return tuple(one for one in case.questions if one.state is QuestionState.OPEN)


def needs_words(path: Path, contact: Contact) -> bool:
    """Whether a person must enter the five words before reading a question: everybody under 18, and everybody who has
    not clearly said that this chat may be written to at any time."""
    return not path.is_adult or contact is not Contact.YES


def ask(
    case: Case,
    report: ReportId,
    path: Path,
    *,
    template: str,
    words: str,
    by: By,
    told: str = "",
) -> Case:
    """A question to the person who sent this report; people under 18 get approved questions only. Raises BadAnswer,
    which says what is wrong with own words. `told`: what the person has told; the question may name no other fact."""
    require_may_ask(case, report)
    if by.agency in case.barred:
        raise NotAllowed
    if not template and not path.is_adult:
        raise IllegalStep("approved-questions-only")
    if not template and (refusal := refusal_of(words, told)):
        raise BadAnswer(refusal)
    number = max((one.id for one in case.questions), default=0) + 1
    asked = Question(number, report, template, words, by.person, by.agency, by.at, by.at + WAITS)
    deadline = Deadline(DeadlineKind.QUESTION, by.agency, by.at, asked.due_at, case.version + 1, item=number)
    case = replace(case, questions=(*case.questions, asked), deadlines=(*case.deadlines, deadline))
    return next_version(flagged(case))


def answered(case: Case, number: int, now: datetime) -> Case:
    """Words came in answer to it. An answered question may be answered again: that is an addition like others."""
    one = _find(case, number)
    if one.state not in {QuestionState.OPEN, QuestionState.UNANSWERED}:
        return case
    return next_version(_ended(case, one, QuestionState.ANSWERED, now, Ending.MET))


def withdraw(case: Case, number: int, now: datetime) -> Case:
    """Takes the question back before it was answered. The asker or any other member of the lead may do so."""
    one = _find(case, number)
    if one.state is not QuestionState.OPEN:
        raise IllegalStep("question-ended")
    return next_version(_ended(case, one, QuestionState.WITHDRAWN, now, Ending.WITHOUT))


def without_answer(case: Case, number: int, now: datetime) -> Case:
    """The time for an answer is over. Nobody is late, and the asker is told. The question can still be answered."""
    one = _find(case, number)
    return _ended(case, one, QuestionState.UNANSWERED, now, Ending.WITHOUT) if one.state is QuestionState.OPEN else case


def without_answers(case: Case, consequences: Iterable[Consequence], now: datetime) -> Case:
    """The case with the questions marked whose time has just run out."""
    for number in [one.deadline.item for one in consequences if one.deadline.kind is DeadlineKind.QUESTION]:
        case = without_answer(case, number, now) if number is not None else case
    return case


def over(case: Case, now: datetime) -> Case:
    """The case ends, and its questions with it, unanswered."""
    for one in waiting(case):
        case = _ended(case, one, QuestionState.WITHDRAWN, now, Ending.WITHOUT)
    return case


def open_to(case: Case, report: ReportId) -> tuple[Question, ...]:
    """What this reporter may answer now, the oldest first."""
    can = {QuestionState.OPEN, QuestionState.UNANSWERED}
    return tuple(one for one in case.questions if one.report == report and one.state in can) if case.is_open else ()


def _find(case: Case, number: int) -> Question:
    found = next((one for one in case.questions if one.id == number), None)
    if found is None:
        raise IllegalStep("no-such-question")
    return found


def _ended(case: Case, one: Question, state: QuestionState, now: datetime, ending: Ending) -> Case:
    ended = replace(one, state=state, ended_at=now)
    case = replace(case, questions=tuple(ended if old.id == one.id else old for old in case.questions))
    return flagged(timing.stop_question(case, one.id, now, ending))


def flagged(case: Case) -> Case:
    """The case with the flag 'more was asked', which is set while a question waits."""
    waits = any(one.state is QuestionState.OPEN for one in case.questions)
    others = case.flags - {Flag.INFO_REQUESTED}
    return replace(case, flags=others | ({Flag.INFO_REQUESTED} if waits else set()))
