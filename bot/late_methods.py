"""The methods of dataclasses are compiled when they are first called, not when their module is imported.

Before Python 3.13 each `@dataclass(frozen=True)` writes six methods as text and compiles them one by one. For the 700
classes that a start imports this was a quarter of its CPU, and most of these methods are never called. `__init__` is
still compiled at once, because every object needs it.
"""

import dataclasses
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

NEWEST = (3, 12)
"""The last version of Python that compiles each method by itself. Newer ones are left as they are."""
Make = Callable[..., Callable[..., Any]]
"""`dataclasses._create_fn`: name, parameters and lines of a method, and its scope; returns the method."""


@contextmanager
def methods_compiled_late() -> Iterator[None]:
    """Classes that are made within are equal to others in what they do. Their `__repr__`, `__eq__`, `__hash__`,
    `__setattr__` and `__delattr__` are compiled at the first call."""
    if sys.version_info[:2] > NEWEST:
        yield
        return
    make: Make = dataclasses._create_fn  # type: ignore[attr-defined]
    dataclasses._create_fn = _late(make)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        dataclasses._create_fn = make  # type: ignore[attr-defined]


def _late(make: Make) -> Make:
    """Returns a function with the parameters of `make`."""

    def prepare(name: str, parameters: Sequence[str], lines: Sequence[str], **scope: Any) -> Callable[..., Any]:
        if name == "__init__":
            return make(name, parameters, lines, **scope)
        made: Callable[..., Any] | None = None

        def method(*values: Any) -> Any:
            nonlocal made
            if made is None:
                made = make(name, parameters, lines, **scope)
            return made(*values)

        method.__name__ = name
        return method

    return prepare
