"""The small web server: health, readiness, metrics, and the webhook where there is one."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from handlers.receive import BODY_LIMIT, Webhook

WEBHOOK_PATH = "/telegram"

Report = Mapping[str, object]


class _Numbers(Collector):
    """What the last report counted."""

    def __init__(self) -> None:
        self.report: Report = {}

    def collect(self) -> Iterable[Metric]:
        for name, value in self.report.items():
            if name == "alarms" and isinstance(value, Mapping):
                held = GaugeMetricFamily("tipline_alarm", "1 while the alarm holds", labels=["alarm"])
                for alarm, holds in value.items():
                    held.add_metric([str(alarm)], float(holds))
                yield held
            elif isinstance(value, Mapping):
                counted = CounterMetricFamily(f"tipline_{name}", f"{name} by outcome", labels=["outcome"])
                for outcome, count in value.items():
                    counted.add_metric([str(outcome)], float(count))
                yield counted
            elif isinstance(value, int | float):
                yield GaugeMetricFamily(f"tipline_{name}", name.replace("_", " "), float(value))


def web_app(
    report: Callable[[], Awaitable[Report]],
    is_ready: Callable[[], Awaitable[bool]],
    webhook: Webhook | None = None,
    path: str = WEBHOOK_PATH,
) -> web.Application:
    """Routes /health /ready /metrics, and POST `path` for Telegram."""
    numbers, registry = _Numbers(), CollectorRegistry()
    registry.register(numbers)

    async def on_health(_: web.Request) -> web.Response:
        facts = await report()
        return web.json_response({key: _shown(value) for key, value in facts.items()})

    async def on_ready(_: web.Request) -> web.Response:
        return web.Response(status=HTTPStatus.OK if await is_ready() else HTTPStatus.SERVICE_UNAVAILABLE)

    async def on_metrics(_: web.Request) -> web.Response:
        numbers.report = await report()
        return web.Response(body=generate_latest(registry), headers={"Content-Type": "text/plain; version=0.0.4"})

    app = web.Application(client_max_size=BODY_LIMIT)
    app.add_routes([web.get("/health", on_health), web.get("/ready", on_ready), web.get("/metrics", on_metrics)])
    if webhook is not None:
        app.router.add_post(path, webhook.receive)
    return app


def _shown(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
