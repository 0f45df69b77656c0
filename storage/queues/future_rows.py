"""Mends rows with times that only a clock that was ahead can have set. Otherwise an alert could wait for hours.

The bot's own clock is not moved by the machine's (bot/clock.py). Such rows are left by an older program, by another
machine, or by a run that could not ask Telegram for the time.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Update,
    bindparam,
    case,
    exists,
    or_,
    select,
    type_coerce,
    update,
)

from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.engine import Engine
from storage.database.lists import MAY_TAKE_LONG
from storage.database.notice_rows import dump_notice, load_notice
from storage.queues import fetches as coming
from storage.queues import inbox as incoming
from storage.queues import leased_messages, leased_updates
from storage.queues import outbox_rows as outgoing
from storage.queues.tables import fetches, inbox, outbox
from storage.schema import Moment
from storage.session import Session, StorageContext

SKEW = timedelta(minutes=1)
"""The clocks of two machines may differ by so much."""
LONGEST_WAIT = timedelta(minutes=15)
"""No attempt is put off for longer, unless Telegram has asked for it."""
MOST_COUNTED = 1_000_000
ASKED = "Flooded"
"""The reason of a row that Telegram itself has put off."""


NOW, SOON, WAIT = (bindparam(name, type_=Moment) for name in ("now", "soon", "wait"))
"""Now, and the latest believable moments of writing and of the next attempt."""
LEASES = {inbox: leased_updates.LEASE, outbox: leased_messages.LEASE, fetches: coming.LEASE}
"""How long a lease of each queue is."""


async def bring_back(engine: Engine, context: StorageContext, now: datetime) -> int:
    """Set queued rows from the future to now. Gives how many rows were changed."""
    given = moments(now)
    async with engine.reading() as connection:
        if not await Session(connection, context).scalar(is_any_wrong(), given):
            return 0
    async with engine.writing() as connection:
        session = Session(connection, context)
        found = [await expire_in_time(session, now)]
        found += [await session.change(change, given) for change in changes()]
        is_early = incoming.OPEN & (inbox.c.received_at > now + SKEW)
        found.append(len(await session.change_genuine(inbox, is_early, {"received_at": now})))
        await connection.commit()
    return sum(found)


def moments(now: datetime) -> Mapping[str, Any]:
    """The values for every statement here."""
    known = {"now": now, "number": Moment.number(now), "soon": now + SKEW, "wait": now + LONGEST_WAIT}
    for table, lease in LEASES.items():
        known |= {f"until_{table.name}": now + lease, f"latest_{table.name}": now + lease + SKEW}
    return known


@cache
def changes() -> Sequence[Update]:
    """Every statement, built once."""
    return [one.execution_options(**MAY_TAKE_LONG) for one in (*of_inbox(), *of_outbox(), *of_fetches())]


@cache
def is_any_wrong() -> Select[Any]:
    """Whether any of the changes would find a row; built once, for the ticker asks each time. The times of expiry move
    together with rows of the outbox."""
    wrong = [exists().where(change.whereclause) for change in changes() if change.whereclause is not None]
    is_early = exists().where(incoming.OPEN, inbox.c.received_at > SOON)
    return select(or_(is_early, *wrong).label("wrong")).execution_options(**MAY_TAKE_LONG)


async def expire_in_time(session: Session, now: datetime) -> int:
    """The encrypted time of expiry of messages written in the future moves back by as much as the rows do."""
    ahead = select(outbox).where(is_ahead(), outbox.c.expires_at.is_not(None))
    rows = (await session.connection.execute(ahead, {"soon": now + SKEW})).all()
    for row in rows:
        with suppress(Unreadable):
            notice = load_notice(session.vault.decrypt(Label.QUEUE, row.sealed, f"outbox|{row.id}"))
            sooner = replace(notice, expires_at=row.expires_at - (row.made_at - now))
            encrypted = session.vault.encrypt(Label.QUEUE, dump_notice(sooner), f"outbox|{row.id}")
            await session.connection.execute(update(outbox).where(outbox.c.id == row.id).values(sealed=encrypted))
    return len(rows)


def is_ahead() -> ColumnElement[bool]:
    """Messages that are not leased and were written and are due in the future."""
    unleased = outgoing.OPEN & outbox.c.leased_until.is_(None)
    return unleased & (outbox.c.due_at > SOON) & (outbox.c.made_at > SOON)


def of_inbox() -> tuple[Update, ...]:
    """Updates received in the future, put off for too long, or leased for too long."""
    unleased = incoming.OPEN & inbox.c.leased_until.is_(None)
    return (
        update(inbox).where(unleased, inbox.c.due_at > SOON, inbox.c.received_at > SOON).values(due_at=NOW),
        update(inbox).where(unleased, inbox.c.due_at > WAIT).values(due_at=NOW),
        shortened(inbox, incoming.OPEN),
        counted_anew(inbox, incoming.OPEN, "attempts", "lost"),
    )


def of_outbox() -> tuple[Update, ...]:
    """Messages written in the future keep their distance to the moment of writing; those put off or leased for too long
    are due when they were to be."""
    unleased = outgoing.OPEN & outbox.c.leased_until.is_(None)
    ahead = micros(outbox.c.made_at) - bindparam("number", type_=BigInteger)
    moved: dict[str, Any] = {name: micros(outbox.c[name]) - ahead for name in ("not_before", "expires_at")}
    moved |= {"due_at": moved["not_before"], "made_at": NOW}
    due_again = case((outbox.c.not_before > NOW, outbox.c.not_before), else_=NOW)
    too_long = micros(outbox.c.due_at) - micros(due_again) > LONGEST_WAIT // timedelta(microseconds=1)
    return (
        update(outbox).where(is_ahead()).values(moved),
        update(outbox)
        .where(unleased, outbox.c.due_at > WAIT, too_long, ~outbox.c.reason.endswith(ASKED))
        .values(due_at=due_again),
        shortened(outbox, outgoing.OPEN),
        counted_anew(outbox, outgoing.OPEN, "attempts", "uncertain", "faults"),
    )


def of_fetches() -> tuple[Update, ...]:
    """Files sent in the future, put off for too long, or leased for too long."""
    unleased = coming.WAITS & fetches.c.leased_until.is_(None)
    return (
        update(fetches).where(unleased, fetches.c.due_at > WAIT, fetches.c.reason != ASKED).values(due_at=NOW),
        update(fetches).where(coming.WAITS, fetches.c.made_at > SOON).values(made_at=NOW),
        shortened(fetches, coming.WAITS),
        counted_anew(fetches, coming.WAITS, "attempts"),
    )


def shortened(table: Any, is_open: ColumnElement[bool]) -> Update:
    """Leases that are longer than any are cut to the usual length."""
    until, latest = (bindparam(f"{name}_{table.name}", type_=Moment) for name in ("until", "latest"))
    return update(table).where(is_open, table.c.leased_until > latest).values(leased_until=until, due_at=until)


def counted_anew(table: Any, is_open: ColumnElement[bool], *names: str) -> Update:
    """Counts of attempts that no program can have made begin at 0 again; they would not fit into their column."""
    are_wrong = or_(*(~table.c[name].between(0, MOST_COUNTED) for name in names))
    return update(table).where(is_open, are_wrong).values(dict.fromkeys(names, 0))


def micros(moment: Any) -> Any:
    """A moment as the number that is stored."""
    return type_coerce(moment, BigInteger)
