"""Updates that are stored: the first open one of a lane is leased from its birth where somebody has a place for it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, FromClause, bindparam, case, exists, null, select

from bot.ports.inbox import InboxRow, RawUpdate, Taker
from storage.database.tables import inbox
from storage.schema import Moment
from storage.session import Session, inserting_new

LEASE = timedelta(minutes=10)
IN_ITS_LANE: FromClause = inbox.alias("in_its_lane")
IS_OPEN = (IN_ITS_LANE.c.lane == bindparam("its_lane")) & IN_ITS_LANE.c.closed_at.is_(None)
WAITS = exists(select(IN_ITS_LANE.c.id).where(IS_OPEN))
"""Whether something that is stored already in its lane goes first."""
UNTIL = bindparam("until", type_=Moment)
LEASED = {
    "due_at": case((WAITS, bindparam("now", type_=Moment)), else_=UNTIL),
    "leased_until": case((WAITS, null()), else_=UNTIL),
    "leased_by": case((WAITS, null()), else_=bindparam("worker", type_=BigInteger)),
}


@cache
def inserting(dialect: str, *, is_leased: bool) -> Any:
    """Insert a row that breaks no unique rule; its id, if it was new, and until when it is leased. `is_leased`: unless
    something goes first in its lane."""
    new = inserting_new(dialect, inbox).returning(inbox.c.id, inbox.c.leased_until)
    return new.values(LEASED) if is_leased else new


class Births:
    """Of one batch, in one transaction."""

    def __init__(self, taker: Taker, worker: int | None, now: datetime) -> None:
        self._taker = taker
        self._worker = worker
        self._now = now
        self._reserved: list[str] = []
        self._born: list[InboxRow] = []
        self.new = 0

    async def store(self, session: Session, raw: RawUpdate, row: Mapping[str, Any]) -> None:
        """Insert it, if it is new; leased to this worker if it is the first of its lane and there is a place."""
        has_place = self._taker.reserve(raw.lane)
        values = dict(session.coded(inbox, row))
        if has_place:
            self._reserved.append(raw.lane)
            del values["due_at"]
            values |= {"its_lane": row["lane"], "now": self._now, "until": self._now + LEASE, "worker": self._worker}
        found = await session.row(inserting(session.connection.dialect.name, is_leased=has_place), values)
        self.new += found is not None
        if found is not None and found.leased_until is not None:
            self._born.append(InboxRow(found.id, raw.lane, raw.payload, 0, self._now))
        elif has_place:
            self._give_back(raw.lane)

    def hand_over(self) -> None:
        """They are committed."""
        for row in self._born:
            self._taker.take(row)

    def undone(self) -> set[int]:
        """They are not, as far as is known: places are free again. Rows that are leased to us, if they are there."""
        while self._reserved:
            self._give_back(self._reserved[-1])
        return {row.id for row in self._born}

    def _give_back(self, lane: str) -> None:
        self._reserved.remove(lane)
        self._taker.give_back(lane)
