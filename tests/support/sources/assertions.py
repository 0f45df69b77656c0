"""Which tests assert something: found by reading the source of tests and of the helpers that they call."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.sources.modules import modules_below, nodes_of

Function = ast.FunctionDef | ast.AsyncFunctionDef
FAILS = {"raises", "fail", "warns", "wait_for", "answer_to", "to_be_visible", "to_have_text", "to_have_count"}
"""Calls into libraries and into the simulator's client that fail when what is expected does not come."""


@dataclass
class Module:
    """What the names of one module mean: its own functions, and those that it imports from other modules here."""

    own: dict[str, Function] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Sources:
    """All functions of all modules below a folder of tests."""

    root: Path
    modules: dict[str, Module] = field(default_factory=lambda: defaultdict(Module))
    methods: dict[str, list[tuple[str, Function]]] = field(default_factory=lambda: defaultdict(list))
    tests: list[tuple[str, str, Function]] = field(default_factory=list)
    known: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in modules_below(self.root):
            name = ".".join(path.relative_to(self.root.parent).with_suffix("").parts)
            for node in nodes_of(path):
                self._note(path, name, node)

    def _note(self, path: Path, module: str, node: ast.AST) -> None:
        if isinstance(node, ast.ImportFrom) and node.module:
            self.modules[module].imported |= {one.asname or one.name: (node.module, one.name) for one in node.names}
        if isinstance(node, Function):
            self.methods[node.name].append((module, node))
            self.modules[module].own.setdefault(node.name, node)
            if path.name.startswith("test_") and node.name.startswith("test_"):
                self.tests.append((f"{path.relative_to(self.root)}::{node.name}", module, node))

    def without_assertion(self) -> list[str]:
        """Tests that can fail only by an error."""
        return [name for name, module, node in self.tests if not self.asserts(module, node)]

    def asserts(self, module: str, function: Function) -> bool:
        """Whether the function asserts, itself or through what it calls."""
        if id(function) not in self.known:
            self.known[id(function)] = False
            fails = _asserts_itself(function) or any(self._fails(module, call) for call in _calls(function))
            self.known[id(function)] = fails
        return self.known[id(function)]

    def _fails(self, module: str, called: ast.Name | ast.Attribute) -> bool:
        name = called.id if isinstance(called, ast.Name) else called.attr
        found = self._named(module, name) if isinstance(called, ast.Name) else self.methods.get(name, [])
        return name in FAILS or (bool(found) and all(self.asserts(*one) for one in found))

    def _named(self, module: str, name: str) -> list[tuple[str, Function]]:
        known = self.modules[module]
        if name in known.own:
            return [(module, known.own[name])]
        where, original = known.imported.get(name, ("", ""))
        return self._named(where, original) if where in self.modules else []


def _done_by(function: Function) -> Iterator[ast.AST]:
    """All that it does itself. What stands in a function that is defined in it is done by whoever calls that one."""
    left: list[ast.AST] = [*function.body]
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, Function | ast.ClassDef):
            left += ast.iter_child_nodes(node)


def _asserts_itself(function: Function) -> bool:
    return any(isinstance(node, ast.Assert) or _raises_a_failure(node) for node in _done_by(function))


def _raises_a_failure(node: ast.AST) -> bool:
    return isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and "CameNot" in ast.dump(node.exc.func)


def _calls(function: Function) -> Iterator[ast.Name | ast.Attribute]:
    for node in _done_by(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.func
