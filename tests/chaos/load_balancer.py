"""What stands in front of the workers when Telegram calls us: each call goes to one that listens."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp
from aiohttp import web

PASSED = ("X-Telegram-Bot-Api-Secret-Token", "Content-Type")
PASSED_ON = ("Retry-After",)
PATH = "/telegram"
HOOKS = "127.0.0.2"
"""Where workers take in the calls of Telegram: at another address than health, on the same port."""


@dataclass
class Loss:
    """How many more answers are to be lost on their way back, and how many were."""

    left: int
    lost: int = 0


@dataclass
class LoadBalancer:
    """One after the other; a worker that does not listen is passed over, and without any it is a 502."""

    port: int
    behind: Sequence[int]
    losses: list[Loss] = field(default_factory=list)
    _calls: int = 0

    @property
    def url(self) -> str:
        """Where Telegram is told to call."""
        return f"http://127.0.0.1:{self.port}{PATH}"

    def lose(self, times: int) -> Loss:
        """The next calls are taken in, and Telegram does not hear of it."""
        loss = Loss(times)
        self.losses.append(loss)
        return loss

    def is_lost(self) -> bool:
        """Whether the answer of a call that was taken in is lost now."""
        loss = next((loss for loss in self.losses if loss.left), None)
        if loss is None:
            return False
        loss.left, loss.lost = loss.left - 1, loss.lost + 1
        return True

    async def pass_on(self, request: web.Request, session: aiohttp.ClientSession) -> web.Response:
        """To the first of them that answers."""
        body = await request.read()
        headers = {name: request.headers[name] for name in PASSED if name in request.headers}
        self._calls += 1
        for number in range(len(self.behind)):
            target = self.behind[(self._calls + number) % len(self.behind)]
            try:
                async with session.post(f"http://{HOOKS}:{target}{PATH}", data=body, headers=headers) as answer:
                    return self._answer(answer.status, {k: answer.headers[k] for k in PASSED_ON if k in answer.headers})
            except aiohttp.ClientError:
                continue
        return web.Response(status=HTTPStatus.BAD_GATEWAY)

    def _answer(self, status: int, headers: dict[str, str]) -> web.Response:
        is_taken = status == HTTPStatus.OK
        return web.Response(status=HTTPStatus.BAD_GATEWAY if is_taken and self.is_lost() else status, headers=headers)


@asynccontextmanager
async def running(load_balancer: LoadBalancer) -> AsyncIterator[LoadBalancer]:
    """While it listens."""
    async with aiohttp.ClientSession() as session:

        async def pass_on(request: web.Request) -> web.Response:
            return await load_balancer.pass_on(request, session)

        app = web.Application()
        app.router.add_post(PATH, pass_on)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", load_balancer.port).start()
        try:
            yield load_balancer
        finally:
            await runner.cleanup()
