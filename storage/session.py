"""One open transaction, and what every store needs in it: the connection, the vault, the data keys in use."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Executable, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.cases.case import Case
from bot.domain.errors import Conflict
from bot.domain.ids import ChatId, PersonKey
from bot.ports.delivery import FollowUp
from bot.ports.time import Tokens
from storage.crypto.blind_index import KeyedBlindIndex
from storage.crypto.vault import DataKey, Unreadable, Vault
from storage.database.prepared import PreparedStatements
from storage.database.row_guard import coded, is_genuine, note_changed
from storage.database.seen_rows import SeenRows
from storage.database.statements import StatementResult, Statements
from storage.database.tables import data_keys
from storage.database.values import OF_ANOTHER_VERSION, Shape, unchanged
from storage.schema import ROW_CODE

log = structlog.get_logger()

T = TypeVar("T")
UTC = ZoneInfo("UTC")
WRAPPED = select(data_keys.c.wrapped).where(data_keys.c.owner == bindparam("owner"))
ALL_ROWS: Mapping[str, Any] = MappingProxyType({})
NEW_KEY = insert(data_keys)
NO_KEY = delete(data_keys).where(data_keys.c.owner == bindparam("row"))
"""Statements that every update asks are built once: building one costs more than running it."""


@dataclass(frozen=True)
class StorageContext:
    """What is the same for all transactions of a database."""

    vault: Vault
    blind_index: KeyedBlindIndex
    now: Callable[[], datetime]
    next_at: Callable[[Case], datetime | None]
    follow_up: FollowUp
    """What follows when an attempt to send a message has ended."""
    bot: int
    """Telegram's id of the bot: update ids are counted per bot."""
    tokens: Tokens
    as_today: Callable[[Case], Case] = unchanged
    """A case that an older program wrote, as today's rules mean it."""
    statements: Statements = field(default_factory=PreparedStatements)
    zone: ZoneInfo = UTC
    """The district's: in it months begin and end."""


@dataclass
class Session:
    """One transaction of the database."""

    connection: AsyncConnection
    context: StorageContext
    keys: dict[str, DataKey] = field(default_factory=dict)
    wrapped: dict[str, bytes | None] = field(default_factory=dict)
    """Keys that were read and not opened yet."""
    has_post: bool = False
    """Whether something to send was written. The dispatcher is woken after the commit."""
    moved: list[tuple[ChatId, ChatId]] = field(default_factory=list)
    """Groups that have a new id, each with the old and the new one. The rate limiter hears of them after the commit."""
    has_fetch: bool = False
    """Whether a file to be downloaded was written. The loop that downloads files is woken after the commit."""
    has_erased: bool = False
    """Whether a case was erased. After the commit its keys are taken out of the key file."""
    stored: dict[str, Case] = field(default_factory=dict)
    """Cases as they stand in the database, as far as this transaction has read or written them."""
    seen: SeenRows = field(default_factory=SeenRows)
    """Rows that this transaction has read or written, so that it overwrites nothing of somebody else."""
    additions: dict[str, int] = field(default_factory=dict)
    """How many additions the reports have, as this transaction has first counted or last written them."""
    handed_on: dict[str, set[PersonKey]] = field(default_factory=dict)
    """The people who hand a case on in this transaction, by case. They are kept with the case when it is saved."""

    def note_post(self) -> None:
        """Something to send was written."""
        self.has_post = True

    def note_fetch(self) -> None:
        """Notes that a file to be downloaded was written."""
        self.has_fetch = True

    def note_erased(self) -> None:
        """A case was erased."""
        self.has_erased = True

    @property
    def vault(self) -> Vault:
        """The open key ring."""
        return self.context.vault

    @property
    def blind_index(self) -> KeyedBlindIndex:
        """Keyed hashes."""
        return self.context.blind_index

    # --- statements that were built once ---

    async def rows(self, statement: Executable, values: Mapping[str, Any]) -> Sequence[Any]:
        """All rows of a statement that was built once."""
        return (await self._ask(statement, values)).rows

    async def row(self, statement: Executable, values: Mapping[str, Any]) -> Any:
        """The first row, or None."""
        return next(iter(await self.rows(statement, values)), None)

    async def scalar(self, statement: Executable, values: Mapping[str, Any]) -> Any:
        """The first value of the first row, or None."""
        row = await self.row(statement, values)
        return None if row is None else row[0]

    async def change(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """How many rows a statement that was built once has changed."""
        return (await self._ask(statement, values)).changed

    async def _ask(self, statement: Executable, values: Mapping[str, Any]) -> StatementResult:
        return await self.context.statements.ask(self.connection, statement, values)

    # --- rows that are read, changed and written back ---

    async def find(self, table: Table, statement: Executable, key: Mapping[str, Any]) -> Any:
        """The row with this primary key, by a statement that was built once, or None. A later `save` or `remove` in
        this transaction compares."""
        row = await self.row(statement, key)
        if row is None:
            self.seen.note_missing(table, key)
        else:
            self.seen.note(table, row)
        return row

    async def find_all(self, table: Table, statement: Executable, values: Mapping[str, Any]) -> Sequence[Any]:
        """The rows that a statement that was built once finds. A later `save` or `remove` of one of them compares."""
        return self.seen.note_all(table, await self.rows(statement, values))

    async def find_whole(
        self, table: Table, statement: Executable, part: Mapping[str, Any] = ALL_ROWS
    ) -> Sequence[Any]:
        """All rows of the table, or all with these values in their key. Saving one that is not among them compares too:
        there must be none still."""
        return self.seen.note_whole(table, part, await self.rows(statement, part))

    async def save(self, table: Table, values: Mapping[str, Any]) -> None:
        """Writes a whole row. Raises Conflict where somebody else has inserted, changed or deleted it since this
        transaction first looked at it. A row that it has not looked at is inserted or overwritten."""
        if not self.seen.is_known(table, values):
            await self.upsert(table, values)
        elif self.seen.is_missing(table, values):
            if await self.insert_new(table, [values]) != 1:
                raise Conflict
        elif await self.change(*self.seen.changing(table, self.coded(table, values))) != 1:
            raise Conflict
        self.seen.wrote(table, values)

    async def remove(self, table: Table, key: Mapping[str, Any]) -> int:
        """Deletes the row with this primary key, and returns how many rows that were. Raises Conflict where somebody
        else has changed or deleted it since this transaction first looked at it."""
        if self.seen.is_missing(table, key):
            return 0
        gone = await self.change(*self.seen.removing(table, key))
        if gone != 1 and self.seen.is_known(table, key):
            raise Conflict
        self.seen.removed(table, key)
        return gone

    # --- rows ---

    async def upsert(self, table: Table, values: Mapping[str, Any]) -> None:
        """Insert the row, or overwrite the one with the same primary key."""
        values = self.coded(table, values)
        statement = upserting(self.connection.dialect.name, table, tuple(values))
        await self.change(statement, values)

    async def insert_new(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> int:
        """Insert the rows that break no unique rule; returns how many were new."""
        statement, new = inserting_new(self.connection.dialect.name, table), 0
        for row in rows:
            new += await self.change(statement, self.coded(table, row))
        return new

    # --- rows that give authority ---

    def coded(self, table: Table, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values of a whole row with its row code, where the table has one."""
        return coded(self.vault.row_codes, table, values)

    def is_genuine(self, table: Table, row: Any) -> bool:
        """False for a row that was changed by hand: it gives nothing, and administrators hear of it."""
        return is_genuine(self.vault.row_codes, table, row)

    def note_changed(self, table: Table, row: Any) -> None:
        """A row that does not open where it stands was changed by hand."""
        note_changed(self.vault.row_codes, table, row)

    def note_unreadable(self, table: Table, row: Any, error: Unreadable) -> None:
        """Notes a row whose value does not open. A row that another version of the program wrote is only logged."""
        if error.key == OF_ANOTHER_VERSION:
            log.critical("row_of_another_version", table=table.name)
        else:
            note_changed(self.vault.row_codes, table, row)

    def are_genuine(self, table: Table, rows: Iterable[Any]) -> list[Any]:
        """The rows that nobody has changed by hand."""
        return [row for row in rows if self.is_genuine(table, row)]

    async def change_genuine(self, table: Table, where: Any, values: Mapping[str, Any]) -> Sequence[Any]:
        """Change these rows, and their codes with them; returns the rows as they were. One that was changed by hand is
        left: a new code would make it true."""
        found = await self.connection.execute(select(table).where(where).with_for_update())
        rows = self.are_genuine(table, found.all())
        for row in rows:
            new = self.coded(table, {**row._mapping, **values})
            here = [column == row._mapping[column] for column in table.primary_key]
            await self.connection.execute(update(table).where(*here).values({**values, ROW_CODE: new[ROW_CODE]}))
        return rows

    # --- data keys ---

    def note_key(self, owner: str, wrapped: bytes | None) -> None:
        """Remembers the wrapped key of this owner, so that it is not read again. None: the key was destroyed."""
        self.wrapped[owner] = wrapped

    async def key(self, owner: str) -> DataKey:
        """The key of a draft or case; Unreadable when there is none any more."""
        if owner not in self.keys:
            known = owner in self.wrapped
            wrapped = self.wrapped.pop(owner) if known else await self.scalar(WRAPPED, {"owner": owner})
            if wrapped is None:
                raise Unreadable("key-destroyed")
            self.keys[owner] = self.vault.data_key(owner, wrapped)
        return self.keys[owner]

    async def key_for_writing(self, owner: str) -> DataKey:
        """The key of a draft or case, made when there is none yet."""
        try:
            return await self.key(owner)
        except Unreadable as missing:
            if missing.key != "key-destroyed":
                raise
        key, wrapped = self.vault.new_data_key(owner)
        await self.change(NEW_KEY, self.coded(data_keys, {"owner": owner, "wrapped": wrapped}))
        self.keys[owner] = key
        return key

    async def destroy_key(self, owner: str) -> None:
        """Make all that is encrypted under the owner's key unreadable for ever."""
        self.keys.pop(owner, None)
        await self.change(NO_KEY, {"row": owner})

    # --- values encrypted under the key of a draft or case ---

    async def encrypt(self, owner: str, shape: Shape[T], value: T, row: str) -> bytes:
        """The value, encrypted under the owner's key for one row."""
        return (await self.key_for_writing(owner)).encrypt(shape.dump(value), row)

    async def decrypt(self, owner: str, shape: Shape[T], encrypted: bytes, row: str) -> T:
        """Decrypts and loads the value."""
        return shape.load((await self.key(owner)).decrypt(encrypted, row))

    # --- chats ---

    def chat_hash(self, chat: ChatId) -> str:
        """The name under which a chat's rows are found."""
        return self.blind_index.keyed_hash("chat", str(chat))


def inserting(dialect: str, table: Table) -> Any:
    """INSERT with the dialect's ON CONFLICT."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - SQLite needs no other dialect

    return postgresql.insert(table)


@cache
def inserting_new(dialect: str, table: Table) -> Any:
    """Insert a row that breaks no unique rule."""
    return inserting(dialect, table).on_conflict_do_nothing()


@cache
def upserting(dialect: str, table: Table, names: tuple[str, ...]) -> Any:
    """The statement that inserts a row of these columns, or overwrites the one with the same primary key."""
    statement, keys = inserting(dialect, table), {column.name for column in table.primary_key}
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=sorted(keys), set_=changed)
