"""Old and new versions on the same tables at the same time: one upgrades, the others go on."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, func, insert, inspect, select, update

from bot.domain.queues.inbox import RawUpdate
from storage.database.engine import Engine
from storage.database.migrate import upgrade
from storage.schema import metadata
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.databases import PostgresMaker
from tests.support.databases.opened_database import open_database
from tests.support.databases.raw import run
from tests.support.databases.workers import worker
from tests.support.waiting import until

NOBODY: frozenset[str] = frozenset()


def as_they_were(connection: Connection) -> MetaData:
    """The present tables, as a program of this moment knows them."""
    found = MetaData()
    found.reflect(connection)
    return found


async def first_tables(engine: Engine) -> MetaData:
    """The tables of the first version, in an empty database: every later version must let it work."""
    async with engine.writing() as connection:
        await upgrade(connection, "0001")
        return await connection.run_sync(as_they_were)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new.db"
    maker: PostgresMaker = request.getfixturevalue("postgres_maker")
    return maker.make()


def an_update(number: int) -> dict[str, Any]:
    """A row of the inbox as the first version writes it."""
    times = {"received_at": number, "due_at": number}
    rest = {"attempts": 0, "parked": False, "reason": ""}
    return {"bot": 1, "update": number, "lane": f"lane-{number}", "sealed": b"sealed", **times, **rest}


def a_message() -> dict[str, Any]:
    """A row of the outbox as the first version writes it."""
    words = {"kind": "reply", "chat": "chat-1", "locale": "en", "fate": "", "reason": ""}
    numbers = dict.fromkeys(("priority", "turn", "made_at", "not_before", "due_at", "attempts", "uncertain"), 1)
    return {**words, **numbers, "sealed": b"sealed"}


async def test_the_first_program_stores_claims_and_closes_on_todays_tables(empty_url: str) -> None:
    engine = Engine(empty_url)
    old = await first_tables(engine)
    async with engine.writing() as connection:
        await upgrade(connection)
    for table, row, ended in (("inbox", an_update(1), "closed_at"), ("outbox", a_message(), "ended_at")):
        known = old.tables[table]
        is_open = known.c[ended].is_(None)
        async with engine.writing() as connection:
            await connection.execute(insert(known).values(row))
            claimed = (await connection.execute(select(known).where(is_open).with_for_update(skip_locked=True))).one()
            mine = known.c.id == claimed.id
            await connection.execute(update(known).where(mine).values(leased_until=9, due_at=9))
            await connection.execute(
                update(known).where(mine).values({ended: 10, "sealed": None, "leased_until": None})
            )
            assert await connection.scalar(select(func.count()).select_from(known).where(is_open)) == 0
            await connection.commit()
    await engine.close()


async def test_columns_unknown_to_older_versions_may_be_left_out(empty_url: str) -> None:
    engine = Engine(empty_url)
    old = await first_tables(engine)
    async with engine.writing() as connection:
        await upgrade(connection)
        await connection.run_sync(lambda sync: _assert_only_added(sync, old))
    await engine.close()


def _assert_only_added(connection: Connection, old: MetaData) -> None:
    for name, table in old.tables.items():
        now = {column["name"]: column for column in inspect(connection).get_columns(name)}
        assert {column.name for column in table.columns} <= set(now)
        for added in set(now) - {column.name for column in table.columns}:
            assert now[added]["nullable"] or now[added]["default"] is not None, (name, added)


async def test_a_program_whose_tables_are_newer_than_itself_starts_and_leaves_them(
    database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    [[today]] = await run(database_url, "SELECT version_num FROM alembic_version")
    await run(database_url, "UPDATE alembic_version SET version_num = 'of-tomorrow'")
    database = await open_database(database_url, tmp_path, clock)
    await database.inbox.store([RawUpdate(1, "p:1", b"{}")], clock.now())
    await database.close()
    assert await run(database_url, "SELECT version_num FROM alembic_version") == [("of-tomorrow",)]
    await run(database_url, f"UPDATE alembic_version SET version_num = '{today}'")


@pytest.mark.parametrize("empty_url", ["postgresql"], indirect=True)
async def test_programs_that_start_at_once_make_the_tables_once(
    empty_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    started = await asyncio.gather(*(open_database(empty_url, tmp_path, clock) for _ in range(4)))
    for database in started:
        await database.ping()
        await database.close()
    assert {row[0] for row in await run(empty_url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")} == {
        *metadata.tables,
        "alembic_version",
    }


async def test_a_lease_of_an_older_version_is_respected(postgres_url: str, tmp_path: Path, clock: FixedClock) -> None:
    async with worker(postgres_url, tmp_path, clock) as new:
        await new.database.inbox.store([RawUpdate(1, "p:1", b"{}")], clock.now())
        old = await open_database(postgres_url, tmp_path, clock)
        assert len(await old.inbox.lease(clock.now(), 1, NOBODY)) == 1
        await _after_a_beat(new.database)
        assert await new.database.inbox.lease(clock.now(), 1, NOBODY) == []
        await old.close()


async def _after_a_beat(database: Database) -> None:
    """The look at who is alive has been done once more."""
    sure_until = database.election._sure_until
    await until(lambda: database.election._sure_until != sure_until)
