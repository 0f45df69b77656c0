"""Hands the `Date` of Telegram's answers to the clock, once a second at most."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

NoteTime = Callable[[datetime, float], None]
Note = Callable[[Mapping[str, str], float], None]
"""Headers of an answer, and the loop's time when the call was begun."""
SELDOM = 1.0
"""Seconds between two answers whose date is used: a date has whole seconds."""


class ServerTime:
    """`note_time` is given the time that an answer was stamped with, and how many seconds the answer took."""

    def __init__(self, note_time: NoteTime) -> None:
        self._note_time = note_time
        self._last = float("-inf")

    def note(self, headers: Mapping[str, str], asked_at: float) -> None:
        """Note a successful answer. `asked_at`: the loop's time when the call was begun. Refusals must not be noted:
        they may come from a machine on the way."""
        now = asyncio.get_running_loop().time()
        date = headers.get("Date")
        if date is None or now - self._last < SELDOM:
            return
        stamped = read(date)
        if stamped is not None:
            self._last = now
            self._note_time(stamped, now - asked_at)


def read(date: str) -> datetime | None:
    """The moment in an HTTP header. None when the header holds no moment."""
    try:
        found = parsedate_to_datetime(date)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def ignore_headers(_: Mapping[str, str], __: float) -> None:
    """A `Note` that does nothing: for connections whose answers set no clock."""


def ignore_time(_: datetime, __: float) -> None:
    """Ignores Telegram's time: for a clock that is moved by hand."""
