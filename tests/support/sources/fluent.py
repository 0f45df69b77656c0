"""The Fluent files of a language parsed whole, by Fluent's own parser."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast


@cache
def read_language(folder: Path) -> dict[str, ast.Resource]:
    """A language's files by name, parsed. Raises ValueError with the name of a file that is not Fluent."""
    return {path.name: _resource(path) for path in sorted(folder.glob("*.ftl"))}


def messages(resources: Mapping[str, ast.Resource]) -> dict[str, ast.Message]:
    """The messages of parsed files by key."""
    return {
        entry.id.name: entry
        for resource in resources.values()
        for entry in resource.body
        if isinstance(entry, ast.Message)
    }


def _resource(path: Path) -> ast.Resource:
    resource = FluentParser().parse(path.read_text(encoding="utf-8"))
    if any(isinstance(entry, ast.Junk) for entry in resource.body):
        raise ValueError(path.name)
    return resource
