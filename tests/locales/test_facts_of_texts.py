"""Whoever says a text gives it every fact that it names, in every language."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.facts_of_notices import LANGUAGES
from tests.support.sources.modules import tree_of

ROOT = Path(__file__).parents[2]
SAYING = {"text", "words", "_text"}
"""Names of the functions that say a text: its key, its language, and its facts by name."""
FACT = re.compile(r"\$([a-zA-Z_][a-zA-Z_0-9]*)")


@dataclass(frozen=True)
class Said:
    """One place in the source that says texts with facts whose names stand there."""

    where: str
    keys: tuple[str, ...]
    given: frozenset[str]


def words_of(language: str) -> dict[str, str]:
    """Every text as it is written, by its key."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "locales" / language).glob("*.ftl")):
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        for part in re.split(r"\n(?=[a-z])", "\n".join(lines)):
            key, _, words = part.partition(" =")
            found[key] = words
    return found


def keys_in(node: ast.expr, names: dict[str, list[str]]) -> list[str]:
    """The keys that an expression may have: a word, one of two words, or a name for such."""
    match node:
        case ast.Constant(value=str(word)):
            return [word]
        case ast.IfExp():
            return keys_in(node.body, names) + keys_in(node.orelse, names)
        case ast.Name():
            return names.get(node.id, [])
        case _:
            return []


def said_in(where: str, module: ast.Module) -> Iterator[Said]:
    """A name stands for the keys that were given to it in the same function."""
    for function in ast.walk(module):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        names: dict[str, list[str]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                names.setdefault(node.targets[0].id, []).extend(keys_in(node.value, {}))
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and node.args and (given := given_to_text(node)) is not None:
                yield Said(f"{where}:{node.lineno}", tuple(keys_in(node.args[0], names)), given)


def given_to_text(call: ast.Call) -> frozenset[str] | None:
    """The names of the facts; None for another call, and for facts that come as a dict."""
    named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    given = frozenset(word.arg or "" for word in call.keywords)
    return given if named in SAYING and "" not in given else None


def said() -> list[Said]:
    found: list[Said] = []
    for path in sorted((ROOT / "handlers").rglob("*.py")):
        found += said_in(path.relative_to(ROOT).as_posix(), tree_of(path))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_given_the_facts_that_it_names(language: str) -> None:
    written, places = words_of(language), said()
    looked_at = [(one, key) for one in places for key in one.keys if key in written]
    assert len(looked_at) > 300
    missing = {
        f"{one.where} {key}": sorted(lacks)
        for one, key in looked_at
        if (lacks := set(FACT.findall(written[key])) - one.given)
    }
    assert missing == {}


def test_a_fact_under_another_name_is_found() -> None:
    module = ast.parse("""
def line(context, locale):
    return context.text("staff-overdue-line", locale, deadline=1)
""")
    (one,) = said_in("here", module)
    assert "clock" in set(FACT.findall(words_of("en")[one.keys[0]])) - one.given
