"""Typed callback data: one class per button, packed into Telegram's 64 bytes, versioned; unknown strings are None.

A button class is a frozen dataclass with a unique `code` (version digit last). The types of its fields say what they
may hold (handlers/telegram/text/fields.py): an int is positive and bounded, a word is declared.

    @button("take1")
    @dataclass(frozen=True)
    class Take:
        number: int

`pack(Take(12))` gives "take1:12" and `parse("take1:12")` gives Take(12). When a class changes shape it gets a new code
and the older code stays registered, so that buttons sent before an upgrade still parse.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import TypeVar, get_type_hints

from handlers.telegram.text.fields import Field, field_of

T = TypeVar("T")
LIMIT = 64

_classes: dict[str, type[object]] = {}
_codes: dict[type[object], str] = {}
_fields: dict[type[object], tuple[tuple[str, Field], ...]] = {}
BUTTONS: Mapping[str, type[object]] = MappingProxyType(_classes)
"""Every registered class by its code."""


def button(code: str) -> Callable[[type[T]], type[T]]:
    """Register a dataclass as callback data under `code`."""

    def register(cls: type[T]) -> type[T]:
        if code in _classes:
            raise ValueError(f"button code {code} is taken")
        hints = get_type_hints(cls, include_extras=True)
        _fields[cls] = tuple((one.name, field_of(hints[one.name])) for one in fields(cls))  # type: ignore[arg-type]
        _classes[code] = cls
        _codes.setdefault(cls, code)
        return cls

    return register


def fields_of(cls: type[object]) -> tuple[tuple[str, Field], ...]:
    """Name and type of each field of a registered class, in their order."""
    return _fields[cls]


def pack(data: object) -> str:
    """The callback string of a button; ValueError over 64 bytes, or for a value that would not be read again."""
    values = [str(getattr(data, name)) for name, _ in _fields[type(data)]]
    packed = ":".join([_codes[type(data)], *values])
    if parse(packed) != data:
        raise ValueError(f"callback data of {type(data).__name__} does not fit")
    return packed


def parse(packed: str) -> object | None:
    """The button that the string stands for, or None when it is not (or no longer) ours."""
    if len(packed) > LIMIT or len(packed.encode("utf-8", "replace")) > LIMIT:
        return None
    code, *values = packed.split(":")
    cls = _classes.get(code)
    if cls is None or len(values) != len(_fields[cls]):
        return None
    try:
        data: object = cls(*(field.read(value) for (_, field), value in zip(_fields[cls], values, strict=True)))
    except ValueError:
        return None
    return data
