"""Everything that the program defines is used by the program, not by its tests alone."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.support.sources.modules import modules_below, nodes_of

ROOT = Path(__file__).parents[1]
CALLED_BY_LIBRARIES = {
    "collect": "prometheus-client",
    "do_request": "python-telegram-bot",
    "handle_endtag": "html.parser",
    "handle_starttag": "html.parser",
    "process_bind_param": "SQLAlchemy",
    "process_result_value": "SQLAlchemy",
    "visit_Placeable": "fluent",
    "visit_TextElement": "fluent",
    "visit_VariableReference": "fluent",
}
"""Methods that a library calls by their names."""
FOR_TESTS = {
    "fields_of": "hostile presses are made of the declared fields",
    "SystemClock": "the simulator's own clock",
    "heal": "people of the simulator",
    "unblock": "people of the simulator",
    "video": "people of the simulator",
}
"""What stands beside its kin and is asked for by tests."""


def sources() -> list[Path]:
    found = [path for room in ("bot", "handlers", "storage", "locales") for path in modules_below(ROOT / room)]
    return [path for path in found if "versions" not in path.parts]


def used(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The names that code uses. Words in texts and comments are no use, nor is an import under the name itself:
    whatever is imported so is used by that name, or by nobody."""
    for node in nodes:
        match node:
            case ast.Name(name) | ast.Attribute(_, name):
                yield name
            case ast.ImportFrom(_, names):
                yield from (one.name for one in names if one.asname is not None)


def defined(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Functions and classes; those that a decorator hands to somebody are called by them."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from () if node.decorator_list or node.name.startswith("__") else (node.name,)


def test_no_function_and_no_class_is_without_a_caller() -> None:
    everything = [node for path in sources() for node in nodes_of(path)]
    assert {*defined(everything)} - {*used(everything)} == {*CALLED_BY_LIBRARIES, *FOR_TESTS}


@pytest.mark.parametrize("code", ["from a import act\n", '"""The line act."""\n', 'add("act" if x else "")\n'])
def test_a_function_that_is_only_named_is_found(code: str) -> None:
    tree = [*ast.walk(ast.parse(f"{code}def act() -> None: ...\n"))]
    assert {*defined(tree)} - {*used(tree)} == {"act"}


@pytest.mark.parametrize("code", ["act()", "self.act()", "table = [act]", "from a import act as done"])
def test_a_function_that_is_called_or_handed_on_is_used(code: str) -> None:
    assert "act" in used(ast.walk(ast.parse(code)))
