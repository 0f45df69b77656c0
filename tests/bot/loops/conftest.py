"""Loops use ports. Both kinds of databases, and SQLite's threads, are tested in tests/storage; here SQLite without
threads is enough, whose waking costs more than what the loops do."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.begun_databases import open_begun
from tests.support.databases.reused_databases import lend_database


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """A fresh SQLite database with today's tables."""
    lend_database(tmp_path / "tipline.db")
    return f"sqlite:///{tmp_path}/tipline.db"


@pytest.fixture
async def database(database_url: str, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Database]:
    """Begun before and opened, with today's tables and nothing in them."""
    opened = await open_begun(database_url, tmp_path, clock)
    yield opened
    await opened.close()
