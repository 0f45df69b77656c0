"""The outbox as the dispatcher sees it: rows by priority, in order within a chat, each leased to one sender."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, delete, func, select, tuple_, update
from sqlalchemy.sql import exists

from bot.domain.ids import ChatId
from bot.domain.notices import Priority
from bot.ports import OutboxRow, Outcome
from storage.engine import Engine
from storage.messages import Messages
from storage.presence import Presence
from storage.session import Keeper, Session
from storage.settlement import Settlement
from storage.tables import agencies, chats, messages, outbox
from storage.values import load_notice
from storage.vault import Label, Unreadable

LEASE = timedelta(minutes=5)
REMEMBERED = timedelta(hours=72)
DEAD_KEPT = timedelta(days=30)
ATTEMPTED = ("sent", "gone", "dead")
"""What became of rows that were put on the wire."""
OPEN = outbox.c.ended_at.is_(None) & outbox.c.chat.is_not(None)


class OutboxQueue:
    """`bot.ports.Outbox`."""

    def __init__(self, engine: Engine, keeper: Keeper, presence: Presence) -> None:
        self._engine = engine
        self._keeper = keeper
        self._presence = presence
        self._is_first = True

    async def lease(self, now: datetime, limit: int, busy: frozenset[ChatId]) -> Sequence[OutboxRow]:
        """Due rows by priority: the first unsent row of each chat not in `busy`. For the leader alone."""
        worker = self._presence.number
        if not self._presence.may_send:
            return []
        async with self._engine.writing() as connection:
            session = Session(connection, self._keeper)
            await self._free_dead_leases(session, now)
            await expire(session, now)
            found = await self._candidates(session, now, limit, busy)
            leased = update(outbox).where(outbox.c.id.in_([row.id for row in found]))
            if found:
                lease = {"due_at": now + LEASE, "leased_until": now + LEASE, "leased_by": worker}
                await connection.execute(leased.values(lease))
            rows = [await self._open(session, row, now) for row in found]
            await connection.commit()
        return [row for row in rows if row is not None]

    async def settle(self, row: OutboxRow, outcome: Outcome, now: datetime) -> None:
        """Write what became of it, and what follows, in one transaction."""
        async with self._engine.writing() as connection:
            settlement = Settlement(Session(connection, self._keeper), row, now)
            await settlement.settle(outcome)
            await connection.commit()

    async def recent(self, since: datetime, now: datetime) -> Sequence[tuple[ChatId, datetime]]:
        """Where and when something was sent since then, oldest first; what is or was being sent counts as sent now."""
        ended = outbox.c.fate.in_(ATTEMPTED) & (outbox.c.ended_at > since)
        flying = OPEN & outbox.c.leased_until.is_not(None)
        wanted = select(outbox.c.chat, chats.c.sealed, outbox.c.ended_at).join(chats, chats.c.chat == outbox.c.chat)
        async with self._engine.reading() as connection:
            session = Session(connection, self._keeper)
            rows = [*(await connection.execute(wanted.where(ended))), *(await connection.execute(wanted.where(flying)))]
        sent = [(session.open_chat(row.chat, row.sealed), row.ended_at or now) for row in rows]
        return sorted(sent, key=lambda known: known[1])

    async def next_due(self, busy: frozenset[ChatId]) -> datetime | None:
        """When the earliest row that no other one holds up is due."""
        found = select(outbox.c.due_at).where(OPEN, self._not_in(busy), ~somebody_ahead(outbox.c.due_at))
        async with self._engine.reading() as connection:
            due_at: datetime | None = await connection.scalar(found.order_by(outbox.c.due_at).limit(1))
        return due_at

    async def health(self, now: datetime) -> Mapping[str, float]:
        """oldest_due_seconds, waiting, due, dead."""
        is_due = OPEN & (outbox.c.not_before <= now)
        waiting = outbox.c.ended_at.is_(None) & outbox.c.chat.is_(None)
        async with self._engine.reading() as connection:
            oldest, due = (
                await connection.execute(select(func.min(outbox.c.not_before), func.count()).where(is_due))
            ).one()
            return {
                "oldest_due_seconds": 0.0 if oldest is None else (now - oldest).total_seconds(),
                "due": float(due),
                "waiting": float(await connection.scalar(select(func.count()).where(waiting)) or 0),
                "dead": float(await connection.scalar(select(func.count()).where(outbox.c.fate == "dead")) or 0),
            }

    async def sweep(self, now: datetime) -> int:
        """Forget sent rows older than 72 h and expired ones, dead letters after 30 days, messages too old to delete."""
        ended = outbox.c.ended_at.is_not(None)
        old = ended & (outbox.c.ended_at <= now - REMEMBERED) & (outbox.c.fate != "dead")
        rotten = ended & (outbox.c.ended_at <= now - DEAD_KEPT)
        async with self._engine.writing() as connection:
            await expire(Session(connection, self._keeper), now)
            forgotten = (await connection.execute(delete(outbox).where(old | rotten))).rowcount
            await connection.execute(delete(messages).where(messages.c.at <= now - REMEMBERED))
            await connection.execute(delete(chats).where(~needed_chats()))
            await connection.commit()
        return forgotten

    # --- inside ---

    async def _free_dead_leases(self, session: Session, now: datetime) -> None:
        """SQLite has one sender: rows that are leased when it asks first were leased by one that died."""
        if self._is_first and self._engine.is_sqlite:
            left = OPEN & outbox.c.leased_until.is_not(None)
            freed = {"due_at": now, "leased_until": None, "uncertain": outbox.c.uncertain + 1}
            await session.connection.execute(update(outbox).where(left).values(freed))
        self._is_first = False

    async def _candidates(self, session: Session, now: datetime, limit: int, busy: frozenset[ChatId]) -> list[Any]:
        """Priority by priority, so that a long queue of digests is never read to find one alert."""
        found: list[Any] = []
        fit = and_(OPEN, outbox.c.due_at <= now, self._not_in(busy), ~somebody_ahead(now))
        for priority in Priority:
            if len(found) >= limit:
                break
            wanted = select(outbox).where(outbox.c.priority == int(priority), fit)
            wanted = wanted.order_by(outbox.c.due_at, outbox.c.id).limit(limit - len(found))
            found += (await session.connection.execute(wanted.with_for_update(skip_locked=True))).all()
        return found

    def _not_in(self, busy: frozenset[ChatId]) -> ColumnElement[bool]:
        return outbox.c.chat.not_in([self._keeper.marks.mark("chat", str(chat)) for chat in busy])

    async def _open(self, session: Session, row: Any, now: datetime) -> OutboxRow | None:
        """The row for the dispatcher; one that cannot be read is a dead letter and holds up nobody."""
        try:
            chat = session.open_chat(row.chat, await session.connection.scalar(chat_of(row)))
            notice = load_notice(session.vault.open(Label.QUEUE, row.sealed, f"outbox|{row.id}"))
        except Unreadable:
            dead = {"ended_at": now, "fate": "dead", "reason": "Unreadable", "leased_until": None}
            dead["leased_by"] = None
            await session.connection.execute(update(outbox).where(outbox.c.id == row.id).values(dead))
            return None
        held = Messages(session)
        slot, reply = await held.holder(row.chat, row.slot), await held.holder(row.chat, row.reply_to)
        return OutboxRow(row.id, chat, row.locale, notice, row.attempts, slot, reply, is_group=chat < 0)


def chat_of(row: Any) -> Any:
    """The sealed chat id of a row."""
    return select(chats.c.sealed).where(chats.c.chat == row.chat)


def somebody_ahead(moment: Any) -> ColumnElement[bool]:
    """Whether another row of the same chat goes first: an earlier one, or one about danger, whose time has come."""
    ahead: FromClause = outbox.alias("ahead")
    sooner = tuple_(ahead.c.turn, ahead.c.id) < tuple_(outbox.c.turn, outbox.c.id)
    is_open = ahead.c.ended_at.is_(None) & ahead.c.chat.is_not(None) & (ahead.c.not_before <= moment)
    return exists().where(ahead.c.chat == outbox.c.chat, is_open, sooner).correlate(outbox)


def needed_chats() -> ColumnElement[bool]:
    """Chats that a group is bound to or a row names."""
    here = exists().where(agencies.c.chat == chats.c.chat).correlate(chats)
    named = chats.c.chat.in_(select(outbox.c.chat).where(outbox.c.chat.is_not(None)))
    return here | named


async def expire(session: Session, now: datetime) -> None:
    """End the rows that are too late to be sent, unless they are being sent."""
    late = outbox.c.ended_at.is_(None) & outbox.c.expires_at.is_not(None) & (outbox.c.expires_at <= now)
    idle = outbox.c.leased_until.is_(None) | (outbox.c.leased_until <= now)
    ended = {"ended_at": now, "fate": "expired", "sealed": None, "leased_until": None}
    await session.connection.execute(update(outbox).where(late & idle).values(ended))
