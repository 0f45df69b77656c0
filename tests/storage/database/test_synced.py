"""Which commits wait for the disk, and what becomes of one that does not when the process is killed."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from bot.domain.groups import Cause
from bot.domain.ids import MessageId
from bot.domain.notices.notice import Notice
from bot.domain.queues.delivery import Gone, Later, Outcome, Sent
from storage.counters.tables import counters
from storage.database import engine, sqlite
from storage.database.engine import Engine
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.counted import counted
from tests.support.databases.databases import SqliteMaker
from tests.support.databases.no_disk_sync import REAL_PRAGMAS, REAL_SYNCHRONOUS
from tests.support.loops.outbox import add, lease, notice

ARRIVED = Sent((MessageId(5),))
KILLED = """
import asyncio, os, signal, sys
from sqlalchemy import text
from storage.database.engine import Engine
async def main():
    async with Engine(sys.argv[1]).writing(is_synced=False) as connection:
        await connection.execute(text("INSERT INTO counters (name, value) VALUES ('kept', 7)"))
        await connection.commit()
        os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""


@pytest.fixture
def real_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PRAGMAS", REAL_PRAGMAS)
    monkeypatch.setattr(sqlite, "SYNCHRONOUS", REAL_SYNCHRONOUS)


@pytest.fixture
def database_url(sqlite_maker: SqliteMaker, tmp_path: Path) -> str:
    return sqlite_maker.make(tmp_path)


async def synchronous(lender: Engine, *, is_synced: bool) -> int:
    """SQLite's own word for it, in a transaction that has begun: 1 NORMAL, 2 FULL."""
    async with lender.writing(is_synced=is_synced) as connection:
        await connection.execute(insert(counters), {"name": f"begun-{is_synced}", "value": 0})
        found: int = await connection.scalar(text("PRAGMA synchronous")) or 0
    return found


@pytest.mark.usefixtures("real_disk")
async def test_each_transaction_waits_for_the_disk_unless_it_says_otherwise(database_url: str) -> None:
    lender = Engine(database_url)
    found = [await synchronous(lender, is_synced=wanted) for wanted in (False, True, False, True)]
    await lender.close()
    assert found == [1, 2, 1, 2]


def test_commits_that_did_not_wait_for_the_disk_survive_a_killed_process(database_url: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, database_url], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as connection:
        assert connection.execute("SELECT value FROM counters WHERE name = 'kept'").fetchall() == [(7,)]


@pytest.mark.parametrize(
    ("told", "outcome", "synced"),
    [
        (notice("here"), ARRIVED, 0),
        (replace(notice("here"), then=notice("after")), ARRIVED, 1),
        (notice("here"), Later(seconds=5.0), 1),
        (notice("here"), Gone("Forbidden", Cause.GONE), 1),
    ],
)
async def test_only_plain_delivery_results_do_not_wait_for_the_disk(
    database: Database, clock: FixedClock, told: Notice, outcome: Outcome, synced: int
) -> None:
    await add(database, told)
    [row] = await lease(database, clock)
    with counted() as found:
        await database.outbox.record_result(row, outcome, clock.now())
    assert (found.synced, found.unsynced) == (synced, 1 - synced)
