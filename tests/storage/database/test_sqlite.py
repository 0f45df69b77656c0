"""SQLite's connections: which work goes to the thread, who gets which connection, and what a lock holds up."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select, text

from bot.domain.errors import Unreachable
from storage.counters.tables import counters
from storage.database.engine import Engine
from storage.database.lists import MAY_TAKE_LONG
from storage.database.prepared import PreparedStatements


class Trips:
    """Counts what is put into a connection's queue."""

    def __init__(self, queue: Any) -> None:
        self._queue = queue
        self.number = 0

    def put_nowait(self, job: Any) -> None:
        self.number += 1
        self._queue.put_nowait(job)


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    opened = Engine(f"sqlite:///{tmp_path}/one.db")
    async with opened.writing() as connection:
        await connection.run_sync(counters.create)
        await connection.commit()
    yield opened
    await opened.close()


async def counted(connection: Any) -> Trips:
    """From now on, the trips of this connection."""
    driver: Any = (await connection.get_raw_connection()).driver_connection
    driver._tx = Trips(driver._tx)
    return driver._tx  # type: ignore[no-any-return]


async def test_a_unit_of_work_makes_a_trip_for_each_statement_and_one_for_the_commit(engine: Engine) -> None:
    async with engine.writing() as connection:
        trips = await counted(connection)
        await connection.execute(insert(counters).values(name="case", value=7))
        assert await connection.scalar(select(counters.c.value)) == 7
        await connection.commit()
        assert trips.number == 3
    assert trips.number == 3


async def test_a_transaction_without_statements_makes_no_trip_at_all(engine: Engine) -> None:
    async with engine.writing() as connection:
        trips = await counted(connection)
        await connection.begin()
        await connection.commit()
    assert trips.number == 0


async def test_what_was_not_committed_is_rolled_back(engine: Engine) -> None:
    async with engine.writing() as connection:
        await connection.execute(insert(counters).values(name="case", value=7))
    async with engine.reading() as connection:
        assert (await connection.execute(select(counters))).all() == []


async def test_a_statement_that_fails_leaves_the_connection_of_use(engine: Engine) -> None:
    with pytest.raises(Unreachable):
        async with engine.writing() as connection:
            await connection.execute(text("SELECT * FROM nowhere"))
    async with engine.writing() as connection:
        await connection.execute(insert(counters), [{"name": "a", "value": 1}, {"name": "b", "value": 2}])
        await connection.commit()
    async with engine.reading() as connection:
        assert (await connection.scalars(select(counters.c.value).order_by(counters.c.name))).all() == [1, 2]


A_COUNTER = select(counters.c.value).where(counters.c.name == bindparam("name"))


async def test_a_unit_of_work_of_prepared_statements_makes_one_trip_the_commit(engine: Engine) -> None:
    statements = PreparedStatements()
    async with engine.writing() as connection:
        trips = await counted(connection)
        await statements.ask(connection, insert(counters), {"name": "case", "value": 7})
        assert (await statements.ask(connection, A_COUNTER, {"name": "case"})).rows == [(7,)]
        await connection.commit()
        assert trips.number == 1
    async with engine.reading() as connection:
        trips = await counted(connection)
        assert (await statements.ask(connection, A_COUNTER, {"name": "case"})).rows == [(7,)]
    assert trips.number == 0


async def test_a_statement_that_may_read_many_rows_goes_to_the_thread(engine: Engine) -> None:
    async with engine.reading() as connection:
        trips = await counted(connection)
        await PreparedStatements().ask(connection, select(counters.c.value).execution_options(**MAY_TAKE_LONG), {})
    assert trips.number == 1


async def test_one_connection_serves_one_transaction_after_the_other(engine: Engine) -> None:
    seen = set()
    for _ in range(5):
        async with engine.writing() as connection:
            seen.add((await connection.get_raw_connection()).driver_connection)
    assert len(seen) == 1


async def test_the_event_loop_goes_on_while_another_program_locks_the_file(engine: Engine, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "one.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with engine.writing() as connection:
            await PreparedStatements().ask(connection, insert(counters), {"name": "case", "value": 7})
            await connection.commit()

    writing = asyncio.create_task(write())
    for _ in range(50):
        await asyncio.sleep(0)
    assert not writing.done()
    async with engine.reading() as connection:
        assert (await PreparedStatements().ask(connection, A_COUNTER, {"name": "case"})).rows == []
    other.execute("COMMIT")
    other.close()
    await writing
    async with engine.reading() as connection:
        assert (await PreparedStatements().ask(connection, A_COUNTER, {"name": "case"})).rows == [(7,)]


async def test_without_waiting_a_locked_database_raises_and_the_next_attempt_works(
    engine: Engine, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "one.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unreachable):
        async with engine.writing(lock_timeout=0.0) as connection:
            await PreparedStatements().ask(connection, insert(counters), {"name": "case", "value": 7})
    other.close()
    async with engine.writing(lock_timeout=0.0) as connection:
        assert (await PreparedStatements().ask(connection, insert(counters), {"name": "a", "value": 1})).changed == 1


async def test_a_connection_whose_thread_is_at_work_still_is_lent_to_nobody(engine: Engine) -> None:
    may_go_on, begun = threading.Event(), asyncio.Event()
    drivers: list[Any] = []

    async def borrow() -> None:
        async with engine.writing() as connection:
            await PreparedStatements().ask(connection, insert(counters), {"name": "case", "value": 7})
            drivers.append((await connection.get_raw_connection()).driver_connection)
            begun.set()
            await drivers[0].trip(may_go_on.wait)

    cut_off = asyncio.create_task(borrow())
    await begun.wait()
    cut_off.cancel()
    await asyncio.sleep(0)
    may_go_on.set()
    await asyncio.wait([cut_off])
    async with engine.writing() as connection:
        assert (await PreparedStatements().ask(connection, A_COUNTER, {"name": "case"})).rows == []
        assert (await connection.get_raw_connection()).driver_connection is not drivers[0]


async def test_more_readers_than_connections_wait_for_each_other(engine: Engine) -> None:
    async def read() -> int:
        async with engine.reading() as connection:
            await asyncio.sleep(0)
            return len((await PreparedStatements().ask(connection, A_COUNTER, {"name": "case"})).rows)

    assert await asyncio.gather(*(read() for _ in range(60))) == [0] * 60
