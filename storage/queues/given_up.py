"""Rows of the three queues that were given up: listed, looked at, tried again, cleared."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select, update

from bot.domain.queues.given_up import Fate, GivenUp
from storage.crypto.vault import Unreadable
from storage.queues.inbox import opened_update
from storage.queues.outbox_rows import DEAD
from storage.queues.tables import fetches, inbox, outbox
from storage.session import Session

CLEARED = "cleared"


class GivenUpQueues:
    """Implements `bot.ports.queues.given_up.GivenUpStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def all(self, limit: int) -> Sequence[GivenUp]:
        """The oldest first, of all queues."""
        ask = self._session.connection.execute
        files = (await ask(select(fetches).where(fetches.c.parked).order_by(fetches.c.id).limit(limit))).all()
        parked = (await ask(select(inbox).where(inbox.c.parked).order_by(inbox.c.id).limit(limit))).all()
        dead = (await ask(select(outbox).where(DEAD).order_by(outbox.c.id).limit(limit))).all()
        found = [*map(parked_row, parked), *map(dead_row, dead), *map(file_row, files)]
        return sorted(found, key=lambda one: (one.at, one.name))[:limit]

    async def find(self, fate: Fate, row: int) -> GivenUp | None:
        """The row of that name, if it was given up."""
        table, mine, told = PLACES[fate]
        found = (await self._session.connection.execute(select(table).where(table.c.id == row, mine))).first()
        return None if found is None else told(found)

    async def payload(self, row: int) -> bytes | None:
        """What a parked update holds."""
        mine = select(inbox).where(inbox.c.id == row, inbox.c.parked)
        found = (await self._session.connection.execute(mine)).first()
        try:
            return None if found is None else opened_update(self._session.vault, found)[1]
        except Unreadable:
            return None

    async def retry(self, one: GivenUp, now: datetime) -> None:
        """Open the row again, with its count of attempts at 0."""
        again: dict[str, Any] = {"reason": "", "attempts": 0, "due_at": now, "leased_until": None, "leased_by": None}
        own: Mapping[Fate, dict[str, Any]] = {
            Fate.PARKED: {"parked": False, "closed_at": None, "received_at": now, "lost": 0},
            Fate.DEAD: {"fate": "", "ended_at": None, "uncertain": 0, "faults": 0, "expires_at": None},
            Fate.FILE: {"parked": False, "made_at": now},
        }
        table, mine, _ = PLACES[one.fate]
        await self._session.change_genuine(table, (table.c.id == one.row) & mine, again | own[one.fate])
        if one.fate is Fate.DEAD:
            self._session.note_post()

    async def clear(self, one: GivenUp) -> None:
        """Treat the row as handled: it is deleted with the other handled rows."""
        table, mine, _ = PLACES[one.fate]
        its = (table.c.id == one.row, mine)
        order = {
            Fate.PARKED: update(table).where(*its).values(parked=False, sealed=None),
            Fate.DEAD: update(table).where(*its).values(fate=CLEARED, sealed=None),
            Fate.FILE: delete(table).where(*its),
        }[one.fate]
        await self._session.connection.execute(order)


def parked_row(row: Any) -> GivenUp:
    """An update that was given up, as an operator sees it."""
    return GivenUp(Fate.PARKED, row.id, "", row.reason, row.closed_at or row.received_at)


def dead_row(row: Any) -> GivenUp:
    """A dead letter of the outbox, as an operator sees it."""
    return GivenUp(Fate.DEAD, row.id, row.kind, row.reason, row.ended_at or row.made_at)


def file_row(row: Any) -> GivenUp:
    """A file that was given up, as an operator sees it."""
    return GivenUp(Fate.FILE, row.id, "", row.reason, row.made_at)


PLACES: Mapping[Fate, tuple[Table, ColumnElement[bool], Callable[[Any], GivenUp]]] = {
    Fate.PARKED: (inbox, inbox.c.parked, parked_row),
    Fate.DEAD: (outbox, DEAD, dead_row),
    Fate.FILE: (fetches, fetches.c.parked, file_row),
}
"""For each fate: the table, the condition for given-up rows, and how one is described."""
