"""A backup: every row of one moment and every kept file, in one encrypted stream that opens with the key ring only.

"TLB1", id of the ring key (1 byte), salt (16 bytes), then an encrypted stream (storage/crypto/streaming.py) of frames:
kind (1 byte), size (4 bytes), that many bytes. H header, R rows of one table, F a file begins, C a piece of it, Z the
file ends, E the end with what there must have been. Cut off, changed or reordered, it does not open.
"""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import TiplineError
from bot.domain.ids import FileKey
from storage.cases.file_tables import files
from storage.cases.files import EncryptedFiles
from storage.counters.tables import counters
from storage.crypto.derivation import random_bytes
from storage.crypto.streaming import encrypted_stream, plain_stream
from storage.crypto.vault import Unreadable, Vault
from storage.database.engine import Engine
from storage.database.pages import pages
from storage.maintenance.brought_rows import BroughtRows, revision
from storage.maintenance.frames import SIZE, BackupBroken, Frame, behind, body_of, dumped, loaded, unframed
from storage.maintenance.renumbering import Numbering, go_on_above
from storage.maintenance.restore_target import keeps_nothing
from storage.maintenance.retention import RetentionRows
from storage.schema import metadata
from storage.session import Session, StorageContext

MAGIC = b"TLB1"
SALT = 16
STORED = frozenset({"kept", "to_seal"})
"""States of files that belong to a draft or report."""
Progress = Callable[[str], None]


class NotEmpty(TiplineError):
    """A backup is brought back into an empty database only: nothing is ever overwritten."""

    default_key = "database-not-empty"


class RowsWithoutCodes(TiplineError):
    """Rows of an older version have no codes before the bot has run. A restore would refuse each of them."""

    default_key = "backup-before-start"


@dataclass
class BackupTally:
    """What went in, or came out: rows by table, files, and what was erased."""

    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    gone: int = 0
    erased: int = 0
    """Cases that the backup held, and that were erased since: they are erased again."""
    made_at: datetime | None = None
    revision: str = ""
    """The version of the tables."""
    numbers: Numbering | None = None
    """How case numbers go on, after a restore."""

    def facts(self) -> dict[str, Any]:
        """The counts that the end of a backup stores."""
        return {"rows": self.rows, "files": self.files, "gone": self.gone}


class BackupReader:
    """Opens a backup with the key ring alone; needs no database."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def verify(self, chunks: AsyncIterator[bytes]) -> BackupTally:
        """Open all of it and count; Unreadable or BackupBroken when anything is amiss."""
        tally = BackupTally()
        async for kind, body in self.opened(chunks):
            count(tally, kind, body)
        return tally

    async def opened(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[Frame]:
        """The frames; BackupBroken unless the last one is the end."""
        kind = b""
        async for kind, body in unframed(self._plain(chunks)):
            yield kind, body
        if kind != b"E":
            raise BackupBroken

    async def _plain(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        head, size = b"", len(MAGIC) + 1 + SALT
        while len(head) < size:
            chunk = await anext(chunks, b"")
            if not chunk:
                raise Unreadable
            head += chunk
        if not head.startswith(MAGIC):
            raise Unreadable
        key = self._vault.backup_key(head[len(MAGIC) + 1 : size], head[len(MAGIC)])[1]
        async for plain in plain_stream(key, behind(head[size:], chunks)):
            yield plain


class Backup:
    """Makes, looks through and brings back backups of one database and its files."""

    def __init__(
        self, engine: Engine, files: EncryptedFiles, storage_context: StorageContext, progress: Progress
    ) -> None:
        self._engine = engine
        self._files = files
        self._storage_context = storage_context
        self._progress = progress
        self._reader = BackupReader(storage_context.vault)
        self._brought: list[FileKey] = []
        """Files that were not there before."""

    # --- making ---

    async def make(self) -> AsyncIterator[bytes]:
        """Yields the backup's bytes. The bot may go on meanwhile: all rows are of one moment. Raises
        RowsWithoutCodes."""
        if not self._storage_context.vault.row_codes.are_required:
            raise RowsWithoutCodes
        salt = random_bytes(self._storage_context.tokens, SALT)
        number, key = self._storage_context.vault.backup_key(salt)
        yield MAGIC + bytes([number]) + salt
        async for piece in encrypted_stream(key, self._framed()):
            yield piece

    async def _framed(self) -> AsyncIterator[bytes]:
        async for kind, body in self._frames():
            yield kind + len(body).to_bytes(SIZE) + body

    async def _frames(self) -> AsyncIterator[Frame]:
        tally, stored = BackupTally(), []
        async with self._engine.snapshot() as connection:
            yield b"H", dumped({"made_at": self._storage_context.now(), "revision": await revision(connection)})
            for table in metadata.sorted_tables:
                tally.rows[table.name] = 0
                self._progress(table.name)
                async for rows in pages(connection, table):
                    tally.rows[table.name] += len(rows)
                    stored += [row.file for row in rows if table is files and row.state in STORED]
                    yield b"R", dumped({"table": table.name, "rows": [dict(row._mapping) for row in rows]})
        for file in stored:
            async for frame in self._file_frames(FileKey(file), tally):
                yield frame
        yield b"E", dumped(tally.facts())

    async def _file_frames(self, file: FileKey, tally: BackupTally) -> AsyncIterator[Frame]:
        """A file as it lies in the store; one that was erased since the moment of the rows is counted, not missed."""
        self._progress("files")
        pieces = self._files.encrypted(file)
        try:
            piece = await anext(pieces, b"")
        except Unreadable:
            tally.gone += 1
            return
        yield b"F", dumped({"file": file})
        while piece:
            yield b"C", piece
            piece = await anext(pieces, b"")
        yield b"Z", b""
        tally.files += 1

    # --- looking through ---

    async def verify(self, chunks: AsyncIterator[bytes]) -> BackupTally:
        """Open all of it and count; Unreadable or BackupBroken when anything is amiss. Writes nothing."""
        return await self._reader.verify(chunks)

    # --- bringing back ---

    async def restore(self, chunks: AsyncIterator[bytes], above: int | None = None) -> BackupTally:
        """All rows and files into this empty database, whichever kind it is. The rows are one transaction: cut off,
        nothing of them is there, nor of the files. What was erased since is erased again. Case numbers go on above all
        that may have been given out; `above`: what an operator knows of them. A backup of an older version is brought
        up to date. Raises NotEmpty, Unreadable, BackupBroken, NewerVersion, NewerTables."""
        tally = BackupTally()
        self._storage_context.vault.refresh()
        try:
            async with self._engine.writing() as connection:
                session = Session(connection, self._storage_context)
                await self._bring_all(session, chunks, tally)
                tally.erased = await RetentionRows(session).erase_again(self._storage_context.now())
                tally.numbers = await go_on_above(session, above, self._storage_context.now())
                await connection.commit()
        except BaseException:
            for file in self._brought:
                await self._files.take_back(file)
            raise
        self._storage_context.vault.high_water.cover(tally.numbers.last_given)
        return tally

    async def _bring_all(self, session: Session, chunks: AsyncIterator[bytes], tally: BackupTally) -> None:
        if not await keeps_nothing(session.connection, frozenset(metadata.tables)):
            raise NotEmpty
        await session.connection.execute(delete(counters))
        await allow_long_transaction(session.connection)
        frames, rows = self._reader.opened(chunks), BroughtRows(session)
        async for kind, body in frames:
            count(tally, kind, body)
            if kind == b"H":
                await rows.begin(tally.revision)
            elif kind == b"R":
                found = json.loads(body, object_hook=loaded)
                self._progress(found["table"])
                await rows.bring(found["table"], found["rows"])
            elif kind == b"F":
                await self._bring_file(FileKey(json.loads(body)["file"]), body_of(frames))
        self._progress("tables")
        await rows.finish()

    async def _bring_file(self, file: FileKey, pieces: AsyncIterator[bytes]) -> None:
        self._progress("files")
        if not await self._files.is_there(file):
            self._brought.append(file)
        await self._files.put_encrypted(file, pieces)


def count(tally: BackupTally, kind: bytes, body: bytes) -> None:
    """What this frame adds; BackupBroken when the end tells otherwise."""
    if kind == b"H":
        told = json.loads(body, object_hook=loaded)
        tally.made_at, tally.revision = told["made_at"], told["revision"]
    elif kind == b"R":
        found = json.loads(body)
        tally.rows[found["table"]] = tally.rows.get(found["table"], 0) + len(found["rows"])
    elif kind == b"F":
        tally.files += 1
    elif kind == b"E":
        told = json.loads(body)
        tally.gone = told["gone"]
        full = {name: number for name, number in told["rows"].items() if number}
        if (full, told["files"]) != (tally.rows, tally.files):
            raise BackupBroken


async def allow_long_transaction(connection: AsyncConnection) -> None:
    """PostgreSQL ends a transaction that asks nothing for minutes; this one waits while files are written."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
