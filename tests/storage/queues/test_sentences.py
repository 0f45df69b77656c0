"""Sentences in rows: as versions with one class for all of them wrote them, and as other versions may."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.errors import IllegalStep, JustBefore, NotFound, Refusal, TooLong
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.notices.say import (
    RefusedAfter,
    SayAlone,
    SayByPerson,
    SayFailure,
    SayKnownWords,
    SayLimit,
    SayMoreCalls,
    SayNotBound,
    SayNotStored,
    SayOfBody,
    SayOfCase,
    SayOfClass,
    SayOfLead,
    SayOfMerge,
    SayOfPerson,
    SayOfTwoCases,
    SayOther,
    SayPhoneThem,
    SayRefusal,
    SayRetainedUntil,
    SayTalkCalled,
    SayTaskIsYours,
    SayTaskOver,
    SayTooMany,
    refused,
)
from bot.domain.urgency import Urgency
from storage.database.notice_rows import dump_content, load_content

ONE, TWO, PSB = CaseNumber(1), CaseNumber(2), AgencyKey("PSB")
AT, MOMENT = "2026-03-02T02:00:00+00:00", datetime(2026, 3, 2, 2, tzinfo=UTC)
ROWS: list[tuple[dict[str, Any], Content]] = [
    ({"key": "staff-language-set"}, SayAlone(key="staff-language-set")),
    ({"key": "staff-closed", "number": 1}, SayOfCase(key="staff-closed", number=ONE)),
    ({"key": "staff-linked", "number": 1, "other": 2}, SayOfTwoCases(key="staff-linked", number=ONE, other=TWO)),
    (
        {"key": "staff-merged", "number": 1, "other": 2, "urgency": "P2", "agency": "PSB"},
        SayOfMerge(key="staff-merged", number=ONE, other=TWO, urgency=Urgency.P2, agency=PSB),
    ),
    (
        {"key": "staff-lowered", "number": 1, "urgency": "P3"},
        SayOfClass(key="staff-lowered", number=ONE, urgency=Urgency.P3),
    ),
    (
        {"key": "staff-reopened", "number": 1, "urgency": "P1", "agency": "PSB"},
        SayOfLead(key="staff-reopened", number=ONE, urgency=Urgency.P1, agency=PSB),
    ),
    (
        {"key": "staff-recused", "number": 1, "agency": "PSB"},
        SayOfBody(key="staff-recused", number=ONE, agency=PSB),
    ),
    ({"key": "lock-five-wrong", "who": "8de3"}, SayOfPerson(key="lock-five-wrong", who="8de3")),
    (
        {"key": "lock-reset-told", "who": "8de3", "by": "1f2e"},
        SayByPerson(key="lock-reset-told", who="8de3", by="1f2e"),
    ),
    ({"key": "keep-extended", "number": 1, "until_at": AT}, SayRetainedUntil(number=ONE, until_at=MOMENT)),
    (
        {"key": "staff-talk-called", "number": 1, "agency": "PSB", "until_at": AT},
        SayTalkCalled(number=ONE, agency=PSB, until_at=MOMENT),
    ),
    ({"key": "staff-task-over", "number": 1, "count": 3}, SayTaskOver(number=ONE, count=3)),
    (
        {"key": "staff-task-is-yours", "number": 1, "count": 3, "until_at": AT},
        SayTaskIsYours(number=ONE, count=3, until_at=MOMENT),
    ),
    (
        {"key": "staff-not-bound", "number": 1, "agency": "PSB", "phone": "110"},
        SayNotBound(number=ONE, agency=PSB, phone="110"),
    ),
    ({"key": "staff-calls-more", "agency": "PSB", "count": 2}, SayMoreCalls(agency=PSB, count=2)),
    ({"key": "too-many", "police": "110"}, SayTooMany(police="110")),
    ({"key": "too-many-over", "count": 4}, SayNotStored(count=4)),
    ({"key": "apology", "police": "110", "ambulance": "120"}, SayFailure(police="110", ambulance="120")),
    ({"key": "error-no-such-case"}, SayRefusal(key="error-no-such-case")),
    ({"key": "error-too-long", "limit": 3000}, SayLimit(key="error-too-long", limit=3000)),
    ({"key": "error-unknown-words", "known": "red, late"}, SayKnownWords(key="error-unknown-words", known="red, late")),
    ({"key": "error-handover-nobody", "phone": "110"}, SayPhoneThem(key="error-handover-nobody", phone="110")),
    (
        {"key": "error-of-tomorrow", "limit": 3, "known": "a"},
        SayOther(key="error-of-tomorrow", facts={"limit": 3, "known": "a"}),
    ),
    ({"key": "said-tomorrow", "room": "4"}, SayOther(key="said-tomorrow", facts={"room": "4"})),
]


@pytest.mark.parametrize(("facts", "content"), ROWS, ids=[str(one[0]["key"]) for one in ROWS])
def test_a_sentence_is_read_and_written_as_it_was(facts: dict[str, Any], content: Content) -> None:
    assert load_content("say", facts) == content
    assert dump_content(content) == facts


def test_a_sentence_that_lacks_a_value_is_said_with_the_others() -> None:
    found = load_content("say", {"key": "keep-extended", "until_at": AT, "leaves": {"at": None}})
    assert found == SayOther(key="keep-extended", facts={"until_at": MOMENT})


ROWS_OF_BEFORE: list[tuple[dict[str, Any], Content]] = [
    ({"key": "too-many", "count": 0, "police": "110"}, SayTooMany(police="110")),
    ({"key": "too-many-over", "count": 4, "police": "110", "leaves": None}, SayNotStored(count=4)),
]
"""As versions with one class for both wrote them."""


@pytest.mark.parametrize(("facts", "content"), ROWS_OF_BEFORE, ids=[str(one[0]["key"]) for one in ROWS_OF_BEFORE])
def test_a_sentence_of_before_is_read_by_its_key(facts: dict[str, Any], content: Content) -> None:
    assert load_content("say", facts) == content


AT_THREE = datetime(2026, 3, 2, 3, tzinfo=UTC)
BEFORE = JustBefore(AT_THREE, "taken", PSB, is_own=False)
OF_BEFORE: dict[str, Any] = {"at": "2026-03-02T03:00:00+00:00", "action": "taken", "agency": "PSB", "is_own": False}


def test_a_refusal_to_who_came_second_is_read_as_it_was() -> None:
    found = load_content("refused", {"key": "error-already-acknowledged", "limit": 3, "before": OF_BEFORE})
    assert found == RefusedAfter(key="error-already-acknowledged", before=BEFORE)
    assert dump_content(found) == {"key": "error-already-acknowledged", "before": OF_BEFORE}


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            NotFound("unknown-words", known="a, b", of=["x"]),
            SayKnownWords(key="error-unknown-words", known="a, b"),
        ),
        (TooLong(limit=3000), SayLimit(key="error-too-long", limit=3000)),
        (Refusal("handover-nobody", phone="110"), SayPhoneThem(key="error-handover-nobody", phone="110")),
        (NotFound("no-such-case", of="x"), SayRefusal(key="error-no-such-case")),
    ],
)
def test_a_refusal_is_named_by_its_error_and_contains_what_its_text_names(error: Refusal, said: Content) -> None:
    assert refused(error) == said


def test_a_refusal_to_who_came_second_says_what_was_done_before() -> None:
    error = IllegalStep("already-acknowledged")
    error.note_before(BEFORE)
    assert refused(error) == RefusedAfter(key="error-already-acknowledged", before=BEFORE)
