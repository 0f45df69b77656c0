"""A new master key: all that the ring encrypts is encrypted anew with it, a few rows at a time, while the bot runs.

What has been done is told by the rows themselves (the second byte of an encrypted value is the id of its key). So a
rotation that was cut off goes on where it stopped. Data keys are wrapped anew; what they encrypt is not touched.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, LargeBinary, Table, func, literal, select, update

from storage.cases.report_tables import followers, reporters
from storage.chats.new_groups import new_group_row
from storage.chats.tables import (
    agencies,
    chat_deletions,
    chats,
    new_groups,
    self_clearings,
)
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable, Vault
from storage.database.engine import Engine
from storage.database.tables import data_keys
from storage.institutions.tables import institutions, seats
from storage.people.identities import bound
from storage.people.tables import desks, identities, rosters, second_factors, staff
from storage.queues.fetches import identity as fetch_identity
from storage.queues.inbox import identity
from storage.queues.parts import bound_to
from storage.queues.tables import fetches, inbox, outbox
from storage.records.tables import (
    audit,
)
from storage.session import StorageContext

BATCH = 200
Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class EncryptedColumn:
    """A column that the key ring encrypts, and what binds each value to its row."""

    table: Table
    label: Label
    bound: Callable[[Any], str]
    column: str = "sealed"

    @property
    def encrypted_column(self) -> Column[bytes]:
        """The encrypted column."""
        return self.table.c[self.column]

    @property
    def key(self) -> Column[Any]:
        """The primary key."""
        [only] = self.table.primary_key.columns
        return only

    def opens(self, vault: Vault, row: Any) -> bool:
        """Whether the value in this row opens there, or was let go: a row that is over holds none, and a key that was
        destroyed opens nothing."""
        encrypted = row._mapping[self.encrypted_column]
        if encrypted is None:
            return True
        try:
            vault.decrypt(self.label, encrypted, self.bound(row))
        except Unreadable:
            return vault.has_forgotten(self.label, encrypted, self.bound(row))
        return True

    def encrypted_with(self, number: int) -> ColumnElement[bool]:
        """Whether a value is encrypted with the ring's key of this id."""
        return func.substr(self.encrypted_column, 2, 1, type_=LargeBinary) == literal(bytes([number]), LargeBinary)


PLACES: Sequence[EncryptedColumn] = (
    EncryptedColumn(data_keys, Label.CASE, lambda row: str(row.owner), "wrapped"),
    EncryptedColumn(reporters, Label.IDENTITY, lambda row: f"reporters|{row.token}"),
    EncryptedColumn(identities, Label.IDENTITY, lambda row: bound(row.token)),
    EncryptedColumn(staff, Label.IDENTITY, lambda row: f"staff|{row.person}"),
    EncryptedColumn(chats, Label.IDENTITY, lambda row: f"chats|{row.chat}"),
    EncryptedColumn(agencies, Label.IDENTITY, lambda row: f"agencies|{row.agency}"),
    EncryptedColumn(new_groups, Label.IDENTITY, lambda row: new_group_row(row.agency)),
    EncryptedColumn(desks, Label.DESK, lambda row: f"desks|{row.person}"),
    EncryptedColumn(second_factors, Label.SECOND_FACTOR, lambda row: f"locks|{row.person}"),
    EncryptedColumn(inbox, Label.QUEUE, lambda row: identity(row.bot, row.update, row.lane)),
    EncryptedColumn(fetches, Label.QUEUE, fetch_identity),
    EncryptedColumn(outbox, Label.QUEUE, lambda row: f"outbox|{row.id}"),
    EncryptedColumn(outbox, Label.QUEUE, lambda row: bound_to(row.id), "parts"),
    EncryptedColumn(rosters, Label.DESK, lambda row: f"rosters|{row.agency}"),
    EncryptedColumn(institutions, Label.IDENTITY, lambda row: f"institutions|{row.code}"),
    EncryptedColumn(seats, Label.IDENTITY, lambda row: f"seats|{row.seat}"),
    EncryptedColumn(followers, Label.DESK, lambda row: f"followers|{row.person}"),
    EncryptedColumn(chat_deletions, Label.IDENTITY, lambda row: f"sweeps|{row.id}"),
    EncryptedColumn(self_clearings, Label.IDENTITY, lambda row: f"cleanings|{row.chat}"),
    EncryptedColumn(audit, Label.AUDIT, lambda row: f"audit|{row.id}"),
)


class Rotation:
    """Encrypts anew with the ring's newest key."""

    def __init__(self, engine: Engine, storage_context: StorageContext) -> None:
        self._engine = engine
        self._storage_context = storage_context

    async def left(self) -> Mapping[int, int]:
        """How many values each key of the ring encrypts now."""
        found: dict[int, int] = {}
        async with self._engine.reading() as connection:
            for number in self._storage_context.vault.numbers:
                counted = [select(func.count()).where(place.encrypted_with(number)) for place in PLACES]
                found[number] = sum([await connection.scalar(count) or 0 for count in counted])
        return found

    async def run(self, progress: Progress) -> int:
        """Encrypt anew whatever older keys encrypt; how many values that were. `progress` hears table and number after
        each batch. A value that does not open stays as it is."""
        return sum([await self._renew(place, progress) for place in PLACES])

    async def _renew(self, place: EncryptedColumn, progress: Progress) -> int:
        done, rows = 0, await self._older(place, None)
        while rows:
            done += await self._write(place, rows)
            progress(place.table.name, done)
            rows = await self._older(place, rows[-1]._mapping[place.key])
        return done

    async def _older(self, place: EncryptedColumn, after: Any) -> Sequence[Any]:
        """The next rows that an older key encrypts."""
        wanted = place.encrypted_column.is_not(None) & ~place.encrypted_with(self._storage_context.vault.newest)
        if after is not None:
            wanted &= place.key > after
        async with self._engine.reading() as connection:
            found = select(place.table).where(wanted).order_by(place.key).limit(BATCH)
            return (await connection.execute(found)).all()

    async def _write(self, place: EncryptedColumn, rows: Sequence[Any]) -> int:
        """One batch in one transaction. What somebody has written meanwhile is left: it may be newer."""
        done = 0
        async with self._engine.writing() as connection:
            for row in rows:
                old = row._mapping[place.encrypted_column]
                try:
                    plain = self._storage_context.vault.decrypt(place.label, old, place.bound(row))
                except Unreadable:
                    continue
                new = self._storage_context.vault.encrypt(place.label, plain, place.bound(row))
                mine = (place.key == row._mapping[place.key]) & (place.encrypted_column == old)
                done += (await connection.execute(update(place.table).where(mine).values({place.column: new}))).rowcount
            await connection.commit()
        return done
