"""A second, empty database in a folder of its own: where a backup is restored."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.opened_database import lent, open_database


@pytest.fixture
def other_folder(tmp_path: Path) -> Path:
    """Another machine's folder."""
    folder = tmp_path / "other"
    folder.mkdir()
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, other_folder: Path) -> Iterator[str]:
    """Another database, of either kind."""
    yield from lent(request, other_folder)


@pytest.fixture
async def empty(
    empty_url: str, other_folder: Path, database: Database, tmp_path: Path, clock: FixedClock
) -> AsyncIterator[Database]:
    """Another machine, to which the key file was brought back; nothing else is there."""
    (other_folder / "keys.json").write_bytes((tmp_path / "keys.json").read_bytes())
    opened = await open_database(empty_url, other_folder, clock)
    yield opened
    await opened.close()
