"""Counts alerts to bodies, in the transaction that says that they arrived or are given up."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.domain.notices.alerts import is_alert, on_its_way
from bot.domain.numbers.alerts import counted_alert
from bot.domain.queues.delivery import OutboxRow
from storage.cases.case_counts import CaseCounts
from storage.cases.cases import Cases
from storage.queues.tables import outbox
from storage.session import Session

MADE_AT = select(outbox.c.made_at).where(outbox.c.id == bindparam("row"))


async def count_alert(session: Session, row: OutboxRow, now: datetime, *, has_arrived: bool) -> None:
    """Count the alert of a row that has ended. Nothing is counted where the row is no alert, or its case cannot be
    opened."""
    if row.notice.case is None or not is_alert(row.notice, stands=row.slot_message is not None):
        return
    case = (await Cases(session).known([row.notice.case])).get(row.notice.case)
    if case is None:
        return
    made_at: Any = await session.scalar(MADE_AT, {"row": row.id})
    took = on_its_way(row.notice, made_at or now, now) if has_arrived else None
    await CaseCounts(session).append(case.id, counted_alert(case, took, now))
