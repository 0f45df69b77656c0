"""The second of two people is told of the newest step of the last hour; no step is forgotten here."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.cases.just_before import STEPS, UNTOLD, just_before
from bot.domain.cases.lists import RecordedAct
from bot.domain.ids import AgencyKey, PersonKey
from tests.support.facts_of_notices import CATALOGUE, LANGUAGES
from tests.support.sources.modules import nodes_of

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
AMAL, BO, EDU = PersonKey("amal"), PersonKey("bo"), AgencyKey("EDU")
USE_CASES = Path(__file__).parents[4] / "bot" / "usecases"
PLACES = {"keep_step": 2, "Done": 0}
"""Where the name of the step is among the arguments."""


def done(minutes: int, action: str, person: PersonKey = BO) -> RecordedAct:
    return RecordedAct(NOW - timedelta(minutes=minutes), action, EDU, {}, person)


def test_the_newest_step_counts_whatever_was_read_or_told_since() -> None:
    found = just_before([done(1, "opened"), done(2, "added"), done(3, "task_done"), done(4, "acknowledged")], AMAL, NOW)
    assert found is not None
    assert (found.action, found.agency, found.at, found.is_own) == (
        "task_done", EDU, NOW - timedelta(minutes=3), False,
    )  # fmt: skip


def test_the_message_says_whether_the_reader_took_that_step() -> None:
    found = just_before([done(1, "acknowledged", AMAL)], AMAL, NOW)
    assert found is not None
    assert found.is_own


@pytest.mark.parametrize("history", [[], [done(61, "acknowledged")], [done(1, "recused")], [done(1, "opened")]])
def test_old_steps_and_steps_of_other_kinds_are_not_told(history: list[RecordedAct]) -> None:
    assert just_before(history, AMAL, NOW) is None


def stored_steps() -> Iterator[str]:
    """The names of all steps that use cases store; for a composed name, its beginning."""
    for path in USE_CASES.rglob("*.py"):
        for node in nodes_of(path):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) in PLACES):
                continue
            named = node.args[PLACES[ast.unparse(node.func)]]
            if isinstance(named, ast.JoinedStr):
                named = named.values[0]
            if isinstance(named, ast.Constant):
                yield str(named.value)


def test_every_step_that_is_kept_is_told_or_named_as_untold() -> None:
    names = set(stored_steps())
    assert len(names) > 25
    assert {name for name in names if not any(one.startswith(name) for one in STEPS | UNTOLD)} == set()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_step_that_can_come_first_has_words(locale: str) -> None:
    assert {step for step in STEPS if not CATALOGUE.has(f"staff-history-{step}", locale)} == set()
