"""The two small web applications: health, readiness and metrics for the operator; the webhook for Telegram."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from handlers.telegram.receive import BODY_LIMIT
from handlers.telegram.webhook import Webhook

WEBHOOK_PATH = "/telegram"

HELD = {
    "alarms": ("tipline_alarm", "alarm", "1 while the alarm holds"),
    "standing_still": ("tipline_standing_still", "part", "1 after a minute without progress, with something to do"),
}
"""Facts that are a yes or no for each of some names: the metric, the label of the names, and what it says."""

Report = Mapping[str, object]


class _Numbers(Collector):
    """What the last report counted."""

    def __init__(self) -> None:
        self.report: Report = {}

    def collect(self) -> Iterable[Metric]:
        for name, value in self.report.items():
            if name in HELD and isinstance(value, Mapping):
                metric, label, words = HELD[name]
                held = GaugeMetricFamily(metric, words, labels=[label])
                for part, holds in value.items():
                    held.add_metric([str(part)], float(holds))
                yield held
            elif isinstance(value, Mapping):
                counted = CounterMetricFamily(f"tipline_{name}", f"{name} by outcome", labels=["outcome"])
                for outcome, count in value.items():
                    counted.add_metric([str(outcome)], float(count))
                yield counted
            elif isinstance(value, int | float):
                yield GaugeMetricFamily(f"tipline_{name}", name.replace("_", " "), float(value))


def status_app(report: Callable[[], Awaitable[Report]], is_ready: Callable[[], Awaitable[bool]]) -> web.Application:
    """Routes /health /ready /metrics."""
    numbers, registry = _Numbers(), CollectorRegistry()
    registry.register(numbers)

    async def on_health(_: web.Request) -> web.Response:
        facts = await report()
        status = HTTPStatus.SERVICE_UNAVAILABLE if is_still(facts) else HTTPStatus.OK
        return web.json_response({key: _shown(value) for key, value in facts.items()}, status=status)

    async def on_ready(_: web.Request) -> web.Response:
        return web.Response(status=HTTPStatus.OK if await is_ready() else HTTPStatus.SERVICE_UNAVAILABLE)

    async def on_metrics(_: web.Request) -> web.Response:
        numbers.report = await report()
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
    """Whether any part stands still."""
    still = facts.get("standing_still")
    return isinstance(still, Mapping) and any(still.values())


def _shown(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
