"""Mends rows with times that only a clock that was ahead can have set. Otherwise an alert could wait for hours.

The bot's own clock is not moved by the machine's (bot/clock.py); such rows are left by an older program, by another
machine, or by a run that could not ask Telegram for the time.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Update, case, exists, literal, or_, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.engine import Engine
from storage.database.notice_rows import dump_notice, load_notice
from storage.database.tables import fetches, inbox, outbox
from storage.queues import fetches as coming
from storage.queues import inbox as incoming
from storage.queues import leased_messages, leased_updates
from storage.queues import outbox_rows as outgoing
from storage.schema import Moment
from storage.session import Session, StorageContext

SKEW = timedelta(minutes=1)
"""The clocks of two machines may differ by so much."""
LONGEST_WAIT = timedelta(minutes=15)
"""No attempt is put off for longer, unless Telegram has asked for it."""
MOST_COUNTED = 1_000_000
ASKED = "Flooded"
"""The reason of a row that Telegram itself has put off."""


async def bring_back(engine: Engine, context: StorageContext, now: datetime) -> int:
    """Set queued rows from the future to now. Gives how many rows were changed."""
    changes = (*of_inbox(now), *of_outbox(now), *of_fetches(now))
    is_early = incoming.OPEN & (inbox.c.received_at > now + SKEW)
    async with engine.reading() as connection:
        if not await is_any_wrong(connection, changes, is_early):
            return 0
    async with engine.writing() as connection:
        session = Session(connection, context)
        found = [await expire_in_time(session, now)]
        found += [(await connection.execute(change)).rowcount for change in changes]
        found.append(len(await session.change_genuine(inbox, is_early, {"received_at": now})))
        await connection.commit()
    return sum(found)


async def is_any_wrong(connection: AsyncConnection, changes: Sequence[Update], is_early: ColumnElement[bool]) -> bool:
    """Whether any of the changes would find a row; the times of expiry move together with rows of the outbox."""
    wrong = [exists().where(change.whereclause) for change in changes if change.whereclause is not None]
    return bool(await connection.scalar(select(or_(exists().where(is_early), *wrong))))


async def expire_in_time(session: Session, now: datetime) -> int:
    """The encrypted time of expiry of messages written in the future moves back by as much as the rows do."""
    ahead = is_ahead(now) & outbox.c.expires_at.is_not(None)
    rows = (await session.connection.execute(select(outbox).where(ahead))).all()
    for row in rows:
        with suppress(Unreadable):
            notice = load_notice(session.vault.open(Label.QUEUE, row.sealed, f"outbox|{row.id}"))
            sooner = replace(notice, expires_at=row.expires_at - (row.made_at - now))
            sealed = session.vault.seal(Label.QUEUE, dump_notice(sooner), f"outbox|{row.id}")
            await session.connection.execute(update(outbox).where(outbox.c.id == row.id).values(sealed=sealed))
    return len(rows)


def is_ahead(now: datetime) -> ColumnElement[bool]:
    """Messages that are not leased and were written and are due in the future."""
    early = now + SKEW
    unleased = outgoing.OPEN & outbox.c.leased_until.is_(None)
    return unleased & (outbox.c.due_at > early) & (outbox.c.made_at > early)


def of_inbox(now: datetime) -> tuple[Update, ...]:
    """Updates received in the future, put off for too long, or leased for too long."""
    early, wait, lease = bounds(now, leased_updates.LEASE)
    unleased = incoming.OPEN & inbox.c.leased_until.is_(None)
    return (
        update(inbox).where(unleased, inbox.c.due_at > early, inbox.c.received_at > early).values(due_at=now),
        update(inbox).where(unleased, inbox.c.due_at > wait).values(due_at=now),
        shortened(inbox, incoming.OPEN, now, lease, leased_updates.LEASE),
        counted_anew(inbox, incoming.OPEN, "attempts", "lost"),
    )


def of_outbox(now: datetime) -> tuple[Update, ...]:
    """Messages written in the future keep their distance to the moment of writing; those put off or leased for too long
    are due when they were to be."""
    _, wait, lease = bounds(now, leased_messages.LEASE)
    unleased = outgoing.OPEN & outbox.c.leased_until.is_(None)
    ahead = micros(outbox.c.made_at) - Moment.number(now)
    moved: dict[str, Any] = {name: micros(outbox.c[name]) - ahead for name in ("not_before", "expires_at")}
    moved |= {"due_at": moved["not_before"], "made_at": now}
    due_again = case((outbox.c.not_before > now, outbox.c.not_before), else_=literal(now, Moment))
    too_long = micros(outbox.c.due_at) - micros(due_again) > LONGEST_WAIT // timedelta(microseconds=1)
    return (
        update(outbox).where(is_ahead(now)).values(moved),
        update(outbox)
        .where(unleased, outbox.c.due_at > wait, too_long, outbox.c.reason != ASKED)
        .values(due_at=due_again),
        shortened(outbox, outgoing.OPEN, now, lease, leased_messages.LEASE),
        counted_anew(outbox, outgoing.OPEN, "attempts", "uncertain", "faults"),
    )


def of_fetches(now: datetime) -> tuple[Update, ...]:
    """Files sent in the future, put off for too long, or leased for too long."""
    early, wait, lease = bounds(now, coming.LEASE)
    unleased = coming.WAITS & fetches.c.leased_until.is_(None)
    return (
        update(fetches).where(unleased, fetches.c.due_at > wait, fetches.c.reason != ASKED).values(due_at=now),
        update(fetches).where(coming.WAITS, fetches.c.made_at > early).values(made_at=now),
        shortened(fetches, coming.WAITS, now, lease, coming.LEASE),
        counted_anew(fetches, coming.WAITS, "attempts"),
    )


def bounds(now: datetime, lease: timedelta) -> tuple[datetime, datetime, datetime]:
    """The latest believable moments of writing, of the next attempt, and of the end of a lease."""
    return now + SKEW, now + LONGEST_WAIT, now + lease + SKEW


def shortened(table: Any, is_open: ColumnElement[bool], now: datetime, latest: datetime, lease: timedelta) -> Update:
    """Leases that are longer than any are cut to the usual length."""
    until = {"leased_until": now + lease, "due_at": now + lease}
    return update(table).where(is_open, table.c.leased_until > latest).values(until)


def counted_anew(table: Any, is_open: ColumnElement[bool], *names: str) -> Update:
    """Counts of attempts that no program can have made begin at 0 again; they would not fit into their column."""
    are_wrong = or_(*(~table.c[name].between(0, MOST_COUNTED) for name in names))
    return update(table).where(is_open, are_wrong).values(dict.fromkeys(names, 0))


def micros(moment: Any) -> Any:
    """A moment as the number that is stored."""
    return type_coerce(moment, BigInteger)
