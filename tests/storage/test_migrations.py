"""Tables are brought up to date on start, back and forth, with their rows."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.domain.ids import CaseId
from storage.database.engine import Engine
from storage.database.migrate import SCRIPTS, downgrade, revisions, upgrade
from storage.schema import metadata, tables_for_postgres
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.databases import PostgresMaker
from tests.support.databases.opened_database import open_database
from tests.support.databases.samples import a_full_case


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/deeper/new.db"
    maker: PostgresMaker = request.getfixturevalue("postgres_maker")
    return maker.make()


def differences(connection: Connection) -> list[object]:
    """What the scripts made differently from storage/schema."""
    return list(compare_metadata(MigrationContext.configure(connection), tables_for_postgres()))


def names(connection: Connection) -> set[str]:
    """Tables that are there."""
    return set(inspect(connection).get_table_names())


async def test_the_first_start_makes_the_tables_that_the_program_works_with(
    empty_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    database = await open_database(empty_url, tmp_path, clock)
    await database.ping()
    await database.close()
    engine = Engine(empty_url)
    async with engine.reading() as connection:
        assert await connection.run_sync(differences) == []
    await engine.close()


async def test_the_next_start_leaves_everything_as_it_is(database: Database, database_url: str, tmp_path: Path) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_full_case())
        await uow.commit()
    await database.close()
    again = await open_database(database_url, tmp_path, FixedClock())
    async with again.reading() as uow:
        assert await uow.cases.get(CaseId("case-1")) == a_full_case()
    await again.close()


async def test_tables_go_down_with_data_in_them_and_up_again(empty_url: str, tmp_path: Path, clock: FixedClock) -> None:
    database = await open_database(empty_url, tmp_path, clock)
    async with database.begin() as uow:
        await uow.cases.add(a_full_case())
        await uow.commit()
    await database.close()
    engine = Engine(empty_url)
    async with engine.writing() as connection:
        await downgrade(connection, "base")
        assert await connection.run_sync(names) == {"alembic_version"}
        await connection.rollback()
        await upgrade(connection)
        assert await connection.run_sync(names) == {*metadata.tables, "alembic_version"}
    await engine.close()


def test_migration_file_names_are_in_their_order() -> None:
    """A start compares the newest name with the version of the tables, and imports Alembic only when they differ."""
    known = [script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions("base", "heads")]
    assert revisions() == known[::-1]
