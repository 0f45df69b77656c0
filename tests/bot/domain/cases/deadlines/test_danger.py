"""The danger path's rules: when the stub is due, the promised minute, when news may be sent, who leads."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.access.contact_hours import Wish, reachable_at
from bot.domain.cases.deadlines.danger import is_on_danger_path, promised_by, stub_at
from bot.domain.ids import CaseId
from bot.domain.intake.routing import route
from bot.domain.intake.triage import triage
from bot.domain.report import Contact, Draft
from tests.support.domain.answers import NOW, PROFILE, a_draft, answers_of, facts

POLICY, ZONE = PROFILE.policy, PROFILE.zone
DAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Ten in the morning in the district."""
LATE = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""Eleven in the evening."""
MORNING = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
"""Seven the next morning."""
ALLOWED = Wish(Contact.UNKNOWN, allowed_at=DAY)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def told(danger: str, **more: str) -> Draft:
    return replace(a_draft(), answers=answers_of({"danger": danger, **more}))


@pytest.mark.parametrize(
    ("draft", "due"),
    [
        (told("yes_now"), 2),
        (told("maybe_today"), 10),
        (told("no"), None),
        (told("unknown"), None),
        (told("no", self_harm_now="yes_now"), 2),
        (told("no", self_harm_now="yes"), 10),
        (replace(told("yes_now"), case=CaseId("c")), None),
    ],
)
def test_the_stub_is_due_after_two_or_ten_minutes(draft: Draft, due: int | None) -> None:
    assert stub_at(POLICY, draft) == (None if due is None else NOW + minutes(due))


@given(st.integers(0, 10**10))
def test_the_promised_minute_is_a_whole_minute_and_never_before_the_stub_is_due(micros: int) -> None:
    draft = replace(told("yes_now"), changed_at=NOW + timedelta(microseconds=micros))
    due, promised = stub_at(POLICY, draft), promised_by(POLICY, draft)
    assert due is not None
    assert promised is not None
    assert (promised.second, promised.microsecond) == (0, 0)
    assert timedelta() <= promised - due < minutes(1)


def test_a_conversation_that_only_waits_for_an_addition_is_not_on_the_danger_path() -> None:
    assert not is_on_danger_path(replace(a_draft(), case=CaseId("c")))
    assert is_on_danger_path(replace(told("no"), case=CaseId("c")))


@pytest.mark.parametrize(
    ("wish", "last_act", "now", "heard"),
    [
        (Wish(Contact.NO), DAY, DAY, None),
        (Wish(Contact.UNKNOWN), DAY, DAY, None),
        (Wish(Contact.TIMES), DAY, DAY, None),
        (Wish(Contact.NO, allowed_at=DAY), DAY, DAY, None),
        (ALLOWED, None, DAY + minutes(59), DAY + minutes(59)),
        (ALLOWED, None, DAY + minutes(60), None),
        (ALLOWED, DAY + minutes(50), DAY + minutes(109), DAY + minutes(109)),
        (ALLOWED, DAY + minutes(50), DAY + minutes(110), None),
        (Wish(Contact.UNKNOWN, allowed_at=LATE), None, LATE + minutes(29), LATE + minutes(29)),
        (Wish(Contact.UNKNOWN, allowed_at=LATE), None, LATE + minutes(30), None),
        (Wish(Contact.UNKNOWN, allowed_at=MORNING - minutes(40)), None, MORNING - minutes(5), MORNING),
        (Wish(Contact.YES), LATE, LATE + minutes(29), LATE + minutes(29)),
        (Wish(Contact.YES), LATE, LATE + minutes(30), MORNING),
        (Wish(Contact.YES), None, LATE, MORNING),
        (Wish(Contact.TIMES, "evening"), DAY, DAY + minutes(1), datetime(2026, 3, 2, 10, 0, tzinfo=UTC)),
    ],
)
def test_when_news_of_their_own_case_may_reach_a_reporter(
    wish: Wish, last_act: datetime | None, now: datetime, heard: datetime | None
) -> None:
    assert reachable_at(POLICY, ZONE, wish, last_act, now) == heard


@pytest.mark.parametrize(
    ("chosen", "lead"),
    [
        ({"danger": "yes_now"}, "PSB"),
        ({"danger": "maybe_today", "harms": "unknown"}, "PSB"),
        ({"danger": "no", "harms": "unknown"}, "CIV"),
        ({"danger": "no", "harms": "unknown", "medical": "unconscious"}, "PSB"),
        ({"danger": "yes_now", "harms": "neglect"}, "CIV"),
        ({"danger": "yes_now", "harms": "other"}, "CIV"),
        ({"danger": "yes_now", "link": "police"}, "PROC"),
    ],
)
def test_the_police_lead_a_p1_without_a_kind_of_harm(chosen: dict[str, str], lead: str) -> None:
    said = facts(chosen)
    assert route(PROFILE, said, triage(PROFILE.triage, said)).lead == lead
