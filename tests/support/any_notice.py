"""A notice of any kind, with all its fields filled in by type."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

NAMED: dict[str, Any] = {
    "agency": "EDU", "lead": "EDU", "from_agency": "PSB", "bodies": ("EDU",), "question": "danger", "area": "elsewhere",
    "age": "unknown", "harms": ("bullying",), "outcome": "false_report", "safe": "yes", "card": "medical", "number": 1,
    "step": "half", "period": "week", "job": "idle_drafts", "state": "", "options": (), "text_key": "canned-thank_you",
    "what": "supervisor", "alarms": ("database",), "doing": "close", "rows": (),
}  # fmt: skip
"""By name of a field: facts that must be one of a few words."""
AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
PLAIN: dict[object, Any] = {
    str: "x", int: 3, float: 3.0, bool: True, datetime: AT, date: AT.date(), timedelta: timedelta(hours=1),
}  # fmt: skip


def any_value(name: str, kind: Any, known: Mapping[str, Any]) -> Any:
    """A value of this type for the field with this name. `known`: facts that are given."""
    if name in known:
        return known[name]
    if isinstance(kind, NewType):
        kind = kind.__supertype__
    if (name in NAMED and kind in (str, int, tuple)) or name in {"bodies", "harms", "rows", "alarms"}:
        return NAMED[name]
    if kind in PLAIN:
        return PLAIN[kind]
    if get_origin(kind) in (Union, UnionType):
        return any_value(name, next(one for one in get_args(kind) if one is not NoneType), known)
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) is tuple:
        return (any_value(name, get_args(kind)[0], known),)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return any_of(kind, known) if is_dataclass(kind) else {} if get_origin(kind) in (Mapping, dict) else None


def any_of(kind: Any, known: Mapping[str, Any]) -> Any:
    """One of these, with every field filled in that has no default or is given."""
    hints = get_type_hints(kind)
    wanted = [one.name for one in fields(kind) if one.name in known or _is_wanted(one)]
    given = {name: any_value(name, hints[name], known) for name in wanted}
    return kind(**given)


def _is_wanted(field: Any) -> bool:
    missing = type(field.default).__name__ == "_MISSING_TYPE"
    return missing and type(field.default_factory).__name__ == "_MISSING_TYPE"
