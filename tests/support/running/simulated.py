"""A running simulator with its clock and people, and a bare bot that calls it over HTTP."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.simulator.client import World
from bot.simulator.server import Simulator

TOKEN = "4242:SIMULATED"


@dataclass
class Clock:
    """Stands still until it is moved."""

    at: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def advance(self, delta: timedelta) -> None:
        self.at += delta


class Bot:
    """The bot's side: plain HTTP, nothing hidden."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url
        self.offset = 0

    async def raw(self, method: str, token: str = TOKEN, **params: Any) -> dict[str, Any]:
        """The whole answer, with its HTTP status checked against it."""
        async with self.session.post(f"{self.url}/bot{token}/{method}", json=params) as answer:
            body: dict[str, Any] = await answer.json()
            assert answer.status == (200 if body["ok"] else body["error_code"])
            return body

    async def call(self, method: str, **params: Any) -> Any:
        """The result of a call that works."""
        body = await self.raw(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """The description of a call that is refused."""
        body = await self.raw(method, **params)
        assert not body["ok"], body
        description: str = body["description"]
        return description

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """Fetches what waits and confirms what came before."""
        found: list[dict[str, Any]] = await self.call("getUpdates", offset=self.offset, **params)
        if found:
            self.offset = found[-1]["update_id"] + 1
        return found


@dataclass
class Simulation:
    """Everything a test needs."""

    simulator: Simulator
    url: str
    clock: Clock
    world: World
    bot: Bot
