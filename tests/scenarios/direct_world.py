"""People of a simulated world that runs in the test's own process: they ask its page API without HTTP. What they ask is
answered by the same handlers, and passes through JSON both ways. Over HTTP a look into a chat costs 0.36 ms of CPU
time, without it 0.05, and four in ten calls of a transcript are people's.

Only for tests that wait after each act until the bot is at rest: people are quicker than over HTTP, and time that they
let pass goes faster."""

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.simulator.client import Refused, World
from bot.simulator.page_api import Handler, page_routes, refusals
from bot.simulator.server import Simulator

PART = re.compile(r"{(\w+)(?::([^}]+))?}")
"""A part of a path that has a name, and perhaps a pattern."""

TURNS = 10
"""How often others come between before a question is answered, as they do over HTTP."""


class Asked:
    """What the handlers of the page API read of a request."""

    def __init__(self, path: str, found: Mapping[str, str], query: Mapping[str, str], body: str | None) -> None:
        self.path, self.match_info, self.query = path, found, query
        self.can_read_body = body is not None
        self._body = body or ""

    async def json(self) -> Any:
        """The body."""
        return json.loads(self._body)


class DirectWorld(World):
    """As `World` at the simulator's address. Files are sent over HTTP."""

    def __init__(self, base_url: str, simulator: Simulator) -> None:
        super().__init__(base_url)
        self._handlers = handlers_of(simulator)

    async def _ask(self, verb: str, path: str, **details: Any) -> Any:
        if "data" in details:
            return await super()._ask(verb, path, **details)
        for _ in range(TURNS):
            await asyncio.sleep(0)
        whole = f"/sim/{path}"
        handler, found = next(
            (handler, match.groupdict())
            for method, pattern, handler in self._handlers
            if method == verb and (match := pattern.fullmatch(whole))
        )
        query = {name: str(value) for name, value in details.get("params", {}).items()}
        body = json.dumps(details["json"]) if "json" in details else None
        answer: Any = await refusals(Asked(whole, found, query, body), handler)  # type: ignore[arg-type]
        told = json.loads(answer.body)
        if answer.status >= 400:
            raise Refused(told["error"])
        return told


def handlers_of(simulator: Simulator) -> list[tuple[str, re.Pattern[str], Handler]]:
    """Verb, pattern of the path and handler of each route of the page API."""
    routes = [route for route in page_routes(simulator.cloud) if isinstance(route, web.RouteDef)]
    return [(route.method, pattern_of(route.path), route.handler) for route in routes]


def pattern_of(path: str) -> re.Pattern[str]:
    """A path as aiohttp writes it, as a pattern. It holds no other sign that means something in a pattern."""
    return re.compile(PART.sub(lambda part: f"(?P<{part[1]}>{part[2] or '[^/]+'})", path))
