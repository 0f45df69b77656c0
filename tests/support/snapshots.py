"""A line at one moment, kept so that several tests can go on from there, each on a copy, as after a restart."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from bot.domain.notices.notice import Notice
from tests.support.databases.begun_before import begun_before
from tests.support.databases.reused_databases import lend_database, lent_at
from tests.support.people import District, open_district
from tests.support.recorded_walks import DATABASE, begins_known, files_of, lay
from tests.support.time_and_groups import Time

T = TypeVar("T")
BEING_SENT = "SELECT EXISTS (SELECT 1 FROM outbox WHERE ended_at IS NULL AND leased_until IS NOT NULL)"


@dataclass(frozen=True)
class Snapshot:
    """What is stored, when that was, and what had been sent."""

    log: bytes
    """The write-ahead log of the database: all that was written into today's tables."""
    index: bytes
    """The index of that log."""
    files: Mapping[str, bytes]
    """All other files."""
    at: datetime
    sent: tuple[Notice, ...]
    is_at_rest: bool
    """Whether nothing was being sent."""

    async def opened(self, folder: Path) -> District:
        """A copy of this line in the folder. Nobody else sees what happens on it."""
        lend_database(folder / DATABASE, self.log, self.index)
        for name, content in self.files.items():
            lay(folder / name, content)
        with begun_before():
            district = await open_district(folder, Time(self.at))
        district.database.outbox._is_first = not self.is_at_rest  # else no process has died, and nothing is looked for
        district.sent += self.sent
        begins_known(district, folder)
        return district


def snapshot_of(district: District, folder: Path) -> Snapshot:
    """The line in this folder as it is now, between two transactions."""
    stored = lent_at(folder / DATABASE)
    assert stored is not None
    assert not stored.is_in_use, "a transaction is open"
    is_at_rest = not stored.has(BEING_SENT)
    log = stored.log_from(), stored.index()
    return Snapshot(*log, files_of(folder), district.time.at, tuple(district.sent), is_at_rest)


def made_aside(make: Callable[[Path], Coroutine[Any, Any, T]]) -> T:
    """What this makes in a folder that is gone afterwards; in a thread, because a loop may be running here."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(make(Path(folder)))).result()
