"""Which names of classes are defined more than once."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.house.counts import ROOT
from tests.support.sources.modules import tree_of

SIMULATOR = ROOT / "bot" / "simulator"
"""The other side: it has a `Group` and a `Person` of Telegram's, and people who hold a phone."""
PROGRAM = ("bot", "handlers", "storage", "locales")


def classes_of_one_name(*folders: str) -> list[str]:
    """Public names under which modules of these folders define more than one class, with the places."""
    places: dict[str, list[str]] = defaultdict(list)
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not path.is_relative_to(SIMULATOR):
                for name in public_classes(path):
                    places[name].append(str(path.relative_to(ROOT)))
    return [f"{name}: {', '.join(found)}" for name, found in sorted(places.items()) if len(found) > 1]


def public_classes(path: Path) -> Iterator[str]:
    """The public classes that a module defines for others to read."""
    yield from (
        node.name for node in tree_of(path).body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
