"""Checks each call against facts.json: names, types, what is required, and numeric bounds, down into nested objects."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.simulator.parameters import Upload
from bot.simulator.refusal import Json, Refusal, bad

_LINE = re.compile(
    r"(?P<types>[^!= ][^!=]*?)(?P<required>!?)(?: (?P<low>\d+)-(?P<high>\d+) (?P<unit>\w+)| =(?P<word>\w+))?$"
)
_EMPTY = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "video": "there is no video in the request",
    "document": "there is no document in the request",
    "audio": "there is no audio in the request",
    "voice": "there is no voice in the request",
}
# The server clamps these instead of refusing.
_CLAMPED = frozenset({"limit", "timeout", "max_connections"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the table, taken apart."""

    types: tuple[str, ...]
    required: bool
    low: int
    high: int | None
    unit: str
    word: str | None


@cache
def fact(line: str) -> Fact:
    """Reads a line such as "String! 1-64 bytes"."""
    found = _LINE.match(line)
    if found is None:
        raise ValueError(line)
    high = found["high"]
    types = _merged(tuple(found["types"].split("|")))
    return Fact(types, bool(found["required"]), int(found["low"] or 0), int(high) if high else None,
                found["unit"] or "", found["word"])  # fmt: skip


def _merged(types: tuple[str, ...]) -> tuple[str, ...]:
    """Arrays of this or of that are arrays whose items may differ: an album mixes photos and videos."""
    prefix = "Array of "
    if len(types) < 2 or not all(kind.startswith(prefix) for kind in types):
        return types
    return (prefix + "/".join(kind.removeprefix(prefix) for kind in types),)


@cache
def _facts() -> Json:
    facts: Json = json.loads(Path(__file__).with_name("facts.json").read_text("utf-8"))
    return facts


def real_name(name: str) -> str | None:
    """The proper name of a method of the Bot API, played here or not; None where there is no such method."""
    return next((known for known in _facts()["methods"] if known.lower() == name.lower()), None)


def checked(method: str, values: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Json:
    """The parameters of the call in their own types; a file parameter becomes an Upload or stays a string."""
    table: dict[str, str] = _facts()["methods"][method]
    mentioned = {name for name in values if name in table}
    if strange := set(values) - mentioned:
        raise bad(f"method {method} has no parameter {min(strange)!r}")
    result: Json = {}
    for name, line in table.items():
        value = values.get(name, uploads.get(name))
        if value is None or (value == "" and "InputFile" in line):
            _refuse_missing(name, fact(line))
        else:
            result[name] = _parameter(name, value, fact(line), uploads)
    return result


def _refuse_missing(name: str, known: Fact) -> None:
    if known.required:
        raise bad(_EMPTY.get(name, f"parameter {name!r} is required"))


def _parameter(name: str, value: Any, known: Fact, uploads: Mapping[str, Upload]) -> Any:
    if isinstance(value, Upload):
        return value
    if "InputFile" in known.types and isinstance(value, str):
        return uploads.get(value.removeprefix("attach://"), value) if value.startswith("attach://") else value
    simple = {"String", "Integer", "Float", "Boolean"}
    if isinstance(value, str) and not simple.intersection(known.types):
        value = _parsed(name, value)
    return _fitting(name, value, known)


def _parsed(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as error:
        raise bad(f"can't parse {name}: expected JSON") from error


def _fitting(name: str, value: Any, known: Fact) -> Any:
    """The value as the first of the allowed types that takes it; where none does, what the likeliest type says."""
    refusal: Refusal | None = None
    for kind in _likeliest_first(value, known.types):
        try:
            fitted = _as_type(name, value, kind)
        except Refusal as error:
            refusal = refusal or error
        else:
            _check_bounds(name, fitted, known)
            return fitted
    raise refusal or bad(f"can't parse {name}")


def _likeliest_first(value: Any, kinds: tuple[str, ...]) -> tuple[str, ...]:
    if len(kinds) == 1 or not isinstance(value, dict):
        return kinds
    return tuple(sorted(kinds, key=lambda kind: _strangeness(value, _facts()["types"].get(kind))))


def _strangeness(value: Json, table: Any) -> int:
    if not isinstance(table, dict):
        return 100
    word = fact(table["type"]).word if "type" in table else None
    return len(set(value) - set(table)) + (10 if word and value.get("type") != word else 0)


def _as_type(name: str, value: Any, kind: str) -> Any:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            raise bad(f"can't parse {name}: expected an Array")
        return [_as_type(name, item, kind.removeprefix("Array of ")) for item in value]
    if "/" in kind:
        return _fitting(name, value, Fact(tuple(kind.split("/")), False, 0, None, "", None))
    if kind in _SIMPLE:
        return _SIMPLE[kind](name, value)
    return _as_object(name, value, kind)


def _as_object(name: str, value: Any, kind: str) -> Any:
    table = _facts()["types"].get(kind)
    if table is None or kind == "InputFile":
        return value
    if isinstance(table, list):
        return _fitting(name, value, Fact(tuple(table), False, 0, None, "", None))
    if not isinstance(value, dict):
        raise bad(f"can't parse {name}: expected an Object")
    if strange := set(value) - set(table):
        raise bad(f"can't parse {name}: {kind} has no field {min(strange)!r}")
    return _fields(name, value, kind, table)


def _fields(name: str, value: Json, kind: str, table: dict[str, str]) -> Json:
    result: Json = {}
    for field, line in table.items():
        if value.get(field) is not None:
            result[field] = _fitting(field, value[field], fact(line))
        elif fact(line).required:
            raise bad(f"can't parse {name}: {kind} needs the field {field!r}")
    return result


def _integer(name: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,19}", value):
        return int(value)
    raise bad(f"can't parse {name}: expected an Integer")


def _float(name: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise bad(f"can't parse {name}: expected a Float") from error


def _boolean(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    return str(value).lower() in ("true", "yes", "1")


def _string(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    raise bad(f"can't parse {name}: expected a String")


_SIMPLE: dict[str, Callable[[str, Any], Any]] = {
    "Integer": _integer,
    "Float": _float,
    "Boolean": _boolean,
    "String": _string,
}


def _check_bounds(name: str, value: Any, known: Fact) -> None:
    if known.word is not None and value != known.word:
        raise bad(f"can't parse {name}: must be {known.word}")
    if known.high is None or name in _CLAMPED or known.unit == "parsed":
        return
    if known.low <= _size(value, known.unit) <= known.high:
        return
    if name == "callback_data":
        raise bad("BUTTON_DATA_INVALID")
    raise bad(f"{name} must have {known.low}-{known.high} {known.unit}")


def _size(value: Any, unit: str) -> float:
    if unit == "value":
        return float(value)
    return len(value.encode()) if unit == "bytes" else len(value)
