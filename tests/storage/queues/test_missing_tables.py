"""Each table that is missing is found and named, on either database."""

from storage.schema import metadata
from storage.unit_of_work import Database
from tests.support.processes.outages import renamed


async def test_whichever_tables_are_missing_they_are_named(database: Database, database_url: str) -> None:
    """Every second table is missing, then the others: where all are, the database counts as away."""
    names = [table.name for table in metadata.sorted_tables]
    for missing in (names[::2], names[1::2]):
        async with renamed(database_url, *missing):
            assert await database.progress.damaged() == tuple(sorted(missing))
    assert await database.progress.damaged() == ()
