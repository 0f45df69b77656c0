"""L7, SG03, SG04: which questions may be put to a reporter, and what becomes of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.by import By
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines.firing import fire
from bot.domain.cases.deadlines.marks import marks_of
from bot.domain.cases.flags import Flag
from bot.domain.cases.record import Ending
from bot.domain.cases.reporter import question_words, questions
from bot.domain.cases.work import QuestionState
from bot.domain.errors import BadAnswer, IllegalStep
from bot.domain.ids import ReportId
from bot.domain.report import Path
from tests.support.domain.a_case import AMAL, EDU, POLICY, ZONE, acknowledged
from tests.support.domain.answers import NOW

MINE, OTHER = ReportId("r1"), ReportId("r2")


def asked(case: Case | None = None, template: str = "how_now", report: ReportId = MINE) -> Case:
    return questions.ask(case or acknowledged(), report, Path.CHILD, template=template, words="", by=By(AMAL, EDU, NOW))


@pytest.mark.parametrize(
    "words",
    [
        "What did you see on the stairs?",
        "Where can we find her after school?",
        "Who else was in the room, and what did they do?",
        "How is the child now?",
        "When did you last hear the shouting?",
        "Please tell us more about the car.",
        "孩子现在在哪里？",
        "当时还有谁在场？",
        "您最近一次看到是什么时候？",
        "请再说说那辆车的情况。",
    ],
)
def test_open_questions_are_allowed(words: str) -> None:
    assert question_words.refusal_of(words) == ""


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("Why did you wait so long?", "asks-why"),
        ("How come nobody called?", "asks-why"),
        ("您为什么不早点报警？", "asks-why"),
        ("怎么会没人发现？", "asks-why"),
        ("Did he touch you?", "leads"),
        ("Was it the father?", "leads"),
        ("Hello. Is she at home", "leads"),
        ("He hit her, right?", "leads"),
        ("It was the stepfather, wasn't it?", "leads"),
        ("Isn’t he a teacher?", "leads"),
        ("他打过她吗？", "leads"),
        ("是不是继父做的？", "leads"),
        ("有没有流血", "leads"),
        ("是他做的吧？", "leads"),
        ("What proof do you have?", "blames"),
        ("Whose fault was it?", "blames"),
        ("What should have been done?", "blames"),
        ("您能证明什么？", "blames"),
        ("", "nothing-asked"),
        ("  ", "nothing-asked"),
        ("What " * 80, "too-long"),
    ],
)
def test_questions_that_lead_ask_why_or_blame_are_refused(words: str, refusal: str) -> None:
    assert question_words.refusal_of(words) == refusal


def test_under_18s_get_approved_questions_only() -> None:
    words = "Where are you now?"
    for path in (Path.CHILD, Path.TEEN):
        with pytest.raises(IllegalStep, match="approved-questions-only"):
            questions.ask(acknowledged(), MINE, path, template="", words=words, by=By(AMAL, EDU, NOW))
    with pytest.raises(BadAnswer, match="leads"):
        questions.ask(acknowledged(), MINE, Path.ADULT, template="", words="Is it?", by=By(AMAL, EDU, NOW))


def test_two_at_most_are_open_and_the_case_says_that_more_was_asked() -> None:
    case = asked(asked())
    assert Flag.INFO_REQUESTED in case.flags
    with pytest.raises(IllegalStep, match="two-questions-wait"):
        asked(case)
    case = questions.answered(questions.withdraw(case, 1, NOW), 2, NOW)
    assert Flag.INFO_REQUESTED not in case.flags
    assert [one.state for one in case.questions] == [QuestionState.WITHDRAWN, QuestionState.ANSWERED]


def test_all_other_deadlines_go_on() -> None:
    before = acknowledged()
    assert [c for c in asked(before).deadlines if c.kind is not DeadlineKind.QUESTION] == list(before.deadlines)


def test_after_72_hours_the_asker_is_told_nobody_is_late_and_it_can_still_be_answered() -> None:
    at = NOW + timedelta(hours=72)
    case, consequences = fire(asked(), POLICY, ZONE, at)
    assert "breach" in [c.step for c in consequences if c.deadline.kind is DeadlineKind.QUESTION]
    case = questions.without_answer(case, 1, at)
    [deadline] = [c for c in case.deadlines if c.kind is DeadlineKind.QUESTION]
    assert deadline.ended is Ending.WITHOUT
    others = [c for c in case.deadlines if c.kind is not DeadlineKind.QUESTION]
    assert marks_of(case, at) == marks_of(replace(case, deadlines=tuple(others)), at)
    assert questions.answered(case, 1, at).questions[0].state is QuestionState.ANSWERED


def test_another_reporter_of_the_case_sees_no_question() -> None:
    case = asked()
    assert [one.id for one in questions.open_to(case, MINE)] == [1]
    assert questions.open_to(case, OTHER) == ()
