"""Which rows of the outbox may go out, which come too late, which are no longer genuine."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    bindparam,
    func,
    literal,
    literal_column,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import exists

from bot.domain.notices.notice import Priority
from bot.domain.notices.reporter.files import Wipe
from bot.domain.queues.delivery import calls_noted
from storage.chats.tables import agencies, chats, named_cases
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.lists import MAY_TAKE_LONG, none_of
from storage.database.notice_rows import load_notice
from storage.queues.tables import outbox
from storage.schema import Moment
from storage.session import Session

UNANSWERED = 3
"""Count at most three unanswered attempts per row as recent."""
FURTHER = 1
"""Calls that a row may have made after its message, before it was cut off."""
OPEN = outbox.c.ended_at.is_(None) & outbox.c.chat.is_not(None)
DEAD = outbox.c.fate == literal_column("'dead'")
"""Written exactly as in the partial index on dead letters, so that the index is used."""
AHEAD: FromClause = outbox.alias("ahead")
NOW: Any = bindparam("now", type_=Moment)
BUSY = "busy"
DUE_PRIORITIES = union_all(
    *(
        select(literal(int(priority)).label("priority")).where(
            exists().where(outbox.c.priority == int(priority), OPEN, outbox.c.due_at <= NOW)
        )
        for priority in sorted(Priority)
    )
)
TOO_LATE = select(outbox).where(
    outbox.c.ended_at.is_(None) & outbox.c.expires_at.is_not(None) & (outbox.c.expires_at <= NOW),
    outbox.c.leased_until.is_(None) | (outbox.c.leased_until <= NOW),
)
EXPIRE = update(outbox).where(outbox.c.id == bindparam("row"), outbox.c.ended_at.is_(None))
OVER: dict[str, Any] = {"fate": "expired", "sealed": None, "parts": None, "leased_until": None}
FREE_STRAY = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.ended_at.is_(None))
    .values(due_at=outbox.c.not_before, leased_until=None, leased_by=None)
)
FREE_DEAD_LEASES = (
    update(outbox)
    .where(OPEN, outbox.c.leased_until.is_not(None))
    .values(due_at=NOW, leased_until=None, uncertain=outbox.c.uncertain + 1)
)
THE_ROW = update(outbox).where(outbox.c.id == bindparam("row"))
THE_CHAT = select(chats.c.sealed).where(chats.c.chat == bindparam("chat"))
"""Run for every message, so it is built once."""


def require_genuine(session: Session, row: Any) -> None:
    """Raises Unreadable for a row that was changed by hand, and for one that had ended and is open again."""
    if not session.is_genuine(outbox, row) or row.fate:
        raise Unreadable("changed")


def calls_of(row: Any) -> int:
    """How many calls may have been made for a row recently. Sends without an answer count, up to `UNANSWERED`, whenever
    they were. A row that is not ended may have been cut off after a further call: its message had arrived, and the
    buttons were taken off an older one."""
    unanswered = min(int(row.uncertain), UNANSWERED)
    if row.ended_at is not None:
        return calls_noted(row.reason) + unanswered
    return int(row.leased_until is not None) + unanswered + FURTHER


def somebody_ahead(moment: Any) -> ColumnElement[bool]:
    """Whether another due row of the same chat goes first: an earlier one, or one about danger."""
    sooner = tuple_(AHEAD.c.turn, AHEAD.c.id) < tuple_(outbox.c.turn, outbox.c.id)
    is_open = AHEAD.c.ended_at.is_(None) & AHEAD.c.chat.is_not(None) & (AHEAD.c.not_before <= moment)
    return exists().where(AHEAD.c.chat == outbox.c.chat, is_open, sooner).correlate(outbox)


def needed_chats() -> ColumnElement[bool]:
    """Chats that are still needed: a body is bound to them, or a row names them."""
    here = exists().where(agencies.c.chat == chats.c.chat).correlate(chats)
    named = exists().where(outbox.c.chat == chats.c.chat).correlate(chats)
    return here | named


def awaited_chats() -> ColumnElement[bool]:
    """What messages name in chats where something waits to be deleted."""
    waits = (outbox.c.ended_at.is_(None), outbox.c.kind == Wipe.KIND)
    return exists().where(outbox.c.chat == named_cases.c.chat, *waits).correlate(named_cases)


async def health(connection: AsyncConnection, now: datetime) -> Mapping[str, float]:
    """oldest_due_seconds, waiting, due, dead."""
    is_due = OPEN & (outbox.c.not_before <= now)
    waiting = outbox.c.ended_at.is_(None) & outbox.c.chat.is_(None)
    oldest, due = (await connection.execute(select(func.min(outbox.c.not_before), func.count()).where(is_due))).one()
    return {
        "oldest_due_seconds": 0.0 if oldest is None else (now - oldest).total_seconds(),
        "due": float(due),
        "waiting": float(await connection.scalar(select(func.count()).where(waiting)) or 0),
        "dead": float(await connection.scalar(select(func.count()).where(DEAD)) or 0),
    }


async def expire(session: Session, now: datetime) -> None:
    """End the rows that are too late to be sent, unless they are in flight. The encrypted time of expiry decides: one
    that was changed by hand in the clear column ends nothing."""
    for row in await session.rows(TOO_LATE, {"now": now}):
        if is_too_late(session, row, now):
            await session.change(EXPIRE, OVER | {"row": row.id, "ended_at": now})


def is_too_late(session: Session, row: Any, now: datetime) -> bool:
    """Whether the encrypted notice has expired too. True where it cannot be read."""
    try:
        notice = load_notice(session.vault.decrypt(Label.QUEUE, row.sealed, f"outbox|{row.id}"))
    except Unreadable:
        return True
    return notice.expires_at is not None and notice.expires_at <= now


@cache
def leasable(busy: int) -> Select[Any]:
    """The first due row of each chat that is none of the `busy` ones; those that are due longest come first."""
    due = (outbox.c.priority == bindparam("priority"), OPEN, outbox.c.due_at <= NOW)
    found = select(outbox).where(*due, none_of(outbox.c.chat, BUSY, busy), ~somebody_ahead(NOW))
    found = found.order_by(outbox.c.due_at, outbox.c.id).limit(bindparam("most", type_=Integer))
    return found.with_for_update(skip_locked=True).execution_options(**MAY_TAKE_LONG)


@cache
def next_due(busy: int, *, is_danger: bool) -> Select[Any]:
    """When the first row is due that waits for no other row, in chats that are none of the `busy` ones."""
    waits = (OPEN, none_of(outbox.c.chat, BUSY, busy), ~somebody_ahead(outbox.c.due_at))
    found = select(outbox.c.due_at).where(*waits).order_by(outbox.c.due_at).limit(1)
    found = found.where(outbox.c.priority == int(Priority.DANGER)) if is_danger else found
    return found.execution_options(**MAY_TAKE_LONG)
