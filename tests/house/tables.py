"""Which folders of storage write which tables."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.counts import ROOT, modules
from tests.support.sources.modules import nodes_of

OVER_ALL_FOLDERS = "maintenance"
"""Backups, rotation and erasing go over all folders. Data keys stand below all of them, and the session writes them."""
TABLES = "tables"
"""Modules of tables are named so, or end so."""
WRITES = frozenset(
    {
        "insert",
        "update",
        "delete",
        "save",
        "remove",
        "upsert",
        "insert_new",
        "change_genuine",
        "inserting",
        "inserting_new",
    }
)


def tables_written_elsewhere() -> list[str]:
    """Tables that a store of another folder writes."""
    return [
        f"{path.relative_to(ROOT)} writes {table}"
        for path in modules("storage")
        if not path.stem.endswith(TABLES) and _folder(path) != OVER_ALL_FOLDERS
        for table, home in sorted(tables_written_in(path).items())
        if home != _folder(path) and (home, path.stem) != ("database", "session")
    ]


def tables_written_in(path: Path) -> dict[str, str]:
    """The tables that a module writes, and the folder in which each stands."""
    written = set(_written(path))
    return {table: home for table, home in _imported(path).items() if table in written}


@cache
def _imported(path: Path) -> dict[str, str]:
    """The tables that a module imports, and the folder in which each stands."""
    found = [node for node in nodes_of(path) if isinstance(node, ast.ImportFrom)]
    return {
        alias.asname or alias.name: node.module.split(".")[1]
        for node in found
        if node.module and node.module.startswith("storage.") and node.module.endswith(TABLES)
        for alias in node.names
    }


def _written(path: Path) -> Iterator[str]:
    """The names that stand where a table is written."""
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and _called(node.func) in WRITES:
            yield from (argument.id for argument in node.args if isinstance(argument, ast.Name))


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)


def _folder(path: Path) -> str:
    return path.relative_to(ROOT / "storage").parts[0]
