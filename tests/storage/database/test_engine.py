"""Connections: durable on SQLite, found by ordinary URLs, silent about values, and clear about what went wrong."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakSet

import asyncpg
import pytest
from sqlalchemy import text

from bot.domain.errors import Unreachable
from bot.domain.ids import ChatId
from bot.domain.notices.notice import ToChat
from bot.domain.queues.inbox import RawUpdate
from storage.database.engine import Engine, make_engine
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.databases import SqliteMaker, address_of, name_of
from tests.support.databases.no_disk_sync import REAL_PRAGMAS
from tests.support.databases.opened_database import open_database
from tests.support.databases.samples import a_case
from tests.support.notices import notice_of
from tests.support.waiting import until

FREE: frozenset[str] = frozenset()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_postgresql_urls_are_taken_as_other_programs_write_them(scheme: str) -> None:
    engine = make_engine(f"{scheme}://user@/tipline?host=/run/postgresql", WeakSet())
    assert engine.url.drivername == "postgresql+asyncpg"


async def test_every_commit_is_on_the_disk_on_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.engine.PRAGMAS", REAL_PRAGMAS)
    engine = Engine(f"sqlite:///{tmp_path}/new.db")
    async with engine.reading() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        found = [(await connection.execute(text(f"PRAGMA {name}"))).scalar() for name in names]
    await engine.close()
    assert found == ["wal", 2, 1, 15000, 1]


async def test_a_connection_that_comes_back_after_the_closing_is_closed(tmp_path: Path) -> None:
    engine = Engine(f"sqlite:///{tmp_path}/late.db")
    async with engine.reading() as late:
        await late.execute(text("SELECT 1"))
        (thread,) = set(engine._threads)
        engine._threads.clear()  # nor is it waited for
        await engine.close()
        assert thread.is_alive()
    await until(lambda: not thread.is_alive())


async def test_a_closed_engine_leaves_no_thread_that_would_speak_to_an_ended_loop(tmp_path: Path) -> None:
    async def read() -> None:
        async with engine.reading():
            raise AssertionError("it should have been cut off while it was connecting")

    left = []
    for number in range(20):
        before, engine = set(threading.enumerate()), Engine(f"sqlite:///{tmp_path}/{number}.db")
        reading = asyncio.create_task(read())
        await until(lambda before=before: set(threading.enumerate()) - before, pause=0)
        new = set(threading.enumerate()) - before
        reading.cancel()
        await asyncio.wait([reading])
        await engine.close()
        left += [thread for thread in new if thread.is_alive()]
    assert left == []


async def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    async with database.begin() as writing:
        await writing.cases.add(a_case())
        async with database.reading() as reading:
            assert await reading.cases.by_number(a_case().number) is None


async def test_one_writer_waits_for_the_other(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.begin() as uow:
            await uow.cases.add(a_case(await uow.cases.next_number()))
            await uow.commit()

    await asyncio.gather(*(write(number) for number in range(12)))
    async with database.reading() as uow:
        assert await uow.cases.by_number(a_case(12).number) == a_case(12)


async def test_an_error_names_no_values(database: Database) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_case())
        with pytest.raises((sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)) as error:
            await uow.cases.add(a_case())
    assert "area_yangjiaping" not in str(error.value)
    assert a_case().id not in str(error.value)


async def test_an_unreachable_database_raises_unreachable(tmp_path: Path, clock: FixedClock) -> None:
    for url in (f"postgresql://postgres:@/x?host={tmp_path}", f"sqlite:///{tmp_path}"):
        with pytest.raises(Unreachable):
            await open_database(url, tmp_path, clock)


async def test_on_sqlite_work_of_a_dead_process_is_taken_up_at_once(
    sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock
) -> None:
    url = sqlite_maker.make(tmp_path)
    dead = await open_database(url, tmp_path, clock)
    await dead.inbox.store([RawUpdate(1, "p:1", b"{}")], clock.now())
    async with dead.begin() as uow:
        await uow.outbox.add(notice_of("say", ToChat(ChatId(1), "en")))
        await uow.commit()
    await dead.inbox.lease(clock.now(), 1, FREE)
    await dead.outbox.lease(clock.now(), 1, frozenset())
    await dead.close()
    heir = await open_database(url, tmp_path, clock)
    assert [row.attempts for row in await heir.inbox.lease(clock.now(), 1, FREE)] == [1]
    assert [row.notice.kind for row in await heir.outbox.lease(clock.now(), 1, frozenset())] == ["say"]
    await heir.close()


async def test_a_unit_of_work_inside_another_one_is_refused_rather_than_waiting_for_itself(
    sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock
) -> None:
    database = await open_database(sqlite_maker.make(tmp_path), tmp_path, clock)
    async with database.begin():
        with pytest.raises(RuntimeError):
            async with database.begin():
                pass
    async with database.begin() as uow:
        await uow.commit()
    await database.close()


async def test_an_error_of_the_borrower_is_not_taken_for_the_databases(database: Database) -> None:
    with pytest.raises(TimeoutError):
        async with database.begin():
            raise TimeoutError


@pytest.fixture
def crowded_url(postgres_url: str) -> Iterator[str]:
    """A server that accepts no more connections, like one that is starting, recovering or full."""
    asyncio.run(order(postgres_url, "CREATE ROLE narrow LOGIN CONNECTION LIMIT 0"))
    yield postgres_url.replace("postgres:@", "narrow:@")
    asyncio.run(order(postgres_url, "DROP ROLE narrow"))


async def order(url: str, words: str) -> None:
    connection = await asyncpg.connect(**address_of(url))
    await connection.execute(words)
    await connection.close()


async def test_a_ping_tells_a_database_that_answers_from_one_that_does_not(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    database, name = await open_database(postgres_url, tmp_path, clock), name_of(postgres_url)
    server = postgres_url.replace(f"/{name}?", "/postgres?")
    await database.ping()
    await order(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    await order(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    with pytest.raises(Unreachable):
        await database.ping()
    await order(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    await database.ping()
    await database.close()


async def test_a_server_that_refuses_connections_counts_as_unreachable(crowded_url: str) -> None:
    """To the driver, its refusals (57P03 while it recovers, 53300 here) are no operational errors."""
    engine = Engine(crowded_url)
    with pytest.raises(Unreachable):
        await engine.own_connection()
    with pytest.raises(Unreachable):
        async with engine.writing():
            pass
    await engine.close()
