"""A round over all rows that carry codes: what was changed by hand is named, and mended from what is encrypted.

Rows that are looked up by a column are not found when that column was changed, so reading alone cannot tell. A case
would drop out of the lists, or a deadline would come in a year. The round reads the rows themselves, a page of each
table at a time.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any

import structlog
from sqlalchemy import Select, Table, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.cases.cases import WITH_KEYS, Cases
from storage.cases.drafts import Drafts
from storage.cases.files import always
from storage.cases.recusals import Recusals
from storage.cases.report_tables import drafts
from storage.cases.tables import cases, deadlines, in_hand, parts, recusals
from storage.chats.tables import chat_deletions, chats, expiring, messages, self_clearings
from storage.crypto.derivation import Label
from storage.crypto.row_codes import Name
from storage.crypto.vault import Unreadable, Vault
from storage.database.engine import Engine
from storage.database.row_guard import has_its_code, name_of
from storage.database.tables import data_keys
from storage.maintenance.rotation import PLACES
from storage.maintenance.row_trust import OPEN_ONLY, bound_tables
from storage.people.staff import StaffTable
from storage.people.tables import staff
from storage.queues.dead_letters import dead_letter
from storage.queues.fetches import FetchBook
from storage.queues.tables import fetches, inbox, outbox
from storage.schema import ROW_CODE
from storage.session import Session, StorageContext

log = structlog.get_logger()

WITH_THEIR_KEYS = select(cases, data_keys.c.wrapped).join_from(
    cases, data_keys, data_keys.c.owner == cases.c.id, isouter=True
)
ENCRYPTED_WITH_RING = {place.table: place for place in PLACES if place.encrypted_column is not outbox.c.parts}
PAGE = 500
"""Rows of one table that one round looks at; the next one goes on behind them."""
UNHANDLED = (
    select(inbox).where(inbox.c.closed_at.is_not(None), inbox.c.sealed.is_not(None), ~inbox.c.parked).limit(PAGE)
)
UNSENT = (
    select(outbox)
    .where(outbox.c.ended_at.is_not(None), outbox.c.sealed.is_not(None), outbox.c.fate != "dead")
    .limit(PAGE)
)
"""Statements that find ended rows of the queues which still hold encrypted content. Only an open row or a given-up row
should hold content."""
CHANGED = "Changed"
"""The reason of a message whose row was changed by hand."""
OF_CASES = (cases, parts, deadlines, in_hand)
Mend = Callable[[Session, Sequence[Any], datetime], Awaitable[None]]


class RowRound:
    """The round that checks the row codes of one database. `go` is one step of the round."""

    def __init__(self, engine: Engine, context: StorageContext) -> None:
        self._engine = engine
        self._context = context
        self._behind: dict[Table, list[Any]] = {}
        self._tried: set[Name] = set()
        """Rows that were looked at already: what could not be mended then, cannot be now."""

    async def go(self, now: datetime) -> int:
        """Checks a page of each table, and returns how many rows had been changed by hand. One step covers all of a
        small table."""
        if not self._context.vault.row_codes.are_required:
            return 0
        async with self._engine.reading() as connection:
            found = {table: rows for table in bound_tables() if (rows := await self._changed(connection, table))}
            halves = await half_ended(connection)
        if found or halves:
            await self._mend(found, halves, now)
        self._tried |= {name_of(table, row) for table, rows in found.items() for row in rows}
        return sum(map(len, found.values())) + len(halves)

    async def _changed(self, connection: AsyncConnection, table: Table) -> Sequence[Any]:
        """Rows of the next page that do not have their code, or do not open."""
        keys, wanted = list(table.primary_key.columns), first_page(table)
        if table in self._behind:
            last = [literal(value, key.type) for key, value in zip(keys, self._behind[table], strict=True)]
            wanted = wanted.where(tuple_(*keys) > tuple_(*last))
        rows = (await connection.execute(wanted)).all()
        self._behind.pop(table, None)
        if len(rows) == PAGE:
            self._behind[table] = [rows[-1]._mapping[key] for key in keys]
        changed = [row for row in rows if not self._is_sound(table, row)]
        return [row for row in changed if name_of(table, row) not in self._tried]

    def _is_sound(self, table: Table, row: Any) -> bool:
        """Whether the row has its code, and what the key ring encrypts in it opens there."""
        vault = self._context.vault
        place = ENCRYPTED_WITH_RING.get(table)
        opens = case_opens(vault, row) if table is cases else place is None or place.opens(vault, row)
        return opens and has_its_code(vault.row_codes, table, row)

    async def _mend(
        self, found: Mapping[Table, Sequence[Any]], halves: Sequence[tuple[Table, Any]], now: datetime
    ) -> None:
        async with self._engine.writing() as connection:
            session = Session(connection, self._context)
            for table, row in [*((table, row) for table, rows in found.items() for row in rows), *halves]:
                session.note_changed(table, row)
            for table, rows in found.items():
                if table in MENDING:
                    await MENDING[table](session, rows, now)
            for table, row in halves:
                await _reopen(session, row) if table is inbox else await _give_up(session, [row], now)
            if any(table in found for table in OF_CASES):
                await _mend_cases(session, found.get(cases, ()))
            await connection.commit()


async def half_ended(connection: AsyncConnection) -> Sequence[tuple[Table, Any]]:
    """Finds ended rows of the queues which still hold encrypted content. Only an open row or a given-up row should hold
    content."""
    updates = (await connection.execute(UNHANDLED)).all()
    unsaid = (await connection.execute(UNSENT)).all()
    return [*((inbox, row) for row in updates), *((outbox, row) for row in unsaid)]


@cache
def first_page(table: Table) -> Select[Any]:
    """The first rows of the table that the round looks at, by their key: put together once, asked in every round."""
    wanted = (WITH_THEIR_KEYS if table is cases else select(table)).order_by(*table.primary_key.columns).limit(PAGE)
    only = OPEN_ONLY.get(table)
    return wanted if only is None else wanted.where(only)


def case_opens(vault: Vault, row: Any) -> bool:
    """Whether the case opens under its own key, or was just erased; one without a key is lost."""
    wrapped = row.wrapped or b""
    try:
        vault.data_key(row.id, wrapped).decrypt(row.sealed, "cases")
    except Unreadable:
        return vault.has_forgotten(Label.CASE, wrapped, row.id)
    return True


async def _mend_cases(session: Session, changed: Sequence[Any]) -> None:
    """Writes all open cases, and the cases whose own rows were changed, anew from what is encrypted."""
    named = cases.c.open | cases.c.id.in_([row.id for row in changed])
    for row in (await session.connection.execute(WITH_KEYS.where(named))).all():
        try:
            await Cases(session).rewrite(row)
        except Unreadable:
            session.note_changed(cases, row)


async def _now_due(table: Table, session: Session, rows: Sequence[Any], now: datetime) -> None:
    """Makes the rows due now. The job that handles due rows reads the encrypted part and sets the right moment."""
    for row in rows:
        here = [column == row._mapping[column] for column in table.primary_key]
        code = session.coded(table, {**row._mapping, "due_at": now})[ROW_CODE]
        await session.connection.execute(update(table).where(*here).values({"due_at": now, ROW_CODE: code}))


async def _mend_chat_deletions(session: Session, rows: Sequence[Any], now: datetime) -> None:
    await _now_due(chat_deletions, session, rows, now)


async def _mend_self_clearings(session: Session, rows: Sequence[Any], now: datetime) -> None:
    await _now_due(self_clearings, session, rows, now)


async def _mend_drafts(session: Session, rows: Sequence[Any], now: datetime) -> None:
    """Makes the drafts due now, except a draft whose row names another person."""
    for row in rows:
        with suppress(Unreadable):
            if await Drafts(session, FetchBook(session, always).cancel).with_chat(row.person) is not None:
                await _now_due(drafts, session, [row], now)


async def _mend_expiring(session: Session, rows: Sequence[Any], now: datetime) -> None:
    """A row that certainly names a message sent at that moment is made due now, so that the message is deleted. Any
    other row is itself deleted."""
    for row in rows:
        noted = (messages.c.chat == row.chat) & (messages.c.message == row.message) & (messages.c.at == row.sent_at)
        if await session.connection.scalar(select(messages.c.message).where(noted)) is not None:
            await _now_due(expiring, session, [row], now)
            continue
        here = (expiring.c.chat == row.chat) & (expiring.c.message == row.message)
        await session.connection.execute(expiring.delete().where(here))


async def _mend_chats(session: Session, rows: Sequence[Any], now: datetime) -> None:
    """Deletes the ids of chats that cannot be read. An id is stored anew when somebody writes in the chat, or binds
    it."""
    for row in rows:
        await session.connection.execute(chats.delete().where(chats.c.chat == row.chat))


async def _mend_staff(session: Session, rows: Sequence[Any], now: datetime) -> None:
    """The clear columns follow the encrypted ones."""
    for row in rows:
        person = await StaffTable(session).get(row.person)
        if person is not None:
            await StaffTable(session).save(person)


async def _mend_recusals(session: Session, rows: Sequence[Any], now: datetime) -> None:
    """The rows of a case say again who has handed it on, where that can be found; one that was written in by hand
    goes."""
    store = Recusals(session)
    for case in dict.fromkeys(row.case for row in rows):
        with suppress(Unreadable):
            made = await store.of_case(case)
            changed = recusals.c.person.in_([row.person for row in rows if row.case == case])
            await session.connection.execute(recusals.delete().where(recusals.c.case == case, changed))
            for recusal in made:
                await store.add(recusal)


async def _give_up(session: Session, rows: Sequence[Any], now: datetime) -> None:
    """Makes a dead letter of a message whose row was changed, so that it goes to nobody."""
    for row in [row for row in rows if row.fate != "dead"]:
        await session.connection.execute(update(outbox).where(outbox.c.id == row.id).values(dead_letter(CHANGED, now)))


async def _reopen(session: Session, row: Any) -> None:
    """An update that was never handled is handled."""
    await session.connection.execute(update(inbox).where(inbox.c.id == row.id).values(closed_at=None))


async def _park(session: Session, rows: Sequence[Any], now: datetime) -> None:
    for row in rows:
        parked = {"parked": True, "reason": CHANGED}
        await session.connection.execute(update(fetches).where(fetches.c.id == row.id).values(parked))


MENDING: Mapping[Table, Mend] = {
    chat_deletions: _mend_chat_deletions,
    self_clearings: _mend_self_clearings,
    drafts: _mend_drafts,
    expiring: _mend_expiring,
    chats: _mend_chats,
    staff: _mend_staff,
    recusals: _mend_recusals,
    outbox: _give_up,
    fetches: _park,
}
"""What becomes of a table's changed rows. All others are named, and give nothing when they are read."""
