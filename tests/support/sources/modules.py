"""Modules of Python as trees: each is parsed once in a process, for all tests that read the source."""

import ast
import gc
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


@cache
def modules_below(folder: Path) -> tuple[Path, ...]:
    """All modules below a folder, in order, each of them parsed. The garbage collector waits meanwhile, and leaves the
    trees out afterwards: they are a million objects, and stay. What was garbage before is collected first, because it
    would stay too."""
    paths = tuple(sorted(folder.rglob("*.py")))
    gc.collect()
    gc.disable()
    try:
        for path in paths:
            nodes_of(path)
    finally:
        gc.freeze()
        gc.enable()
    return paths
