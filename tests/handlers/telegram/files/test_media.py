"""Files are fetched from where Telegram's files are and from nowhere else, whatever the answer to getFile says."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.domain.intake.stored_files import FileTooLarge
from handlers.telegram.connection.transport import AiohttpRequest
from handlers.telegram.files.file_paths import FOLDERS, Untrusted, address_of
from handlers.telegram.files.media import Downloads, FetchFailed
from tests.support.domain.examples import SIGNS
from tests.support.running.wire import TOKEN

BASE = f"http://127.0.0.1:1/file/bot{TOKEN}"


@asynccontextmanager
async def telegram(path: str, **served: bytes | web.StreamResponse) -> AsyncIterator[tuple[Bot, list[str]]]:
    """A server whose getFile gives this path; returns what else was asked of it."""
    asked: list[str] = []

    async def get_file(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": {"file_id": "x", "file_unique_id": "y", "file_path": path}})

    async def anything(request: web.Request) -> web.StreamResponse:
        asked.append(request.raw_path)
        answer = served.get("answer", b"bytes")
        return web.Response(body=answer) if isinstance(answer, bytes) else answer

    app = web.Application()
    app.router.add_post(f"/bot{TOKEN}/getFile", get_file)
    app.router.add_route("*", "/{tail:.*}", anything)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    request = AiohttpRequest()
    await request.initialize()
    try:
        yield Bot(TOKEN, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot", request=request), asked
    finally:
        await request.shutdown()
        await runner.cleanup()


async def fetched(bot: Bot, local: Path | None = None) -> bytes:
    return b"".join([chunk async for chunk in Downloads(local).fetch(bot, "x")])


@pytest.mark.parametrize("path", ["photos/file_1.jpg", "documents/文件 1.pdf", "voice/file_0.oga", "file_3"])
async def test_a_file_is_fetched_from_telegrams_file_address(path: str) -> None:
    async with telegram(path) as (bot, asked):
        assert await fetched(bot) == b"bytes"
    assert len(asked) == 1
    assert asked[0].startswith(f"/file/bot{TOKEN}/")


HOSTILE = (
    "../../bot1:x/deleteWebhook", "photos/../../x", "..", ".", "", "photos//x", "photos/./x", "http://e.example/x",
    "//e.example/x", "photos\\x", "photos/x?y=1", "photos/x#y", "photos/%2e%2e/x", "photos/x\n", "a/b/c/d/e", "x:y",
    "photos/" + "x" * 300, "photos/\x00", "@e.example/x", "/etc/passwd", "/proc/self/environ", "/../etc/passwd",
    "photos/\ud800",
)  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE)
async def test_a_path_that_no_file_of_telegram_has_is_not_followed(path: str, tmp_path: Path) -> None:
    async with telegram(path) as (bot, asked):
        if path == "@e.example/x":
            assert await fetched(bot) == b"bytes"  # behind our own address it is a name like any other
            assert asked[0].startswith(f"/file/bot{TOKEN}/")
            return
        with pytest.raises(FetchFailed):
            await fetched(bot, tmp_path)
        assert asked == []


@given(st.text(SIGNS, max_size=40))
def test_no_path_leads_out_of_the_file_address(path: str) -> None:
    try:
        address = address_of(BASE, path)
    except Untrusted:
        return
    rest = address.removeprefix(f"{BASE}/")
    assert address.startswith(f"{BASE}/")
    assert not {"", ".", ".."} & set(rest.split("/"))
    assert not any(sign in rest for sign in "?#\\:\n ")


async def test_a_redirection_is_not_followed() -> None:
    where = web.Response(status=302, headers={"Location": f"/bot{TOKEN}/logOut"})
    async with telegram("photos/file_1.jpg", answer=where) as (bot, asked):
        with pytest.raises(FetchFailed, match="Status302"):
            await fetched(bot)
        assert len(asked) == 1


def put(folder: Path, where: str, data: bytes = b"plain") -> Path:
    path = folder / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


async def test_a_file_of_a_server_of_our_own_is_read_from_its_folder_and_deleted_there(tmp_path: Path) -> None:
    path = put(tmp_path, f"{TOKEN}/documents/file_1.pdf", b"x" * 100_000)
    async with telegram(str(path)) as (bot, asked):
        assert await fetched(bot, tmp_path) == b"x" * 100_000
    assert not path.exists()
    assert asked == []


async def test_a_file_not_read_to_its_end_is_deleted_too(tmp_path: Path) -> None:
    path = put(tmp_path, f"{TOKEN}/videos/file_1.mp4", b"x" * 1_000_000)
    async with telegram(str(path)) as (bot, _):
        with pytest.raises(FileTooLarge):
            await too_large(Downloads(tmp_path).fetch(bot, "x"))
        await asyncio.sleep(0)
    assert not path.exists()


async def too_large(chunks: AsyncIterator[bytes]) -> None:
    closing: Any = chunks
    try:
        async for _ in chunks:
            raise FileTooLarge
    finally:
        await closing.aclose()


async def test_without_a_folder_no_path_of_this_machine_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, f"{TOKEN}/documents/file_1.pdf")
    async with telegram(str(path)) as (bot, _):
        with pytest.raises(FetchFailed, match="Untrusted"):
            await fetched(bot)
    assert path.exists()


NO_PATHS = ("documents/a\0b", "docu\0ments/a", "documents/\ud800", "\ud800/documents/a", "documents/" + "x" * 5000)


@pytest.mark.parametrize("rest", NO_PATHS)
async def test_a_path_that_no_machine_can_have_is_not_looked_for(rest: str, tmp_path: Path) -> None:
    async with telegram(f"{tmp_path}/{TOKEN}/{rest}") as (bot, asked):
        with pytest.raises(FetchFailed):
            await fetched(bot, tmp_path)
        assert asked == []


OUTSIDE = {
    "beside the folder": "secret/documents/x",
    "the server's own database": f"api/{TOKEN}/td.binlog",
    "at the top": "api/documents",
    "another kind of folder": f"api/{TOKEN}/db/x",
    "up again": f"api/{TOKEN}/documents/../../../secret/documents/x",
    "a name that begins alike": f"api-other/{TOKEN}/documents/x",
}


@pytest.mark.parametrize("kind", OUTSIDE)
async def test_a_path_outside_the_folder_of_files_is_neither_read_nor_deleted(kind: str, tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    path = tmp_path / OUTSIDE[kind]
    if kind != "up again":
        put(tmp_path, OUTSIDE[kind])
    secret = put(tmp_path, "secret/documents/x")
    async with telegram(str(path)) as (bot, _):
        with pytest.raises(FetchFailed):
            await fetched(bot, tmp_path / "api")
    assert secret.exists()
    assert kind == "up again" or path.exists()


async def test_links_pipes_and_folders_are_not_read_as_files(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret/documents/x")
    folder = tmp_path / "api" / TOKEN / "documents"
    folder.mkdir(parents=True)
    (folder / "link").symlink_to(secret)
    (folder / "folder").mkdir()
    (tmp_path / "api" / TOKEN / "photos").symlink_to(secret.parent)
    os.mkfifo(folder / "pipe")
    for name in ("documents/link", "documents/folder", "documents/pipe", "photos/x", "documents/gone"):
        async with telegram(str(tmp_path / "api" / TOKEN / name)) as (bot, _):
            with pytest.raises(FetchFailed):
                await fetched(bot, tmp_path / "api")
    assert secret.read_bytes() == b"plain"


def test_plain_copies_that_a_crash_has_left_are_deleted_and_nothing_else(tmp_path: Path) -> None:
    copies = [put(tmp_path, f"{TOKEN}/{name}/file_1") for name in sorted(FOLDERS)]
    others = [put(tmp_path, f"{TOKEN}/td.binlog"), put(tmp_path, f"{TOKEN}/db/x"), put(tmp_path, "x")]
    now = copies[0].stat().st_mtime
    assert Downloads(tmp_path).delete_expired(now + 60) == 0
    assert Downloads(tmp_path).delete_expired(now + 7200) == len(copies)
    assert not any(path.exists() for path in copies)
    assert all(path.exists() for path in others)
    assert Downloads(None).delete_expired(now) == 0
