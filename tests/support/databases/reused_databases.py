"""SQLite databases that stay open from one test to the next. Opening one, and preparing each statement for it, costs
more than most tests do with it.

Nothing is ever written into the file itself: it has today's tables and no rows. What a test writes stays in SQLite's
log beside the file (write-ahead log). The next test begins with an empty log, or with that of a snapshot. SQLite then
reads the log as it does after a crash.
"""

import os
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from tests.support.databases.databases import empty_tables
from tests.support.lasting_folders import lasting_folder

LOG_HEADER, FRAME_HEADER, PAGE = 32, 24, 1024
"""Bytes at the beginning of the log, before each page in it, and of a page. Logs of small pages are short."""
INDEX_HEADERS = 96
"""Bytes with which the log's index begins. Where they are zero, the next reader makes the index anew from the log."""
BLOCK, FRAMES_IN_BLOCK, IN_FIRST_BLOCK = 32768, 4096, 4062
"""The bytes of one block of the index, and the pages of the log that it names; the first block names fewer."""
PIECE = 128
"""Bytes of the index that are compared at once."""
FRAMES, STATE = slice(16, 20), slice(16, 40)
"""In these bytes: how many pages the log has; and that together with the check sum of all of them."""
Pieces: TypeAlias = list[tuple[int, bytes]]
"""Parts of an index, each with its place."""


class LentConnection(sqlite3.Connection):
    """A connection that stays open when its borrower closes it."""

    lender: "OpenDatabase"
    is_prepared = False

    def close(self) -> None:
        """Give it back. What was not committed is rolled back."""
        if self.in_transaction:
            self.rollback()
        self.lender.idle.append(self)

    def create_function(self, *given: Any, **options: Any) -> None:
        """Only for the first borrower: after this SQLite prepares all statements anew."""
        if not self.is_prepared:
            super().create_function(*given, **options)


class OpenDatabase:
    """A file with its log, and the connections to it."""

    def __init__(self) -> None:
        self.file = lasting_folder() / "line.db"
        self.file.write_bytes(in_small_pages())
        self.connections: list[LentConnection] = []
        self.idle: list[LentConnection] = []
        self._link = self.file
        self._reader = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
        self._read()
        self._log, self._index = (os.open(f"{self.file}{ending}", os.O_RDWR) for ending in ("-wal", "-shm"))
        self._touched = self._last_touched()

    # --- borrowers ---

    @property
    def is_free(self) -> bool:
        """Whether the folder of the last borrower is gone, with all connections given back, and the file as it was."""
        is_idle = len(self.idle) == len(self.connections)
        return is_idle and not self._link.is_symlink() and self._last_touched() == self._touched

    def lend(self, path: Path, log: bytes, index: bytes = b"") -> None:
        """The database is found at this path from now on, with what this log says; `index` is that of the log."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{path}{ending}").symlink_to(f"{self.file}{ending}")
        self._link = path
        self.write_log(0, log, index)

    def connection(self, **options: Any) -> LentConnection:
        """An idle connection, or a new one."""
        if self.idle:
            return self.idle.pop()
        made = sqlite3.connect(self.file, factory=LentConnection, **(options | {"check_same_thread": False}))
        made.lender = self
        self.connections.append(made)
        return made

    # --- what is stored ---

    @property
    def is_in_use(self) -> bool:
        """Whether a transaction is open."""
        return any(connection.in_transaction for connection in self.connections)

    @property
    def state(self) -> bytes:
        """The same bytes wherever the same was written from the beginning on, and nowhere else."""
        return self._header()[STATE]

    @property
    def size_of_log(self) -> int:
        """How many bytes of the log were committed."""
        frames = int.from_bytes(self._header()[FRAMES], "little")
        return LOG_HEADER + frames * (FRAME_HEADER + PAGE) if frames else 0

    def log_from(self, begin: int = 0) -> bytes:
        """What was committed from this place of the log on."""
        return os.pread(self._log, self.size_of_log - begin, begin)

    def index(self) -> bytes:
        """The index of the log: where in the log each page is. Making it anew costs more than copying it."""
        frames = int.from_bytes(self._header()[FRAMES], "little")
        later = max(0, frames - IN_FIRST_BLOCK)
        return os.pread(self._index, BLOCK * (1 + -(-later // FRAMES_IN_BLOCK)), 0)

    def write_log(self, begin: int, log: bytes, index: bytes = b"") -> None:
        """The log goes on with these bytes from this place on, and ends with them. No transaction may be open. `index`:
        that of the whole log; without one it is made anew."""
        os.ftruncate(self._log, begin)
        os.pwrite(self._log, log, begin)
        os.pwrite(self._index, index or bytes(INDEX_HEADERS), 0)
        if not index:
            self._read()

    def has(self, question: str) -> bool:
        """The answer to a question of SQL whose answer is yes or no, about what was committed."""
        return bool(self._reader.execute(question).fetchone()[0])

    def _header(self) -> bytes:
        return os.pread(self._index, STATE.stop, 0)

    def _read(self) -> None:
        """After any reading the index of the log is up to date."""
        self._reader.execute("PRAGMA schema_version").fetchall()

    def _last_touched(self) -> tuple[int, ...]:
        found = self.file.stat()
        return found.st_mtime_ns, found.st_size


OPEN: dict[str, OpenDatabase] = {}
"""By the real path of the file."""


def lend_database(path: Path, log: bytes = b"", index: bytes = b"") -> OpenDatabase:
    """There is a database at this path from now on, until its folder is removed: with today's tables, and with what
    this log says. `index`: that of the log, where it is known."""
    found = next((one for one in OPEN.values() if one.is_free), None)
    if found is None:
        found = OpenDatabase()
        OPEN[os.path.realpath(found.file)] = found
    path.parent.mkdir(parents=True, exist_ok=True)
    found.lend(path, log, index)
    return found


def lent_at(path: str | Path) -> OpenDatabase | None:
    """The open database that is lent at this path."""
    return OPEN.get(os.path.realpath(path))


def changed_pieces(before: bytes, now: bytes) -> Pieces:
    """Where two indexes differ, in the order of the places."""
    places = range(0, len(now), PIECE)
    return [(at, now[at : at + PIECE]) for at in places if before[at : at + PIECE] != now[at : at + PIECE]]


def with_pieces(index: bytes, pieces: Pieces) -> bytes:
    """The index with these pieces put in; those after its end make it longer."""
    changed = bytearray(index)
    for at, piece in pieces:
        changed[at : at + PIECE] = piece
    return bytes(changed)


@cache
def in_small_pages() -> bytes:
    """Today's tables without rows, in pages of a quarter of the usual size."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "line.db"
        path.write_bytes(empty_tables())
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for order in (
                "PRAGMA journal_mode=DELETE",
                f"PRAGMA page_size={PAGE}",
                "VACUUM",
                "PRAGMA journal_mode=WAL",
            ):
                connection.execute(order).fetchall()
        return path.read_bytes()
