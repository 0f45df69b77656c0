"""What safe contact asks of the outside: receipts, those who follow, and messages that go by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import ChatId, MessageId, PersonKey, ReportId
from bot.domain.receipts import Follower
from bot.domain.report import Report


class ReceiptStore(Protocol):
    """Receipt codes as slow keyed hashes, and the state of those who come back with one."""

    async def add(self, mark: str, report: ReportId, at: datetime) -> None:
        """This code leads to the report."""
        ...

    async def report_of(self, mark: str) -> Report | None:
        """The report that a code leads to."""
        ...

    async def report(self, report: ReportId) -> Report | None: ...
    async def follower(self, person: PersonKey) -> Follower | None: ...
    async def save_follower(self, person: PersonKey, follower: Follower) -> None: ...
    async def sweep(self, before: datetime) -> int:
        """Forget followers who have done nothing since the moment."""
        ...


@dataclass(frozen=True)
class Sweep:
    """Messages `first` to `last` of a chat, to be deleted."""

    chat: ChatId
    first: MessageId
    last: MessageId


@dataclass(frozen=True)
class Cleaning:
    """A chat that is cleared by itself: each message so many hours after it was written."""

    chat: ChatId
    locale: str
    hours: int


class SweepStore(Protocol):
    """Messages that are deleted by themselves. Deadlines are rows: a restart or another worker takes them over.

    A notice whose fact `gone_after` names seconds is entered when it has been sent.
    """

    async def add(self, sweep: Sweep, kind: str, due_at: datetime) -> None: ...
    async def take_due(self, now: datetime, limit: int) -> Sequence[Sweep]:
        """The earliest that are due, taken out with this commit."""
        ...

    async def clean(self, cleaning: Cleaning, due_at: datetime) -> None:
        """Clear this chat by itself, and look at it at `due_at`."""
        ...

    async def stop_cleaning(self, chat: ChatId) -> None: ...
    async def cleanings_due(self, now: datetime, limit: int) -> Sequence[Cleaning]:
        """Chats to be looked at now, the earliest first; held until the commit."""
        ...
