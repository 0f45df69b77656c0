"""Rows of the numbers that somebody has spoilt by hand: all others count, and counting anew puts them right."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from bot.domain.numbers.asked import Asked
from bot.domain.numbers.metrics import Metric
from storage.cases.rollup_tables import increments, rollups
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.once_on_postgres import once_on_postgres
from tests.support.domain.a_case import BULLYING, ZONE, a_case

OPENED = Asked(date(2000, 1, 1), date(2100, 1, 1), metrics=frozenset({Metric.OPENED}))
CELLS = (
    "nonsense",
    "7",
    "[" * 100_000,
    f'[[1, "opened", "", "", "", "", "", "", 0, {10**30}]]',
    r'[[1, "\ud800", "", "", "", "", "", "", 0, 1]]',
    r'[[1, "opened", "", "", "", "", "", "\u0000", 0, 1]]',
)


async def one_case(database: Database, clock: FixedClock) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_case(BULLYING, clock.now()))
        await uow.commit()


async def changed(database: Database, *changes: Any) -> None:
    async with database._engine.writing() as connection:
        for change in changes:
            await connection.execute(change)
        await connection.commit()


async def fold(database: Database, clock: FixedClock) -> None:
    async with database.begin() as uow:
        await uow.numbers.fold(clock.now(), ZONE)
        await uow.commit()


async def opened(database: Database, clock: FixedClock) -> int:
    async with database.reading() as uow:
        return sum((await uow.numbers.sums(OPENED, clock.now(), ZONE)).values())


@once_on_postgres("cells", CELLS, [str(number) for number in range(len(CELLS))])
async def test_a_spoilt_increment_does_not_stop_the_daily_sums(
    database: Database, clock: FixedClock, cells: str
) -> None:
    await one_case(database, clock)
    await changed(database, insert(increments).values(at=START, cells=cells))
    assert await opened(database, clock) == 1
    await fold(database, clock)
    assert await opened(database, clock) == 1


@once_on_postgres("cells", CELLS, [str(number) for number in range(len(CELLS))])
async def test_a_spoilt_increment_does_not_stop_a_recount(database: Database, clock: FixedClock, cells: str) -> None:
    await one_case(database, clock)
    await changed(database, delete(increments), insert(increments).values(at=START, cells=cells))
    assert (await database.recount(ZONE).run(clock.now())).cases == 1
    assert await opened(database, clock) == 1


@ON_SQLITE
@pytest.mark.parametrize(
    "spoilt", [{"count": "many"}, {"count": 2**62}, {"count": b"1"}, {"metric": b"opened"}, {"day": 738_000.5}]
)
async def test_a_spoilt_day_does_not_stop_a_recount_which_puts_it_right(
    database: Database, clock: FixedClock, spoilt: dict[str, Any]
) -> None:
    """SQLite takes any value in any column."""
    await one_case(database, clock)
    await fold(database, clock)
    await changed(database, update(rollups).where(rollups.c.metric == "opened").values(**spoilt))
    await database.recount(ZONE).run(clock.now())
    await fold(database, clock)
    assert await opened(database, clock) == 1
