"""Databases of older versions get their codes once; somebody who may only write to the database cannot start that
again."""

from pathlib import Path

import asyncpg
from sqlalchemy import text, update

from bot.domain.ids import ChatId
from storage.maintenance.row_trust import bound_tables
from storage.queues.leader_election import WORKERS
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.databases import address_of
from tests.support.databases.lived_in import LATER, live_in
from tests.support.databases.opened_database import open_database
from tests.support.databases.outlook import outlook
from tests.support.databases.raw import run
from tests.support.databases.samples import PSB

EVIL = "UPDATE agencies SET chat = (SELECT chat FROM agencies WHERE agency = 'EDU') WHERE agency = 'PSB'"


async def as_an_older_program_left_it(database: Database, folder: Path) -> None:
    """No row has a code, and nobody has noted anything."""
    async with database._engine.writing() as connection:
        for table in bound_tables():
            await connection.execute(update(table).values(row_code=None))
        await connection.execute(text("UPDATE counters SET row_code = NULL"))
        await connection.execute(text("DELETE FROM counters WHERE name = 'row-codes'"))
        await connection.commit()
    (folder / "keys.json.rows").unlink(missing_ok=True)


async def group_of_police(database: Database) -> ChatId | None:
    async with database.reading() as uow:
        place = await uow.agencies.place(PSB)
    return None if place is None else place.chat


async def test_rows_of_an_older_version_are_trusted_once(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    await live_in(database, clock)
    await as_an_older_program_left_it(database, tmp_path)
    await database.close()
    upgraded = await open_database(database_url, tmp_path, clock)
    assert await group_of_police(upgraded) is not None
    assert await upgraded.row_trust.start_requiring_codes()
    assert not await upgraded.row_trust.start_requiring_codes()
    assert await upgraded.go_round(LATER) == 0
    assert await upgraded.first_break() is None
    before = await group_of_police(upgraded)
    assert before is not None
    await run(database_url, EVIL)
    assert await group_of_police(upgraded) is None
    assert await upgraded.go_round(LATER) == 1
    await upgraded.close()


async def test_without_the_key_nobody_can_have_all_rows_trusted_again(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    await live_in(database, clock)
    await database.close()
    await run(
        database_url, EVIL, "UPDATE agencies SET row_code = NULL", "DELETE FROM counters WHERE name = 'row-codes'"
    )
    again = await open_database(database_url, tmp_path, clock)
    assert not await again.row_trust.start_requiring_codes()
    assert await group_of_police(again) is None
    await again.close()


async def test_another_machine_with_a_copy_of_the_key_file_goes_by_the_note_in_the_database(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    await live_in(database, clock)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "keys.json").write_bytes((tmp_path / "keys.json").read_bytes())
    await run(database_url, EVIL)
    other = await open_database(database_url, elsewhere, clock)
    assert await group_of_police(other) is None
    await other.close()


async def test_while_an_older_worker_runs_rows_without_codes_are_trusted(
    postgres_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    database = await open_database(postgres_url, tmp_path, clock)
    await live_in(database, clock)
    await as_an_older_program_left_it(database, tmp_path)
    await database.close()
    older = await asyncpg.connect(**address_of(postgres_url))
    await older.execute("SELECT pg_advisory_lock($1, $2)", WORKERS, 1)
    newer = await open_database(postgres_url, tmp_path, clock)
    assert not await newer.row_trust.start_requiring_codes()
    assert await group_of_police(newer) is not None
    assert [*(await outlook(newer, LATER))]
    await older.close()
    assert await newer.row_trust.start_requiring_codes()
    await newer.close()
