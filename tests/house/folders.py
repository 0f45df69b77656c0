"""What can be counted in the folders: how many modules each holds, and which of its parts import each other."""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.house.counts import ROOT, SOURCES
from tests.support.sources.modules import nodes_of

FULLEST_FOLDER = 25
"""As many names as somebody still reads through to find one."""


def packages(*folders: str) -> list[Path]:
    """Every folder of modules, the given ones among them."""
    return [init.parent for name in folders for init in sorted((ROOT / name).rglob("__init__.py"))]


def size(package: Path) -> int:
    """How many modules stand in this folder itself."""
    return sum(1 for path in package.glob("*.py") if path.name != "__init__.py")


def full_folders(*folders: str) -> list[str]:
    """Folders with more modules than one reads through."""
    return [f"{dotted(package)}: {size(package)}" for package in packages(*folders) if size(package) > FULLEST_FOLDER]


def dotted(path: Path) -> str:
    """The name under which this folder or module is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def folders(package: Path) -> set[str]:
    """The names of the folders of modules in this folder."""
    return {path.parent.name for path in package.glob("*/__init__.py")}


def unordered_folders() -> list[str]:
    """Folders beside others that no contract of import-linter puts in an order."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    ordered: dict[str, set[str]] = defaultdict(set)
    for contract in contracts:
        for container in contract.get("containers", ()):
            ordered[container] |= {name.strip() for line in contract["layers"] for name in line.split("|")}
    found = [package for package in packages(*SOURCES) if len(folders(package)) > 1]
    return [
        f"{dotted(package)}.{folder}" for package in found for folder in folders(package) - ordered[dotted(package)]
    ]


@cache
def imports(path: Path) -> frozenset[str]:
    """Every name that this module imports, at its head or inside a function."""
    found: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return frozenset(found)


def neighbours(package: Path) -> dict[str, set[str]]:
    """Which module or folder of this folder imports which others of it."""
    before = f"{dotted(package)}."
    parts = [path for path in package.iterdir() if (path / "__init__.py").exists() or path.suffix == ".py"]
    names = {path.stem for path in parts}
    return {
        part.stem: {
            name.removeprefix(before).split(".")[0]
            for path in ([part] if part.is_file() else sorted(part.rglob("*.py")))
            for name in imports(path)
            if name.startswith(before)
        }
        & names - {part.stem}
        for part in parts
    }


def circles(*folders: str) -> Iterator[str]:
    """In each folder one circle of imports among its modules and folders, if there is one."""
    for package in packages(*folders):
        try:
            TopologicalSorter(neighbours(package)).prepare()
        except CycleError as circle:
            yield f"{dotted(package)}: {' <- '.join(circle.args[1])}"
