"""The outbox as the dispatcher sees it: rows by priority, in order within a chat, each leased to one sender."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from bot.domain.ids import ChatId
from bot.domain.notices.notice import Priority
from bot.domain.queues.after_commit import UNHEARD, AfterCommit
from bot.domain.queues.delivery import FREE, End, MessagePart, OutboxRow, Outcome, Sent
from bot.domain.queues.nobody import NobodySends
from bot.domain.queues.quota import Quota, Quotas
from bot.group_commit import GroupCommit
from bot.ports.queues.outbox import SendingPlaces
from storage.chats.chat_ids import ChatIds
from storage.chats.messages import Messages
from storage.chats.tables import chats
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.engine import Engine
from storage.database.lists import listed, size_for
from storage.database.notice_rows import load_notice
from storage.queues.dead_letters import dead_letter, give_up_strays
from storage.queues.delivery_stores import DeliveryTables
from storage.queues.leader_election import WorkerElection
from storage.queues.leased_messages import LEASE, LeasedMessages
from storage.queues.outbox_rows import (
    BUSY,
    DUE_PRIORITIES,
    FREE_DEAD_LEASES,
    FREE_STRAY,
    OPEN,
    THE_CHAT,
    THE_ROW,
    awaited_chats,
    calls_of,
    expire,
    health,
    leasable,
    needed_chats,
    next_due,
    require_genuine,
)
from storage.queues.parts import parts_of
from storage.queues.tables import outbox
from storage.queues.tried_row import TriedOutboxRow
from storage.session import Session, StorageContext

REMEMBERED = timedelta(hours=72)
DEAD_RETENTION = timedelta(days=30)
CHATS_KNOWN = 1000
ATTEMPTED = tuple(end.value for end in End)
"""The fates of rows that were tried."""


class OutboxQueue:
    """Implements `bot.ports.queues.outbox.Outbox`."""

    def __init__(
        self,
        engine: Engine,
        storage_context: StorageContext,
        election: WorkerElection,
        places: Callable[[], SendingPlaces] = NobodySends,
        after_commit: AfterCommit = UNHEARD,
    ) -> None:
        self._engine = engine
        self._after_commit = after_commit
        self._places = places
        self._storage_context = storage_context
        self._election = election
        self._arrived = GroupCommit(self._write_results)
        self._chats: dict[str, ChatId] = {}
        self._leased_as: dict[int, int | None] = {}
        self._is_first = True
        self._strays: set[int] = set()
        """Rows that may have been leased to this process as they were inserted, and were not handed over."""

    # --- rows that are leased as they are inserted ---

    def new_leases(self) -> LeasedMessages:
        """Tells one transaction which rows can be sent at once. It can lease none where other processes may
        send, or where leases must be freed first."""
        is_alone = self._election.may_send and not self._election.has_others
        if not is_alone or self._is_first or self._strays:
            return LeasedMessages()
        return LeasedMessages(self._places(), self._election.number)

    def hand_over(self, leased: LeasedMessages) -> bool:
        """Hands the leased rows over: they are committed. Returns whether all were taken. Returns False where this
        process has lost the lead meanwhile. Then the present leader must be told to look."""
        self._leased_as |= {row.id: leased.worker for row in leased.rows}
        strays = leased.hand_over()
        self._strays |= strays
        return not strays

    def take_back(self, leased: LeasedMessages) -> None:
        """Take back the rows that were not handed over."""
        self._strays |= leased.undone()

    # --- rows that are looked for ---

    async def lease(
        self,
        now: datetime,
        limit: int,
        busy: frozenset[ChatId],
        danger: Quota | None = None,
        *,
        begun: Callable[[], Quotas] | None = None,
    ) -> Sequence[OutboxRow]:
        """Due rows by priority: the first unsent row of each chat not in `busy`; `danger` is the quota of alerts. For
        the leader alone. On SQLite `begun` is called when nobody else writes any more."""
        known = Quota(limit, busy), danger or Quota(limit, busy)
        worker = self._election.number
        if not self._election.may_send:
            return []
        priorities = sorted(Priority) if self._is_first or self._strays else await self._due_priorities(now)
        if not priorities:
            return []
        async with self._engine.writing() as connection:
            quotas = known if begun is None else begun()
            session = Session(connection, self._storage_context)
            await self._free_dead_leases(session, now)
            strays = await self._free_strays(session)
            await expire(session, now)
            found = await self._candidates(session, now, quotas, priorities)
            lease = {"due_at": now + LEASE, "leased_until": now + LEASE, "leased_by": worker}
            for row in found:
                await session.change(THE_ROW, lease | {"row": row.id})
            opened = [await self._open(session, row, now) for row in found]
            await connection.commit()
        self._strays -= strays
        rows = [row for row in opened if row is not None]
        self._leased_as |= {row.id: worker for row in rows}
        return rows

    async def record_result(self, row: OutboxRow, outcome: Outcome, now: datetime) -> None:
        """Record the outcome and what follows, in one transaction. Rows that arrived share a commit."""
        if isinstance(outcome, Sent):
            await self._arrived.add((row, outcome, now))
        else:
            await self._write_results([(row, outcome, now)])
        self._leased_as.pop(row.id, None)

    async def note_parts(self, row: OutboxRow, parts: Sequence[MessagePart]) -> None:
        """Store what of the row stands in its chat, while it is being sent. The commit does not wait for the disk."""
        async with self._engine.writing(is_synced=False) as connection:
            session, worker = Session(connection, self._storage_context), self._leased_as.get(row.id)
            await TriedOutboxRow(session, row, self._storage_context.now(), worker).note_parts(parts)
            await connection.commit()

    async def renew_lease(self, row: OutboxRow, now: datetime) -> None:
        """Renew the lease of the row. Raises when the database takes no writes."""
        lease = {"due_at": now + LEASE, "leased_until": now + LEASE}
        await self._change_mine(row, lease)

    async def give_up(self, row: OutboxRow, reason: str, now: datetime) -> None:
        """End it as a dead letter and touch nothing else."""
        await self._change_mine(row, dead_letter(reason, now))
        self._leased_as.pop(row.id, None)

    async def _change_mine(self, row: OutboxRow, values: dict[str, Any]) -> None:
        """Change an open row, unless another worker has leased it."""
        mine = outbox.c.leased_by.is_not_distinct_from(self._leased_as.get(row.id))
        async with self._engine.writing() as connection:
            here = update(outbox).where(outbox.c.id == row.id, outbox.c.ended_at.is_(None), mine)
            await connection.execute(here.values(values))
            await connection.commit()

    async def recent(self, since: datetime, now: datetime) -> Sequence[tuple[ChatId, datetime]]:
        """The chats and moments of sends since then, oldest first. Rows that are or were in flight count as sent now.
        So do rows without an answer: the lease of a sender that died may be freed already."""
        ended = outbox.c.fate.in_(ATTEMPTED) & (outbox.c.ended_at > since) & (outbox.c.reason != FREE)
        tried = OPEN & (outbox.c.leased_until.is_not(None) | (outbox.c.uncertain > 0))
        told = (outbox.c.ended_at, outbox.c.leased_until, outbox.c.uncertain, outbox.c.reason)
        found = select(outbox.c.chat, chats.c.sealed, *told)
        wanted = found.join(chats, chats.c.chat == outbox.c.chat)
        async with self._engine.reading() as connection:
            session = Session(connection, self._storage_context)
            rows = [*(await connection.execute(wanted.where(ended))), *(await connection.execute(wanted.where(tried)))]
        opened = [(row, ChatIds(session).open_if_readable(row.chat, row.sealed)) for row in rows]
        sent = [(chat, row.ended_at or now) for row, chat in opened if chat is not None for _ in range(calls_of(row))]
        return sorted(sent, key=lambda known: known[1])

    async def next_due(self, busy: frozenset[ChatId], *, danger: bool = False) -> datetime | None:
        """When the earliest row is due that waits for no other row; `danger`: among alerts about danger."""
        size = size_for(busy)
        async with self._engine.reading() as connection:
            session, given = Session(connection, self._storage_context), self._listed(busy, size)
            due_at: datetime | None = await session.scalar(next_due(size, is_danger=danger), given)
        return due_at

    async def health(self, now: datetime) -> Mapping[str, float]:
        """oldest_due_seconds, waiting, due, dead."""
        async with self._engine.reading() as connection:
            return await health(connection, now)

    async def delete_expired(self, now: datetime) -> int:
        """Forget sent rows older than 72 h and expired ones, dead letters after 30 days, messages too old to delete."""
        ended = outbox.c.ended_at.is_not(None)
        old = ended & (outbox.c.ended_at <= now - REMEMBERED) & (outbox.c.fate != "dead")
        rotten = ended & (outbox.c.ended_at <= now - DEAD_RETENTION)
        async with self._engine.writing() as connection:
            session = Session(connection, self._storage_context)
            await expire(session, now)
            await give_up_strays(connection, now)
            forgotten = (await connection.execute(delete(outbox).where(old | rotten))).rowcount
            await Messages(session).forget_before(now - REMEMBERED, awaited_chats())
            await ChatIds(session).forget_besides(needed_chats())
            await connection.commit()
        return forgotten

    # --- inside ---

    async def _write_results(self, ends: Sequence[tuple[OutboxRow, Outcome, datetime]]) -> None:
        """Write in the order of the chats, so that two that write at once cannot deadlock; the audit log, for which all
        writers wait, comes last. A commit of rows that only arrived does not wait for the disk: the next commit takes
        it there. After a loss of power in between the message is sent again, as after a loss between the send and this
        commit. Whoever sends is woken where a result wrote something to send: a card that shows that an answer has
        arrived."""
        has_only_arrived = all(isinstance(outcome, Sent) and row.notice.then is None for row, outcome, _ in ends)
        written: list[tuple[Session, DeliveryTables]] = []
        async with self._engine.writing(is_synced=not has_only_arrived) as connection:
            for row, outcome, now in sorted(ends, key=lambda end: end[0].chat):
                worker, session = self._leased_as.get(row.id), Session(connection, self._storage_context)
                stores = DeliveryTables(session, row, now, worker)
                await self._storage_context.follow_up(stores, row, outcome, now)
                written.append((session, stores))
            for _, stores in written:
                await stores.audit.write()
            await connection.commit()
        if any(session.has_post for session, _ in written):
            self._after_commit.has_post()

    async def _free_dead_leases(self, session: Session, now: datetime) -> None:
        """SQLite has one sender, so rows that are leased at its first look were leased by a process that died."""
        if self._is_first and self._engine.is_sqlite:
            await session.change(FREE_DEAD_LEASES, {"now": now})
        self._is_first = False

    async def _free_strays(self, session: Session) -> set[int]:
        """Free rows that were not handed over, so that the next look finds them. Gives their ids."""
        strays = set(self._strays)
        for row in strays:
            await session.connection.execute(FREE_STRAY, {"row": row})
        return strays

    async def _due_priorities(self, now: datetime) -> Sequence[int]:
        """The priorities of which any row is due: one query, since most looks find nothing."""
        async with self._engine.reading() as connection:
            found = await Session(connection, self._storage_context).rows(DUE_PRIORITIES, {"now": now})
        return sorted(row.priority for row in found)

    async def _candidates(
        self, session: Session, now: datetime, quotas: Quotas, priorities: Sequence[int]
    ) -> list[Any]:
        """Priority by priority, so that a long queue of digests is never read to find one alert."""
        found: list[Any] = []
        for priority in priorities:
            quota = quotas[priority == Priority.DANGER]
            if len(found) >= quota.limit:
                continue
            size = size_for(quota.busy)
            wanted = {"now": now, "priority": priority, "most": quota.limit - len(found)}
            found += await session.rows(leasable(size), wanted | self._listed(quota.busy, size))
        return found

    def _listed(self, busy: frozenset[ChatId], size: int) -> dict[str, str]:
        hashes = [self._storage_context.blind_index.keyed_hash("chat", str(chat)) for chat in busy]
        return listed(BUSY, hashes, size)

    async def _chat(self, session: Session, hashed: str) -> ChatId:
        """The chat of that keyed hash. Chats written to lately are remembered: a hash never names another chat."""
        if hashed not in self._chats:
            encrypted: Any = await session.scalar(THE_CHAT, {"chat": hashed})
            self._chats[hashed] = ChatIds(session).open(hashed, encrypted)
            while len(self._chats) > CHATS_KNOWN:
                self._chats.pop(next(iter(self._chats)))
        return self._chats[hashed]

    async def _open(self, session: Session, row: Any, now: datetime) -> OutboxRow | None:
        """The row for the dispatcher. One that cannot be read becomes a dead letter, so that it holds up no other
        row."""
        try:
            require_genuine(session, row)
            chat = await self._chat(session, row.chat)
            notice = load_notice(session.vault.decrypt(Label.QUEUE, row.sealed, f"outbox|{row.id}"))
        except Unreadable:
            session.note_changed(outbox, row)
            dead = update(outbox).where(outbox.c.id == row.id).values(dead_letter("Unreadable", now))
            await session.connection.execute(dead)
            return None
        in_chats = Messages(session)
        slot, reply = await in_chats.in_slot(row.chat, row.slot), await in_chats.in_slot(row.chat, row.reply_to)
        tried = {"unanswered": row.uncertain, "faults": row.faults, "parts": await parts_of(session, row)}
        return OutboxRow(row.id, chat, row.locale, notice, row.attempts, slot, reply, is_group=chat < 0, **tried)
