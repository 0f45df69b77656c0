"""A new key: everything is re-encrypted and can be read, an interrupted rotation goes on, and nothing is lost when the
old key is removed."""

import json
from pathlib import Path

import pytest

from bot.domain.ids import CaseId, ChatId
from bot.domain.notices.notice import ToChat
from bot.system import RandomTokens
from storage.crypto.key_ring import add_key, drop_key, read_ring
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.backups import DATA, fill, made, new_key, quiet, silent
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.opened_database import open_database
from tests.support.databases.samples import PERSON, RITA, a_full_case, a_report
from tests.support.databases.stored_files import chunks, read
from tests.support.notices import notice_of


@ON_SQLITE
async def test_after_a_rotation_the_old_key_can_be_dropped(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    file = await fill(database)
    before = (await database.rotation().left())[1]
    new_key(database, tmp_path)
    assert await database.rotation().run(silent) == before
    assert await database.rotation().left() == {1: 0, 2: before}
    drop_key(tmp_path / "keys.json", 1)
    heir = await open_database(database_url, tmp_path, clock)
    async with heir.reading() as uow:
        assert await uow.cases.get(CaseId("case-1")) == a_full_case()
        assert [report.id for report, _ in await uow.reports.of_person(heir.blind_index.person(RITA))] == [
            a_report().id
        ]
        assert await uow.drafts.of(PERSON) is not None
    assert await read(heir, file) == DATA
    assert len(await heir.inbox.lease(START, 9, frozenset())) == 1
    assert len(await heir.outbox.lease(START, 9, frozenset())) == 1
    assert await heir.first_break() is None
    await heir.close()


async def test_an_interrupted_rotation_continues_where_it_stopped(database: Database, tmp_path: Path) -> None:
    await fill(database)
    before = (await database.rotation().left())[1]
    new_key(database, tmp_path)

    def cut(part: str, _: int) -> None:
        if part == "staff" or part == "chats":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await database.rotation().run(cut)
    left = (await database.rotation().left())[1]
    assert 0 < left < before
    assert await database.rotation().run(silent) == left


async def test_a_bot_that_runs_meanwhile_reads_what_the_new_key_encrypted_and_takes_it_at_the_next_housekeeping(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    await fill(database)
    other = await open_database(database_url, tmp_path, clock)
    new_key(other, tmp_path)
    async with database.begin() as uow:
        await uow.outbox.add(notice_of("reply", ToChat(ChatId(1), "en")))
        await uow.commit()
    await other.rotation().run(silent)
    async with database.reading() as uow:
        assert await uow.drafts.of(PERSON) is not None
    await database.delete_expired(clock.now())
    async with database.begin() as uow:
        await uow.outbox.add(notice_of("reply", ToChat(ChatId(2), "en")))
        await uow.commit()
    assert (await other.rotation().left())[1] == 0
    await other.close()


@ON_SQLITE
async def test_a_backup_opens_with_the_key_it_was_made_with(database: Database, tmp_path: Path) -> None:
    await fill(database)
    backup = await made(database)
    new_key(database, tmp_path)
    assert (await database.backup(quiet).verify(chunks(backup))).rows["cases"] == 1


def test_an_older_key_file_gives_the_same_keyed_hashes(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({"keys": {"1": "A" * 43 + "="}}))
    blind_index = read_ring(path).blind_index
    assert add_key(path, RandomTokens()).blind_index == blind_index
    assert drop_key(path, 1).blind_index == blind_index
    assert path.stat().st_mode & 0o077 == 0
