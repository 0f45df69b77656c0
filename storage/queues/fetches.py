"""Files that are to be downloaded: rows that outlive the process, each leased to one worker, one per person at a
time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import FromClause, Integer, Select, bindparam, delete, func, select, update
from sqlalchemy.sql import exists

from bot.domain.errors import Conflict
from bot.domain.ids import CaseId, DraftId, PersonKey
from bot.domain.queues.fetches import Fetch, PendingFile
from bot.domain.report import MediaRef
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.engine import Engine
from storage.database.lists import MAY_TAKE_LONG, listed, none_of, size_for
from storage.database.values import Shape
from storage.queues.leader_election import WorkerElection
from storage.queues.tables import fetches
from storage.schema import Moment
from storage.session import Session, StorageContext

LEASE = timedelta(minutes=15)
"""Longer than one attempt may last."""
PENDING_FILE: Shape[PendingFile] = Shape(PendingFile)
WAITS = ~fetches.c.parked
OTHER: FromClause = fetches.alias("other")
BUSY = "busy"
IN_ORDER = select(fetches).order_by(fetches.c.id)
BY_ID = IN_ORDER.where(fetches.c.id == bindparam("row"))
LOCKED = BY_ID.with_for_update()
WANTED = select(fetches.c.id).where(fetches.c.id == bindparam("row"))
OF_PERSON = IN_ORDER.where(fetches.c.person == bindparam("whose"))
OF_OWNER = IN_ORDER.where(fetches.c.owner == bindparam("whose"))
UNWANTED = delete(fetches).where(fetches.c.owner == bindparam("whose"))
TAKEN = delete(fetches).where(fetches.c.id == bindparam("row"))
CORRECTED = (
    update(fetches)
    .where(fetches.c.id == bindparam("row"), fetches.c.told == bindparam("was_told"))
    .values(sealed=bindparam("sealed"))
)
THE_ROW = update(fetches).where(fetches.c.id == bindparam("row"))
"""Statements that every file asks are built once."""


def identity(row: Any) -> str:
    """What the encrypted bytes of a row are bound to: its person, and the draft or case that it belongs to."""
    return f"fetches|{row.person}|{row.owner}|{row.message}"


def opened(session: Session, row: Any) -> Fetch:
    """The row as a value. Raises Unreadable when it was changed by hand."""
    if not session.is_genuine(fetches, row):
        raise Unreadable("changed")
    pending = PENDING_FILE.load(session.vault.decrypt(Label.QUEUE, row.sealed, identity(row)))
    whose, owner = PersonKey(row.person), DraftId(row.owner)
    return Fetch(row.id, whose, owner, pending, row.made_at, row.attempts, row.told, row.quiet)


class FetchBook:
    """Implements `bot.ports.fetches.FetchStore`."""

    def __init__(self, session: Session, has_space: Callable[[], bool]) -> None:
        self._session = session
        self._has_space = has_space

    @property
    def has_space(self) -> bool:
        """Whether the disk has room for files."""
        return self._has_space()

    async def add(self, person: PersonKey, owner: DraftId | CaseId, pending: PendingFile, now: datetime) -> None:
        """Add a file that is to be downloaded after the commit. The same message counts once."""
        row = {
            "person": person,
            "owner": owner,
            "message": pending.item.message_id,
            "sealed": self._sealed(person, owner, pending),
            "made_at": now,
            "due_at": now,
            "attempts": 0,
            "told": False,
            "quiet": False,
            "parked": False,
            "reason": "",
        }
        await self._session.insert_new(fetches, [row])
        self._session.note_fetch()

    def _sealed(self, person: PersonKey, owner: DraftId | CaseId, pending: PendingFile) -> bytes:
        bound = f"fetches|{person}|{owner}|{pending.item.message_id}"
        return self._session.vault.encrypt(Label.QUEUE, PENDING_FILE.dump(pending), bound)

    async def of_person(self, person: PersonKey) -> Sequence[Fetch]:
        """The files in the order they came, without those that cannot be read."""
        return await self._found(OF_PERSON, {"whose": person})

    async def of_owner(self, owner: DraftId | CaseId) -> Sequence[Fetch]:
        """The files in the order they came, without those that cannot be read."""
        return await self._found(OF_OWNER, {"whose": owner})

    async def _found(self, wanted: Select[Any], values: Mapping[str, Any]) -> Sequence[Fetch]:
        found = []
        for row in await self._session.rows(wanted, values):
            try:
                found.append(opened(self._session, row))
            except Unreadable:
                continue
        return found

    async def take(self, fetch: int) -> bool:
        """Remove the row because its file was stored. False where it was removed already."""
        return await self._session.change(TAKEN, {"row": fetch}) == 1

    async def get(self, fetch: int) -> Fetch | None:
        """The row as it is now; None when the file is not wanted any more."""
        return next(iter(await self._found(BY_ID, {"row": fetch})), None)

    async def lock(self, fetch: int) -> Fetch | None:
        """As `get`; nobody else changes the row until this transaction ends."""
        return next(iter(await self._found(LOCKED, {"row": fetch})), None)

    async def correct(self, fetch: Fetch, item: MediaRef) -> None:
        """The words beside the file were changed. Raises Conflict where the row is gone, or was told of meanwhile."""
        sealed = self._sealed(fetch.person, fetch.owner, replace(fetch.pending, item=item))
        values = {"row": fetch.id, "was_told": fetch.told, "sealed": sealed}
        if await self._session.change(CORRECTED, values) != 1:
            raise Conflict

    async def note_told(self, fetch: int) -> None:
        """The person has been told that it is on its way."""
        await self._session.connection.execute(update(fetches).where(fetches.c.id == fetch).values(told=True))

    async def cancel(self, owner: DraftId | CaseId) -> None:
        """Cancels the downloads for this draft or case, because the files are not wanted any more."""
        await self._session.change(UNWANTED, {"whose": owner})

    async def mute(self, person: PersonKey) -> None:
        """Download the rest of the person's files without telling them."""
        await self._session.change_genuine(fetches, fetches.c.person == person, {"quiet": True})


class FetchQueue:
    """Implements `bot.ports.fetches.Fetches`."""

    def __init__(self, engine: Engine, storage_context: StorageContext, election: WorkerElection) -> None:
        self._engine = engine
        self._storage_context = storage_context
        self._election = election
        self._is_first = True

    async def lease(self, now: datetime, limit: int, busy: frozenset[PersonKey]) -> Sequence[Fetch]:
        """Lease due rows, one per person. A row that cannot be read is parked."""
        if not self._election.may_work or not await self._is_anything_due(now):
            return []
        size = size_for(busy)
        wanted = {"now": now, "most": limit, **listed(BUSY, busy, size)}
        lease = {"leased_until": now + LEASE, "due_at": now + LEASE, "leased_by": self._election.number}
        async with self._engine.writing() as connection:
            session, leased = Session(connection, self._storage_context), []
            await self._free_dead_leases(session, now)
            for row in await session.rows(leasable(size), wanted):
                try:
                    leased.append(opened(session, row))
                    await session.change(THE_ROW, {"row": row.id, **lease})
                except Unreadable:
                    await session.change(THE_ROW, {"row": row.id, **UNREADABLE})
            await connection.commit()
        return leased

    async def is_wanted(self, fetch: int) -> bool:
        """Whether the file is still to be downloaded."""
        async with self._engine.reading() as connection:
            return await Session(connection, self._storage_context).row(WANTED, {"row": fetch}) is not None

    async def again(self, fetch: int, at: datetime, reason: str) -> None:
        """Try again at that moment."""
        free = {"leased_until": None, "leased_by": None, "attempts": fetches.c.attempts + 1}
        await self._change(fetch, free | {"due_at": at, "reason": reason[:200]})

    async def renew_lease(self, fetch: int, now: datetime) -> None:
        """Renew the lease of the row. Raises when the database takes no writes."""
        await self._change(fetch, {"leased_until": now + LEASE, "due_at": now + LEASE})

    async def park(self, fetch: int, reason: str) -> None:
        """Give the row up; it stays for an operator."""
        await self._change(fetch, {"parked": True, "leased_until": None, "leased_by": None, "reason": reason[:200]})

    async def next_due(self) -> datetime | None:
        """When the earliest is due."""
        async with self._engine.reading() as connection:
            due_at: datetime | None = await Session(connection, self._storage_context).scalar(NEXT_DUE, {})
        return due_at

    async def health(self, now: datetime) -> Mapping[str, float]:
        """waiting, due (also those in hand), parked, oldest_seconds."""
        is_due = WAITS & ((fetches.c.due_at <= now) | fetches.c.leased_until.is_not(None))
        count, oldest = func.count(), func.min(fetches.c.made_at)
        async with self._engine.reading() as connection:
            waiting, since = (await connection.execute(select(count, oldest).where(WAITS))).one()
            due = await connection.scalar(select(count).where(is_due)) or 0
            parked = await connection.scalar(select(count).where(fetches.c.parked)) or 0
        age = 0.0 if since is None else (now - since).total_seconds()
        return {"waiting": float(waiting), "due": float(due), "parked": float(parked), "oldest_seconds": age}

    async def _change(self, fetch: int, values: dict[str, Any]) -> None:
        async with self._engine.writing() as connection:
            await connection.execute(update(fetches).where(fetches.c.id == fetch).values(values))
            await connection.commit()

    async def _is_anything_due(self, now: datetime) -> bool:
        """Ask without a lock, since most looks find nothing. The first look frees the leases of a process that died."""
        due_at = await self.next_due()
        return due_at is not None and (self._is_first or due_at <= now)

    async def _free_dead_leases(self, session: Session, now: datetime) -> None:
        """SQLite has one worker, so rows that are leased at its first look were leased by a process that died."""
        if self._is_first and self._engine.is_sqlite:
            freed = {"due_at": now, "leased_until": None, "attempts": fetches.c.attempts + 1}
            await session.connection.execute(update(fetches).where(fetches.c.leased_until.is_not(None)).values(freed))
        self._is_first = False


UNREADABLE = {"parked": True, "reason": "Unreadable"}
NEXT_DUE = select(fetches.c.due_at).where(WAITS).order_by(fetches.c.due_at).limit(1)
IN_HAND = exists().where(
    (OTHER.c.person == fetches.c.person)
    & (OTHER.c.id != fetches.c.id)
    & (OTHER.c.leased_until > bindparam("now", type_=Moment))
)
EARLIER = exists().where(
    (OTHER.c.person == fetches.c.person)
    & (OTHER.c.id < fetches.c.id)
    & (OTHER.c.due_at <= bindparam("now", type_=Moment))
    & ~OTHER.c.parked
)
"""Whether an earlier file of the person is being downloaded or is due."""


@cache
def leasable(busy: int) -> Select[Any]:
    """The first due row of each person who is none of the `busy` ones; those that are due longest come first."""
    due = (WAITS, fetches.c.due_at <= bindparam("now", type_=Moment), none_of(fetches.c.person, BUSY, busy))
    found = select(fetches).where(*due, ~IN_HAND.correlate(fetches), ~EARLIER.correlate(fetches))
    found = found.order_by(fetches.c.due_at, fetches.c.id).limit(bindparam("most", type_=Integer))
    return found.with_for_update(skip_locked=True).execution_options(**MAY_TAKE_LONG)
