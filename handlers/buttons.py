"""Typed callback data: one class per button, packed into Telegram's 64 bytes, versioned; unknown strings are None.

A button class is a frozen dataclass with a unique `code` (version digit last) and fields of type str or int:

    @button("take1")
    @dataclass(frozen=True)
    class Take:
        number: int

`pack(Take(12))` gives "take1:12" and `parse("take1:12")` gives Take(12). When a class changes shape it gets a new code
and the older code stays registered, so that buttons sent before an upgrade still parse.
"""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")
LIMIT = 64

_classes: dict[str, type[Any]] = {}
_codes: dict[type[Any], str] = {}


def button(code: str) -> Callable[[type[T]], type[T]]:
    """Register a dataclass as callback data under `code`."""

    def register(cls: type[T]) -> type[T]:
        if code in _classes:
            raise ValueError(f"button code {code} is taken")
        _classes[code] = cls
        _codes.setdefault(cls, code)
        return cls

    return register


def pack(data: object) -> str:
    """The callback string of a button; ValueError over 64 bytes or when a value holds a colon."""
    values = [str(getattr(data, field.name)) for field in fields(data)]  # type: ignore[arg-type]
    packed = ":".join([_codes[type(data)], *values])
    if len(packed.encode()) > LIMIT or packed.count(":") != len(values):
        raise ValueError(f"callback data of {type(data).__name__} does not fit")
    return packed


def parse(packed: str) -> object | None:
    """The button that the string stands for, or None when it is not (or no longer) ours."""
    code, *values = packed.split(":")
    cls = _classes.get(code)
    if cls is None or len(values) != len(fields(cls)):
        return None
    try:
        data: object = cls(
            *(int(value) if field.type is int else value for field, value in zip(fields(cls), values, strict=True))
        )
    except ValueError:
        return None
    return data
