"""Loops use ports. Both kinds of databases are tested in tests/storage; here SQLite is enough."""

from pathlib import Path

import pytest

from tests.support.databases.databases import SqliteMaker


@pytest.fixture
def database_url(sqlite_maker: SqliteMaker, tmp_path: Path) -> str:
    """A fresh SQLite database with today's tables."""
    return sqlite_maker.make(tmp_path)
