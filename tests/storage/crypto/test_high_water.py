"""Case numbers after a restore, and in a database that is begun anew: above all that may have been given out."""

from pathlib import Path

import pytest

from bot.domain.ids import CaseNumber
from storage.crypto.high_water import AHEAD, HighWater, next_round
from storage.maintenance.renumbering import numbering
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.backups import made, quiet
from tests.support.databases.databases import SqliteMaker
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.opened_database import open_database
from tests.support.databases.samples import a_case
from tests.support.databases.stored_files import chunks


async def give(database: Database, times: int) -> list[int]:
    """Stores `times` new cases. Returns their numbers."""
    numbers = []
    for _ in range(times):
        async with database.begin() as uow:
            number = await uow.cases.next_number()
            await uow.cases.add(a_case(number))
            await uow.commit()
        numbers.append(int(number))
    return numbers


def high_water(folder: Path) -> HighWater:
    return HighWater.beside(folder / "keys.json")


@ON_SQLITE
async def test_the_high_water_file_is_always_ahead_of_the_numbers_given_out(database: Database, tmp_path: Path) -> None:
    assert high_water(tmp_path).known() is None
    for number in await give(database, AHEAD + 20):
        assert (high_water(tmp_path).known() or 0) >= number
    assert (high_water(tmp_path).known() or 0) <= AHEAD + 20 + AHEAD


@ON_SQLITE
async def test_numbers_that_other_machines_give_out_are_kept_here_too(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "keys.json").write_bytes((tmp_path / "keys.json").read_bytes())
    other = await open_database(database_url, elsewhere, clock)
    numbers = await give(other, 3)
    assert high_water(tmp_path).known() is None
    await database.cover_numbers()
    assert (high_water(tmp_path).known() or 0) >= numbers[-1]
    await other.close()


async def test_numbers_begin_at_one_and_a_number_that_was_not_committed_is_given_again(database: Database) -> None:
    async with database.begin() as uow:
        assert await uow.cases.next_number() == 1
    assert await give(database, 2) == [1, 2]


async def test_a_database_begun_anew_beside_the_same_key_file_repeats_no_number(
    sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock
) -> None:
    url = sqlite_maker.make(tmp_path)
    first = await open_database(url, tmp_path, clock)
    given = await give(first, 7)
    await first.close()
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"tipline.db{ending}").unlink(missing_ok=True)
    second = await open_database(url, tmp_path, clock)
    assert min(await give(second, 1)) > max(given)
    await second.close()


@ON_SQLITE
async def test_after_a_restore_no_number_that_was_given_out_since_the_backup_is_given_again(
    database: Database, sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock
) -> None:
    await give(database, 3)
    backup = await made(database)
    lost = await give(database, AHEAD + 10)
    folder = tmp_path / "new"
    folder.mkdir()
    for name in ("keys.json", "keys.json.numbers"):
        (folder / name).write_bytes((tmp_path / name).read_bytes())
    back = await open_database(sqlite_maker.make(folder), folder, clock)
    tally = await back.backup(quiet).restore(chunks(backup))
    assert tally.numbers is not None
    assert (tally.numbers.last_known, tally.numbers.is_sure) == (3, True)
    assert min(await give(back, 1)) > max(lost)
    async with back.reading() as uow:
        assert await uow.restores.last_at() == START
        assert [await uow.restores.lost(CaseNumber(number)) for number in (3, 4, max(lost))] == [None, START, START]
        assert await uow.restores.lost(CaseNumber(tally.numbers.next)) is None
    await back.close()


@ON_SQLITE
async def test_without_the_file_numbers_go_on_at_the_next_thousand_or_where_an_operator_says(
    database: Database, sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock
) -> None:
    await give(database, 3)
    backup = await made(database)
    for name, above, number in (("a", None, 1001), ("b", 2500, 2501), ("c", 0, 4)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "keys.json").write_bytes((tmp_path / "keys.json").read_bytes())
        back = await open_database(sqlite_maker.make(folder), folder, clock)
        tally = await back.backup(quiet).restore(chunks(backup), above)
        assert tally.numbers is not None
        assert tally.numbers.is_sure == (above is not None)
        assert await give(back, 1) == [number]
        await back.close()


@pytest.mark.parametrize(("last", "following"), [(0, 1000), (1, 1000), (999, 1000), (1000, 2000), (1001, 2000)])
def test_the_next_thousand_is_above_every_given_number(last: int, following: int) -> None:
    assert next_round(last) == following


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"case": "9"}', '{"case": -1}', '{"case": true}', "\x00"])
def test_an_empty_high_water_file_counts_as_missing(tmp_path: Path, text: str) -> None:
    (tmp_path / "keys.json.numbers").write_text(text)
    assert high_water(tmp_path).known() is None
    assert numbering(37, high_water(tmp_path), None).next == 1001


def test_an_unwritable_high_water_file_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "keys.json.numbers.lock").mkdir()
    high_water(tmp_path).cover(5)
    assert high_water(tmp_path).known() is None
