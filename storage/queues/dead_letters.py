"""Rows of the outbox that are over without having been sent: how they end, and those that nobody could ever lease."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices.notice import Priority
from storage.database.tables import outbox

STRAY = "NoSuchPriority"


def dead_letter(reason: str, now: datetime) -> dict[str, Any]:
    """The row is over. Its content stays, for an operator may have to look at it."""
    over = {"ended_at": now, "fate": "dead", "reason": reason[:200]}
    return over | {"leased_until": None, "leased_by": None}


async def bury_strays(connection: AsyncConnection, now: datetime) -> None:
    """End the rows that hold up their chat and that nobody leases: of a priority that there is not."""
    stray = outbox.c.ended_at.is_(None) & outbox.c.priority.not_in([int(priority) for priority in Priority])
    await connection.execute(update(outbox).where(stray).values(dead_letter(STRAY, now)))
