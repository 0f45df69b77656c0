"""Encrypted files in an object store: the same promises as in a folder, against a real S3 server."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import obstore
import pytest

from bot.domain.errors import Unreachable
from bot.domain.intake.stored_files import FileTooLarge
from bot.settings import load_settings
from bot.system import RandomTokens
from storage.cases.files import open_store
from storage.crypto.vault import Unreadable
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.databases import SqliteMaker
from tests.support.databases.opened_database import BOT, FOLLOW_UP, next_running_due
from tests.support.databases.stored_files import LIMIT, OWNER, chunks, noise, read
from tests.support.processes.buckets import Bucket, s3_server
from tests.support.running.running_bot import free_port

BIG = 12_000_000
"""More than one part of a multipart upload."""


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    """An S3 server of our own."""
    with s3_server(free_port()) as running:
        yield running


@pytest.fixture
def options(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the settings find in the environment."""
    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    return load_settings(token="1:a").store_options


@pytest.fixture
async def database(
    bucket: Bucket, options: dict[str, str], sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock
) -> AsyncIterator[Database]:
    """Files in the bucket."""
    opened = await Database.open(
        sqlite_maker.make(tmp_path), tmp_path / "keys.json", bucket.url, clock.now, RandomTokens(),
        next_at=next_running_due, follow_up=FOLLOW_UP, bot=BOT, files_options=options,
    )  # fmt: skip
    yield opened
    await opened.close()


async def objects_in(bucket: Bucket, options: dict[str, str]) -> list[bytes]:
    """All objects of the bucket."""
    store, _ = open_store(bucket.url, options)
    paths = [meta["path"] for batch in obstore.list(store) for meta in batch]
    return [bytes(await (await obstore.get_async(store, path)).bytes_async()) for path in paths]


@pytest.mark.parametrize("size", [0, 1, 300_000, BIG])
async def test_a_file_comes_back_as_it_was_and_is_stored_encrypted(
    database: Database, bucket: Bucket, options: dict[str, str], size: int
) -> None:
    data = noise(size)
    stored = await database.files.store(OWNER, chunks(data, 100_000), limit=BIG)
    assert await read(database, stored.file) == data
    [in_bucket] = await objects_in(bucket, options)
    assert size < 100 or data[:100] not in in_bucket
    await database.files.erase(stored.file)
    assert await objects_in(bucket, options) == []
    with pytest.raises(Unreadable):
        await read(database, stored.file)


async def test_a_file_past_the_limit_or_broken_off_leaves_nothing(
    database: Database, bucket: Bucket, options: dict[str, str]
) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield noise(200_000)
        raise ConnectionResetError

    with pytest.raises(FileTooLarge):
        await database.files.store(OWNER, chunks(noise(BIG)), limit=BIG - 1)
    with pytest.raises(ConnectionResetError):
        await database.files.store(OWNER, broken(), limit=LIMIT)
    assert await objects_in(bucket, options) == []


async def test_an_unreachable_object_store_raises_unreachable(
    bucket: Bucket, options: dict[str, str], sqlite_maker: SqliteMaker, tmp_path: Path, clock: FixedClock
) -> None:
    nowhere = options | {"aws_endpoint_url": f"http://127.0.0.1:{free_port()}"}
    database = await Database.open(
        sqlite_maker.make(tmp_path), tmp_path / "keys.json", bucket.url, clock.now, RandomTokens(),
        next_at=next_running_due, follow_up=FOLLOW_UP, bot=BOT, files_options=nowhere,
    )  # fmt: skip
    with pytest.raises(Unreachable):
        await database.files.store(OWNER, chunks(b"words"), limit=LIMIT)
    await database.close()
