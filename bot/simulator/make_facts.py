"""Writes facts.json, the compact table of the Bot API, from a machine-readable specification given as a path.

`python -m bot.simulator.make_facts SPEC.json`. One line a fact: "String! 1-64 bytes" is a required string of at most 64
bytes, "Integer|String" may be either, "String! =photo" must be the word photo, "parsed" counts after entity parsing,
"value" bounds the number itself.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

_BOUND = re.compile(r"\b(\d+)-(\d+) (characters after entit|characters|bytes|items|identifiers)")
_LIST = re.compile(r"\blist of (\d+)-(\d+) ")
_MOST = re.compile(r"\bup to (\d+) (?:items|identifiers)")
_VALUE = re.compile(r"(?:; |[Bb]etween )(\d+)(?:-| and )(\d+)(?: if specified)?$")
_WORD = re.compile(r"must be (?:always )?[“\"]?([a-z_]+)[”\"]?$")
_SOURCE = "names, types and bounds from telegram-bot-api-spec, MIT License, Copyright (c) 2020 Paul Larsen"
_RECEIVED = ("Message", "ExternalReplyInfo")
"""What people send: each of its fields may hold something that is told."""
_UNITS = {"characters after entit": "parsed", "identifiers": "items"}


def fact(field: dict[str, Any]) -> str:
    """One field or parameter as a line of the table."""
    line = "|".join(field["types"]) + ("!" if field["required"] else "")
    text = field["description"].rstrip(".")
    if bound := bounds(text, field["types"]):
        line += f" {bound}"
    elif field["types"] == ["String"] and (word := _WORD.search(text)):
        line += f" ={word[1]}"
    return line


def bounds(text: str, types: list[str]) -> str | None:
    """The numeric bound that a description states: of length in its unit, of a list, or of the number itself."""
    if found := _BOUND.search(text):
        low, high, unit = found.groups()
        return f"{low}-{high} {_UNITS.get(unit, unit)}"
    if types[0].startswith("Array of "):
        if found := _LIST.search(text):
            return f"{found[1]}-{found[2]} items"
        return f"0-{found[1]} items" if (found := _MOST.search(text)) else None
    if types[0] in ("Integer", "Float") and (found := _VALUE.search(text)):
        return f"{found[1]}-{found[2]} value"
    return None


def table(entry: dict[str, Any]) -> dict[str, str]:
    """All fields of one method or type."""
    return {field["name"]: fact(field) for field in entry.get("fields", [])}


def named(line: str, types: dict[str, Any]) -> list[str]:
    """Object types that a line of the table mentions."""
    return [word for word in re.findall(r"\w+", line) if word in types]


def walk(spec: dict[str, Any]) -> dict[str, Any]:
    """The methods, every type that a request can carry, down to the last nested one, and the messages of people."""
    methods = {name: table(entry) for name, entry in spec["methods"].items()}
    wanted = [name for fields in methods.values() for line in fields.values() for name in named(line, spec["types"])]
    types: dict[str, Any] = {}
    while wanted:
        name = wanted.pop()
        if name in types:
            continue
        entry = spec["types"][name]
        types[name] = entry["subtypes"] if entry.get("subtypes") else table(entry)
        lines = types[name] if isinstance(types[name], list) else types[name].values()
        wanted += [nested for line in lines for nested in named(line, spec["types"])]
    received = {name: table(spec["types"][name]) for name in _RECEIVED}
    types = dict(sorted(types.items()))
    return {"version": spec["version"], "source": _SOURCE, "methods": methods, "types": types, "received": received}


if __name__ == "__main__":
    facts = walk(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    Path(__file__).with_name("facts.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
