"""Parts are given what they need when they are made: nobody changes them from outside afterwards."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.support.sources.modules import modules_below, nodes_of

ROOT = Path(__file__).parents[1]
FOLDERS = ("bot", "handlers", "storage", "locales")
PRETENDED = "bot/simulator"
"""The pretended Telegram: its people, chats and messages are what its calls change."""
OF_LIBRARIES = {
    "cell.data_type",
    "made.__qualname__",
    "connection.isolation_level",
    "connection.thread.daemon",
    "dataclasses._create_fn",
    "error.detail",
    "method.__name__",
    "os.environ",
    "record.args",
    "record.exc_info",
    "record.exc_text",
    "record.msg",
    "record.stack_info",
    "root.handlers",
    "ssl.SSLContext.set_default_verify_paths",
}
"""What libraries and Python want to be set from outside."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def targets(nodes: Iterable[ast.AST]) -> Iterator[ast.Attribute]:
    """The attributes that these nodes of a module set."""
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                parts = target.elts if isinstance(target, ast.Tuple) else [target]
                yield from (part for part in parts if isinstance(part, ast.Attribute))


def is_own(target: ast.Attribute) -> bool:
    """Whether it is an attribute of `self`."""
    return isinstance(target.value, ast.Name) and target.value.id == "self"


def declared(kind: ast.ClassDef) -> set[str]:
    """The attributes that the body of a class names, or that it sets while it is made: in `__init__`, and in methods
    that `__init__` calls."""
    functions = {line.name: line for line in kind.body if isinstance(line, Function)}
    making = [functions[name] for name in ("__init__", "__post_init__") if name in functions]
    called = [functions[name] for function in making for name in calls(function) if name in functions]
    body = {name.id for line in kind.body for name in names(line)}
    return body | {
        target.attr for function in making + called for target in targets(ast.walk(function)) if is_own(target)
    }


def calls(function: Function) -> list[str]:
    """The methods of `self` that a function calls."""
    found = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return [called.attr for called in found if isinstance(called, ast.Attribute) and is_own(called)]


def names(line: ast.stmt) -> list[ast.Name]:
    """The names that a line of a class gives a value or a type."""
    found = line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
    return [one for one in found if isinstance(one, ast.Name)]


def patched(nodes: Sequence[ast.AST]) -> set[str]:
    """The attributes that this module sets on objects of other modules. Inside of a module its own classes may know
    each other."""
    set_here = [one for one in targets(nodes) if not is_own(one)]
    own = {name for node in nodes if set_here and isinstance(node, ast.ClassDef) for name in declared(node)}
    return {ast.unparse(one) for one in set_here if one.attr not in own}


def late(nodes: Iterable[ast.AST]) -> set[str]:
    """The attributes of `self` that an object gets only after it was made."""
    kinds = [node for node in nodes if isinstance(node, ast.ClassDef)]
    own = [(kind, {one.attr for one in targets(ast.walk(kind)) if is_own(one)}) for kind in kinds]
    return {name for kind, names in own if names for name in names - declared(kind)}


def patched_in(module: str) -> set[str]:
    return patched([*ast.walk(ast.parse(module))])


def late_in(module: str) -> set[str]:
    return late(ast.walk(ast.parse(module)))


def modules() -> Iterator[tuple[str, tuple[ast.AST, ...]]]:
    for path in (path for folder in FOLDERS for path in modules_below(ROOT / folder)):
        if not path.is_relative_to(ROOT / PRETENDED):
            yield str(path.relative_to(ROOT)), nodes_of(path)


def test_nothing_is_patched_after_construction() -> None:
    found = {f"{path}: {name}" for path, nodes in modules() for name in patched(nodes) - OF_LIBRARIES}
    assert found == set()


def test_every_attribute_is_there_when_an_object_was_made() -> None:
    assert {f"{path}: {name}" for path, nodes in modules() for name in late(nodes)} == set()


@pytest.mark.parametrize(
    "line", ["components.database.wake = note", "self._intake.stop = stop", "a.b, c.d = 1, 2", "x.sent += more"]
)
def test_the_check_finds_a_patched_component(line: str) -> None:
    assert patched_in(line)
    assert patched_in("self.intake = Intake(stop)\nself.count += 1\nself.one, self.two = 1, 2") == set()


def test_the_check_finds_an_attribute_that_comes_late() -> None:
    assert late_in("class A:\n    def __init__(self): self.one = 1\n    def open(self): self.two = 2") == {"two"}
    assert late_in("class A:\n    def __init__(self): self._build()\n    def _build(self): self.two = 2") == set()
    assert late_in("class A:\n    two: int = 1\n    def open(self): self.two = 2") == set()
    assert patched_in("class A:\n    def __init__(self): self.one = 1\ndef more(a: A): a.one = 2") == set()
