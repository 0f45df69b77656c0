"""Where a transaction that may write is opened or committed, but for the one place that does it for all."""

import ast
import re
from collections.abc import Iterator

from bot.usecases.services import in_one_transaction
from tests.house.counts import ROOT, modules
from tests.support.sources.modules import tree_of

SIGNS = re.compile(r"begin\(|\.bind\(|\.commit\(")
"""A module without one of these opens and commits nothing."""


def places_by_hand() -> list[str]:
    """Module and line of each."""
    paths = [path for path in modules("bot", "handlers") if SIGNS.search(path.read_text("utf-8"))]
    found = [(path, line) for path in paths for line in opened_by_hand(tree_of(path))]
    return [f"{path.relative_to(ROOT)}:{line}" for path, line in found]


def opened_by_hand(tree: ast.AST) -> Iterator[int]:
    """Lines at which a unit of work that may write is begun, or committed. The one place is left out, and what hands
    out the unit of work as it is and does not commit it."""
    for node in outside(tree, in_one_transaction.__name__):
        if isinstance(node, ast.AsyncWith) and any(begins_to_write(item.context_expr) for item in node.items):
            if not hands_out(node):
                yield node.lineno
        elif isinstance(node, ast.Await) and commits(node.value):
            yield node.lineno


def commits(called: ast.expr) -> bool:
    """`uow.commit()`."""
    return isinstance(called, ast.Call) and isinstance(called.func, ast.Attribute) and called.func.attr == "commit"


def outside(tree: ast.AST, name: str) -> Iterator[ast.AST]:
    """All nodes but those of the function with this name."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.AsyncFunctionDef) and node.name == name):
            yield node
            yield from outside(node, name)


def hands_out(begun: ast.AsyncWith) -> bool:
    """Whether it yields what it has begun, as it is."""
    names = {ast.unparse(item.optional_vars) for item in begun.items if item.optional_vars is not None}
    inside = (node for line in begun.body for node in ast.walk(line))
    return any(isinstance(node, ast.Yield) and node.value and ast.unparse(node.value) in names for node in inside)


def begins_to_write(called: ast.expr) -> bool:
    """`begin()`, `services.begin()`, `components.database.begin()`, `dependencies.bind(…)()`."""
    words = ast.unparse(called)
    return words == "begin()" or words.endswith(".begin()") or ".bind(" in words
