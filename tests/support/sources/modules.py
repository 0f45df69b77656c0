"""Modules of Python as trees: each is parsed once in a process, for all tests that read the source."""

import ast
from functools import cache
from pathlib import Path


@cache
def tree_of(path: Path) -> ast.Module:
    """The tree of a module. Nobody may change it: others read it too."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module, level by level."""
    return tuple(ast.walk(tree_of(path)))
