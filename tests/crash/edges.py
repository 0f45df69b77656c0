"""The edges of the program, wrapped: every commit, call out, file and webhook answer is a boundary before and after it.

Nothing of the product is changed or knows of it. A boundary has a name and a count, both within a stretch of the life:
after the third commit of `inbox.store` while an officer assesses is `assess: commit inbox.store after #3`. At the one
that it is told, the process kills itself.
"""

import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import aiohttp
import obstore
from aiohttp import web
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.usecases.access.transaction import OnCase, OnWholeLine
from bot.usecases.acting import OfProgram, OfRequest
from storage.database import prepared
from storage.database.direct_connection import DirectConnection
from storage.database.statements import StatementResult

ROOT = Path(__file__).parents[2]
LAYERS = {"storage", "bot", "handlers"}
DULL = {
    "storage.database.engine",
    "storage.unit_of_work",
    "storage.session",
    "storage.database.prepared",
    "bot.usecases.services",
    "bot.usecases.access.transaction",
    "bot.usecases.acting",
}
"""Modules that commit for others: whoever called them gives the name."""
CHANGED = "tipline_changed"
WRITING = {"INSERT", "UPDATE", "DELETE"}


@dataclass(frozen=True)
class CutPlan:
    """The file that says which stretch of the life is being lived, and where in it the bot is to die.

    No stretch: what happens now is not counted. No target: the bot is to live.
    """

    path: Path

    def read(self) -> tuple[str, str]:
        """Stretch and target, as they stand now."""
        stretch, _, target = self.path.read_text("utf-8").partition("\n")
        return stretch, target

    def write(self, stretch: str, target: str = "") -> None:
        """Go on, in one step for whoever reads."""
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"{stretch}\n{target}", "utf-8")
        fresh.replace(self.path)


class Boundaries:
    """Counts boundaries, writes them down, and dies at the target."""

    def __init__(self, record: Path, plan: CutPlan) -> None:
        self._record = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._plan = plan
        self._stretch = ""
        self._seen: Counter[str] = Counter()

    def pass_by(self, what: str, side: str) -> None:
        """Here the process may end without warning."""
        stretch, target = self._plan.read()
        if stretch != self._stretch:
            self._stretch = stretch
            self._seen.clear()
        if not stretch:
            return
        name = f"{stretch}: {what} {side}"
        self._seen[name] += 1
        point = f"{name} #{self._seen[name]}"
        os.write(self._record, f"{point}\n".encode())
        if point == target:
            os.kill(os.getpid(), signal.SIGKILL)

    def wrap(self) -> None:
        """All edges of this process, from now on."""
        self._note_changes()
        self._wrap_commits()
        self._wrap_calls()
        self._wrap_files()
        self._wrap_stored_files()
        self._wrap_answers()

    # --- the database ---

    def _note_changes(self) -> None:
        """Each connection knows whether its transaction has changed rows."""
        past_it = prepared.straight

        async def straight(
            connection: AsyncConnection, known: prepared.Ready, arguments: Sequence[Any]
        ) -> StatementResult:
            """For statements that go past SQLAlchemy."""
            answer = await past_it(connection, known, arguments)
            if known.text.lstrip()[:6].upper() in WRITING and answer.changed:
                info_of(connection)[CHANGED] = True
            return answer

        put_in_place(prepared, straight=straight)
        event.listen(Connection, "after_cursor_execute", note_change)
        event.listen(Connection, "begin", forget_change)

    def _wrap_commits(self) -> None:
        """Only commits that change something: after another one nothing is different."""
        run_sync, begin = AsyncConnection.run_sync, DirectConnection.begin_at_driver

        def counting(commit: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
            async def committed(connection: AsyncConnection) -> None:
                has_changed = info_of(connection).pop(CHANGED, False)
                what = f"commit {borrower(sys._getframe(1))}"
                if has_changed:
                    self.pass_by(what, "before")
                await commit(connection)
                if has_changed:
                    self.pass_by(what, "after")

            return committed

        def begun(connection: DirectConnection) -> None:
            if not connection.in_transaction():
                info_of(connection).pop(CHANGED, None)
            begin(connection)

        async def ran(connection: AsyncConnection, *order: Any, **more: Any) -> Any:
            """Bringing the tables up to date commits inside."""
            what = f"tables {borrower(sys._getframe(1))}"
            self.pass_by(what, "before")
            result = await run_sync(connection, *order, **more)
            self.pass_by(what, "after")
            return result

        put_in_place(AsyncConnection, commit=counting(AsyncConnection.commit), run_sync=ran)
        put_in_place(DirectConnection, commit=counting(DirectConnection.commit), begin_at_driver=begun)

    # --- the transport ---

    def _wrap_calls(self) -> None:
        request = aiohttp.ClientSession._request

        async def requested(session: aiohttp.ClientSession, method: str, url: Any, **more: Any) -> Any:
            what = f"call {method_of(str(url))}"
            self.pass_by(what, "before")
            answer = await request(session, method, url, **more)
            self.pass_by(what, "after")
            return answer

        put_in_place(aiohttp.ClientSession, _request=requested)

    # --- files ---

    def _wrap_stored_files(self) -> None:
        put, delete = obstore.put_async, obstore.delete_async

        async def put_async(store: Any, path: Any, stream: Any, **more: Any) -> Any:
            self.pass_by("file put", "before")
            result = await put(store, path, self._half(stream), **more)
            self.pass_by("file put", "after")
            return result

        async def delete_async(store: Any, paths: Any) -> None:
            self.pass_by("file delete", "before")
            await delete(store, paths)
            self.pass_by("file delete", "after")

        put_in_place(obstore, put_async=put_async, delete_async=delete_async)

    def _wrap_files(self) -> None:
        fsync, opened, link, replace = os.fsync, os.open, os.link, os.replace

        def synced(handle: Any) -> None:
            self.pass_by("file fsync", "before")
            fsync(handle)
            self.pass_by("file fsync", "after")

        def made(path: Any, flags: int, *more: Any, **others: Any) -> int:
            if not flags & os.O_CREAT:
                return opened(path, flags, *more, **others)
            self.pass_by("file create", "before")
            handle = opened(path, flags, *more, **others)
            self.pass_by("file create", "after")
            return handle

        def linked(*paths: Any, **more: Any) -> None:
            self.pass_by("file link", "before")
            link(*paths, **more)
            self.pass_by("file link", "after")

        def replaced(*paths: Any, **more: Any) -> None:
            self.pass_by("file replace", "before")
            replace(*paths, **more)
            self.pass_by("file replace", "after")

        put_in_place(os, open=made, fsync=synced, link=linked, replace=replaced)

    async def _half(self, stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The stream unchanged. Between its parts the process may end too."""
        async for part in stream:
            yield part
            self.pass_by("file put", "half")

    # --- answers to a webhook ---

    def _wrap_answers(self) -> None:
        write_eof = web.Response.write_eof

        async def answered(response: web.Response, data: bytes = b"") -> None:
            is_webhook = response._req is not None and response._req.method == "POST"
            if is_webhook:
                self.pass_by("answer webhook", "before")
            await write_eof(response, data)
            if is_webhook:
                self.pass_by("answer webhook", "after")

        put_in_place(web.Response, write_eof=answered)


def note_change(connection: Connection, cursor: Any, statement: str, *_: Any) -> None:
    """Remembers at the connection that its transaction changes rows."""
    if statement.lstrip()[:6].upper() in WRITING and cursor.rowcount:
        connection.info[CHANGED] = True


def forget_change(connection: Connection) -> None:
    """A new transaction has changed nothing yet."""
    connection.info.pop(CHANGED, None)


def put_in_place(owner: Any, **wrapped: Any) -> None:
    """The wrapped functions instead of the owner's."""
    for name, function in wrapped.items():
        setattr(owner, name, function)


def info_of(connection: AsyncConnection) -> Any:
    """What is noted at a connection."""
    return {} if connection.sync_connection is None else connection.sync_connection.info


def borrower(frame: FrameType | None) -> str:
    """Who commits, as module and function of the house; a use case behind a decorator by its own name."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        whole = frame.f_locals.get("self")
        if isinstance(whole, OnCase | OnWholeLine | OfRequest | OfProgram):
            return f"{whole.run.__module__.rpartition('.')[2]}.{whole.run.__name__}"
        if module.partition(".")[0] in LAYERS and module not in DULL:
            return f"{module.rpartition('.')[2]}.{frame.f_code.co_name}"
        frame = frame.f_back
    return "somebody"


def method_of(url: str) -> str:
    """The Bot API method of an address, never its token."""
    return "download" if "/file/bot" in url else url.rpartition("/")[2].partition("?")[0]
