"""What /metrics tells, by the names that Prometheus' conventions ask for: units in the name, counters end in _total."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector


class Gauge(NamedTuple):
    """A fact of the report that goes up and down."""

    name: str
    says: str
    per: float = 1.0
    """What the fact is divided by, to come to the unit in the name."""


class Counter(NamedTuple):
    """A fact of the report that only grows; prometheus_client adds _total."""

    name: str
    says: str


class ByName(NamedTuple):
    """A fact that holds a number for each of some names. `label` is what the names are."""

    name: str
    says: str
    label: str
    grows: bool = False


METRICS: Mapping[str, Gauge | Counter | ByName] = {
    "leads": Gauge("tipline_leader", "1 in the process that polls, sends and keeps the deadlines"),
    "last_intake_seconds": Gauge("tipline_last_intake_seconds", "Since an update was last stored by this process"),
    "intake_silent": Gauge("tipline_intake_silent_seconds", "Since polling last had an answer"),
    "intake_noted": Gauge("tipline_intake_noted_seconds", "Since any process last stored an update"),
    "token_refused": Gauge("tipline_token_refused", "1 while Telegram refuses the token"),
    "telegram_pending": Gauge("tipline_telegram_pending_updates", "Updates that Telegram keeps for us"),
    "disk_free_percent": Gauge("tipline_disk_free_ratio", "Free part of the disk", 100.0),
    "database_away": Gauge("tipline_database_away_seconds", "For how long the database has been away"),
    "updates_stored": Counter("tipline_updates_stored", "Updates that were stored by this process"),
    "updates_not_kept": Counter("tipline_updates_not_kept", "Updates over the limits that were not kept"),
    "inbox_oldest_open_seconds": Gauge("tipline_inbox_oldest_open_seconds", "Age of the oldest update not handled"),
    "inbox_open": Gauge("tipline_inbox_open_rows", "Updates not handled yet"),
    "inbox_parked": Gauge("tipline_inbox_parked_rows", "Updates that could not be handled"),
    "inbox_poison": Gauge("tipline_inbox_poison_rows", "Updates over which a process has died"),
    "outbox_oldest_due_seconds": Gauge("tipline_outbox_oldest_due_seconds", "Age of the oldest message due"),
    "outbox_due": Gauge("tipline_outbox_due_rows", "Messages due and not sent"),
    "outbox_waiting": Gauge("tipline_outbox_waiting_rows", "Messages that wait for a group"),
    "outbox_dead": Gauge("tipline_outbox_dead_rows", "Messages that were given up"),
    "fetches_waiting": Gauge("tipline_fetches_waiting_rows", "Files still to be fetched"),
    "fetches_due": Gauge("tipline_fetches_due_rows", "Files to be fetched now"),
    "fetches_parked": Gauge("tipline_fetches_parked_rows", "Files that could not be fetched"),
    "fetches_oldest_seconds": Gauge("tipline_fetches_oldest_seconds", "Age of the oldest file to be fetched"),
    "handling_waits": Gauge("tipline_handling_waits_seconds", "How long the next update has waited"),
    "handled_ago": Gauge("tipline_handled_ago_seconds", "Since an update was last handled"),
    "sending_waits": Gauge("tipline_sending_waits_seconds", "How long the next message has waited"),
    "sent_ago": Gauge("tipline_sent_ago_seconds", "Since a message was last sent"),
    "alarms": ByName("tipline_alarm", "1 while the alarm holds", "alarm"),
    "standing_still": ByName(
        "tipline_standing_still", "1 after a minute without progress, with something to do", "part"
    ),
    "updates": ByName("tipline_updates", "Updates by what became of them", "outcome", grows=True),
    "messages": ByName("tipline_messages", "Messages by what became of them", "outcome", grows=True),
    "fetches": ByName("tipline_fetches", "Files by what became of them", "outcome", grows=True),
}
"""Every number of the report. Words and moments of it are for /health alone."""


class Numbers(Collector):
    """What one report counted."""

    def __init__(self, report: Mapping[str, object]) -> None:
        self.report = report

    def collect(self) -> Iterable[Metric]:
        """A family for each number that the report holds now."""
        for fact, metric in METRICS.items():
            value = self.report.get(fact)
            if isinstance(metric, ByName) and isinstance(value, Mapping):
                yield _by_name(metric, value)
            elif isinstance(metric, Gauge) and isinstance(value, int | float):
                yield GaugeMetricFamily(metric.name, metric.says, float(value) / metric.per)
            elif isinstance(metric, Counter) and isinstance(value, int | float):
                yield CounterMetricFamily(metric.name, metric.says, float(value))


def _by_name(metric: ByName, values: Mapping[object, object]) -> Metric:
    family = CounterMetricFamily if metric.grows else GaugeMetricFamily
    found = family(metric.name, metric.says, labels=[metric.label])
    for name, value in values.items():
        found.add_metric([str(name)], float(value if isinstance(value, int | float) else 0))
    return found
