"""How many screens each path of a child has, receipt and review included, counted over all paths (SG05)."""

from collections.abc import Iterator
from functools import cache

import pytest

from bot.domain.intake import joined
from bot.domain.intake.facts import facts_of, voice_of
from bot.domain.intake.questionnaire import accept, next_question, questions_for, skip
from bot.domain.profile import Condition, IntakeQuestion, QuestionKind
from bot.domain.report import Answer, Draft, Path
from tests.support.domain.answers import ASKED, NOW, a_draft, chose, told

MOST = 14
CHILDREN = ("child_self-under_14", "child_other-under_14")
BESIDE = 2
"""The review and the receipt."""


GROUPS = dict(ASKED.groups)


@cache
def deciding(questions: frozenset[str]) -> frozenset[str]:
    """Facts that decide which of these questions are asked. For a group of facts, those that make it are among them."""
    left = [fact for name in questions for fact in named(ASKED.questions[name].when)]
    found = set[str]()
    while left:
        fact = left.pop()
        if fact not in found:
            found.add(fact)
            left += named(GROUPS.get(fact, ()))
    return frozenset(found)


def named(conditions: tuple[Condition, ...]) -> list[str]:
    return [fact for one in conditions for fact in one.all | one.any | one.none]


def answers_to(draft: Draft, question: IntakeQuestion) -> Iterator[Draft]:
    """The draft after each answer that a child can give on this screen."""
    if not question.required:
        yield skip(ASKED, draft, NOW)
    if question.kind is QuestionKind.INFO:
        yield accept(ASKED, draft, chose(question.id, "go_on"), NOW)
    elif question.kind is QuestionKind.ONE:
        for choice in joined.choices(ASKED, question, voice_of(draft)):
            yield joined.choose(ASKED, draft, question.id, choice, NOW)
    elif question.kind is QuestionKind.MANY:
        for option in question.options:
            yield accept(ASKED, draft, chose(question.id, option), NOW)
        yield accept(
            ASKED, draft, Answer(question.id, options=tuple(o for o in question.options if o != "unknown")), NOW
        )
    else:
        yield accept(ASKED, draft, told(question.id, "words"), NOW)


SEEN: dict[tuple[str, str, frozenset[str], frozenset[str]], int] = {}
"""The longest way to the review from each question, by who is asked, by the questions without an answer and by what
decides which of these are asked."""


def most_screens(draft: Draft) -> int:
    """The longest way from here to the review, in screens."""
    question = next_question(ASKED, draft)
    if question is None:
        return 0
    unanswered = frozenset(ASKED.order[draft.path]) - {answer.question for answer in draft.answers}
    facts = facts_of(ASKED, draft.path, draft.answers) & deciding(unanswered)
    key = (question.id, voice_of(draft), unanswered, facts)
    if key not in SEEN:
        SEEN[key] = 1 + max(most_screens(after) for after in answers_to(draft, question))
    return SEEN[key]


@pytest.mark.parametrize("who", CHILDREN)
@pytest.mark.parametrize("danger", ["yes_now", "maybe_today", "no", "unknown"])
def test_a_child_sees_fourteen_screens_at_most_on_every_path(who: str, danger: str) -> None:
    first = next_question(ASKED, a_draft())
    assert first is not None
    assert first.id == "start"
    draft = joined.choose(ASKED, a_draft(), "start", who, NOW)
    assert draft.path is Path.CHILD
    second = next_question(ASKED, draft)
    assert second is not None
    assert second.id == "danger"
    draft = accept(ASKED, draft, chose("danger", danger), NOW)
    assert 2 + most_screens(draft) + BESIDE <= MOST


def test_the_count_of_screens_would_notice_one_more() -> None:
    """The longest path has fourteen today: with age and hours asked separately it would have more."""
    draft = joined.choose(ASKED, a_draft(), "start", "child_self-under_14", NOW)
    draft = accept(ASKED, draft, chose("danger", "no"), NOW)
    assert 2 + most_screens(draft) + BESIDE == MOST


@pytest.mark.parametrize(
    ("choice", "answers", "path"),
    [
        ("adult", {"start": ("adult",)}, Path.ADULT),
        ("child_self-under_14", {"start": ("child_self",), "age_reporter": ("under_14",)}, Path.CHILD),
        ("child_self-14_17", {"start": ("child_self",), "age_reporter": ("14_17",)}, Path.TEEN),
        ("child_other-14_17", {"start": ("child_other",), "age_reporter": ("14_17",)}, Path.TEEN),
    ],
)
def test_one_press_says_who_writes_and_how_old(choice: str, answers: dict[str, tuple[str, ...]], path: Path) -> None:
    draft = joined.choose(ASKED, a_draft(), "start", choice, NOW)
    assert {answer.question: answer.options for answer in draft.answers} == answers
    assert (draft.path, draft.trail) == (path, ("start",))
    assert "age_reporter" not in [
        question.id for question in questions_for(ASKED, draft) if draft.answer(question.id) is None
    ]


def test_a_teen_is_not_asked_whether_they_are_missing_and_a_friend_is() -> None:
    whereabouts = ASKED.questions["whereabouts"]
    assert "missing" not in list(joined.choices(ASKED, whereabouts, "teen"))
    assert all("missing" in list(joined.choices(ASKED, whereabouts, voice)) for voice in ("peer", "adult"))


@pytest.mark.parametrize("start", ["child_self", "child_other"])
@pytest.mark.parametrize("age", ["under_14", "14_17"])
def test_the_named_person_is_asked_about_only_when_somebody_was_named(start: str, age: str) -> None:
    draft = joined.choose(ASKED, a_draft(), "start", f"{start}-{age}", NOW)
    draft = accept(ASKED, draft, chose("danger", "no"), NOW)
    for link, is_asked in (
        (chose("link", "unknown"), False),
        (Answer("link", skipped=True), False),
        (chose("link", "parent"), True),
    ):
        names = [question.id for question in questions_for(ASKED, accept(ASKED, draft, link, NOW))]
        assert ("access" in names) is is_asked
