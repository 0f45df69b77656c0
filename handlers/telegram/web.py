"""The two small web applications: health, readiness and metrics for the operator; the webhook for Telegram."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from http import HTTPStatus

from aiohttp import web

from handlers.telegram.receiving.receive import BODY_LIMIT
from handlers.telegram.receiving.webhook import Webhook

WEBHOOK_PATH = "/telegram"
Report = Mapping[str, object]
"""What a process tells of itself, by name."""


def status_app(report: Callable[[], Awaitable[Report]], is_ready: Callable[[], Awaitable[bool]]) -> web.Application:
    """Routes /health /ready /metrics."""

    async def on_health(_: web.Request) -> web.Response:
        facts = await report()
        status = HTTPStatus.SERVICE_UNAVAILABLE if is_still(facts) else HTTPStatus.OK
        return web.json_response({key: _shown(value) for key, value in facts.items()}, status=status)

    async def on_ready(_: web.Request) -> web.Response:
        return web.Response(status=HTTPStatus.OK if await is_ready() else HTTPStatus.SERVICE_UNAVAILABLE)

    async def on_metrics(_: web.Request) -> web.Response:
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415 - a start needs no metrics

        from handlers.telegram.metrics import Numbers  # noqa: PLC0415

        registry = CollectorRegistry()
        registry.register(Numbers(await report()))
        return web.Response(body=generate_latest(registry), headers={"Content-Type": "text/plain; version=0.0.4"})

    app = web.Application(client_max_size=1024)
    app.add_routes([web.get("/health", on_health), web.get("/ready", on_ready), web.get("/metrics", on_metrics)])
    return app


def webhook_app(webhook: Webhook, path: str = WEBHOOK_PATH) -> web.Application:
    """POST `path` for Telegram, and nothing else."""
    app = web.Application(client_max_size=BODY_LIMIT)
    app.router.add_post(path, webhook.receive)
    return app


def is_still(facts: Report) -> bool:
    """Whether any part makes no progress."""
    still = facts.get("standing_still")
    return isinstance(still, Mapping) and any(still.values())


def _shown(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
