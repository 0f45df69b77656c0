"""A line at one moment, kept so that several tests can go on from there, each on a copy, as after a restart."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from bot.domain.notices.notice import Notice
from tests.support.people import District, Time, open_district
from tests.support.recorded_walks import begins_known

T = TypeVar("T")
DATABASE, KEYS = "line.db", ("keys.json", "keys.json.rows", "keys.json.numbers")
"""What a line has in its folder, beside the files of reports."""


@dataclass(frozen=True)
class Snapshot:
    """What is stored, when that was, and what had been sent."""

    files: Mapping[str, bytes]
    at: datetime
    sent: tuple[Notice, ...]

    async def opened(self, folder: Path) -> District:
        """A copy of this line in the folder. Nobody else sees what happens on it."""
        self._lay(folder)
        district = await open_district(folder, Time(self.at))
        district.sent += self.sent
        begins_known(district, folder, id(self))
        return district

    def _lay(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
            (folder / name).chmod(0o600)


def snapshot_of(district: District, folder: Path) -> Snapshot:
    """The line in this folder as it is now, between two transactions. Files of reports are not taken along."""
    assert not [path for path in (folder / "files").rglob("*") if path.is_file()], "files would be lost"
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        files = {DATABASE: connection.serialize()} | {
            name: (folder / name).read_bytes() for name in KEYS if (folder / name).exists()
        }
    known = {*KEYS, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "files"}
    others = [path.name for path in folder.iterdir() if path.name not in known and path.suffix != ".lock"]
    assert others == [], "a copy would lack them"
    return Snapshot(files, district.time.at, tuple(district.sent))


def made_aside(make: Callable[[Path], Coroutine[Any, Any, T]]) -> T:
    """What this makes in a folder that is gone afterwards; in a thread, because a loop may be running here."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(make(Path(folder)))).result()
