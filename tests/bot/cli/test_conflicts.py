"""A command of an operator that another act came before is done again at once; one that never comes first says so."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.domain.errors import Conflict
from bot.runtime.operator_words import explained
from bot.usecases.acting import transaction_of_program
from tests.house.counts import modules
from tests.support.sources.modules import nodes_of, tree_of


def test_a_command_that_never_comes_first_is_refused_in_words() -> None:
    told = explained(Conflict())
    assert (told.what, told.code) == ("Refused", 1)
    assert told.faults == [
        "conflict: somebody else kept changing the same rows meanwhile; nothing was changed here: try again"
    ]


def changing() -> set[str]:
    """The names of use cases that are given services and open a transaction that may write, or call one that does."""
    return {name for path in modules("bot/usecases") for name in _changing(path)}


def _changing(path: Path) -> set[str]:
    acts = [one for one in tree_of(path).body if isinstance(one, ast.AsyncFunctionDef)]
    opening = {one.name for one in acts if transaction_of_program.__name__ in map(ast.unparse, one.decorator_list)}
    return opening | {one.name for one in acts for name in opening if f"{name}(services, now" in ast.unparse(one)}


def awaited(path: Path) -> Iterator[str]:
    """The functions that a module calls and awaits at once, without those of its own."""
    own = {one.name for one in nodes_of(path) if isinstance(one, ast.AsyncFunctionDef)}
    for node in nodes_of(path):
        if isinstance(node, ast.Await) and isinstance(node.value, ast.Call):
            called = ast.unparse(node.value.func)
            if called not in own:
                yield called.rpartition(".")[2]


def test_every_command_that_changes_something_does_it_again_at_once() -> None:
    """Await `again_at_once(partial(…))`: on PostgreSQL the bot runs beside a command that opens the database."""
    known = changing()
    assert {"dismiss", "take_over", "make_invite", "retry", "clear", "tell_missing"} <= known
    opening = [path for path in modules("bot/cli") if "open_components" in path.read_text("utf-8")]
    assert [(path.stem, name) for path in opening for name in awaited(path) if name in known] == []
