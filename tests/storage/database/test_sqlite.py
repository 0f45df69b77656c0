"""SQLite's connections: a transaction costs a trip to the thread for each statement and one for the commit."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from bot.domain.errors import Unreachable
from storage.database.engine import Engine
from storage.database.tables import counters


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
