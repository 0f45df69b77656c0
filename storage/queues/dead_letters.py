"""Ends rows of the outbox that were given up, among them rows that could never be leased."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices.notice import Priority
from storage.queues.tables import outbox

STRAY = "NoSuchPriority"


def dead_letter(reason: str, now: datetime) -> dict[str, Any]:
    """The values of a row that was given up. Its content stays, since an operator may have to look at it."""
    over = {"ended_at": now, "fate": "dead", "reason": reason[:200]}
    return over | {"leased_until": None, "leased_by": None, "parts": None}


async def give_up_strays(connection: AsyncConnection, now: datetime) -> None:
    """End rows of a priority that does not exist: nothing leases them, and they hold up their chat."""
    stray = outbox.c.ended_at.is_(None) & outbox.c.priority.not_in([int(priority) for priority in Priority])
    await connection.execute(update(outbox).where(stray).values(dead_letter(STRAY, now)))
