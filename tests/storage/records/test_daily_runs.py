"""What is done once a day: once, however often it is asked for; and a day that a wrong clock has claimed does not
count."""

from sqlalchemy import insert, update

from storage.counters.tables import counters
from storage.unit_of_work import Database
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.once_on_postgres import once_on_postgres

TODAY = 739_677


async def claim(database: Database, day: int, name: str = "digest") -> int | None:
    async with database.begin() as uow:
        before = await uow.daily_runs.claim(name, day)
        await uow.commit()
    return before


@ON_SQLITE
async def test_a_day_is_claimed_once_and_gives_the_day_before(database: Database) -> None:
    assert await claim(database, TODAY) == 0
    assert await claim(database, TODAY) is None
    assert await claim(database, TODAY + 1) == TODAY
    assert await claim(database, TODAY + 5) == TODAY + 1
    assert await claim(database, TODAY + 5, "anchor") == 0


@once_on_postgres("ahead", [1, 3, 400])
async def test_days_claimed_by_a_clock_ahead_can_be_claimed_again_but_not_today(database: Database, ahead: int) -> None:
    assert await claim(database, TODAY) == 0
    assert await claim(database, TODAY + ahead) == TODAY
    assert await claim(database, TODAY) is None, "today's has been done already"
    before = TODAY
    for day in range(TODAY + 1, TODAY + 5):
        assert await claim(database, day) == before
        assert await claim(database, day) is None
        before = day


async def test_a_day_that_an_older_program_has_claimed_is_claimed(database: Database) -> None:
    async with database._engine.writing() as connection:
        await connection.execute(insert(counters).values(name="digest", value=TODAY))
        await connection.commit()
    assert await claim(database, TODAY) is None
    assert await claim(database, TODAY + 1) == TODAY
    async with database._engine.writing() as connection:
        await connection.execute(update(counters).where(counters.c.name == "digest").values(value=TODAY + 2))
        await connection.commit()
    assert await claim(database, TODAY + 2) is None
    assert await claim(database, TODAY + 3) == TODAY + 2


async def test_an_older_program_sees_what_was_claimed(database: Database) -> None:
    await claim(database, TODAY)
    async with database._engine.reading() as connection:
        rows = (await connection.execute(counters.select().where(counters.c.name == "digest"))).all()
    assert [row.value for row in rows] == [TODAY]


async def test_old_days_are_forgotten(database: Database) -> None:
    for day in range(TODAY, TODAY + 80, 2):
        await claim(database, day)
    async with database._engine.reading() as connection:
        rows = (await connection.execute(counters.select().where(counters.c.name.startswith("digest@")))).all()
    assert len(rows) <= 31


async def test_the_last_run_of_each_job_that_ever_ran_is_given(database: Database) -> None:
    for day, name in ((TODAY - 7, "weekly"), (TODAY - 1, "digest"), (TODAY, "digest"), (TODAY + 3, "anchor")):
        await claim(database, day, name)
    async with database.reading() as uow:
        found = await uow.daily_runs.last(["digest", "weekly", "anchor", "retention"], TODAY)
    assert found == {"digest": TODAY, "weekly": TODAY - 7}, "a wrong clock has claimed the day of the anchor"
