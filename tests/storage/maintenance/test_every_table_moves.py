"""A database with rows in every table says the same under a new key, and after a restore on either kind of database."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from storage.crypto.key_ring import drop_key
from storage.maintenance.rotation import PLACES
from storage.schema import metadata
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.backups import made, new_key, quiet, silent
from tests.support.databases.changed_by_hand import ENCRYPTED
from tests.support.databases.kinds import CROSSED
from tests.support.databases.lived_in import LATER, live_in
from tests.support.databases.opened_database import open_database
from tests.support.databases.outlook import outlook
from tests.support.databases.stored_files import chunks

UNDER_THEIR_CASE = {
    "cases", "reports", "additions", "replies", "notes", "recusals", "reveals", "drafts", "case_counts",
}  # fmt: skip
"""Tables whose rows are encrypted under the key of a case or draft, which is itself encrypted by the key ring."""


async def said_by(database: Database, clock: FixedClock) -> dict[str, Any]:
    """What the rows say after a look of the bot, and which of them it finds changed."""
    clock.advance(seconds=(LATER - timedelta(seconds=20) - clock.now()).total_seconds())
    await database.go_round(clock.now())
    found = await outlook(database, LATER)
    return found | {"named": {*database.changed_rows}, "log breaks at": await database.first_break()}


def test_a_rotation_encrypts_everything_anew_that_the_ring_encrypts() -> None:
    encrypted = {
        table.name for table in metadata.sorted_tables if ENCRYPTED & {column.name for column in table.columns}
    }
    assert {place.table.name for place in PLACES} == encrypted - UNDER_THEIR_CASE


async def test_after_a_rotation_everything_reads_as_before(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    await live_in(database, clock)
    before = (await database.rotation().left())[1]
    new_key(database, tmp_path)
    assert await database.rotation().run(silent) == before
    assert (await database.rotation().left())[1] == 0
    drop_key(tmp_path / "keys.json", 1)
    heir = await open_database(database_url, tmp_path, clock)
    after = await said_by(heir, clock)
    await heir.close()
    assert after["named"] == set()
    assert after["log breaks at"] is None
    assert {f"case-{n}" for n in (1, 2)} <= {*after}
    assert len(after) > 50


@CROSSED
async def test_a_restore_brings_back_every_table_on_either_kind_of_database(
    database: Database, empty: Database, clock: FixedClock
) -> None:
    await live_in(database, clock)
    counted = {table.name: await count_of(database, table) for table in metadata.sorted_tables}
    tally = await empty.backup(quiet).restore(chunks(await made(database)))
    assert min(counted.values()) > 0
    assert {name: tally.rows[name] for name in counted} == counted
    before, after = await said_by(database, clock), await said_by(empty, clock)
    other = {name for name in before if before[name] != after.get(name)}
    assert {name for name in other if not name.startswith("file ")} == set(), "files that no draft keeps yet are left"
    assert after["named"] == set()


async def count_of(database: Database, table: Any) -> int:
    async with database._engine.reading() as connection:
        return int(await connection.scalar(select(func.count()).select_from(table)) or 0)
