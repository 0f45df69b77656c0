"""Sending one message to Telegram."""

from typing import Protocol

from bot.domain.queues.delivery import OutboxRow, Outcome


class Post(Protocol):
    """Sends one row to Telegram."""

    async def send(self, row: OutboxRow) -> Outcome: ...
