"""The methods of dataclasses are compiled when they are first called, not when their module is imported.

Before Python 3.13 each `@dataclass(frozen=True)` writes six methods as text and compiles them one by one. For the 780
classes that a start imports this was a quarter of its CPU, and most of these methods are not called before updates
come. The first call puts the compiled method into the class, so that later calls cost what they always did. Only
`__repr__`, which Python wraps, goes through one call more each time.
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
    """Classes that are made within do what others do. Until the first call the signature of their methods is not
    known."""
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
        made: Callable[..., Any] | None = None

        def method(self: object, *values: Any, **named: Any) -> Any:
            nonlocal made
            if made is None:
                made = make(name, parameters, lines, **scope)
                made.__qualname__ = method.__qualname__
            for kind in type(self).__mro__:
                if vars(kind).get(name) is method:
                    setattr(kind, name, made)
            return made(self, *values, **named)

        method.__name__ = name
        return method

    return prepare
