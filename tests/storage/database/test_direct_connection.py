"""Transactions on SQLite that begin past SQLAlchemy: with statements of both ways, and whatever ends them."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import Unreachable
from storage.counters.tables import counters
from storage.database.direct_connection import DirectConnection
from storage.database.engine import Engine
from storage.database.prepared import PreparedStatements
from tests.support.databases.databases import SqliteMaker

ADD = insert(counters)
ALL = select(counters.c.name).where(counters.c.value >= bindparam("least")).order_by(counters.c.name)
BROKEN = select(text("no_such_column")).select_from(counters).where(counters.c.value >= bindparam("least"))
WAYS = ("past it", "its way")


@pytest.fixture
async def engine(sqlite_maker: SqliteMaker, tmp_path: Path) -> AsyncIterator[Engine]:
    engine = Engine(sqlite_maker.make(tmp_path))
    yield engine
    await engine.close()


async def add(connection: AsyncConnection, name: str, way: str) -> None:
    """Add a counter, past SQLAlchemy or its way."""
    values = {"name": name, "value": 1}
    if way == "past it":
        await PreparedStatements().ask(connection, ADD, values)
    else:
        await connection.execute(ADD, values)


async def names(engine: Engine) -> list[str]:
    """The counters that are stored."""
    async with engine.reading() as connection:
        found = await PreparedStatements().ask(connection, ALL, {"least": 0})
        assert await connection.scalar(select(text("count(*)")).select_from(counters)) == len(found.rows)
    return [row.name for row in found.rows]


@pytest.mark.parametrize("first", WAYS)
@pytest.mark.parametrize("second", WAYS)
async def test_statements_of_both_ways_are_one_transaction(engine: Engine, first: str, second: str) -> None:
    async with engine.writing() as connection:
        assert isinstance(connection, DirectConnection)
        assert not connection.in_transaction()
        await add(connection, "a", first)
        assert connection.in_transaction()
        await add(connection, "b", second)
        assert await names(engine) == []
        await connection.commit()
        assert not connection.in_transaction()
    assert await names(engine) == ["a", "b"]


@pytest.mark.parametrize("first", WAYS)
@pytest.mark.parametrize("second", WAYS)
async def test_what_is_not_committed_is_rolled_back(engine: Engine, first: str, second: str) -> None:
    async with engine.writing() as connection:
        await add(connection, "a", first)
        await add(connection, "b", second)
    async with engine.writing() as connection:
        await add(connection, "c", first)
        await add(connection, "d", second)
        await connection.rollback()
        assert not connection.in_transaction()
        await add(connection, "e", second)
        await connection.commit()
        await add(connection, "f", first)
    assert await names(engine) == ["e"]


@pytest.mark.parametrize("way", WAYS)
async def test_after_an_error_nothing_is_kept_and_the_next_borrower_has_a_sound_connection(
    engine: Engine, way: str
) -> None:
    async def fail(connection: AsyncConnection) -> None:
        if way == "past it":
            await PreparedStatements().ask(connection, BROKEN, {"least": 0})
        else:
            await connection.execute(BROKEN, {"least": 0})

    with pytest.raises(Unreachable):
        async with engine.writing() as connection:
            await add(connection, "a", "past it")
            await fail(connection)
    async with engine.writing() as connection:
        await add(connection, "b", "past it")
        await connection.commit()
    assert await names(engine) == ["b"]


async def commit_in_vain(connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails while the transaction is committed, which leaves it open."""
    driver: Any = (await connection.get_raw_connection()).driver_connection

    async def fail(_work: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(driver, "trip", fail)
        await connection.commit()


@pytest.mark.parametrize("first", WAYS)
@pytest.mark.parametrize("second", WAYS)
async def test_what_could_not_be_committed_is_not_committed_by_the_next_borrower(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, first: str, second: str
) -> None:
    with pytest.raises(Unreachable):
        async with engine.writing() as connection:
            await add(connection, "a", first)
            await add(connection, "b", second)
            await commit_in_vain(connection, monkeypatch)
    async with engine.writing() as connection:
        assert not connection.in_transaction()
        await add(connection, "c", second)
        await connection.commit()
    assert await names(engine) == ["c"]


@pytest.mark.parametrize("first", WAYS)
@pytest.mark.parametrize("second", WAYS)
async def test_a_failed_commit_that_the_borrower_catches_leaves_nothing_behind(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, first: str, second: str
) -> None:
    async with engine.writing() as connection:
        await add(connection, "a", first)
        await add(connection, "b", second)
        with pytest.raises(Exception, match="disk I/O error"):
            await commit_in_vain(connection, monkeypatch)
    async with engine.writing() as connection:
        assert not connection.in_transaction()
        await add(connection, "c", first)
        await add(connection, "d", second)
        await connection.commit()
    assert await names(engine) == ["c", "d"]


async def test_a_connection_of_the_pool_is_lent_again_without_what_could_not_be_committed(
    sqlite_maker: SqliteMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine(sqlite_maker.make(tmp_path), keeps=False)
    with pytest.raises(Unreachable):
        async with engine.writing() as connection:
            await add(connection, "a", "its way")
            await commit_in_vain(connection, monkeypatch)
    async with engine.writing() as connection:
        await add(connection, "b", "its way")
        await connection.commit()
    assert await names(engine) == ["b"]
    await engine.close()


async def test_an_error_that_the_borrower_catches_leaves_the_transaction_open(engine: Engine) -> None:
    async with engine.writing() as connection:
        await add(connection, "a", "past it")
        with pytest.raises(Exception, match="no_such_column"):
            await connection.execute(BROKEN, {"least": 0})
        await connection.rollback()
        await add(connection, "b", "past it")
        await connection.commit()
    assert await names(engine) == ["b"]


async def test_a_borrower_that_is_cancelled_leaves_nothing_behind(engine: Engine) -> None:
    begun = asyncio.Event()

    async def waits() -> None:
        async with engine.writing() as connection:
            await add(connection, "a", "past it")
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(waits())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with engine.writing() as connection:
        await add(connection, "b", "past it")
        await connection.commit()
    assert await names(engine) == ["b"]


async def test_a_reader_sees_one_moment_whichever_way_it_asks(engine: Engine) -> None:
    async with engine.reading() as reader:
        assert (await PreparedStatements().ask(reader, ALL, {"least": 0})).rows == []
        async with engine.writing() as connection:
            await add(connection, "a", "past it")
            await connection.commit()
        assert (await reader.execute(ALL, {"least": 0})).all() == []
        assert (await PreparedStatements().ask(reader, ALL, {"least": 0})).rows == []
    assert await names(engine) == ["a"]
