"""L7: a question to the reporter, in words that lead nowhere; two at most are open; after 72 hours the asker is told.

Source: casework.md, Question to the reporter; safeguarding.md SG03 and SG04. A question is put to one report: another
reporter of the same case never learns of it. All clocks of the case go on meanwhile.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases import deadlines
from bot.domain.cases.case import Case, Clock, ClockKind, Ending, Flag, next_version, require_open
from bot.domain.cases.work import Question, QuestionState
from bot.domain.errors import BadAnswer, IllegalStep
from bot.domain.ids import AgencyKey, PersonKey, ReportId
from bot.domain.intake.report import Path

MOST_OPEN = 2
WAITS = timedelta(hours=72)
LONGEST = 300
"""Characters of a question in own words."""
WHY = re.compile(r"\bwhy\b|\bhow come\b|\bwhat for\b|为什么|为啥|为何|怎么会|怎么不|干嘛不", re.IGNORECASE)
BLAME = re.compile(
    r"\bfault\b|\bshould have\b|\bprove\b|\bproof\b|\bare you sure\b|\bl(?:ie|ied|ying)\b|\badmit\b|\ballegedly\b"
    r"|你的错|应该早|证明|你确定|撒谎|说谎|承认|据称",
    re.IGNORECASE,
)
YES_OR_NO = re.compile(
    r"(?:^|[.!?,;。！？，；]\s*)(?:so |and |but |then )?"
    r"(?:did|do|does|is|are|am|was|were|has|have|had|can|could|will|would|should|may|might"
    r"|didn't|don't|doesn't|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|can't|couldn't|won't|wouldn't)\b"
    r"|\b(?:right|correct|or not|yes or no|isn't it|didn't (?:he|she|they|you)|wasn't it)\s*\?"
    r"|吗|吧\s*[?？]?\s*$|对不对|是不是|有没有|会不会|能不能|要不要|是否|对吧|没错吧",
    re.IGNORECASE,
)


def refusal_of(words: str) -> str:
    """Why a question may not be put in these words, or '': asks-why, blames, leads, too-long, nothing-asked."""
    if not words.strip():
        return "nothing-asked"
    if len(words) > LONGEST:
        return "too-long"
    for refusal, pattern in (("asks-why", WHY), ("blames", BLAME), ("leads", YES_OR_NO)):
        if pattern.search(words.replace("’", "'")):
            return refusal
    return ""


def ask(
    case: Case,
    report: ReportId,
    path: Path,
    *,
    template: str,
    words: str,
    person: PersonKey,
    agency: AgencyKey,
    now: datetime,
) -> Case:
    """A question to the person who sent this report; under-18s get approved questions only. BadAnswer says what is
    wrong with own words."""
    require_open(case)
    if sum(one.state is QuestionState.OPEN for one in case.questions) >= MOST_OPEN:
        raise IllegalStep("two-questions-wait")
    if not template and path is not Path.ADULT:
        raise IllegalStep("approved-questions-only")
    if not template and (refusal := refusal_of(words)):
        raise BadAnswer(refusal)
    number = max((one.id for one in case.questions), default=0) + 1
    asked = Question(number, report, template, words, person, agency, now, now + WAITS)
    clock = Clock(ClockKind.QUESTION, agency, now, asked.due_at, case.version + 1, item=number)
    case = replace(case, questions=(*case.questions, asked), clocks=(*case.clocks, clock))
    return next_version(_flagged(case))


def answered(case: Case, number: int, now: datetime) -> Case:
    """Words came for it. A question that was answered may be answered once more: that is an addition like others."""
    one = _find(case, number)
    if one.state not in {QuestionState.OPEN, QuestionState.UNANSWERED}:
        return case
    return next_version(_ended(case, one, QuestionState.ANSWERED, now, Ending.MET))


def withdraw(case: Case, number: int, now: datetime) -> Case:
    """The asker takes it back."""
    one = _find(case, number)
    if one.state is not QuestionState.OPEN:
        raise IllegalStep("question-ended")
    return next_version(_ended(case, one, QuestionState.WITHDRAWN, now, Ending.WITHOUT))


def without_answer(case: Case, number: int, now: datetime) -> Case:
    """Its time is over: nobody is late, the asker is told. It can still be answered."""
    one = _find(case, number)
    return _ended(case, one, QuestionState.UNANSWERED, now, Ending.WITHOUT) if one.state is QuestionState.OPEN else case


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
    return _flagged(deadlines.stop_question(case, one.id, now, ending))


def _flagged(case: Case) -> Case:
    """The mark 'more was asked' stands while a question waits."""
    waits = any(one.state is QuestionState.OPEN for one in case.questions)
    others = case.flags - {Flag.INFO_REQUESTED}
    return replace(case, flags=others | ({Flag.INFO_REQUESTED} if waits else set()))
