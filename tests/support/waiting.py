"""Waiting for what comes by itself: a wait in vain says what was awaited and what was seen last."""

import asyncio
import inspect
import linecache
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

LIMIT = 150.0
"""In seconds: far more than a busy machine needs, less than the limit of a whole test."""
PAUSE = 0.02
"""Seconds between two looks."""

Question = Callable[[], object] | Callable[[], Awaitable[object]]


class CameNot(AssertionError):
    """What was awaited did not come."""


async def until(
    question: Question, limit: float = LIMIT, pause: float = PAUSE, meanwhile: Question = lambda: None
) -> Any:
    """Asks until the answer is true, and returns it; `meanwhile` runs after each pause. After `limit` seconds it fails,
    and says what was asked and with which values."""
    loop = asyncio.get_running_loop()
    end = loop.time() + limit
    while not (answer := await _answer(question)):
        if loop.time() > end:
            raise CameNot(f"waited {limit:g} s for {described(question)}; the last answer was {answer!r}")
        await asyncio.sleep(pause)
        await _answer(meanwhile)
    return answer


async def _answer(question: Question) -> object:
    answer = question()
    return await answer if inspect.isawaitable(answer) else answer


def described(question: Any) -> str:
    """The question as it is written in the test, and the values that it reads."""
    if isinstance(question, partial):
        given = [*map(repr, question.args), *(f"{name}={value!r}" for name, value in question.keywords.items())]
        return f"{_name(question.func)}({', '.join(given)})"
    seen = {name: value for name, value in _values(question).items() if not callable(value)}
    values = ", ".join(f"{name} = {_short(value)}" for name, value in seen.items())
    return f"{_name(question)}{f' where {values}' if values else ''}"


def _name(function: Any) -> str:
    if getattr(function, "__name__", "") == "<lambda>":
        code = function.__code__
        return linecache.getline(code.co_filename, code.co_firstlineno).strip()
    first = (inspect.getdoc(function) or "").partition("\n")[0]
    return f"{getattr(function, '__qualname__', repr(function))}{f' ({first})' if first else ''}"


def _values(function: Any) -> dict[str, object]:
    own = getattr(function, "__self__", None)
    of_object = {"self": own} if own is not None else {}
    function = getattr(function, "__func__", function)
    try:
        return of_object | dict(inspect.getclosurevars(function).nonlocals)
    except (TypeError, ValueError):
        return of_object


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) < 200 else f"{text[:200]}..."
