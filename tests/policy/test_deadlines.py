"""The deadlines of the shipped profile are those of the hand-written table, in every class."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.deadlines import timing
from bot.domain.urgency import Urgency
from bot.profile.files import SHIPPED
from bot.profile.load import load_profile
from tests.policy import table

POLICY = load_profile("jiulongpo").policy
CLASSES = ("P1", "P2", "P3", "P4")
COLUMNS = {
    DeadlineKind.ACKNOWLEDGE: "acknowledge",
    DeadlineKind.FIRST_ACTION: "first action",
    DeadlineKind.ASSESS: "assessment",
    DeadlineKind.REPLY: "answer to the reporter",
    DeadlineKind.OUTCOME: "outcome",
}
START = datetime(2026, 3, 2, tzinfo=UTC)
DIFFER = "the profile and tests/policy/deadlines.csv differ: change both, as docs/adapt/change-a-deadline.md says"


@pytest.mark.parametrize("urgency", CLASSES)
@pytest.mark.parametrize("kind", COLUMNS)
def test_a_deadline_of_the_lead_is_as_long_as_the_table_says(urgency: str, kind: DeadlineKind) -> None:
    deadline = timing.arm(kind, None, Urgency(urgency), POLICY, START, 1)
    assert deadline.due_at - deadline.started_at == table.limit(urgency, COLUMNS[kind]), DIFFER


@pytest.mark.parametrize("urgency", CLASSES)
def test_a_wished_call_back_exists_where_the_table_has_one(urgency: str) -> None:
    reply = timing.arm(DeadlineKind.REPLY, None, Urgency(urgency), POLICY, START, 1)
    found = timing.call_back([reply], Urgency(urgency), POLICY, START, 1)
    wish = table.time(urgency, "wish to call back")
    assert [deadline.due_at - START for deadline in found] == ([] if wish is None else [wish]), DIFFER


@pytest.mark.parametrize("urgency", CLASSES)
def test_reminders_repeat_as_often_as_the_table_says(urgency: str) -> None:
    said = table.ROWS[urgency]["repeat"]
    assert POLICY.limits[Urgency(urgency)].repeat == table.time(urgency, "repeat"), DIFFER
    assert said != "daily 09:00" or POLICY.daily_at == time(9)


def test_every_class_has_its_row_and_its_limits() -> None:
    assert tuple(table.ROWS) == CLASSES == tuple(urgency.value for urgency in POLICY.limits)


def test_a_profile_of_the_version_before_keeps_its_wish_for_a_call_back(tmp_path: Path) -> None:
    written = (SHIPPED / "jiulongpo.toml").read_text("utf-8")
    older = "\n".join(line for line in written.split("\n") if not line.startswith("call_back"))
    older = older.replace('reply = "3d"', 'reply_p1 = "12h"\nreply = "3d"')
    path = tmp_path / "older.toml"
    path.write_text(older, "utf-8")
    assert load_profile(path).policy.limits[Urgency.P1].call_back == timedelta(hours=12)
    assert load_profile(path).policy.reply == timedelta(days=3)
