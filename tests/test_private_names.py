"""What a library keeps to itself is left alone, or stands here with the version in which it was looked at.

A name that begins with `_` may change or go with any release. The table is written by hand: before the version of a
library is raised, look whether its names still mean the same, and write the new version down.
"""

import ast
import dataclasses
import inspect
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import aiohttp
import aiosqlite
import pytest
import sqlalchemy
from aiohttp import web

from tests.support.sources.modules import modules_below, nodes_of

ROOT = Path(__file__).parents[1]
OURS = ("bot", "handlers", "storage", "locales", "tests")
PINNED = {
    ("aiosqlite", "0.22.1"): {
        "storage/database/sqlite.py": {"_conn", "_execute", "_thread"},
        "tests/storage/database/test_sqlite.py": {"_tx"},
        "tests/support/databases/in_the_loop.py": {"_tx", "_thread"},
    },
    ("aiohttp", "3.14.5"): {"tests/crash/edges.py": {"_request", "_req"}},
    ("sqlalchemy", "2.1.9"): {"storage/database/prepared.py": {"_returning"}},
}
OF_PYTHON = {"bot/late_methods.py": {"_create_fn"}}
"""Private names of Python itself. The first is used up to version 3.12 only; newer versions need no such help. The
second only makes tests cheaper."""
SPEAKING = (ast.Attribute, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
"""The parts of a module that say something about names."""
DOCUMENTED = {"_mapping", "_fields", "_make", "_asdict", "_replace", "_exit", "_getframe"}
"""Begin with `_` and are told of in the manuals: of SQLAlchemy's rows, named tuples, `os` and `sys`."""


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in DOCUMENTED


@dataclass
class Names:
    """What one module defines, what it imports from others' packages, and the private names that it reaches for."""

    own: set[str] = field(default_factory=set)
    foreign: dict[str, str] = field(default_factory=dict)
    reached: set[tuple[str, str]] = field(default_factory=set)
    """Each with the first name of its line: `a` of `a.b[0]._c`."""

    def note(self, node: ast.AST) -> None:
        """Take from a part of the module what it says."""
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.own.add(node.name)
            case ast.ClassDef():
                self.own |= {node.name, *(name for line in node.body for name in declared(line))}
            case ast.Import() | ast.ImportFrom():
                self.foreign |= foreign_imports(node)
            case ast.Attribute() if is_private(node.attr):
                self.reached.add((first_name(node.value), node.attr))
                if isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id == "self":
                    self.own.add(node.attr)

    def touched(self, own: set[str]) -> set[str]:
        """The private names in this module that are another's."""
        found = {part for path in self.foreign.values() for part in path.split(".") if is_private(part)}
        return found | {name for root, name in self.reached if name not in own or root in self.foreign}


def read(nodes: Iterable[ast.AST]) -> Names:
    names = Names()
    for node in nodes:
        if isinstance(node, SPEAKING):
            names.note(node)
    return names


def read_text(text: str) -> Names:
    return read(ast.walk(ast.parse(text)))


def declared(line: ast.stmt) -> list[str]:
    """The names that a line of a class gives a value or a type."""
    targets = line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
    return [one.id for one in targets if isinstance(one, ast.Name)]


def foreign_imports(node: ast.Import | ast.ImportFrom) -> dict[str, str]:
    """Where a name of another's package comes from, by the name that it has here."""
    if isinstance(node, ast.ImportFrom):
        module = node.module or OURS[0]
        return (
            {}
            if module.split(".")[0] in OURS
            else {one.asname or one.name: f"{module}.{one.name}" for one in node.names}
        )
    foreign = [one for one in node.names if one.name.split(".")[0] not in OURS]
    return {one.asname or one.name.split(".")[0]: one.name for one in foreign}


def first_name(node: ast.expr) -> str:
    """`a` of `a.b[0].c()`."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def test_no_private_name_of_a_library_is_touched_but_those_that_are_pinned() -> None:
    paths = [path for folder in OURS for path in modules_below(ROOT / folder) if "versions" not in path.parts]
    modules = {str(path.relative_to(ROOT)): read(nodes_of(path)) for path in paths}
    own = {name for names in modules.values() for name in names.own}
    found = {path: touched for path, names in modules.items() if (touched := names.touched(own))}
    assert found == {path: names for used in [*PINNED.values(), OF_PYTHON] for path, names in used.items()}


def test_the_libraries_have_the_versions_in_which_their_private_names_were_looked_at() -> None:
    assert {(name, version(name)) for name, _ in PINNED} == set(PINNED)
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    assert [name for name, looked_at in PINNED if f"\n{name}=={looked_at} " not in locked] == []


async def test_the_pinned_names_are_there() -> None:
    async with aiosqlite.connect(":memory:") as connection:
        assert {"_conn", "_execute", "_thread", "_tx"} <= set(dir(connection))
    assert "_request" in dir(aiohttp.ClientSession)
    assert "_req" in dir(web.Response())
    assert "_returning" in dir(sqlalchemy.insert(sqlalchemy.table("t")))


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="not used with this version")
def test_the_pinned_name_of_python_takes_what_it_took() -> None:
    parameters = inspect.signature(vars(dataclasses)["_create_fn"]).parameters
    assert list(parameters) == ["name", "args", "body", "globals", "locals", "return_type"]


def test_the_check_finds_a_private_name_however_it_is_reached() -> None:
    own = read_text("class Ours:\n    _mine: int\n    def _work(self): self._set = 1").own
    assert own == {"Ours", "_mine", "_work", "_set"}
    ours = "from bot.system import clock\nclock()._work, x._mine, self._set, x.__class__, row._mapping"
    assert read_text(ours).touched(own) == set()
    assert read_text("from lib._inner import Thing\nimport lib._deep as d").touched(own) == {"_inner", "_deep"}
    assert read_text("import lib\nlib.make()[0]._work").touched(own) == {"_work"}
    assert read_text("row._hidden").touched(own) == {"_hidden"}
