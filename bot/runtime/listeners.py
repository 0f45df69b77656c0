"""Where a process listens: health and metrics at one address, the webhook, if there is one, at another."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.settings import Settings
from handlers.telegram.receiving.connection_limits import ConnectionLimits, Entrance
from handlers.telegram.receiving.receive import Intake
from handlers.telegram.receiving.webhook import Webhook
from handlers.telegram.web import WEBHOOK_PATH, Report, status_app, webhook_app

log = structlog.get_logger()


class Listener:
    """One web application at one address, within limits."""

    def __init__(self, app: web.Application, limits: ConnectionLimits | None = None) -> None:
        self._limits = limits or ConnectionLimits()
        self._runner = web.AppRunner(app, access_log=None, keepalive_timeout=self._limits.idle)
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> tuple[str, int]:
        """Listens; gives the address. Raises OSError where somebody else does."""
        await self._runner.setup()
        if self._runner.server is None:
            raise RuntimeError("a runner without a server")
        entrance, loop = Entrance(self._runner.server, self._limits), asyncio.get_running_loop()
        self._server = await loop.create_server(entrance, host, port, backlog=self._limits.connections)
        found: tuple[str, int] = self._server.sockets[0].getsockname()[:2]
        return found

    async def stop(self) -> None:
        """Accept no new requests; those being answered are finished."""
        if self._server is not None:
            self._server.close()
        await self._runner.cleanup()


class Listeners:
    """Both listeners of a process. `address` and `webhook_address` are known once they listen."""

    def __init__(
        self,
        settings: Settings,
        report: Callable[[], Awaitable[Report]],
        is_ready: Callable[[], Awaitable[bool]],
        intake: Intake,
    ) -> None:
        self._settings = settings
        self._status = Listener(status_app(report, is_ready))
        self._hook = self._make_hook(intake) if settings.webhook_url else None
        self.address: tuple[str, int] = ("", 0)
        self.webhook_address: tuple[str, int] = ("", 0)

    async def start(self) -> None:
        """Start both, the webhook last: its calls are answered from the first on."""
        self.address = await self._status.start(*self._settings.address)
        if self._hook is not None:
            self.webhook_address = await self._hook.start(*self._settings.webhook_address)
        log.info("listening", port=self.address[1], webhook_port=self.webhook_address[1])

    async def stop(self) -> None:
        """Stops both listeners."""
        if self._hook is not None:
            await self._hook.stop()
        await self._status.stop()

    def _make_hook(self, intake: Intake) -> Listener:
        settings = self._settings
        webhook = Webhook(intake, settings.webhook_secret.get_secret_value())
        return Listener(webhook_app(webhook, urlsplit(settings.webhook_url).path or WEBHOOK_PATH))
