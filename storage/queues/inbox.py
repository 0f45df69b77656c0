"""The inbox: every update is a row before it is confirmed, and is handled once, in order within its lane."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, Select, bindparam, delete, func, select, update
from sqlalchemy.sql import exists

from bot.domain.queues.inbox import InboxRow, RawUpdate
from bot.domain.queues.nobody import NobodyTakes
from bot.ports.queues.inbox import Taker
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable, Vault, refuse
from storage.database.engine import Engine
from storage.database.lists import MAY_TAKE_LONG, listed, none_of, size_for
from storage.database.values import OF_ANOTHER_VERSION
from storage.queues.leader_election import WorkerElection
from storage.queues.leased_updates import LEASE, LeasedUpdates
from storage.queues.tables import inbox
from storage.schema import Moment
from storage.session import Session, StorageContext

LOCK_TIMEOUT = 1.0
"""Seconds to wait for a lock. Whoever wrote must be told within five seconds that updates cannot be stored."""
REMEMBERED = timedelta(hours=72)
PARKED_RETENTION = timedelta(days=30)
CLOSED_REMEMBERED = 1000
"""The number of closed rows that this process remembers."""
POISON = frozenset({"NoUpdate", "Unreadable"})
"""Reasons for which no attempt can succeed."""
OPEN = inbox.c.closed_at.is_(None)
BUSY = "busy"
EARLIER: FromClause = inbox.alias("earlier")


class InboxQueue:
    """Implements `bot.ports.queues.inbox.Inbox`. Lanes are stored as keyed hashes; the lane itself is
    encrypted with the update."""

    def __init__(self, engine: Engine, storage_context: StorageContext, election: WorkerElection) -> None:
        self._engine = engine
        self._storage_context = storage_context
        self._election = election
        self._is_first = True
        self._closed: dict[int, None] = {}
        self._strays: set[int] = set()
        """Rows that may have been leased to this process as they were inserted, and were not handed over."""

    async def store(self, updates: Sequence[RawUpdate], now: datetime, taker: Taker | None = None) -> int:
        """Store the batch with one commit; repeated updates are ignored. Returns how many were new. Rows that `taker`
        can handle at once are leased as they are inserted, and handed over. Only a worker that is alone does so:
        else it would see too late what others store."""
        is_alone = self._election.may_work and not self._election.has_others
        leased = LeasedUpdates(taker if taker is not None and is_alone else NobodyTakes(), self._election.number, now)
        try:
            async with self._engine.writing(LOCK_TIMEOUT) as connection:
                session = Session(connection, self._storage_context)
                for raw in updates:
                    row = self._row(raw.update_id, raw.lane, raw.payload, now)
                    await leased.store(session, raw, row)
                await connection.commit()
        except BaseException:  # cut off in the commit: perhaps they are stored, and leased to us, and in nobody's hand
            self._strays |= leased.undone()
            raise
        leased.hand_over()
        return leased.new

    async def park_raw(self, body: bytes, reason: str, now: datetime) -> None:
        """Store a body that is no update, encrypted, for an operator."""
        lane = self._storage_context.blind_index.keyed_hash("body", body.hex())
        row = self._row(None, lane, body, now) | {"parked": True, "closed_at": now, "reason": reason[:200]}
        async with self._engine.writing(LOCK_TIMEOUT) as connection:
            await Session(connection, self._storage_context).insert_new(inbox, [row])
            await connection.commit()

    async def lease(self, now: datetime, limit: int, busy: frozenset[str]) -> Sequence[InboxRow]:
        """The oldest open row of each lane that is due and not in `busy`, oldest first. A worker that the others may
        take for dead gets none: they would lease the same rows."""
        worker = self._election.number
        if not self._election.may_work:
            return []
        size = size_for(busy)
        wanted = {"now": now, "most": limit, **self._listed(busy, size)}
        async with self._engine.writing() as connection:
            session = Session(connection, self._storage_context)
            await self._free_dead_leases(session, now)
            strays = await self._free_strays(session, now)
            found = await session.rows(leasable(size), wanted)
            rows = [await self._lease_row(session, row, now, worker) for row in found]
            await connection.commit()
        self._strays -= strays
        return [row for row in rows if row is not None]

    async def is_open(self, row: int) -> bool:
        """Whether the row still has to be handled. Rows that this process has closed are known without asking."""
        if self.has_closed(row):
            return False
        async with self._engine.reading() as connection:
            return await connection.scalar(STILL_OPEN, {"row": row}) is not None

    def has_closed(self, row: int) -> bool:
        """Whether this process closed the row lately, by a commit of its own."""
        return row in self._closed

    def note_closed(self, row: int) -> None:
        """Remember that this process closed the row, for a while."""
        self._closed[row] = None
        while len(self._closed) > CLOSED_REMEMBERED:
            self._closed.pop(next(iter(self._closed)))

    async def close(self, row: int, now: datetime) -> None:
        """Close the row as handled, and erase its content."""
        async with self._engine.writing() as connection:
            await close_row(Session(connection, self._storage_context), row, now)
            await connection.commit()

    async def renew_lease(self, row: int, now: datetime) -> None:
        """Renew the lease of the row. Raises when the database takes no writes."""
        mine = inbox.c.leased_by.is_not_distinct_from(self._election.number)
        until = {"leased_until": now + LEASE, "due_at": now + LEASE}
        async with self._engine.writing() as connection:
            await connection.execute(update(inbox).where(inbox.c.id == row, OPEN, mine).values(until))
            await connection.commit()

    async def fail(self, row: int, *, retry_at: datetime | None, reason: str) -> None:
        """Try again at `retry_at`, or park when None."""
        values: dict[str, Any] = {"attempts": inbox.c.attempts + 1, "leased_until": None, "leased_by": None}
        values |= {"reason": reason[:200], "lost": 0}
        if retry_at is None:
            values |= {"parked": True, "closed_at": self._storage_context.now()}
        else:
            values["due_at"] = retry_at
        async with self._engine.writing() as connection:
            await connection.execute(update(inbox).where(inbox.c.id == row, OPEN).values(values))
            await connection.commit()

    async def delete_expired(self, now: datetime) -> int:
        """Delete closed rows after 72 h, and parked ones after 30 days."""
        old = inbox.c.closed_at <= now - REMEMBERED
        rotten = inbox.c.closed_at <= now - PARKED_RETENTION
        async with self._engine.writing() as connection:
            forgotten = await connection.execute(delete(inbox).where((old & ~inbox.c.parked) | rotten))
            await connection.commit()
        return forgotten.rowcount

    async def next_due(self, besides: frozenset[str] = frozenset()) -> datetime | None:
        """When the earliest open row is due that waits for no other row, in lanes that are not in `besides`."""
        size = size_for(besides)
        async with self._engine.reading() as connection:
            session, given = Session(connection, self._storage_context), self._listed(besides, size)
            due_at: datetime | None = await session.scalar(next_due(size), given)
        return due_at

    async def health(self, now: datetime) -> Mapping[str, float]:
        """oldest_open_seconds, open, parked, and poison: those of the parked that could not be read."""
        counted = select(func.min(inbox.c.received_at), func.count()).where(OPEN)
        async with self._engine.reading() as connection:
            oldest, opened = (await connection.execute(counted)).one()
            by_reason = select(inbox.c.reason, func.count()).where(inbox.c.parked).group_by(inbox.c.reason)
            parked = [(row.reason, row[1]) for row in (await connection.execute(by_reason)).all()]
        age = 0.0 if oldest is None else (now - oldest).total_seconds()
        return {"oldest_open_seconds": age, "open": float(opened), **parked_figures(parked)}

    # --- inside ---

    def _lane_hash(self, lane: str) -> str:
        return self._storage_context.blind_index.keyed_hash("lane", lane)

    def _listed(self, lanes: frozenset[str], size: int) -> dict[str, str]:
        return listed(BUSY, [self._lane_hash(lane) for lane in lanes], size)

    def _row(self, number: int | None, lane: str, payload: bytes, now: datetime) -> dict[str, Any]:
        name, hashed = lane.encode(), self._lane_hash(lane)
        encrypted = self._storage_context.vault.encrypt(
            Label.QUEUE, len(name).to_bytes(2) + name + payload, identity(self._storage_context.bot, number, hashed)
        )
        return {
            "bot": self._storage_context.bot,
            "update": number,
            "lane": hashed,
            "sealed": encrypted,
            "received_at": now,
            "due_at": now,
            "attempts": 0,
            "parked": False,
            "reason": "",
        }

    async def _free_dead_leases(self, session: Session, now: datetime) -> None:
        """SQLite has one worker: rows that are leased when it asks first were leased by one that died."""
        if self._is_first and self._engine.is_sqlite:
            left = OPEN & inbox.c.leased_until.is_not(None)
            freed = {"due_at": now, "leased_until": None, "attempts": inbox.c.attempts + 1}
            freed["lost"] = inbox.c.lost + 1
            await session.connection.execute(update(inbox).where(left).values(freed))
        self._is_first = False

    async def _free_strays(self, session: Session, now: datetime) -> set[int]:
        """Frees the stray rows, and returns which rows those were."""
        strays = set(self._strays)
        freed = {"due_at": now, "leased_until": None, "leased_by": None}
        for row in strays:
            await session.change(THE_OPEN_ROW, freed | {"row": row})
        return strays

    async def _lease_row(self, session: Session, row: Any, now: datetime, worker: int | None) -> InboxRow | None:
        """The row for the worker; one that cannot be read is parked and holds up nobody. A lease that ran out was an
        attempt too."""
        lost = row.lost + (row.leased_until is not None)
        attempts = row.attempts + (row.leased_until is not None)
        until = now + LEASE
        values: dict[str, Any] = {
            "attempts": attempts,
            "lost": lost,
            "leased_until": until,
            "leased_by": worker,
            "due_at": until,
        }
        opened = None
        try:
            if not session.is_genuine(inbox, row):
                refuse()
            lane, payload = opened_update(self._storage_context.vault, row)
            opened = InboxRow(row.id, lane, payload, attempts, row.received_at, lost)
        except Unreadable as error:
            session.note_unreadable(inbox, row, error)
            values = {"parked": True, "closed_at": now, "reason": "Unreadable"}
        await session.change(THE_ROW, values | {"row": row.id})
        return opened


def parked_figures(counts: Sequence[tuple[str, int]]) -> dict[str, float]:
    """Parked rows, and those of them that were no update at all."""
    poison = sum(count for reason, count in counts if reason in POISON)
    return {"parked": float(sum(count for _, count in counts)), "poison": float(poison)}


def opened_update(vault: Vault, row: Any) -> tuple[str, bytes]:
    """Lane and payload of a row; Unreadable for anything else that lies there."""
    plain = vault.decrypt(Label.QUEUE, row.sealed, identity(row.bot, row.update, row.lane))
    start = 2 + int.from_bytes(plain[:2])
    try:
        return plain[2:start].decode(), plain[start:]
    except UnicodeDecodeError:
        raise Unreadable(OF_ANOTHER_VERSION) from None


def identity(bot: int, number: int | None, lane: str) -> str:
    """What an update's encrypted bytes are bound to."""
    return f"inbox|{bot}|{number}|{lane}"


def earlier_in_lane() -> ColumnElement[bool]:
    """Whether an older row of the lane is open: it goes first, even when it waits for its next attempt."""
    is_ahead = (EARLIER.c.lane == inbox.c.lane) & (EARLIER.c.id < inbox.c.id) & EARLIER.c.closed_at.is_(None)
    return exists().where(is_ahead).correlate(inbox)


@cache
def leasable(busy: int) -> Select[Any]:
    """The first open row of each lane that is due, in lanes that are none of the `busy` ones; the oldest come first."""
    due = (OPEN, inbox.c.due_at <= bindparam("now", type_=Moment))
    found = select(inbox).where(*due, none_of(inbox.c.lane, BUSY, busy), ~earlier_in_lane()).order_by(inbox.c.id)
    found = found.limit(bindparam("most", type_=Integer)).with_for_update(skip_locked=True)
    return found.execution_options(**MAY_TAKE_LONG)


@cache
def next_due(besides: int) -> Select[Any]:
    """When the first open row is due that waits for no other row, in lanes that are none of these."""
    found = select(inbox.c.due_at).where(OPEN, none_of(inbox.c.lane, BUSY, besides), ~earlier_in_lane())
    return found.order_by(inbox.c.due_at).limit(1).execution_options(**MAY_TAKE_LONG)


STILL_OPEN = select(inbox.c.id).where(inbox.c.id == bindparam("row"), OPEN)
THE_ROW = update(inbox).where(inbox.c.id == bindparam("row"))
THE_OPEN_ROW = THE_ROW.where(OPEN)
"""Asked for every update, so built once."""


async def close_row(session: Session, row: int, now: datetime) -> bool:
    """Close the row and erase its content; False when it was closed before."""
    closed = {"closed_at": now, "sealed": None, "leased_until": None, "leased_by": None}
    return await session.change(THE_OPEN_ROW, closed | {"row": row}) == 1
