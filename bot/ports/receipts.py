"""Five words, and people who come back with them."""

from datetime import datetime
from typing import Protocol

from bot.domain.access.receipts import Follower, Receipt
from bot.domain.ids import ChatId, PersonKey, ReportId
from bot.domain.report import Report


class ReadyReceipts(Protocol):
    """Receipts that were made before somebody wants them."""

    def take(self) -> Receipt | None:
        """A receipt that nobody else gets; None where none is ready."""
        ...


class ReceiptStore(Protocol):
    """Codes as slow keyed hashes, and the state of people who come back with one."""

    async def add(self, keyed_hash: str, report: ReportId, at: datetime) -> None:
        """This code leads to the report."""
        ...

    async def report_of(self, keyed_hash: str) -> Report | None:
        """The report that a code leads to."""
        ...

    async def hand(self, keyed_hash: str, report: ReportId, at: datetime) -> None:
        """This code was given to a caller: it can only be replaced."""
        ...

    async def handed(self, keyed_hash: str) -> Report | None:
        """The report of a code that was given to a caller and not replaced yet."""
        ...

    async def replaced(self, keyed_hash: str) -> bool:
        """The code that was given to a caller opens nothing any more. Returns False when another use was faster."""
        ...

    async def report(self, report: ReportId) -> Report | None: ...
    async def follower(self, person: PersonKey) -> Follower | None: ...
    async def save_follower(self, person: PersonKey, follower: Follower) -> None: ...
    async def delete_expired(self, before: datetime) -> int:
        """Forgets people who have done nothing since the moment."""
        ...


class ActStore(Protocol):
    """When people last did something in their private chats: wrote, pressed, sent a file."""

    async def last(self, chat: ChatId) -> datetime | None:
        """The moment of the newest act; None where there was none in the last days."""
        ...
