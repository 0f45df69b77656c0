"""Sentences in rows: as versions with one class for all of them wrote them, and as other versions may."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.notices.say import (
    SayAlone,
    SayApology,
    SayByPerson,
    SayKeptUntil,
    SayMoreCalls,
    SayNotBound,
    SayOfBody,
    SayOfCase,
    SayOfClass,
    SayOfLead,
    SayOfMerge,
    SayOfPerson,
    SayOfTwoCases,
    SayOther,
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
    ({"key": "keep-extended", "number": 1, "until_at": AT}, SayKeptUntil(number=ONE, until_at=MOMENT)),
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
    ({"key": "too-many-over", "count": 4, "police": "110"}, SayTooMany(key="too-many-over", count=4, police="110")),
    ({"key": "apology", "police": "110", "ambulance": "120"}, SayApology(police="110", ambulance="120")),
    ({"key": "error-no-such-case", "limit": 20}, SayOther(key="error-no-such-case", facts={"limit": 20})),
    ({"key": "said-tomorrow", "room": "4"}, SayOther(key="said-tomorrow", facts={"room": "4"})),
]


@pytest.mark.parametrize(("facts", "content"), ROWS, ids=[str(one[0]["key"]) for one in ROWS])
def test_a_sentence_is_read_and_written_as_it_was(facts: dict[str, Any], content: Content) -> None:
    assert load_content("say", facts) == content
    assert dump_content(content) == facts


def test_a_sentence_that_lacks_a_value_is_said_with_the_others() -> None:
    found = load_content("say", {"key": "keep-extended", "until_at": AT, "leaves": {"at": None}})
    assert found == SayOther(key="keep-extended", facts={"until_at": MOMENT})


def test_a_refusal_is_named_by_its_error_and_contains_what_its_text_names() -> None:
    assert refused(NotFound("unknown-word", known="a, b", limit=3, of=["x"])) == SayOther(
        key="error-unknown-word", facts={"limit": 3, "known": "a, b"}
    )
