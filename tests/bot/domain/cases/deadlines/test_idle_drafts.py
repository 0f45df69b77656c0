"""When the ticker must look at a draft, written by hand from intake.md (Q-rules 2 and 3)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.deadlines.idle_drafts import REMINDED, draft_retention, due_at
from bot.domain.ids import CaseId, CaseNumber
from bot.domain.report import Draft, Path
from tests.support.domain.answers import NOW, PROFILE, a_draft, answers_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def told(**answers: str) -> Draft:
    return replace(a_draft(), answers=answers_of(answers))


@pytest.mark.parametrize(
    ("draft", "after"),
    [
        (told(danger="yes_now"), timedelta(minutes=2)),
        (told(danger="maybe_today"), timedelta(minutes=10)),
        (replace(told(danger="yes_now"), case=CaseId("c"), number=CaseNumber(1)), HOUR),
        (replace(told(danger="no"), path=Path.STAFF), timedelta(minutes=30)),
        (told(danger="no"), DAY),
        (told(danger="no", contact="no"), DAY),
        (told(danger="no", contact="yes"), DAY / 2),
        (replace(told(danger="no", contact="yes"), asked_twice=frozenset({REMINDED})), DAY),
    ],
)
def test_a_draft_is_looked_at_when_it_is_sent_reminded_of_or_expires(draft: Draft, after: timedelta) -> None:
    assert due_at(PROFILE, draft) == NOW + after


def test_drafts_of_organisations_are_kept_longer() -> None:
    assert draft_retention(PROFILE, told(danger="no")) == DAY
    assert draft_retention(PROFILE, told(danger="no", who="school")) == 3 * DAY
