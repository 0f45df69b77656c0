"""An erased case is gone for good: here, on every worker, and in earlier backups with the present keys."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select, text

from bot.domain.access.identity import Identity
from bot.domain.cases.lists import Reply
from bot.domain.desk import Desk, Writing
from bot.domain.desk_answers import InWords
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, CaseNumber, DraftId, FileKey, ReporterToken
from bot.domain.notices.notice import ToChat
from bot.system import RandomTokens
from storage.crypto.key_ring import add_key, drop_key, read_ring
from storage.crypto.puncturable_keys import BITS, Tree
from storage.crypto.vault import Unreadable
from storage.schema import metadata
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.backups import DATA, made, quiet
from tests.support.databases.kinds import CROSSED, ON_SQLITE
from tests.support.databases.opened_database import open_database
from tests.support.databases.raw import all_bytes, run
from tests.support.databases.samples import (
    CANARY,
    EDU,
    PERSON,
    RITA_CHAT,
    a_case,
    a_full_case,
    a_report,
    a_reporter,
    some_answers,
)
from tests.support.databases.stored_files import chunks, read
from tests.support.notices import notice_of

ONE, TWO = CaseId("case-1"), CaseId("case-2")


async def fill(database: Database) -> FileKey:
    """Two cases; the first has a report with a file and an addition, an answer, a desk, and something to send."""
    file = (await database.files.store(DraftId(ONE), chunks(DATA), limit=10_000_000)).file
    report = a_report()
    async with database.begin() as uow:
        await uow.cases.add(replace(a_full_case(), flags=frozenset()))
        await uow.cases.add(a_case(2))
        for one, token in ((report, "token-1"), (a_report("case-2", "report-2", "token-2"), "token-2")):
            await uow.reports.save_reporter(a_reporter(database, token))
            await uow.identities.save(ReporterToken(token), Identity(answers=some_answers()))
            media = tuple(replace(ref, file=file) for ref in one.media) if one is report else ()
            await uow.reports.add(replace(one, media=media))
        await uow.reports.note_child_hashes(ONE, ["mark-of-one"], START)
        await uow.reports.add_reply(Reply(ONE, START, EDU, words=CANARY))
        await uow.staff.save_desk(PERSON, Desk("note", ONE, CaseNumber(1), Writing("write"), InWords(CANARY), START))
        await uow.outbox.add(notice_of("case_answered", ToChat(RITA_CHAT, "en"), {"words": CANARY}, case=ONE))
        await uow.audit.add("case_opened", at=START, case=ONE)
        await uow.commit()
    return file


async def erase(database: Database, case: CaseId = ONE) -> None:
    async with database.begin() as uow:
        await uow.retention.erase(case, START)
        await uow.audit.add("erased", at=START, case=case)
        await uow.commit()


async def opens(database: Database, case: CaseId, token: str) -> list[str]:
    """What of a case can be read."""
    found = []
    async with database.reading() as uow:
        for name, attempt in (
            ("case", uow.cases.get(case)),
            ("reports", uow.reports.of_case(case)),
            ("answers", uow.reports.replies_of(case)),
            ("reporter", uow.reports.reporter(ReporterToken(token))),
        ):
            try:
                found += [name] if await attempt else []
            except (NotFound, Unreadable):
                continue
    return found


async def test_an_erased_case_leaves_only_its_number_and_audit_lines(
    database_on_disk: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    file = await fill(database_on_disk)
    assert await opens(database_on_disk, ONE, "token-1") == ["case", "reports", "answers", "reporter"]
    await erase(database_on_disk)
    await database_on_disk.delete_expired(clock.now())
    assert await opens(database_on_disk, ONE, "token-1") == []
    assert await opens(database_on_disk, TWO, "token-2") == ["case", "reports", "reporter"]
    with pytest.raises(Unreadable):
        await read(database_on_disk, file)
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    async with database_on_disk.reading() as uow:
        known = await uow.retention.erased(a_full_case().number)
        assert known is not None
        assert (known.case, known.barred) == (ONE, frozenset({"PROC"}))
        assert [done.action for done in await uow.audit.history(ONE)] == ["case_opened", "erased"]
        assert await uow.staff.desk(PERSON) is None
    assert await database_on_disk.outbox.lease(START, 9, frozenset()) == []
    assert await database_on_disk.first_break() is None
    tables = [row[0] for row in await run(database_url, WITH_CASE[database_on_disk.is_sqlite])]
    assert "child_marks" in tables
    for table in set(tables) - {"audit", "erasures"}:
        assert (await run(database_url, f"SELECT count(*) FROM {table} WHERE \"case\" = 'case-1'"))[0][0] == 0, table
    await database_on_disk.close()
    assert b"token-1" not in await all_bytes(database_url, tmp_path)


WITH_CASE = {
    True: "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE c.name = 'case'",
    False: "SELECT table_name FROM information_schema.columns WHERE column_name = 'case' AND table_schema = 'public'",
}


@CROSSED
async def test_after_erasing_an_older_backup_opens_everything_but_the_erased_case(
    database: Database, empty: Database, other_folder: Path, tmp_path: Path
) -> None:
    file = await fill(database)
    backup = await made(database)
    await erase(database)
    shutil.copy(tmp_path / "keys.json", other_folder / "keys.json")
    tally = await empty.backup(quiet).restore(chunks(backup))
    assert tally.erased == 1
    assert await opens(empty, ONE, "token-1") == []
    assert await opens(empty, TWO, "token-2") == ["case", "reports", "reporter"]
    with pytest.raises(Unreadable):
        await read(empty, file)
    async with empty.reading() as uow:
        assert await uow.retention.erased(a_full_case().number) is not None
    await empty.delete_expired(START)
    assert not [path for path in (other_folder / "files").rglob("*") if path.is_file()]


async def test_after_erasing_stolen_older_rows_do_not_open_with_todays_keys(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    """Not by our own restore, which erases again: the earlier rows are simply there."""
    await fill(database)
    before = []
    async with database._engine.reading() as connection:
        for name, condition in OF_ONE.items():
            rows = (await connection.execute(select(metadata.tables[name]).where(text(condition)))).all()
            assert rows, name
            before.append((metadata.tables[name], rows))
    await erase(database)
    for table, rows in before:
        await put_back(database, table, rows)
    thief = await open_database(database_url, tmp_path, clock)
    assert await opens(thief, ONE, "token-1") == []
    async with thief.reading() as uow:
        with pytest.raises(Unreadable):
            await uow.reports.reporter(ReporterToken("token-1"))
        with pytest.raises(Unreadable):
            await uow.identities.of(a_report())
        assert await uow.reports.of_case(ONE) == []
    await thief.close()


OF_ONE = {
    "cases": "id = 'case-1'",
    "data_keys": "owner = 'case-1'",
    "reports": "id = 'report-1'",
    "additions": "report = 'report-1'",
    "replies": "\"case\" = 'case-1'",
    "reporters": "token = 'token-1'",
    "identities": "token = 'token-1'",
}


async def put_back(database: Database, table: Table, rows: Sequence[Any]) -> None:
    """Rows as they were, by somebody who can write to the database."""
    async with database._engine.writing() as connection:
        for row in rows:
            await connection.execute(table.insert().values(dict(row._mapping)))
        await connection.commit()


@ON_SQLITE
async def test_erasing_destroys_the_key_in_the_key_files_of_other_workers(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    await fill(database)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(tmp_path / "keys.json", elsewhere / "keys.json")
    other = await open_database(database_url, elsewhere, clock)
    await erase(database)
    assert (elsewhere / "keys.json").read_bytes() != (tmp_path / "keys.json").read_bytes()
    await other.delete_expired(clock.now())
    assert read_ring(elsewhere / "keys.json") == read_ring(tmp_path / "keys.json")
    await other.close()


@ON_SQLITE
async def test_a_worker_killed_during_erasing_destroys_the_key_at_its_next_start(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    await fill(database)
    before = (tmp_path / "keys.json").read_bytes()
    await erase(database)
    after = read_ring(tmp_path / "keys.json")
    (tmp_path / "keys.json").write_bytes(before)
    again = await open_database(database_url, tmp_path, clock)
    assert read_ring(tmp_path / "keys.json") == after
    assert [*(tmp_path / "files").rglob("*")]
    await again.delete_expired(clock.now())
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    await again.close()


@CROSSED
async def test_an_older_copy_of_the_key_file_is_made_to_forget_by_a_newer_backup(
    database: Database, empty: Database, empty_url: str, other_folder: Path
) -> None:
    await fill(database)
    await erase(database)
    await empty.backup(quiet).restore(chunks(await made(database)))
    assert await empty.finish_erasures() == 3
    assert await opens(empty, TWO, "token-2") == ["case", "reports", "reporter"]


@ON_SQLITE
async def test_a_rotation_takes_cases_of_before_into_a_tree_and_begins_a_fresh_one(
    database: Database, tmp_path: Path, clock: FixedClock, database_url: str
) -> None:
    await fill(database)
    await erase(database)
    path = tmp_path / "keys.json"
    add_key(path, RandomTokens())
    database.take_new_key()
    await database.rotation().run(lambda _, __: None)
    await database.delete_expired(clock.now())
    assert list(read_ring(path).trees[2].nodes) == [(0, 0)]
    drop_key(path, 1)
    heir = await open_database(database_url, tmp_path, clock)
    assert await opens(heir, TWO, "token-2") == ["case", "reports", "reporter"]
    await erase(heir, TWO)
    assert await opens(heir, TWO, "token-2") == []
    await heir.close()


def test_every_other_leaf_can_be_computed_still_and_the_destroyed_one_cannot() -> None:
    tree = Tree.grown_from(bytes(range(32)))
    gone, rest = [0, 5, (1 << BITS) - 1], [1, 4, 6, 1 << 47, (1 << BITS) - 2]
    before = {position: tree.leaf(position) for position in rest}
    cut = tree
    for position in gone:
        cut = cut.without(position)
    assert [cut.leaf(position) for position in gone] == [None, None, None]
    assert {position: cut.leaf(position) for position in rest} == before
    lost = {tree.leaf(position) for position in gone}
    assert not lost & set(cut.nodes.values())
    assert Tree.unpacked(cut.packed()) == cut == cut.without(5)
