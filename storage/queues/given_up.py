"""Rows of both queues that were given up: listed, looked at, tried again, cleared."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.ports.given_up import Fate, GivenUp
from storage.crypto.vault import Unreadable
from storage.database.tables import inbox, outbox
from storage.queues.inbox import opened_update
from storage.queues.outbox import DEAD
from storage.session import Session

CLEARED = "cleared"


class GivenUpRows:
    """`bot.ports.given_up.GivenUpStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def all(self, limit: int) -> Sequence[GivenUp]:
        """The oldest first, of both queues."""
        ask = self._session.connection.execute
        parked = (await ask(select(inbox).where(inbox.c.parked).order_by(inbox.c.id).limit(limit))).all()
        dead = (await ask(select(outbox).where(DEAD).order_by(outbox.c.id).limit(limit))).all()
        found = [*map(parked_row, parked), *map(dead_row, dead)]
        return sorted(found, key=lambda one: (one.at, one.name))[:limit]

    async def find(self, fate: Fate, row: int) -> GivenUp | None:
        """The row of that name, if it was given up."""
        table, mine = (inbox, inbox.c.parked) if fate is Fate.PARKED else (outbox, DEAD)
        found = (await self._session.connection.execute(select(table).where(table.c.id == row, mine))).first()
        if found is None:
            return None
        return parked_row(found) if fate is Fate.PARKED else dead_row(found)

    async def payload(self, row: int) -> bytes | None:
        """What a parked update holds."""
        mine = select(inbox).where(inbox.c.id == row, inbox.c.parked)
        found = (await self._session.connection.execute(mine)).first()
        try:
            return None if found is None else opened_update(self._session.vault, found)[1]
        except Unreadable:
            return None

    async def retry(self, one: GivenUp, now: datetime) -> None:
        """Open again, with a count of its own."""
        again: dict[str, Any] = {"reason": "", "attempts": 0, "due_at": now, "leased_until": None, "leased_by": None}
        if one.fate is Fate.PARKED:
            again |= {"parked": False, "closed_at": None, "received_at": now, "lost": 0}
            await self._session.change_genuine(inbox, (inbox.c.id == one.row) & inbox.c.parked, again)
        else:
            again |= {"fate": "", "ended_at": None, "uncertain": 0, "faults": 0, "expires_at": None}
            await self._session.change_genuine(outbox, (outbox.c.id == one.row) & DEAD, again)
            self._session.has_post = True

    async def clear(self, one: GivenUp) -> None:
        """The row is as one that was handled: forgotten with the others."""
        if one.fate is Fate.PARKED:
            mine = update(inbox).where(inbox.c.id == one.row, inbox.c.parked).values(parked=False, sealed=None)
        else:
            mine = update(outbox).where(outbox.c.id == one.row, DEAD).values(fate=CLEARED, sealed=None)
        await self._session.connection.execute(mine)


def parked_row(row: Any) -> GivenUp:
    """An update."""
    return GivenUp(Fate.PARKED, row.id, "", row.reason, row.closed_at)


def dead_row(row: Any) -> GivenUp:
    """A message."""
    return GivenUp(Fate.DEAD, row.id, row.kind, row.reason, row.ended_at)
