"""The second of two people is told of the newest step of the last hour; no step is forgotten here."""

import ast
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.cases.just_before import NO_STEPS, UNTOLD, just_before
from bot.domain.cases.lists import RecordedAct
from bot.domain.ids import AgencyKey, PersonKey
from tests.support.facts_of_notices import CATALOGUE, LANGUAGES
from tests.support.sources.modules import nodes_of

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
AMAL, BO, EDU = PersonKey("amal"), PersonKey("bo"), AgencyKey("EDU")
USE_CASES = Path(__file__).parents[4] / "bot" / "usecases"
PLACES = {"keep_step": 2, "Done": 0}
"""Where the name of the step is among the arguments."""
STEPS_NOTED = {"answered", "merged", "merge_undone", "raised_", "reopened", "reopened_by_hand", "takeover"}
"""Steps that are not stored like those of verbs."""
COMPOSED = {f"raised_p{grade}" for grade in (1, 2, 3)} | {f"lowered_p{grade}" for grade in (2, 3, 4)}
COMPOSED |= {f"looked_again{found}" for found in ("", "_unsafe", "_unknown")}


def done(minutes: int, action: str, person: PersonKey = BO) -> RecordedAct:
    return RecordedAct(NOW - timedelta(minutes=minutes), action, EDU, {}, person)


def end_of(called: ast.expr) -> str:
    """The last two words of what is called: whose method it is does not matter."""
    return ".".join(ast.unparse(called).split(".")[-2:])


def names_given(path: Path, read: Callable[[ast.expr], str], places: Mapping[str, int]) -> Iterator[str]:
    """The names that a module gives to what it stores about a case; of a composed name its beginning."""
    values = dict(assigned(path))
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and (called := read(node.func)) in places and is_of_a_case(node, called):
            name = node.args[places[called]]
            yield from words_in(values.get(ast.unparse(name), name))


def is_of_a_case(call: ast.Call, called: str) -> bool:
    return called in PLACES or any(word.arg == "case" for word in call.keywords)


def assigned(path: Path) -> Iterator[tuple[str, ast.expr]]:
    """The names that a module gives to values, alone or several in one line."""
    for node in nodes_of(path):
        if isinstance(node, ast.Assign):
            to, value = node.targets[0], node.value
            pairs = (
                zip(to.elts, value.elts, strict=True)
                if isinstance(to, ast.Tuple) and isinstance(value, ast.Tuple)
                else ((to, value),)
            )
            yield from ((ast.unparse(one), given) for one, given in pairs)


def words_in(name: ast.expr) -> Iterator[str]:
    if isinstance(name, ast.IfExp):
        yield from (*words_in(name.body), *words_in(name.orelse))
    elif isinstance(name, ast.JoinedStr):
        yield from words_in(name.values[0])
    elif isinstance(name, ast.Constant):
        yield str(name.value)


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


@pytest.mark.parametrize("action", ["acknowledged", "close_proposed", "raised_p1", "takeover", "a_verb_of_tomorrow"])
def test_whatever_else_stands_in_the_history_is_a_step(action: str) -> None:
    found = just_before([done(1, action)], AMAL, NOW)
    assert found is not None
    assert found.action == action


def test_a_step_of_a_verb_is_told_or_named_as_untold() -> None:
    names = {name for path in USE_CASES.rglob("*.py") for name in names_given(path, ast.unparse, PLACES)}
    assert len(names) > 25
    assert names & NO_STEPS == {"answer_left"}  # the answer is sent later; whoever wrote it has done so before
    assert names >= UNTOLD


def test_what_is_noted_beside_steps_is_known_as_such() -> None:
    noted = {name for path in USE_CASES.rglob("*.py") for name in names_given(path, end_of, {"audit.add": 0})}
    assert len(noted) > 30
    assert noted - NO_STEPS == STEPS_NOTED


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_step_that_can_come_first_has_words(locale: str) -> None:
    stored = {name for path in USE_CASES.rglob("*.py") for name in names_given(path, ast.unparse, PLACES)}
    named = (stored | STEPS_NOTED | COMPOSED) - {"raised_", "lowered_"}
    assert {step for step in named if not CATALOGUE.has(f"staff-history-{step}", locale)} == set()
