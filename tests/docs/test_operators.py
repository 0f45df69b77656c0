"""Alert rules and dashboard name only what a scrape of the running bot tells (numbers.md, Operators)."""

import json
import re
from pathlib import Path

import aiohttp
import yaml
from prometheus_client.parser import text_string_to_metric_families

from handlers.telegram.metrics import METRICS, ByName, Numbers
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import running_bot

OPERATE = Path(__file__).parent.parent.parent / "docs/operate"
RULES = yaml.safe_load((OPERATE / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
BOARD = json.loads((OPERATE / "dashboard.json").read_text("utf-8"))
NAMED = re.compile(r"\btipline_[a-z_]+")
SOMETIMES = {"tipline_telegram_pending_updates", "tipline_intake_noted_seconds", "tipline_handling_waits_seconds"}
"""Told only while there is something to tell."""


def told() -> set[str]:
    """The names of all samples, as Prometheus sees them."""
    numbers = Numbers({fact: {"x": 1} if isinstance(metric, ByName) else 1 for fact, metric in METRICS.items()})
    return {sample.name for family in numbers.collect() for sample in family.samples}


def queries() -> list[str]:
    """Every query of the rules and of the dashboard."""
    return [rule["expr"] for rule in RULES] + [t["expr"] for panel in BOARD["panels"] for t in panel["targets"]]


def test_every_dashboard_query_names_an_existing_metric() -> None:
    named = {name for query in queries() for name in NAMED.findall(query)}
    assert named - told() == set()
    assert len(RULES) > 10
    assert len(BOARD["panels"]) > 10


def test_every_metric_is_on_the_dashboard() -> None:
    shown = {name for panel in BOARD["panels"] for t in panel["targets"] for name in NAMED.findall(t["expr"])}
    left = {"tipline_token_refused", "tipline_updates_stored_total", "tipline_updates_not_kept_total"}
    assert told() - shown - left - SOMETIMES - {"tipline_fetches_due_rows", "tipline_fetches_oldest_seconds"} == set()


def test_metric_names_follow_the_conventions() -> None:
    for name in told():
        assert re.fullmatch(r"tipline_[a-z]+(_[a-z]+)*", name)
        assert not name.endswith(("_count", "_sum", "_percent", "_minutes", "_ms"))


async def test_a_scrape_of_the_running_bot_has_every_metric(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        await tell(cast.reporters[0])
        await send(cast.reporters[0])
        host, port = here.app.address
        async with aiohttp.ClientSession() as session, session.get(f"http://{host}:{port}/metrics") as answer:
            families = list(text_string_to_metric_families(await answer.text()))
    scraped = {sample.name for family in families for sample in family.samples}
    named = {name for query in queries() for name in NAMED.findall(query)}
    assert named - scraped - SOMETIMES - {"tipline_fetches_total", "tipline_sending_waits_seconds"} == set()
    assert all(family.documentation for family in families)
