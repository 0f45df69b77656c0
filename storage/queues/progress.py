"""Figures for /ready, /health and the alarms: whether the queues make progress, and whether all tables can be read."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, Table, bindparam, exists, func, literal, select

from bot.domain.errors import Unreachable
from bot.domain.queues.inbox import DATABASE_AWAY
from storage.database.engine import Engine
from storage.queues import inbox as incoming
from storage.queues import outbox_rows as outgoing
from storage.queues.tables import inbox, outbox
from storage.schema import EPOCH, Moment, metadata

ALL_AWAY = 2
"""The number of tables at the beginning that cannot be read, at which the database counts as away."""
LOCK_TIMEOUT = 2.0
"""Seconds to wait for a lock of another program. It is short, because a health check must be answered soon."""
TRIED, BESIDE = 3, timedelta(minutes=1)
"""A row that has failed so often is itself at fault, where others were handled or sent a minute after it was due."""
IN_HAND = timedelta(minutes=1)
"""A message whose lease ends within this time has been in flight for minutes already."""
SINCE: Any = bindparam("since", type_=Moment)
NOW: Any = bindparam("now", type_=Moment)
HANDLED_AT = select(inbox.c.closed_at).where(inbox.c.closed_at.is_not(None), ~inbox.c.parked)
HANDLED_AT = HANDLED_AT.order_by(inbox.c.closed_at.desc()).limit(1)
SENT_AT = select(outbox.c.ended_at).where(outbox.c.ended_at.is_not(None), outbox.c.fate != "expired")
SENT_AT = SENT_AT.order_by(outbox.c.ended_at.desc()).limit(1)
OWN_UPDATE = (inbox.c.attempts >= TRIED) & (inbox.c.received_at < SINCE) & (inbox.c.reason != DATABASE_AWAY)
OLDEST_UPDATE = select(func.min(inbox.c.received_at)).where(incoming.OPEN, ~OWN_UPDATE)
OWN_MESSAGE = (outbox.c.attempts >= TRIED) & (outbox.c.not_before < SINCE)
IDLE = outbox.c.leased_until.is_(None) | (outbox.c.leased_until <= bindparam("in_hand", type_=Moment))
OLDEST_MESSAGE = select(func.min(outbox.c.not_before)).where(
    outgoing.OPEN, outbox.c.not_before <= NOW, IDLE, ~OWN_MESSAGE, ~outgoing.somebody_ahead(NOW)
)


class Progress:
    """Figures about how far the queues of one database have come."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def figures(self, now: datetime) -> Mapping[str, float | None]:
        """Seconds: since when the oldest update waits to be handled (`handling_waits`), since the last one was
        (`handled_ago`); the same of messages (`sending_waits`, `sent_ago`). None where there is none."""
        async with self._engine.reading(LOCK_TIMEOUT) as connection:
            handled, sent = await connection.scalar(HANDLED_AT), await connection.scalar(SENT_AT)
            update = await connection.scalar(OLDEST_UPDATE, {"since": (handled or EPOCH) - BESIDE})
            asked = {"since": (sent or EPOCH) - BESIDE, "now": now, "in_hand": now + IN_HAND}
            message = await connection.scalar(OLDEST_MESSAGE, asked)
        moments = {"handling_waits": update, "handled_ago": handled, "sending_waits": message, "sent_ago": sent}
        return {name: None if at is None else (now - at).total_seconds() for name, at in moments.items()}

    async def damaged(self) -> tuple[str, ...]:
        """Names of the tables that cannot be read. Raises Unreachable when none can."""
        try:
            async with self._engine.reading(LOCK_TIMEOUT) as connection:
                await connection.execute(all_touched())
        except Exception:  # whatever it is: each table tells for itself
            return await self._one_by_one()
        return ()

    async def _one_by_one(self) -> tuple[str, ...]:
        """Read the tables one by one. Where the first ones all fail, the rest is not tried: each failure may take
        long."""
        broken = list[str]()
        for number, table in enumerate(metadata.sorted_tables, 1):
            if not await self._can_be_read(table):
                broken.append(table.name)
            if len(broken) == number == ALL_AWAY:
                raise Unreachable("database")
        return tuple(sorted(broken))

    async def _can_be_read(self, table: Table) -> bool:
        try:
            async with self._engine.reading(LOCK_TIMEOUT) as connection:
                await connection.execute(select(touched(table)))
        except Exception:  # that is the answer
            return False
        return True


@cache
def all_touched() -> Select[Any]:
    """A statement that tells for each table whether it has a row. It is built once, because it runs every few
    seconds."""
    return select(*[touched(table) for table in metadata.sorted_tables])


def touched(table: Table) -> Any:
    """Whether the table has a row; fails where it cannot be read."""
    return exists(select(literal(1)).select_from(table)).label(table.name)
