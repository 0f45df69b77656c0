"""What all tests may ask for: a clock, a fresh database of either kind, all that is stored in it, opened; and a line
with Rita, who writes to it."""

import re
import subprocess
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from shutil import rmtree

import pytest

from storage.unit_of_work import Database
from tests.support.bound_district import open_bound
from tests.support.clock import FixedClock
from tests.support.databases.begun_databases import open_begun
from tests.support.databases.cheap_hashes import make_cheap
from tests.support.databases.databases import PostgresMaker, SqliteMaker, postgres_server
from tests.support.databases.no_disk_sync import spare_the_disk
from tests.support.databases.opened_database import lent, open_database
from tests.support.lasting_folders import lasting_folder
from tests.support.long_limits import wait_long
from tests.support.made_once import make_once
from tests.support.people import District, Someone
from tests.support.processes.drawing import draw_in_forks
from tests.support.recorded_walks import PATCHING

FOLDERS = count()
"""Numbers of tests' folders."""


@pytest.fixture(scope="session", autouse=True)
def cheap_machine() -> Iterator[None]:
    """argon2 costs next to nothing, nobody waits for the disk, and who answers late is not away, in every test."""
    with pytest.MonkeyPatch.context() as patch:
        make_cheap(patch)
        spare_the_disk(patch)
        make_once(patch)
        draw_in_forks(patch)
        wait_long(patch)
        yield


@pytest.fixture(autouse=True)
def acts_are_done_where_the_program_is_changed(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that changes the program must not be given what the unchanged one has written, nor the other way round."""
    if "monkeypatch" in request.fixturenames:
        PATCHING.add(request.node.nodeid)
    yield
    PATCHING.discard(request.node.nodeid)


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of the test's own, which stays where the test fails. Pytest's own fixture also keeps a link to the last
    folder of each name, which costs as much as the folder."""
    failed = request.session.testsfailed
    name = re.sub(r"\W", "_", request.node.name)[:30]
    path = tmp_path_factory.getbasetemp() / f"{name}_{next(FOLDERS)}"
    path.mkdir(mode=0o700)
    yield path
    if request.session.testsfailed == failed:
        rmtree(path, ignore_errors=True)


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
    try:
        server = postgres_server(lasting_folder() / "pg")
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}")
    maker = PostgresMaker(server.get_uri())
    yield maker
    maker.close()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh database with today's tables; the same test runs on both kinds."""
    yield from lent(request, tmp_path)


@pytest.fixture
def postgres_url(postgres_maker: PostgresMaker) -> Iterator[str]:
    """A fresh PostgreSQL database with today's tables, for what several workers do."""
    url = postgres_maker.lend()
    yield url
    postgres_maker.give_back(url)


@pytest.fixture
async def database(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, clock: FixedClock
) -> AsyncIterator[Database]:
    """Begun before and opened, with today's tables and nothing else in them."""
    maker = None if database_url.startswith("sqlite") else request.getfixturevalue("postgres_maker")
    opened = await open_begun(database_url, tmp_path, clock, maker)
    yield opened
    await opened.close()


@pytest.fixture
async def database_on_disk(database_url: str, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Database]:
    """As `database`, begun in a file that nobody else has had: what is deleted has left it when it is closed."""
    opened = await open_database(database_url, tmp_path, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    """A line on SQLite on which nothing has happened, except that every body has its group."""
    made = await open_bound(tmp_path)
    yield made
    await made.database.close()


@pytest.fixture
def rita(district: District) -> Someone:
    """She writes to the line."""
    return Someone(district)
