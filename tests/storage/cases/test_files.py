"""Encrypted files: they come back whole or not at all, and none is left behind."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.errors import Unreachable
from bot.domain.ids import DraftId, FileKey
from bot.domain.intake.stored_files import FileTooLarge
from storage.cases.files import open_store
from storage.crypto.streaming import PIECE, TAG
from storage.crypto.vault import Unreadable
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.databases import SqliteMaker
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.opened_database import open_database
from tests.support.databases.raw import run
from tests.support.databases.samples import PERSON, RITA_CHAT, a_draft
from tests.support.databases.stored_files import LIMIT, OWNER, chunks, noise, read


def paths_in(folder: Path) -> list[Path]:
    """All files in the store."""
    return sorted(path for path in (folder / "files").rglob("*") if path.is_file())


@ON_SQLITE
@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 300_000])
async def test_a_file_comes_back_as_it_was(database: Database, size: int) -> None:
    data = noise(size)
    stored = await database.files.store(OWNER, chunks(data), limit=LIMIT)
    assert (stored.size, stored.sha256, stored.head) == (size, hashlib.sha256(data).hexdigest(), data[:4096])
    assert await read(database, stored.file) == data


async def test_a_file_past_the_limit_leaves_nothing(database: Database, database_url: str, tmp_path: Path) -> None:
    assert (await database.files.store(OWNER, chunks(noise(1000)), limit=1000)).size == 1000
    with pytest.raises(FileTooLarge):
        await database.files.store(OWNER, chunks(noise(200_000)), limit=199_999)
    assert len(paths_in(tmp_path)) == 1
    assert len(await run(database_url, "SELECT file FROM files")) == 1


@ON_SQLITE
async def test_a_download_that_breaks_off_leaves_nothing(database: Database, tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield noise(200_000)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await database.files.store(OWNER, broken(), limit=LIMIT)
    assert paths_in(tmp_path) == []


def change(path: Path, how: str) -> None:
    """Changes a stored file of four pieces."""
    data, step = path.read_bytes(), PIECE + TAG
    head, first, second, rest = data[:4], data[4 : 4 + step], data[4 + step : 4 + 2 * step], data[4 + 2 * step :]
    path.write_bytes(
        {
            "a byte changed": data[:100] + bytes([data[100] ^ 1]) + data[101:],
            "cut at a piece": data[: 4 + 2 * step],
            "cut in a piece": data[:-1],
            "pieces in another order": head + second + first + rest,
            "a piece repeated": head + first + first + second + rest,
            "a piece left out": head + second + rest,
            "bytes added": data + b"x",
            "empty": b"",
            "no longer ours": b"XXXX" + data[4:],
            "only the start": data[:3],
        }[how]
    )


@ON_SQLITE
@pytest.mark.parametrize(
    "how",
    [
        "a byte changed",
        "cut at a piece",
        "cut in a piece",
        "pieces in another order",
        "a piece repeated",
        "a piece left out",
        "bytes added",
        "empty",
        "no longer ours",
        "only the start",
    ],
)
async def test_a_file_that_was_changed_does_not_open(database: Database, tmp_path: Path, how: str) -> None:
    stored = await database.files.store(OWNER, chunks(noise(3 * PIECE + 5)), limit=LIMIT)
    [path] = paths_in(tmp_path)
    change(path, how)
    with pytest.raises(Unreadable):
        await read(database, stored.file)


@ON_SQLITE
async def test_a_file_does_not_open_as_another_file_or_for_another_owner(database: Database, tmp_path: Path) -> None:
    one = await database.files.store(OWNER, chunks(b"one"), limit=LIMIT)
    two = await database.files.store(OWNER, chunks(b"two"), limit=LIMIT)
    await database.files.store(DraftId("draft-2"), chunks(b"three"), limit=LIMIT)
    with pytest.raises(Unreadable):
        await read(database, one.file, DraftId("draft-2"))
    first, second = (next(path for path in paths_in(tmp_path) if path.name == file) for file in (one.file, two.file))
    first.write_bytes(second.read_bytes())
    with pytest.raises(Unreadable):
        await read(database, one.file)


@ON_SQLITE
async def test_an_erased_file_is_gone_and_may_be_erased_again(database: Database, tmp_path: Path) -> None:
    stored = await database.files.store(OWNER, chunks(b"words"), limit=LIMIT)
    for _ in range(2):
        await database.files.erase(stored.file)
    assert paths_in(tmp_path) == []
    with pytest.raises(Unreadable):
        await read(database, stored.file)


@ON_SQLITE
async def test_a_file_orphaned_by_a_crash_is_deleted_after_a_day(
    database: Database, tmp_path: Path, clock: FixedClock
) -> None:
    await database.files.store(OWNER, chunks(b"words"), limit=LIMIT)
    async with database.begin() as uow:
        await uow.drafts.save(PERSON, RITA_CHAT, a_draft(), due_at=None)
    assert await database.files.delete_expired(clock.advance(hours=23)) == 0
    assert await database.files.delete_expired(clock.advance(hours=1)) == 1
    assert paths_in(tmp_path) == []


@ON_SQLITE
async def test_a_half_written_file_is_deleted_after_a_day(
    database: Database, tmp_path: Path, clock: FixedClock
) -> None:
    halves: list[Path] = []

    async def dying() -> AsyncIterator[bytes]:
        yield noise(3 * PIECE)
        halves.extend(paths_in(tmp_path))

    await database.files.store(OWNER, dying(), limit=LIMIT)
    (half,) = halves
    half.write_bytes(b"left")
    await database.files.delete_expired(clock.advance(hours=24))
    assert paths_in(tmp_path) == []


@ON_SQLITE
async def test_a_file_named_by_a_draft_is_never_deleted_by_housekeeping(database: Database, clock: FixedClock) -> None:
    stored = await database.files.store(OWNER, chunks(b"words"), limit=LIMIT)
    draft = a_draft()
    named = type(draft.media[0])("photo", draft.media[0].state, 1, clock.now(), file=stored.file)
    async with database.begin() as uow:
        await uow.drafts.save(PERSON, RITA_CHAT, type(draft)(**vars(draft) | {"media": (named,)}), due_at=None)
        await uow.commit()
    assert await database.files.delete_expired(clock.advance(days=100)) == 0
    assert await read(database, stored.file) == b"words"


async def test_a_draft_erased_while_its_file_comes_in_keeps_no_file(database: Database, tmp_path: Path) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"first"
        async with database.begin() as uow:
            await uow.drafts.save(PERSON, RITA_CHAT, a_draft(), due_at=None)
            await uow.drafts.drop(PERSON, erase=True)
            await uow.commit()
        yield b"second"

    with pytest.raises(Unreachable):
        await database.files.store(OWNER, slow(), limit=LIMIT)
    assert paths_in(tmp_path) == []


@ON_SQLITE
async def test_an_unreachable_file_store_raises_unreachable(database: Database, tmp_path: Path) -> None:
    (tmp_path / "files").rmdir()
    (tmp_path / "files").write_text("not a folder")
    with pytest.raises(Unreachable):
        await database.files.store(OWNER, chunks(b"words"), limit=LIMIT)


def test_a_folder_is_named_by_path_or_url(tmp_path: Path) -> None:
    for url in (str(tmp_path / "a b"), (tmp_path / "a b").as_uri()):
        _, folder = open_store(url)
        assert folder == tmp_path / "a b"
        assert folder is not None
        assert folder.stat().st_mode & 0o777 == 0o700


async def test_a_store_that_is_away_at_the_start_delays_files_only_and_is_found_again(
    sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock
) -> None:
    (tmp_path / "files").touch()
    database = await open_database(sqlite_maker.make(tmp_path), tmp_path, clock)
    async with database.begin() as uow:
        await uow.drafts.save(PERSON, RITA_CHAT, a_draft(), due_at=None)
        await uow.commit()
    with pytest.raises(Unreachable):
        await database.files.store(OWNER, chunks(noise(1000)), limit=LIMIT)
    (tmp_path / "files").unlink()
    stored = await database.files.store(OWNER, chunks(noise(1000)), limit=LIMIT)
    assert await read(database, stored.file) == noise(1000)
    await database.close()


@ON_SQLITE
async def test_a_file_that_cannot_be_erased_blocks_no_other_and_is_retried_later(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [(await database.files.store(OWNER, chunks(b"x"), limit=LIMIT)).file for _ in range(3)]
    clock.advance(days=2)
    remove, tried = database.files._remove, list[FileKey]()

    async def failing(file: FileKey) -> None:
        tried.append(file)
        if file == files[0]:
            raise PermissionError
        await remove(file)

    monkeypatch.setattr(database.files, "_remove", failing)
    with pytest.raises(ExceptionGroup):
        await database.files.delete_expired(clock.now())
    assert sorted(tried) == sorted(files)
    assert await database.files.delete_expired(clock.now()) == 0
    assert len(tried) == 3
    clock.advance(minutes=11)
    monkeypatch.undo()
    assert await database.files.delete_expired(clock.now()) == 1


@ON_SQLITE
async def test_housekeeping_that_fails_in_one_place_goes_on_in_the_others(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.files.store(OWNER, chunks(b"x"), limit=LIMIT)
    clock.advance(days=2)

    async def broken(_: object) -> int:
        raise KeyError("what")

    monkeypatch.setattr(database.inbox, "delete_expired", broken)
    monkeypatch.setattr(database.outbox, "delete_expired", broken)
    with pytest.raises(ExceptionGroup) as raised:
        await database.delete_expired(clock.now())
    assert len(raised.value.exceptions) == 2
    assert await database.files.delete_expired(clock.now()) == 0, "it was deleted all the same"
