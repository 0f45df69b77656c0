"""Updates that are stored: the first open one of a lane is leased from its birth where somebody has a place for it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from bot.ports.inbox import InboxRow, RawUpdate, Taker
from storage.database.tables import inbox
from storage.session import Session, inserting_new

LEASE = timedelta(minutes=10)
OPEN_IN_LANE = select(inbox.c.id).where(inbox.c.lane == bindparam("lane"), inbox.c.closed_at.is_(None)).limit(1)


@cache
def inserting(dialect: str) -> Any:
    """Insert a row that breaks no unique rule; its id, if it was new."""
    return inserting_new(dialect, inbox).returning(inbox.c.id)


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
        is_ours = await self._may_take(session, raw.lane, row["lane"])
        until = self._now + LEASE
        leased = {"leased_until": until, "leased_by": self._worker, "due_at": until} if is_ours else {}
        values = session.coded(inbox, {**row, **leased})
        found = await session.scalar(inserting(session.connection.dialect.name), values)
        self.new += found is not None
        if is_ours and found is None:
            self._give_back(raw.lane)
        elif is_ours:
            self._born.append(InboxRow(found, raw.lane, raw.payload, 0, self._now))

    def hand_over(self) -> None:
        """They are committed."""
        for row in self._born:
            self._taker.take(row)

    def undone(self) -> set[int]:
        """They are not, as far as is known: places are free again. Rows that are leased to us, if they are there."""
        while self._reserved:
            self._give_back(self._reserved[-1])
        return {row.id for row in self._born}

    async def _may_take(self, session: Session, lane: str, mark: str) -> bool:
        """What is stored already in its lane goes first."""
        if not self._taker.reserve(lane):
            return False
        self._reserved.append(lane)
        if await session.scalar(OPEN_IN_LANE, {"lane": mark}) is None:
            return True
        self._give_back(lane)
        return False

    def _give_back(self, lane: str) -> None:
        self._reserved.remove(lane)
        self._taker.give_back(lane)
