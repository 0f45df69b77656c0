"""Encrypted files in a folder or an object store: named in the database before they are written, so that none is left.

pending (named, perhaps written) -> kept (a draft or report of the same commit names it) -> to be deleted (its owner is
erased; written "doomed")
"""

import hashlib
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url
from sqlalchemy import bindparam, delete, insert, literal_column, select

from bot.domain.errors import Unreachable
from bot.domain.ids import CaseId, DraftId, FileKey
from bot.domain.intake.stored_files import FileTooLarge, StoredFile
from bot.ports.time import Tokens
from storage.cases.file_tables import TO_DELETE, files
from storage.crypto.streaming import PIECE, encrypted_stream, plain_stream
from storage.crypto.two_key_encryption import TwoKeyEncryption
from storage.crypto.vault import Unreadable
from storage.database.engine import Engine
from storage.database.steps import all_of
from storage.session import Session, StorageContext

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

HEAD = 4096
NEW_FILE = insert(files)
STATE = select(files.c.state).where(files.c.file == bindparam("file"))
NOT_STORED = files.c.state != literal_column("'kept'")
"""Written exactly like the condition of the index on such files, or the database would not use that index."""
ALLOW_HTTP = "aws_allow_http"
NO_OPTIONS: Mapping[str, str] = MappingProxyType({})
CLIENT_TIMEOUTS: "ClientConfig" = {"connect_timeout": "5s", "timeout": "60s"}
RETRY: "RetryConfig" = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}
"""How S3 is asked again. The time is short, because the person's update must still be tried again while the store is
away."""
LET_BE = timedelta(minutes=10)
ABANDONED = timedelta(hours=24)
"""A file that no draft has named by then belongs to nobody."""


def always() -> bool:
    """The default check of free room: it always finds room."""
    return True


class EncryptedFiles:
    """Implements `bot.ports.files.Files`."""

    def __init__(
        self,
        url: str,
        engine: Engine,
        storage_context: StorageContext,
        tokens: Tokens,
        options: Mapping[str, str] = NO_OPTIONS,
        two_key_encryption: TwoKeyEncryption | None = None,
        has_space: Callable[[], bool] = always,
    ) -> None:
        """`two_key_encryption` is there where the profile names keys to seal to. `has_space` says whether the disk has
        room for files."""
        self._url = url
        self._options = options
        self._opened: tuple[ObjectStore, Path | None] | None = None
        self._engine = engine
        self._storage_context = storage_context
        self._tokens = tokens
        self.two_key_encryption = two_key_encryption
        self.has_space = has_space
        self._stuck: dict[FileKey, datetime] = {}
        """Files that could not be erased, and until when they are let be."""
        with suppress(Unreachable):
            self._open()

    async def store(
        self, owner: DraftId | CaseId, chunks: AsyncIterator[bytes], *, limit: int, sealed: bool = False
    ) -> StoredFile:
        """Encrypt the stream into the store. Not inside a unit of work: the file is named in a transaction of its own.
        `sealed`: sealed to the public keys of two bodies first, so that nothing on this machine opens it (SG35).
        Raises FileTooLarge, Unreachable (also where the disk has no room); whatever the stream raises passes through.
        Then nothing is kept."""
        if not self.has_space():
            raise Unreachable("files", why="full")
        file = FileKey(self._tokens.token(18))
        key = await self._name(owner, file)
        meter = Meter(limit)
        try:
            with reached():
                metered = meter.through(chunks)
                encrypted = encrypted_stream(key, self._sealed(metered) if sealed else metered)
                await obstore.put_async(self._store, path_of(file), encrypted, max_concurrency=2)
            self._flush(file)
            await self._check_named(file)
        except BaseException:
            await self.erase(file)
            raise
        return StoredFile(file, meter.size, meter.sha256, b"" if sealed else meter.head)

    async def read(self, owner: DraftId | CaseId, file: FileKey) -> AsyncIterator[bytes]:
        """Plain chunks; Unreadable on any change of the encrypted bytes, or when the key was destroyed."""
        async with self._engine.reading() as connection:
            key = (await Session(connection, self._storage_context).key(owner)).of_file(file)
        async for plain in plain_stream(key, self.encrypted(file)):
            yield plain

    async def encrypted(self, file: FileKey) -> AsyncIterator[bytes]:
        """The bytes as they lie in the store (for backups); Unreadable when there are none."""
        with reached():
            result = await obstore.get_async(self._store, path_of(file))
            async for chunk in result.stream(min_chunk_size=PIECE):
                yield bytes(chunk)

    async def put_encrypted(self, file: FileKey, pieces: AsyncIterator[bytes]) -> None:
        """Bring back bytes that `encrypted` gave; written over what lies there."""
        with reached():
            await obstore.put_async(self._store, path_of(file), pieces, max_concurrency=2)
        self._flush(file)

    async def is_there(self, file: FileKey) -> bool:
        """Whether bytes of that name lie in the store."""
        try:
            with reached():
                await obstore.head_async(self._store, path_of(file))
        except Unreadable:
            return False
        return True

    async def take_back(self, file: FileKey) -> None:
        """Remove bytes that were brought back for nothing."""
        await self._remove(file)

    async def erase(self, file: FileKey) -> None:
        """Remove the file and its name; no complaint when it is gone already."""
        await self._remove(file)
        async with self._engine.writing() as connection:
            await connection.execute(delete(files).where(files.c.file == file))
            await connection.commit()

    async def delete_expired(self, now: datetime, limit: int = 1000) -> int:
        """Erase files whose owner was erased, and those that no draft named within a day."""
        abandoned = (files.c.state == "pending") & (files.c.made_at <= now - ABANDONED)
        found = (
            select(files).where(NOT_STORED, abandoned | (files.c.state == TO_DELETE)).limit(limit + len(self._stuck))
        )
        async with self._engine.reading() as connection:
            rows = (await connection.execute(found)).all()
        left = [FileKey(row.file) for row in Session(connection, self._storage_context).are_genuine(files, rows)]
        return await all_of(partial(self._delete_one, file, now) for file in left if self._stuck.get(file, now) <= now)

    async def _delete_one(self, file: FileKey, now: datetime) -> int:
        """One that cannot be erased is let be for a while: it is retried with the others, not at every beat."""
        try:
            await self.erase(file)
        except Exception:
            self._stuck = {name: at for name, at in self._stuck.items() if at > now} | {file: now + LET_BE}
            raise
        return 1

    # --- inside ---

    def _sealed(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        if self.two_key_encryption is None:
            raise Unreachable("no-sealing-key")
        return self.two_key_encryption.sealed(chunks)

    def _open(self) -> tuple[ObjectStore, Path | None]:
        """The store, and its folder if it is one. One that is away at the start is looked for again when it is needed:
        words must be taken even then."""
        if self._opened is None:
            try:
                self._opened = open_store(self._url, self._options)
            except OSError as error:
                raise Unreachable("files") from error
        return self._opened

    @property
    def _store(self) -> ObjectStore:
        return self._open()[0]

    @property
    def _folder(self) -> Path | None:
        return self._open()[1]

    async def _name(self, owner: str, file: FileKey) -> bytes:
        """Note the file as pending; returns its key."""
        async with self._engine.writing() as connection:
            session = Session(connection, self._storage_context)
            key = await session.key_for_writing(owner)
            row = {"file": file, "owner": owner, "state": "pending", "made_at": self._storage_context.now()}
            await session.change(NEW_FILE, session.coded(files, row))
            await connection.commit()
        return key.of_file(file)

    async def _check_named(self, file: FileKey) -> None:
        """While the file came in, its draft may have been erased: then the file must not stay behind."""
        async with self._engine.reading() as connection:
            state = await Session(connection, self._storage_context).scalar(STATE, {"file": file})
        if state != "pending":
            raise Unreachable("draft-erased")

    async def _remove(self, file: FileKey) -> None:
        with suppress(Unreadable), reached():
            await obstore.delete_async(self._store, path_of(file))
        if self._folder is not None:
            remove_halves(self._folder / path_of(file))

    def _flush(self, file: FileKey) -> None:
        """A local folder: on the disk before anybody is told that it is kept."""
        if self._folder is not None:
            path = self._folder / path_of(file)
            for place in (path, path.parent):
                handle = os.open(place, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)


class Meter:
    """Counts and hashes a stream as it passes, and stops it at the limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._hash = hashlib.sha256()
        self.size = 0
        self.head = b""

    async def through(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Yields the chunks unchanged. Raises FileTooLarge past the limit."""
        async for chunk in chunks:
            self.size += len(chunk)
            if self.size > self._limit:
                raise FileTooLarge
            self._hash.update(chunk)
            self.head += chunk[: HEAD - len(self.head)]
            yield chunk

    @property
    def sha256(self) -> str:
        """The SHA-256 hash of all bytes that passed, in hex."""
        return self._hash.hexdigest()


def open_store(url: str, options: Mapping[str, str] = NO_OPTIONS) -> tuple[ObjectStore, Path | None]:
    """The store of a URL (s3://, gs://, az://), or a folder by path or file://, made when it is missing. `options` are
    for S3, as the library names them; the other stores' are found by the library."""
    if "://" in url and not url.startswith("file://"):
        given: Any = {name: options[name] for name in options if name != ALLOW_HTTP and url.startswith("s3")}
        allowed = options.get(ALLOW_HTTP, "").lower() in {"1", "true", "yes"}
        return from_url(
            url, config=given, client_options={**CLIENT_TIMEOUTS, "allow_http": allowed}, retry_config=RETRY
        ), None
    folder = folder_of(url) or Path(url)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return LocalStore(folder, automatic_cleanup=False), folder


def folder_of(url: str) -> Path | None:
    """The folder at this URL. None for a store that is no folder."""
    if "://" in url and not url.startswith("file://"):
        return None
    return Path(unquote(url.removeprefix("file://")) if "://" in url else url).absolute()


def remove_halves(path: Path) -> None:
    """What the store was writing beside the file when the process died: in a folder nobody else takes it away."""
    for half in path.parent.glob(f"{path.name}#*"):
        half.unlink(missing_ok=True)


def path_of(file: FileKey) -> str:
    """Two levels, so that no folder gets too full."""
    return f"{file[:2]}/{file}"


@contextmanager
def reached() -> Iterator[None]:
    """Errors of the object store, as the errors that this program defines."""
    try:
        yield
    except FileNotFoundError:
        raise Unreadable("file-gone") from None
    except BaseError as error:
        raise Unreachable("files") from error
