"""The Bot API over HTTP: reads a call, checks it, lets it take effect, answers; and what can go wrong on the way."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.simulator.calls import (
    methods_chat,
    methods_edit,
    methods_media,
    methods_profile,
    methods_send,
    methods_updates,
)
from bot.simulator.calls.methods import Method, find_method
from bot.simulator.check import checked, real_name
from bot.simulator.cloud import Call, Cloud, make_cloud
from bot.simulator.faults import Fault
from bot.simulator.journal import Entry
from bot.simulator.page_api import page_routes, refusals
from bot.simulator.parameters import Upload, read_parameters
from bot.simulator.refusal import Json, Refusal

# Importing these fills the table of methods.
METHOD_MODULES = (methods_chat, methods_edit, methods_media, methods_profile, methods_send, methods_updates)
_BODY_LIMIT = 64 * 1024 * 1024
_CALL_FAULTS = ("drop_before", "drop_after", "no_answer", "status", "slow", "truncate", "raw")


class Simulator:
    """One bot's Telegram on loopback, in memory."""

    def __init__(
        self,
        *,
        token: str,
        username: str = "tipline_demo_bot",
        now: Callable[[], datetime],
        advance: Callable[[timedelta], None] | None = None,
        flood: bool = True,
    ) -> None:
        self.cloud: Cloud = make_cloud(token, username, now, advance, flood=flood)
        self._runner: web.AppRunner | None = None

    def app(self) -> web.Application:
        """Bot API, page API and page."""
        app = web.Application(client_max_size=_BODY_LIMIT, middlewares=[refusals])
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._call)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._download)
        app.add_routes(page_routes(self.cloud))
        return app

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listens; returns the base address."""
        self._runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0]
        return f"http://{host}:{bound[1]}"

    async def stop(self) -> None:
        """Ends deliveries and connections."""
        await self.cloud.webhook.stop()
        self.cloud.polling.abort("the server stops")
        if self._runner is not None:
            await self._runner.cleanup()

    async def _download(self, request: web.Request) -> web.Response:
        stored = self.cloud.files.at_path(request.match_info["path"])
        if request.match_info["token"] != self.cloud.token:
            return _answer(401, Refusal(401, "Unauthorized").answer())
        if stored is None:
            return _answer(404, Refusal(404, "Not Found").answer())
        fault = self.cloud.faults.take("download", "status", "slow", "drop_before", "truncate")
        if fault is not None:
            await self._spoil_download(request, fault, stored.data)
            if fault.kind == "status":
                headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after else {}
                return web.Response(status=fault.status, headers=headers)
        return web.Response(body=stored.data, content_type="application/octet-stream")

    @staticmethod
    async def _spoil_download(request: web.Request, fault: Fault, data: bytes) -> None:
        """A file that comes late, in part, or not at all."""
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "truncate":
            answer = web.StreamResponse(headers={"Content-Length": str(len(data))})
            await answer.prepare(request)
            await answer.write(data[: len(data) // 2])
        if fault.kind in ("truncate", "drop_before") and request.transport is not None:
            request.transport.abort()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.cloud.token:
            return _answer(401, Refusal(401, "Unauthorized").answer())
        found = find_method(request.match_info["method"])
        if found is None:
            return _unplayed(request.match_info["method"])
        name, function = found
        try:
            raw, uploads = await read_parameters(request)
        except Refusal as refusal:
            return _answer(refusal.code, refusal.answer())
        entry = self.cloud.journal.open(name, raw, self.cloud.clock.now())
        fault = self.cloud.faults.take(name, *_CALL_FAULTS, chat=raw.get("chat_id"), answers="reply_parameters" in raw)
        return await self._with_fault(request, entry, fault, self._outcome(entry, function, raw, uploads))

    async def _with_fault(self, request: web.Request, entry: Entry, fault: Fault | None, outcome: Any) -> web.Response:
        """Lets the call take effect, or not, and answers as the fault wants."""
        if fault is not None and fault.kind in ("drop_before", "status", "raw"):
            outcome.close()
            return _failed(request, entry, fault)
        if fault is not None and fault.kind == "slow":
            try:
                await asyncio.sleep(fault.seconds)
            except asyncio.CancelledError:
                outcome.close()
                raise
        entry.code, body = await outcome
        if fault is not None and fault.kind == "drop_after":
            return _dropped(request, entry)
        if fault is not None and fault.kind == "no_answer":
            await asyncio.sleep(fault.seconds)
            return _dropped(request, entry)
        if fault is not None and fault.kind == "truncate":
            text = json.dumps(body)
            return web.Response(text=text[: len(text) // 2], content_type="application/json")
        return _answer(entry.code, body)

    async def _outcome(self, entry: Entry, function: Method, raw: Json, uploads: dict[str, Upload]) -> tuple[int, Json]:
        try:
            params = checked(entry.method, raw, uploads)
            entry.params = {name: _readable(value) for name, value in params.items()}
            result = await function(self.cloud, Call(entry.method, params, uploads))
        except Refusal as refusal:
            return refusal.code, refusal.answer()
        return 200, {"ok": True, "result": self.cloud.faults.spoil_result(entry.method, result)}


def _readable(value: Any) -> Any:
    return {"file_name": value.name, "file_size": len(value.data)} if isinstance(value, Upload) else value


def _answer(code: int, body: Json) -> web.Response:
    return web.Response(status=code, body=json.dumps(body).encode(), content_type="application/json")


def _unplayed(asked: str) -> web.Response:
    """The server's words for a method that does not exist; other words for one that only this world does not play."""
    name = real_name(asked)
    if name is None:
        return _answer(404, Refusal(404, "Not Found: method not found").answer())
    return _answer(501, Refusal(501, f"Not Implemented: the simulator does not play {name}").answer())


def _failed(request: web.Request, entry: Entry, fault: Fault) -> web.Response:
    if fault.kind == "drop_before":
        return _dropped(request, entry)
    entry.code = fault.status
    if fault.kind == "raw":
        return web.Response(status=fault.status, text=fault.description, content_type="text/html")
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after else {}
    response = _answer(fault.status, fault.answer())
    response.headers.update(headers)
    return response


def _dropped(request: web.Request, entry: Entry) -> web.Response:
    """The line is cut: the caller cannot know whether the call took effect."""
    entry.code = 0
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
