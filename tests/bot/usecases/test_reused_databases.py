"""Tests of the tests: a database that stays open shows nothing of what an earlier test has written."""

import tempfile
from pathlib import Path
from shutil import rmtree

import pytest

from tests.support.bound_district import open_bound
from tests.support.databases import reused_databases
from tests.support.databases.reused_databases import (
    BLOCK,
    changed_pieces,
    lend_database,
    lent_at,
    with_pieces,
)
from tests.support.lasting_folders import lasting_folder
from tests.support.officers import reported
from tests.support.people import Someone, open_district
from tests.support.recorded_walks import DATABASE
from tests.support.reporting.sent_files import on_disk, sends
from tests.support.snapshots import snapshot_of


async def reports_in(folder: Path) -> int:
    """How many reports Rita finds as her own on a district that is opened in this folder."""
    district = await open_district(folder)
    found = await Someone(district).reports()
    await district.database.close()
    return len(found)


async def test_a_database_that_is_lent_again_is_empty(tmp_path: Path) -> None:
    first = await open_bound(tmp_path / "first")
    lent = lent_at(tmp_path / "first" / DATABASE)
    await reported(Someone(first))
    await first.database.close()
    assert await reports_in(tmp_path / "first") == 1
    rmtree(tmp_path / "first")
    assert lent is not None
    assert lent.is_free
    lent.lend(tmp_path / DATABASE, b"")
    assert await reports_in(tmp_path) == 0


async def test_what_stays_open_does_not_lie_in_the_temporary_folder_of_one_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(reused_databases, "OPEN", {})
    district = await open_district(tmp_path / "first")
    lent = lent_at(tmp_path / "first" / DATABASE)
    await district.database.close()
    assert lent is not None
    assert not lent.file.is_relative_to(tmp_path)
    assert not lasting_folder().is_relative_to(tmp_path)


async def test_districts_that_are_open_at_once_share_nothing(tmp_path: Path) -> None:
    first, second = await open_bound(tmp_path / "first"), await open_bound(tmp_path / "second")
    await reported(Someone(first))
    assert await Someone(second).reports() == []
    for district in (first, second):
        await district.database.close()


async def test_a_database_whose_file_was_changed_is_not_lent_again(tmp_path: Path) -> None:
    district = await open_bound(tmp_path / "first")
    lent = lent_at(tmp_path / "first" / DATABASE)
    await district.database.close()
    assert lent is not None
    lent.file.write_bytes(lent.file.read_bytes())
    rmtree(tmp_path / "first")
    assert not lent.is_free
    del reused_databases.OPEN[str(lent.file.resolve())]


HEADERS = 136
"""Bytes of an index before the pages: among them is how often it was written."""


@pytest.mark.parametrize("rows", [9, 5000], ids=["in one block", "in two blocks"])
def test_an_index_that_is_put_in_is_the_one_that_would_be_made(tmp_path: Path, rows: int) -> None:
    lent = lend_database(tmp_path / DATABASE)
    writer = lent.connection(isolation_level=None)
    writer.execute("PRAGMA wal_autocheckpoint=0").fetchall()
    writer.execute("INSERT INTO chats VALUES ('0', zeroblob(900), '')")
    begin, log, index = lent.size_of_log, lent.log_from(), lent.index()
    writer.execute("BEGIN")
    writer.executemany("INSERT INTO chats VALUES (?, zeroblob(900), '')", [(f"{row}",) for row in range(1, rows)])
    writer.commit()
    more, pieces, grown = lent.log_from(begin), changed_pieces(index, lent.index()), lent.index()
    assert (len(grown) > BLOCK) == (rows > 9)
    lent.write_log(0, log, index)
    assert writer.execute("SELECT count(*) FROM chats").fetchone() == (1,)
    lent.write_log(begin, more, with_pieces(lent.index(), pieces))
    assert lent.index()[HEADERS:] == grown[HEADERS:]
    assert writer.execute("SELECT count(*) FROM chats").fetchone() == (rows,)
    writer.execute("DELETE FROM chats")
    lent.write_log(0, log + more)
    assert lent.index()[HEADERS:] == grown[HEADERS:]
    assert writer.execute("SELECT count(*) FROM chats").fetchone() == (rows,)
    writer.close()


async def test_files_are_taken_along_into_a_snapshot(tmp_path: Path) -> None:
    first = await open_bound(tmp_path / "first")
    rita = Someone(first)
    await rita.is_reporting()
    await sends(rita, 500)
    snapshot = snapshot_of(first, tmp_path / "first")
    await first.database.close()
    again = await snapshot.opened(tmp_path / "again")
    assert await on_disk(again, tmp_path / "again") == 1
    await again.database.close()
