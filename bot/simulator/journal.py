"""The journal of Bot API calls, so that a test can see what the bot did."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.simulator.refusal import Json


@dataclass(slots=True)
class Entry:
    """One call. `code` is the answer's HTTP status, 0 where the line was dropped."""

    n: int
    method: str
    params: Json
    at: datetime
    code: int = 0

    def shape(self) -> Json:
        """The entry in the form in which /sim/calls lists it."""
        chat: Any = self.params.get("chat_id")
        facts = {"n": self.n, "method": self.method, "chat_id": chat, "code": self.code}
        return facts | {"at": self.at.isoformat(), "params": self.params}


class Journal:
    """Numbered from 1, in the order of arrival."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def open(self, method: str, params: Json, at: datetime) -> Entry:
        """Writes down a call before it is answered."""
        entry = Entry(len(self._entries) + 1, method, params, at)
        self._entries.append(entry)
        return entry

    def after(self, n: int, method: str | None = None) -> list[Json]:
        """Calls later than n."""
        return [entry.shape() for entry in self._entries[n:] if method in (None, entry.method)]
