"""Stores updates. The first open one of a lane is leased as it is inserted, where the inbox loop can handle it at
once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, FromClause, bindparam, case, exists, null, select

from bot.domain.queues.inbox import InboxRow, RawUpdate
from bot.ports.queues.inbox import Taker
from storage.queues.tables import inbox
from storage.schema import Moment
from storage.session import Session, inserting_new

LEASE = timedelta(minutes=10)
IN_ITS_LANE: FromClause = inbox.alias("in_its_lane")
IS_OPEN = (IN_ITS_LANE.c.lane == bindparam("its_lane")) & IN_ITS_LANE.c.closed_at.is_(None)
WAITS = exists(select(IN_ITS_LANE.c.id).where(IS_OPEN))
"""Whether an open row of the same lane is stored already, which goes first."""
UNTIL = bindparam("until", type_=Moment)
LEASED = {
    "due_at": case((WAITS, bindparam("now", type_=Moment)), else_=UNTIL),
    "leased_until": case((WAITS, null()), else_=UNTIL),
    "leased_by": case((WAITS, null()), else_=bindparam("worker", type_=BigInteger)),
}


@cache
def inserting(dialect: str, *, is_leased: bool) -> Any:
    """The statement that inserts a row, unless it is stored already, and gives its id and the end of its lease.
    `is_leased`: lease it, unless another row of its lane goes first."""
    new = inserting_new(dialect, inbox).returning(inbox.c.id, inbox.c.leased_until)
    return new.values(LEASED) if is_leased else new


class LeasedUpdates:
    """The rows of one batch, in one transaction."""

    def __init__(self, taker: Taker, worker: int | None, now: datetime) -> None:
        self._taker = taker
        self._worker = worker
        self._now = now
        self._reserved: list[str] = []
        self._leased: list[InboxRow] = []
        self.new = 0

    async def store(self, session: Session, raw: RawUpdate, row: Mapping[str, Any]) -> None:
        """Insert the update, if it is new. It is leased to this worker if it is the first of its lane and a place is
        free."""
        has_place = self._taker.reserve(raw.lane)
        values = dict(session.coded(inbox, row))
        if has_place:
            self._reserved.append(raw.lane)
            del values["due_at"]
            values |= {"its_lane": row["lane"], "now": self._now, "until": self._now + LEASE, "worker": self._worker}
        found = await session.row(inserting(session.connection.dialect.name, is_leased=has_place), values)
        self.new += found is not None
        if found is not None and found.leased_until is not None:
            self._leased.append(InboxRow(found.id, raw.lane, raw.payload, 0, self._now))
        elif has_place:
            self._give_back(raw.lane)

    def hand_over(self) -> None:
        """Hand the leased rows over: they are committed."""
        for row in self._leased:
            self._taker.take(row)

    def undone(self) -> set[int]:
        """Free the places: it is not known whether the commit succeeded. Gives the rows that are leased to this worker
        if it did."""
        while self._reserved:
            self._give_back(self._reserved[-1])
        return {row.id for row in self._leased}

    def _give_back(self, lane: str) -> None:
        self._reserved.remove(lane)
        self._taker.give_back(lane)
