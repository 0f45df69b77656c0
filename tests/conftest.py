"""What all tests may ask for: a clock, a fresh database of either kind, and all that is kept, opened."""

import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.domain.cases.case import Case
from bot.system import RandomTokens
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases import PostgresMaker, SqliteMaker, postgres_server

BOT = 7000


def pytest_addoption(parser: pytest.Parser) -> None:
    """--update writes the transcripts of tests/scenarios anew; --people makes the crowd that reports at once larger."""
    parser.addoption("--update", action="store_true", help="write transcripts anew from what the bot does")
    parser.addoption("--people", type=int, default=10, help="how many report at once to workers that are killed")


def next_running_due(case: Case) -> datetime | None:
    """The earliest running clock: stands in for the ladder's arithmetic where only storing is tested."""
    return min((clock.due_at for clock in case.clocks if clock.stopped_at is None), default=None)


@pytest.fixture
def clock() -> FixedClock:
    """Stands still until it is moved."""
    return FixedClock()


@pytest.fixture(scope="session")
def sqlite_maker() -> SqliteMaker:
    """Fresh SQLite databases."""
    return SqliteMaker()


@pytest.fixture(scope="session")
def postgres_maker() -> Iterator[PostgresMaker]:
    """Fresh databases on one PostgreSQL server per worker; a socket's path must be short."""
    with tempfile.TemporaryDirectory(prefix="tl") as folder:
        try:
            server = postgres_server(Path(folder) / "pg")
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}")
        yield PostgresMaker(server.get_uri())
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh database with today's tables; the same test runs on both kinds."""
    yield from lent(request, tmp_path)


def lent(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """A database of the kind that the request's parameter names; SQLite's lies in the folder."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_maker").make(folder)
        return
    maker: PostgresMaker = request.getfixturevalue("postgres_maker")
    url = maker.lend()
    yield url
    maker.give_back(url)


@pytest.fixture
def postgres_url(postgres_maker: PostgresMaker) -> Iterator[str]:
    """A fresh PostgreSQL database with today's tables, for what several workers do."""
    url = postgres_maker.lend()
    yield url
    postgres_maker.give_back(url)


async def open_database(url: str, folder: Path, clock: FixedClock) -> Database:
    """The database with its key and files in the folder; to be closed by the caller."""
    return await Database.open(
        url, folder / "keys.json", str(folder / "files"), clock.now, RandomTokens(), next_at=next_running_due, bot=BOT
    )


@pytest.fixture
async def database(database_url: str, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Database]:
    """Opened, with today's tables and nothing in them."""
    opened = await open_database(database_url, tmp_path, clock)
    yield opened
    await opened.close()
