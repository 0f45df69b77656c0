"""The Fluent files of a language, cut into messages at start; each message is parsed when it is first asked for.

Parsing all texts is a sixth of a start, and a process shows only a part of them. A message may name another one in
braces; there are no terms.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast

BEGINS = re.compile(r"([a-zA-Z][a-zA-Z0-9_-]*) *=")
GOES_ON = (" ", "}")
"""How a line begins that belongs to the message above it, as an empty one does."""
QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"?')
"""Text within a placeable, where the second mark is there; braces in it mean nothing."""


def read_sources(folder: Path) -> dict[str, str]:
    """The source of every message of a language by key; ValueError names what is no Fluent or is there twice."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.ftl")):
        for key, source in cut(f"{folder.name}/{path.name}", path.read_text(encoding="utf-8")):
            if key in found:
                raise ValueError(f"{path.name}: {key} is defined twice")
            found[key] = source
    return found


def cut(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Keys and messages of a file in order. ValueError names the line that belongs to no message, or the first line
    of a message whose braces do not match."""
    key, began, lines = "", 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if key and (not line or line.startswith(GOES_ON)):
            lines.append(line)
            continue
        if key:
            yield key, _whole(name, began, "\n".join(lines))
        begins = BEGINS.match(line)
        if begins is None and line.strip() and not line.startswith("#"):
            raise ValueError(f"{name}:{number}: not Fluent")
        key, began, lines = begins[1] if begins else "", number, [line]
    if key:
        yield key, _whole(name, began, "\n".join(lines))


def _without_text(found: re.Match[str]) -> str:
    """Nothing of a text between two marks; a mark that stands alone, with what follows it, stays."""
    return "" if len(found[0]) > 1 and found[0].endswith('"') else found[0]


def _whole(name: str, number: int, source: str) -> str:
    """The message as it was, if its braces match: else a part of the next one may be missing or have become its own."""
    bare = QUOTED.sub(_without_text, source) if '"' in source else source
    if bare.count("{") != bare.count("}"):
        raise ValueError(f"{name}:{number}: not Fluent")
    return source


@cache
def parsed(source: str) -> ast.Resource:
    """Parses one message. The result is cached and shared by all catalogues, so nobody may change it. Raises ValueError
    when the source is not Fluent."""
    resource = FluentParser().parse(source)
    if any(isinstance(entry, ast.Junk) for entry in resource.body):
        raise ValueError("not Fluent")
    return resource


def is_fluent(source: str) -> bool:
    """Whether a message can be parsed."""
    try:
        parsed(source)
    except ValueError:
        return False
    return True
