"""The database as the program sees it: units of work, the two queues, files, keyed hashes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import text

from bot.domain.case import Case
from bot.domain.errors import Conflict
from bot.domain.ids import ChatId, MessageId
from bot.ports import (
    AgencyStore,
    AuditLog,
    Begin,
    Brake,
    CaseStore,
    Custody,
    DayBook,
    DraftStore,
    Head,
    KeepingStore,
    MessageStore,
    OutboxStore,
    RecusalStore,
    ReportStore,
    StaffStore,
    Tokens,
    UnitOfWork,
)
from bot.ports import Watchbook as Moments
from bot.ports_contact import ReceiptStore, SweepStore
from bot.ports_lock import LeavingStore, LockStore
from bot.ports_queue import GivenUpStore
from bot.ports_vault import IdentityStore
from storage import guard
from storage.agencies import Agencies
from storage.audit import Audit
from storage.backup import Backup
from storage.braking import BrakeBook
from storage.case_shape import unchanged
from storage.cases import Cases
from storage.custody import CustodyBook
from storage.days import Days
from storage.drafts import Drafts
from storage.engine import Engine
from storage.files import NO_OPTIONS, SealedFiles
from storage.future_rows import bring_back
from storage.given_up import GivenUpRows
from storage.identities import Identities
from storage.inbox import InboxQueue, close_row
from storage.keeping import Keeping
from storage.key_file_state import KeyFileState
from storage.locks import LeavingBook, LockBook
from storage.marks import KeyedMarks
from storage.messages import Messages
from storage.migrate import upgrade
from storage.outbox import OutboxQueue
from storage.outgoing import Outgoing
from storage.presence import Presence
from storage.progress import Progress
from storage.receipts import Receipts
from storage.recusals import Recusals
from storage.reports import Reports
from storage.rotation import Rotation
from storage.session import Keeper, Session, require_own_keys
from storage.staff import StaffBook
from storage.steps import all_of
from storage.sweeps import Sweeps
from storage.vault import OtherKeys, Vault
from storage.watchbook import Watchbook

Incoming = tuple[ChatId, MessageId, datetime]
FOLLOWER_KEPT = timedelta(days=1)
"""So long it is remembered that somebody gave a wrong code, or has found a report with a right one."""


def nobody(*_: object) -> None:
    """Wakes nobody."""


class Database:
    """Everything that is kept. Made by `open`, ended by `close`."""

    def __init__(self, engine: Engine, keeper: Keeper, files: SealedFiles, wake: Callable[[], None]) -> None:
        self._engine = engine
        self._keeper = keeper
        self.wake = wake
        """Called after each commit that wrote something to send; may be replaced while the program is put together."""
        self.moved: Callable[[ChatId, ChatId], None] = nobody
        """Called after each commit of the news that a group goes on under another id; may be replaced likewise."""
        self.files = files
        self.marks: KeyedMarks = keeper.marks
        self.presence = Presence(engine, keeper.bot, keeper.now)
        self.inbox = InboxQueue(engine, keeper, self.presence)
        self.outbox = OutboxQueue(engine, keeper, self.presence)
        self.progress = Progress(engine)

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
        bot: int = 0,
        wake: Callable[[], None] = nobody,
        files_options: Mapping[str, str] = NO_OPTIONS,
        as_today: Callable[[Case], Case] = unchanged,
    ) -> "Database":
        """Open the database at `url` and bring its tables up to date; the key file is made on the first run.

        `next_at` says when the ticker must look at a case; `bot` is Telegram's id of the bot; `files_options` say
        how an object store is reached; `as_today` tells a case of an older program under today's rules."""
        vault = Vault.unlock(key_file, tokens)
        keeper = Keeper(vault, vault.marks(), now, next_at, bot, tokens, as_today)
        engine = Engine(url)
        try:
            async with engine.writing() as connection:
                await upgrade(connection)
                await require_own_keys(connection, keeper.marks)
        except BaseException as error:
            await engine.close()
            if isinstance(error, OtherKeys):
                vault.take_back()
            raise
        opened = cls(engine, keeper, SealedFiles(files_url, engine, keeper, tokens, files_options), wake)
        await opened.settle_erasures()
        return opened

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
            yield ReadingWork(Session(connection, self._keeper), self, None, None)

    @asynccontextmanager
    async def _begin(self, row: int | None, incoming: Incoming | None) -> AsyncIterator[UnitOfWork]:
        async with self._engine.writing() as connection:
            yield Work(Session(connection, self._keeper), self, row, incoming)

    @property
    def is_sqlite(self) -> bool:
        """One machine, one process that writes."""
        return self._engine.is_sqlite

    async def ping(self) -> None:
        """Raises Unreachable when the database does not answer."""
        async with self._engine.reading() as connection:
            await connection.execute(text("SELECT 1"))

    async def settle_erasures(self) -> int:
        """Destroy in this worker's key file what any worker has erased, here or on another machine: after each erasure,
        with each sweep and at the start, so that a death in between leaves nothing behind. How many keys that were."""
        async with self._engine.reading() as connection:
            leaves = await Keeping(Session(connection, self._keeper)).leaves()
        return await asyncio.to_thread(self._keeper.vault.forget, leaves)

    async def is_guarded(self) -> bool:
        """Whether the guard before the audit log stands."""
        async with self._engine.reading() as connection:
            return await guard.is_up(connection)

    async def first_break(self, head: Head | None = None) -> int | None:
        """Number of the first audit line that was changed or taken out; None while the log is whole, and has the
        `head` that was noted outside."""
        async with self._engine.reading() as connection:
            return await Audit(Session(connection, self._keeper)).first_break(head)

    def backup(self, progress: Callable[[str], None]) -> Backup:
        """Backups of all this; `progress` hears the name of each part that is begun."""
        return Backup(self._engine, self.files, self._keeper, progress)

    def take_new_key(self) -> None:
        """Read the key file again."""
        self._keeper.vault.refresh()

    async def look_at_key_file(self) -> KeyFileState:
        """What has become of the key file; a new key in it is taken, and what an older copy would give is destroyed in
        it again."""
        state = await asyncio.to_thread(self._keeper.vault.look)
        if state is KeyFileState.OLDER:
            await self.settle_erasures()
        return state

    def rotation(self) -> Rotation:
        """Sealing anew with the newest key."""
        return Rotation(self._engine, self._keeper)

    async def sweep(self, now: datetime) -> int:
        """Forget what need not be remembered: closed and sent rows, files that belong to nobody. A new key is taken."""
        queues = (partial(self.inbox.sweep, now), partial(self.outbox.sweep, now))
        steps = (self._renew, partial(self._forget, now), *queues, partial(self.files.sweep, now))
        return await all_of(steps)

    async def _renew(self) -> int:
        """A new key is taken, and what was erased elsewhere is erased here."""
        self.take_new_key()
        return await self.settle_erasures()

    async def _forget(self, now: datetime) -> int:
        """Followers who have done nothing for a day, and buckets that are empty."""
        async with self.begin() as uow:
            forgotten = await uow.receipts.sweep(now - FOLLOWER_KEPT)
            await uow.commit()
        async with self._engine.writing() as connection:
            await BrakeBook(Session(connection, self._keeper)).sweep(now)
            await connection.commit()
        return forgotten

    async def bring_back(self, now: datetime) -> int:
        """Queued rows whose times only a clock that was ahead can have set are of now; how many there were."""
        return await bring_back(self._engine, now)

    async def close(self) -> None:
        """Give everything back."""
        await self._engine.close()


class Work:
    """`bot.ports.UnitOfWork`: one transaction."""

    def __init__(self, session: Session, database: Database, row: int | None, incoming: Incoming | None) -> None:
        self._session = session
        self._database = database
        self._row = row
        self._incoming = incoming
        self._audit = Audit(session)
        self.drafts: DraftStore = Drafts(session)
        self.cases: CaseStore = Cases(session)
        self.reports: ReportStore = Reports(session)
        self.agencies: AgencyStore = Agencies(session)
        self.staff: StaffStore = StaffBook(session)
        self.messages: MessageStore = Messages(session)
        self.audit: AuditLog = self._audit
        self.days: DayBook = Days(session)
        self.keeping: KeepingStore = Keeping(session)
        self.recusals: RecusalStore = Recusals(session)
        self.outbox: OutboxStore = Outgoing(session)
        self.watchbook: Moments = Watchbook(session)
        self.receipts: ReceiptStore = Receipts(session)
        self.sweeps: SweepStore = Sweeps(session)
        self.custody: Custody = CustodyBook(session)
        self.brake: Brake = BrakeBook(session)
        self.locks: LockStore = LockBook(session)
        self.leaving: LeavingStore = LeavingBook(session)
        self.identities: IdentityStore = Identities(session)
        self.given_up: GivenUpStore = GivenUpRows(session)

    async def commit(self) -> None:
        """Make it so, all of it; then wake who sends. Conflict when another worker closed the inbox row."""
        if self._incoming is not None:
            await self.messages.incoming(*self._incoming)
        await self._close_row()
        await self._audit.write()
        await self._session.connection.commit()
        if self._row is not None:
            self._database.inbox.note_closed(self._row)
        for old, new in self._session.moved:
            self._database.moved(old, new)
        if self._session.has_post:
            self._database.wake()
        if self._session.has_erased:
            with suppress(OSError):  # a key file that cannot be written now: the sweep tries again, and complains
                await self._database.settle_erasures()

    async def _close_row(self) -> None:
        if self._row is None or self._database.inbox.has_closed(self._row):
            return
        if not await close_row(self._session, self._row, self._session.keeper.now()):
            raise Conflict


class ReadingWork(Work):
    """A transaction that only reads."""

    async def commit(self) -> None:
        """Refused."""
        raise RuntimeError("this unit of work only reads")
