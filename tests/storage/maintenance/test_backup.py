"""Backups: complete, of one moment, encrypted, never over anything, and restored on either kind of database."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import CaseId, ChatId
from bot.domain.notices.notice import ToChat
from bot.domain.queues.inbox import RawUpdate
from storage.crypto.vault import Unreadable
from storage.maintenance.backup import NotEmpty, allow_long_transaction
from storage.maintenance.brought_rows import NewerVersion
from storage.maintenance.frames import BackupBroken
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.backups import DATA, fill, made, quiet
from tests.support.databases.kinds import CROSSED, ON_SQLITE
from tests.support.databases.opened_database import open_database
from tests.support.databases.raw import run
from tests.support.databases.samples import CANARY, a_case, a_full_case, a_report
from tests.support.databases.stored_files import chunks, noise, read
from tests.support.domain.examples import LONG
from tests.support.notices import notice_of

INTO_SQLITE = pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
"""For what depends only on the database that a backup is made of."""
FROM_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what depends only on the database that a backup is restored into."""


@CROSSED
async def test_a_restore_brings_back_everything_on_both_databases(database: Database, empty: Database) -> None:
    file = await fill(database)
    backup = await made(database)
    tally = await empty.backup(quiet).restore(chunks(backup))
    assert (tally.rows["cases"], tally.rows["reports"], tally.files) == (1, 1, 1)
    async with empty.begin() as uow:
        assert await uow.cases.get(CaseId("case-1")) == a_full_case()
        assert [report.id for report in await uow.reports.of_case(CaseId("case-1"))] == [a_report().id]
        assert await uow.cases.next_number() > a_full_case().number
        await uow.outbox.add(notice_of("reply", ToChat(ChatId(2), "en")))
        await uow.commit()
    assert await read(empty, file) == DATA
    assert await empty.first_break() is None
    assert [row.payload for row in await empty.inbox.lease(START, 9, frozenset())] == [CANARY.encode()]
    assert len(await empty.outbox.lease(START, 9, frozenset())) == 2


@INTO_SQLITE
async def test_a_backup_of_a_running_bot_is_of_one_moment(database: Database, empty: Database) -> None:
    await fill(database)
    await database.inbox.store([RawUpdate(n, "p:2", noise(200_000)) for n in range(2, 6)], START)
    parts: list[str] = []
    pieces = database.backup(parts.append).make()
    begun = [await anext(pieces) for _ in range(4)]
    assert "inbox" in parts
    assert "reports" not in parts
    async with database.begin() as uow:
        await uow.cases.add(a_case(2))
        await uow.reports.add(a_report("case-2", "report-2"))
        await uow.commit()
    tally = await empty.backup(quiet).restore(chunks(b"".join([*begun, *[piece async for piece in pieces]])))
    assert (tally.rows["cases"], tally.rows["reports"]) == (1, 1)


@ON_SQLITE
async def test_nothing_in_a_backup_is_legible(database: Database) -> None:
    await fill(database)
    backup = await made(database)
    for word in (CANARY.encode(), b"case-1", b"area_", DATA[:64]):
        assert word not in backup


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda backup: backup[: len(backup) // 2],
    "only a head": lambda backup: backup[:10],
    "empty": lambda backup: b"",
    "a byte changed": lambda backup: backup[:-100] + bytes([backup[-100] ^ 1]) + backup[-99:],
    "another salt": lambda backup: backup[:5] + bytes([backup[5] ^ 1]) + backup[6:],
    "another key": lambda backup: backup[:4] + b"\x07" + backup[5:],
    "no backup": lambda backup: b"XXXX" + backup[4:],
    "a byte short": lambda backup: backup[:-1],
}
"""What becomes of a backup. Of the last one the fault shows after all rows."""


@FROM_SQLITE
@pytest.mark.parametrize("empty_url", ["sqlite", "postgresql"], indirect=True)
async def test_a_changed_or_truncated_backup_restores_nothing(database: Database, empty: Database) -> None:
    """Into SQLite, and into PostgreSQL the last one, in a long run all. From which kind a backup comes changes nothing
    that its frames hold."""
    await fill(database)
    backup = await made(database)
    for name in BROKEN if empty.is_sqlite or LONG in os.environ else [*BROKEN][-1:]:
        broken = BROKEN[name](backup)
        with pytest.raises((Unreadable, BackupBroken)):
            await database.backup(quiet).verify(chunks(broken))
        with pytest.raises((Unreadable, BackupBroken)):
            await empty.backup(quiet).restore(chunks(broken))
        async with empty.reading() as uow:
            assert await uow.cases.by_number(a_full_case().number) is None, name


@ON_SQLITE
async def test_a_backup_opens_only_with_its_own_key_ring(database: Database, tmp_path: Path, clock: FixedClock) -> None:
    await fill(database)
    stranger = tmp_path / "stranger"
    stranger.mkdir()
    other = await open_database(f"sqlite:///{stranger}/tipline.db", stranger, clock)
    with pytest.raises(Unreadable):
        await other.backup(quiet).restore(chunks(await made(database)))
    await other.close()


async def test_a_restore_overwrites_nothing(database: Database) -> None:
    await fill(database)
    backup = await made(database)
    with pytest.raises(NotEmpty):
        await database.backup(quiet).restore(chunks(backup))


@FROM_SQLITE
async def test_a_backup_of_a_newer_version_is_refused_and_names_it(
    database: Database, database_url: str, empty: Database
) -> None:
    await fill(database)
    [(today,)] = await run(database_url, "SELECT version_num FROM alembic_version")
    await run(database_url, "UPDATE alembic_version SET version_num = '9001'")
    backup = await made(database)
    await run(database_url, f"UPDATE alembic_version SET version_num = '{today}'")
    with pytest.raises(NewerVersion) as refused:
        await empty.backup(quiet).restore(chunks(backup))
    assert refused.value.facts == {"revision": "9001"}


@ON_SQLITE
async def test_a_file_erased_during_a_backup_is_counted_and_not_reported_missing(database: Database) -> None:
    file = await fill(database)
    await database.inbox.store([RawUpdate(n, "p:2", noise(200_000)) for n in range(2, 6)], START)
    pieces = database.backup(quiet).make()
    begun = [await anext(pieces) for _ in range(4)]
    await database.files.erase(file)
    tally = await database.backup(quiet).verify(chunks(b"".join([*begun, *[piece async for piece in pieces]])))
    assert (tally.files, tally.gone) == (0, 1)


@FROM_SQLITE
async def test_a_restore_may_wait_long_for_its_files(
    database: Database, empty: Database, empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(database)
    backup = await made(database)
    seen: list[str] = []

    async def look(connection: AsyncConnection) -> None:
        await allow_long_transaction(connection)
        if connection.dialect.name == "postgresql":
            found = await connection.execute(text("SHOW idle_in_transaction_session_timeout"))
            seen.append(str(found.scalar_one()))

    monkeypatch.setattr("storage.maintenance.backup.allow_long_transaction", look)
    assert (await empty.backup(quiet).restore(chunks(backup))).files == 1
    assert seen == ([] if empty_url.startswith("sqlite") else ["0"])
