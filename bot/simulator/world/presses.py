"""Presses of inline buttons: each waits for an answer and grows old."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.simulator.refusal import Json, bad

_LIFE = timedelta(seconds=150)


@dataclass(slots=True)
class Press:
    """One press. `answer` is what the person was shown."""

    id: str
    person: int
    chat: int
    at: datetime
    answer: Json | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class Presses:
    """All presses by id."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._presses: dict[str, Press] = {}
        self._numbers = itertools.count(9_100_000_000_000_001, 7)

    def add(self, person: int, chat: int) -> Press:
        """A finger went down."""
        press = Press(str(next(self._numbers)), person, chat, self._now())
        self._presses[press.id] = press
        return press

    async def wait(self, number: str, seconds: float) -> Json | None:
        """The answer as soon as there is one, None when none came in time."""
        press = self._presses.get(number)
        if press is None:
            return None
        try:
            async with asyncio.timeout(seconds):
                await press.answered.wait()
        except TimeoutError:
            return None
        return press.answer

    def answer(self, number: str, answer: Json) -> Press:
        """Stops the spinner; refused when the press is unknown or too old."""
        press = self._presses.get(number)
        if press is None or self._now() - press.at > _LIFE:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        press.answer = press.answer or answer
        press.answered.set()
        return press
