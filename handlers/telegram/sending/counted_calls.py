"""The calls of one row of the outbox that Telegram counts: the first one, and each further one after a wait."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Message

from bot.domain.queues.delivery import MessagePart, OutboxRow

LONGEST_FLOOD_WAIT = 60.0
"""Seconds that a 429 in the middle of a row is waited for in place, so that the parts before it are not sent twice."""
WaitForQuota = Callable[[OutboxRow], Awaitable[None]]
NoteArrived = Callable[[OutboxRow, Sequence[MessagePart]], Awaitable[None]]
Call = Callable[[dict[str, Any]], Awaitable[Message | Sequence[Message]]]
"""Sends one message, or an album, with the given shared arguments."""


async def not_noted(_: OutboxRow, __: Sequence[MessagePart]) -> None:
    """Parts are noted nowhere before the attempt ends."""


@dataclass(frozen=True)
class BetweenCalls:
    """What is done between two parts of one row."""

    wait_for_quota: WaitForQuota
    """Waits until the chat may be written to."""
    note: NoteArrived = not_noted
    """Stores what of the row stands in the chat, so that the next process goes on after it, should this one end."""


class CountedCalls:
    """`number` is how many there are so far. The quota of the first one was taken when the row was leased."""

    def __init__(self, wait_for_quota: WaitForQuota, row: OutboxRow) -> None:
        self._wait_for_quota = wait_for_quota
        self._row = row
        self.number = 1

    async def wait_for_next(self) -> None:
        """Wait until the chat may be written to once more."""
        await self._wait_for_quota(self._row)
        self.number += 1
