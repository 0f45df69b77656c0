"""Counts alerts to bodies, in the transaction that says that they arrived or are given up."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.domain.notices.cases import Card
from bot.domain.notices.notice import Mode, ToAgency
from bot.domain.numbers.alerts import counted_alert
from bot.ports.delivery import OutboxRow
from storage.cases.cases import Cases
from storage.cases.rollups import Rollups
from storage.database.tables import outbox
from storage.session import Session

MADE_AT = select(outbox.c.made_at).where(outbox.c.id == bindparam("row"))


async def count_alert(session: Session, row: OutboxRow, now: datetime, *, has_arrived: bool) -> None:
    """The row is over; nothing is counted where it was no alert, or where its case cannot be opened. It is on its way
    from the moment at which it was written, or from the one for which it was kept back."""
    if row.notice.case is None or not is_alert(row):
        return
    case = (await Cases(session).known([row.notice.case])).get(row.notice.case)
    if case is None:
        return
    made_at: Any = await session.scalar(MADE_AT, {"row": row.id})
    since = max(made_at or now, row.notice.not_before or made_at or now)
    await Rollups(session).append(counted_alert(case, now - since if has_arrived else None, now), kept=True)


def is_alert(row: OutboxRow) -> bool:
    """A card that comes to a body as a new message. One that changes the message that stands there calls nobody."""
    notice = row.notice
    is_new = notice.mode is not Mode.DELETE and (notice.mode is not Mode.EDIT or row.slot_message is None)
    return is_new and isinstance(notice.content, Card) and isinstance(notice.to, ToAgency)
