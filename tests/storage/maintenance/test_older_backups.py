"""Backups that programs of older versions have made come back with today's program, whole or not at all."""

import os
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, insert, select

from bot.domain.ids import CaseId
from storage.crypto.vault import Unreadable
from storage.database.migrate import revisions
from storage.maintenance.brought_rows import NewerTables
from storage.maintenance.frames import BackupBroken
from storage.schema import metadata, tables_for_postgres
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.backups import made, quiet
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.lived_in import LATER, live_in
from tests.support.databases.older_backups import backup_of, rows_at
from tests.support.databases.outlook import outlook
from tests.support.databases.raw import run
from tests.support.databases.samples import PSB
from tests.support.databases.stored_files import chunks
from tests.support.domain.examples import LONG

SOME = ["0001", "0010", "0018", "0033"]
"""The first tables; those of the last version before the house was rebuilt, without row codes; the first ones with
them; the last ones before today's."""
BOTH_WAYS = [("sqlite", "postgresql"), ("postgresql", "sqlite")]
OLDER = [(*way, one) for one in revisions()[:-1] for way in BOTH_WAYS]
TRIED = OLDER if LONG in os.environ else [(*BOTH_WAYS[at % 2], one) for at, one in enumerate(SOME)]
"""From one kind of database into the other; the suite tries one way for each revision."""
FROM_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
INTO_SQLITE = pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
EVIL = "UPDATE agencies SET chat = (SELECT chat FROM agencies WHERE agency = 'EDU') WHERE agency = 'PSB'"


def differences(connection: Connection) -> list[Any]:
    """What the tables lack beside those of today."""
    return list(compare_metadata(MigrationContext.configure(connection), tables_for_postgres()))


async def counts_of(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    async with database._engine.reading() as connection:
        counts = [select(func.count()).select_from(table).scalar_subquery() for table in metadata.sorted_tables]
        found = (await connection.execute(select(*counts))).one()
    return dict(zip((table.name for table in metadata.sorted_tables), found, strict=True))


@pytest.mark.parametrize(("database_url", "empty_url", "revision"), TRIED, indirect=["database_url", "empty_url"])
async def test_a_backup_of_an_older_version_comes_back_as_after_an_upgrade(
    database: Database, empty: Database, clock: FixedClock, revision: str
) -> None:
    await live_in(database, clock)
    rows = await rows_at(database, revision)
    tally = await empty.backup(quiet).restore(chunks(await backup_of(database, revision, rows)))
    assert tally.revision == revision
    assert sum(map(len, rows.values())) > 40
    counts = await counts_of(empty)
    left = {name: counts[name] for name in rows if name not in {"counters", "increments", "rollups"}}
    assert left == {name: len(rows[name]) for name in left}
    async with empty._engine.reading() as connection:
        assert await connection.run_sync(differences) == []
    async with database.reading() as before, empty.reading() as after:
        assert (await after.cases.get(CaseId("case-1"))).number == (await before.cases.get(CaseId("case-1"))).number
        assert await after.agencies.place(PSB) == await before.agencies.place(PSB)
    await empty.go_round(LATER)
    assert [*(await outlook(empty, LATER))]
    assert empty.changed_rows == {}
    assert await empty.first_break() is None
    assert not await empty.row_trust.start_requiring_codes(), "rows without codes are not believed once more"


@FROM_SQLITE
@pytest.mark.parametrize(
    ("empty_url", "is_late"), [("sqlite", False), ("sqlite", True), ("postgresql", True)], indirect=["empty_url"]
)
async def test_of_an_older_backup_that_fails_nothing_is_there(
    database: Database, empty: Database, clock: FixedClock, is_late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off behind all rows; and failing when they were brought up to date."""
    await live_in(database, clock)
    backup = await backup_of(database, "0010", await rows_at(database, "0010"))
    before = await counts_of(empty)

    async def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    if is_late:
        monkeypatch.setattr("storage.maintenance.backup.go_on_above", full)
    with pytest.raises((Unreadable, OSError)):
        await empty.backup(quiet).restore(chunks(backup if is_late else backup[:-1]))
    assert await counts_of(empty) == before
    assert before["cases"] == 0
    async with empty._engine.reading() as connection:
        assert await connection.run_sync(differences) == []
    monkeypatch.undo()
    assert (await empty.backup(quiet).restore(chunks(backup))).rows["cases"] == 2


@FROM_SQLITE
async def test_tables_of_a_newer_version_take_no_backup(
    database: Database, empty: Database, empty_url: str, clock: FixedClock
) -> None:
    await live_in(database, clock)
    backup = await backup_of(database, "0010", await rows_at(database, "0010"))
    await run(empty_url, "UPDATE alembic_version SET version_num = '9001'")
    with pytest.raises(NewerTables) as refused:
        await empty.backup(quiet).restore(chunks(backup))
    assert refused.value.facts == {"revision": "9001"}
    await run(empty_url, f"UPDATE alembic_version SET version_num = '{revisions()[-1]}'")


@ON_SQLITE
@INTO_SQLITE
async def test_no_codes_are_given_to_rows_that_lost_theirs_before_a_backup(
    database: Database, database_url: str, empty: Database, clock: FixedClock
) -> None:
    """Somebody who may write to the database changes a row, takes all codes away, and waits for a restore."""
    await live_in(database, clock)
    coded = [table.name for table in metadata.sorted_tables if "row_code" in table.c]
    orders = [f"UPDATE {name} SET row_code = NULL" for name in coded]
    await run(database_url, EVIL, *orders, "DELETE FROM counters WHERE name = 'row-codes'")
    await empty.backup(quiet).restore(chunks(await made(database)))
    async with empty.reading() as uow:
        place = await uow.agencies.place(PSB)
    assert place is None or place.chat is None
    assert await empty.first_break() is not None
    assert ("agencies", "PSB") in empty.changed_rows


@ON_SQLITE
@INTO_SQLITE
@pytest.mark.parametrize("revision", ["0010", "0017"])
async def test_a_backup_that_only_says_it_is_older_is_refused(
    database: Database, database_url: str, empty: Database, clock: FixedClock, revision: str
) -> None:
    """Somebody who may write to the database can have today's program name another revision, but not leave columns
    out."""
    await live_in(database, clock)
    await run(database_url, EVIL, f"UPDATE alembic_version SET version_num = '{revision}'")
    with pytest.raises(BackupBroken):
        await empty.backup(quiet).restore(chunks(await made(database)))
    assert (await counts_of(empty))["agencies"] == 0


NUMBERED: dict[str, dict[str, Any]] = {
    "inbox": {"update": None},
    "outbox": {},
    "fetches": {"message": 999_999},
    "increments": {},
    "case_counts": {},
}
"""Tables whose rows the database numbers, with what no two rows may have alike."""


@FROM_SQLITE
async def test_new_rows_get_numbers_behind_those_brought_back(
    database: Database, empty: Database, empty_url: str, clock: FixedClock
) -> None:
    await live_in(database, clock)
    if empty_url.startswith("postgresql"):
        await run(empty_url, *(f"SELECT setval('{name}_id_seq', 1, false)" for name in NUMBERED))
    await empty.backup(quiet).restore(chunks(await made(database)))
    async with empty._engine.writing() as connection:
        for name, other in NUMBERED.items():
            table = metadata.tables[name]
            last = (await connection.execute(select(table).order_by(table.c.id.desc()).limit(1))).one()
            row = {key: value for key, value in last._mapping.items() if key != "id"}
            added = await connection.execute(insert(table).values(row | other).returning(table.c.id))
            assert added.scalar_one() == last.id + 1, name
