"""The database as the program sees it: units of work, the two queues, files, keyed hashes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select, text

from bot.domain.access.chain_tip import ChainTip
from bot.domain.cases.case import Case
from bot.domain.errors import Conflict
from bot.domain.ids import ChatId, MessageId
from bot.domain.queues.after_commit import UNHEARD, AfterCommit
from bot.domain.queues.nobody import NobodySends
from bot.domain.queues.queue import Queue
from bot.ports.delivery import FollowUp
from bot.ports.queues.outbox import SendingPlaces
from bot.ports.time import Tokens
from bot.ports.unit_of_work import Begin, UnitOfWork
from storage.cases.files import NO_OPTIONS, EncryptedFiles, always
from storage.counters.tables import counters
from storage.crypto.blind_index import KeyedBlindIndex
from storage.crypto.key_file_state import KeyFileState
from storage.crypto.two_key_encryption import TwoKeyEncryption
from storage.crypto.vault import Vault
from storage.database.engine import Engine
from storage.database.prepared import PreparedStatements
from storage.database.statements import PlainStatements
from storage.database.steps import all_of
from storage.database.values import unchanged
from storage.maintenance.backup import Backup
from storage.maintenance.beginning import begin
from storage.maintenance.followers import forget_followers
from storage.maintenance.missing_work_rows import make_missing_work_rows
from storage.maintenance.recount import Recount
from storage.maintenance.retention import RetentionRows
from storage.maintenance.rotation import Rotation
from storage.maintenance.row_round import RowRound
from storage.maintenance.row_trust import RowTrust
from storage.queues.fetches import FetchQueue
from storage.queues.future_rows import bring_back
from storage.queues.inbox import InboxQueue, close_row
from storage.queues.leader_election import WorkerElection
from storage.queues.leased_messages import LeasedMessages
from storage.queues.outbox import OutboxQueue
from storage.queues.progress import Progress
from storage.records import guard
from storage.records.audit import Audit
from storage.session import UTC, Session, StorageContext
from storage.stores import Stores

Incoming = tuple[ChatId, MessageId, datetime]


class Database:
    """Everything that is kept. Made by `open`, ended by `close`."""

    def __init__(
        self,
        engine: Engine,
        storage_context: StorageContext,
        files: EncryptedFiles,
        after_commit: AfterCommit,
        places: Callable[[], SendingPlaces],
        row_trust: RowTrust,
    ) -> None:
        self._engine = engine
        self._storage_context = storage_context
        self._after_commit = after_commit
        self.files = files
        self.blind_index: KeyedBlindIndex = storage_context.blind_index
        self.election = WorkerElection(engine, storage_context.bot, storage_context.now)
        self.inbox = InboxQueue(engine, storage_context, self.election)
        self.outbox = OutboxQueue(engine, storage_context, self.election, places, after_commit)
        self.progress = Progress(engine)
        self.row_round = RowRound(engine, storage_context)
        self.row_trust = row_trust
        self.fetches = FetchQueue(engine, storage_context, self.election)

    @classmethod
    async def open(
        cls,
        url: str,
        key_file: Path,
        files_url: str,
        now: Callable[[], datetime],
        tokens: Tokens,
        *,
        next_at: Callable[[Case], datetime | None],
        follow_up: FollowUp,
        bot: int = 0,
        files_options: Mapping[str, str] = NO_OPTIONS,
        as_today: Callable[[Case], Case] = unchanged,
        is_direct: bool = True,
        two_key_encryption: TwoKeyEncryption | None = None,
        after_commit: AfterCommit = UNHEARD,
        has_space: Callable[[], bool] = always,
        places: Callable[[], SendingPlaces] = NobodySends,
        zone: ZoneInfo = UTC,
    ) -> "Database":
        """Open the database at `url` and bring its tables up to date; the key file is made on the first run.

        `next_at` says when the ticker must look at a case. `follow_up` does what follows when a message was sent or
        not. `bot` is Telegram's id of the bot. `files_options` say how an object store is reached. `as_today` tells a
        case of an older program under today's rules. `is_direct`: whether frequent statements go past SQLAlchemy.
        `two_key_encryption` seals files to two bodies. `after_commit` hears what was written. `has_space`: whether the
        disk has room for files. `places`: who sends at once. `zone`: of the district."""
        vault = Vault.open(key_file, tokens)
        statements = PreparedStatements() if is_direct else PlainStatements()
        rules = (next_at, follow_up)
        context = StorageContext(vault, vault.blind_index(), now, *rules, bot, tokens, as_today, statements, zone)
        engine = Engine(url, keeps=is_direct)
        await begin(engine, vault)
        files = EncryptedFiles(files_url, engine, context, tokens, files_options, two_key_encryption, has_space)
        opened = cls(engine, context, files, after_commit, places, RowTrust(engine, context, key_file))
        await opened.row_trust.begin()
        await opened.finish_erasures()
        return opened

    async def go_round(self, now: datetime) -> int:
        """Look for rows that were changed by hand, and mend those whose true values are encrypted beside them; how many
        there were."""
        return await self.row_round.go(now)

    @property
    def changed_rows(self) -> dict[tuple[str, str], bool]:
        """Rows that were found to be changed by hand, by table and key; True once that was told."""
        return self._storage_context.vault.row_codes.changed

    def bind(self, row: int | None = None, incoming: Incoming | None = None) -> Begin:
        """Units of work whose commit also closes this inbox row and notes the person's own message."""

        def begin() -> AbstractAsyncContextManager[UnitOfWork]:
            return self._begin(row, incoming)

        return begin

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A unit of work that belongs to no update."""
        return self._begin(None, None)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """A unit of work that only reads: on SQLite it waits for no writer. Its commit is refused."""
        async with self._engine.reading() as connection:
            yield ReadingWork(Session(connection, self._storage_context), self)

    @asynccontextmanager
    async def _begin(self, row: int | None, incoming: Incoming | None) -> AsyncIterator[UnitOfWork]:
        async with self._engine.writing() as connection:
            leased = self.outbox.new_leases()
            try:
                yield Work(Session(connection, self._storage_context), self, leased, row, incoming)
            finally:
                self.outbox.take_back(leased)

    @property
    def is_sqlite(self) -> bool:
        """One machine, one process that writes."""
        return self._engine.is_sqlite

    async def ping(self) -> None:
        """Raises Unreachable when the database does not answer."""
        async with self._engine.reading() as connection:
            await connection.execute(text("SELECT 1"))

    async def finish_erasures(self) -> int:
        """Destroys in this worker's key file what any worker has erased, here or on another machine. Called after each
        erasure, at the start, and whenever expired rows are deleted, so that a death in between leaves nothing behind.
        Returns how many keys that were."""
        async with self._engine.reading() as connection:
            leaves = await RetentionRows(Session(connection, self._storage_context)).leaves()
        return await asyncio.to_thread(self._storage_context.vault.forget, leaves)

    async def is_guarded(self) -> bool:
        """Whether the guard before the audit log stands."""
        async with self._engine.reading() as connection:
            return await guard.is_up(connection)

    async def first_break(self, tip: ChainTip | None = None) -> int | None:
        """Number of the first audit line that was changed or taken out; None while the log is whole, and has the
        `tip` that was noted outside."""
        async with self._engine.reading() as connection:
            return await Audit(Session(connection, self._storage_context)).first_break(tip)

    def backup(self, progress: Callable[[str], None]) -> Backup:
        """Backups of all this; `progress` hears the name of each part that is begun."""
        return Backup(self._engine, self.files, self._storage_context, progress)

    def take_new_key(self) -> None:
        """Read the key file again."""
        self._storage_context.vault.refresh()

    async def look_at_key_file(self) -> KeyFileState:
        """What has become of the key file; a new key in it is taken, and what an older copy would give is destroyed in
        it again. A running bot looks every few seconds, and so learns when rows must carry their codes."""
        await self.row_trust.start_requiring_codes()
        await self.cover_numbers()
        state = await asyncio.to_thread(self._storage_context.vault.look)
        if state is KeyFileState.OLDER:
            await self.finish_erasures()
        return state

    async def cover_numbers(self) -> None:
        """Keep on this machine how far the case numbers have come, also those that other workers give out."""
        async with self._engine.reading() as connection:
            number = await connection.scalar(select(counters.c.value).where(counters.c.name == "case"))
        if number:
            await asyncio.to_thread(self._storage_context.vault.high_water.cover, number)

    def recount(self, zone: ZoneInfo) -> Recount:
        """The numbers of all days built again from the cases, in the district's zone."""
        return Recount(self._engine, self._storage_context, zone)

    def rotation(self) -> Rotation:
        """Encrypting anew with the newest key."""
        return Rotation(self._engine, self._storage_context)

    async def delete_expired(self, now: datetime) -> int:
        """Forget what need not be remembered: closed and sent rows, files that belong to nobody. A new key is taken."""
        queues = (partial(self.inbox.delete_expired, now), partial(self.outbox.delete_expired, now))
        work_rows = partial(make_missing_work_rows, self._engine, self._storage_context)
        forget = partial(forget_followers, self._engine, self._storage_context, now)
        steps = (self._renew, forget, *queues, partial(self.files.delete_expired, now), work_rows)
        return await all_of(steps)

    async def _renew(self) -> int:
        """A new key is taken, and what was erased elsewhere is erased here."""
        self.take_new_key()
        return await self.finish_erasures()

    async def bring_back(self, now: datetime) -> int:
        """Queued rows whose times only a clock that was ahead can have set are of now; how many there were."""
        return await bring_back(self._engine, self._storage_context, now)

    def tell_of(self, session: Session) -> None:
        """Tells the loops what this transaction has committed, here and in the other processes."""
        for old, new in session.moved:
            self._after_commit.group_moved(old, new)
        if session.has_post:
            self._after_commit.has_post()
            self.election.tell(Queue.OUTBOX)
        if session.has_fetch:
            self._after_commit.has_fetch()

    async def close(self) -> None:
        """Closes all connections of the engine."""
        await self._engine.close()


class Work(Stores):
    """Implements `bot.ports.unit_of_work.UnitOfWork`: one transaction."""

    def __init__(
        self,
        session: Session,
        database: Database,
        leased: LeasedMessages | None = None,
        row: int | None = None,
        incoming: Incoming | None = None,
    ) -> None:
        super().__init__(session, leased or LeasedMessages(), database.files.has_space)
        self._database, self._row, self._incoming = database, row, incoming

    async def commit(self) -> None:
        """Make it so, all of it; then wake who sends. Conflict when another worker closed the inbox row."""
        if self._incoming is not None:
            await self.messages.incoming(*self._incoming)
        await self._close_row()
        await self.audit.write()
        self._leased.note_commit_begun()
        await self._session.connection.commit()
        self.note_commit()
        if not self._database.outbox.hand_over(self._leased):
            self._session.note_post()
        if self._row is not None:
            self._database.inbox.note_closed(self._row)
        self._database.tell_of(self._session)
        if self._session.has_erased:
            with suppress(OSError):  # a key file that cannot be written now: housekeeping tries again, and complains
                await self._database.finish_erasures()

    async def _close_row(self) -> None:
        if self._row is None or self._database.inbox.has_closed(self._row):
            return
        if not await close_row(self._session, self._row, self._session.context.now()):
            raise Conflict


class ReadingWork(Work):
    """A transaction that only reads."""

    async def commit(self) -> None:
        """Raises RuntimeError, because this unit of work only reads."""
        raise RuntimeError("this unit of work only reads")
