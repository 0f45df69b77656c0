"""The table of the Bot API's methods that this world knows; methods_*.py fill it."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.simulator.cloud import Call, Cloud

Method = Callable[[Cloud, Call], Awaitable[Any]]
_METHODS: dict[str, tuple[str, Method]] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Registers a method under its name."""

    def register(function: Method) -> Method:
        _METHODS[name.lower()] = (name, function)
        return function

    return register


def find_method(name: str) -> tuple[str, Method] | None:
    """Its proper name and the function; names are matched without regard to case, as the server does."""
    return _METHODS.get(name.lower())
