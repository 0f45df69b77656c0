"""The connection of a test, or of the demo, to a running simulator."""

from typing import Any, Self

import aiohttp


class Refused(Exception):
    """The world does not let this person do that."""


class Api:
    """A client of the simulator at this base address."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    async def get(self, path: str, **query: str | float) -> Any:
        """GET /sim/PATH."""
        return await self._ask("GET", path, params=query)

    async def post(self, path: str, **facts: Any) -> Any:
        """POST /sim/PATH with JSON."""
        return await self._ask("POST", path, json=facts)

    async def upload(self, path: str, form: aiohttp.FormData) -> Any:
        """POST /sim/PATH with files."""
        return await self._ask("POST", path, data=form)

    async def _ask(self, verb: str, path: str, **details: Any) -> Any:
        if self._session is None:
            raise Refused("use the world as an async context manager")
        async with self._session.request(verb, f"{self._base}/sim/{path}", **details) as answer:
            body = await answer.json()
            if answer.status >= 400:
                raise Refused(body["error"])
            return body
