"""What may happen to single calls between the bot and Telegram, planned at the pretended server."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.simulator.faults import Fault
from tests.chaos.wrapped_bot import READ

SEND = "sendMessage"
ON_THE_WIRE: Mapping[str, tuple[dict[str, Any], ...]] = {
    "flood": ({"kind": "status", "method": SEND, "times": 3, "status": 429, "retry_after": 1,
               "description": "Too Many Requests: retry after 1"},),
    "flood_bare": ({"kind": "status", "method": SEND, "times": 3, "status": 429, "description": "Too Many Requests"},),
    "server_fault": ({"kind": "status", "method": SEND, "times": 3, "status": 500, "chat": "group"},
                     {"kind": "status", "method": SEND, "times": 2, "status": 500, "chat": "private"}),
    "html_502": ({"kind": "raw", "times": 5, "status": 502, "description": "<html>502 Bad Gateway</html>"},),
    "drop_before": ({"kind": "drop_before", "method": SEND, "times": 2, "chat": "group"},
                    {"kind": "drop_before", "times": 2}),
    "drop_after": ({"kind": "drop_after", "method": SEND, "times": 2, "chat": "group"},
                   {"kind": "drop_after", "times": 2}),
    "slow": ({"kind": "slow", "method": SEND, "times": 2, "seconds": READ + 0.5},
             {"kind": "slow", "method": "getUpdates", "seconds": 1.0}),
    "truncated": ({"kind": "truncate", "method": SEND, "times": 2}, {"kind": "truncate", "method": "getUpdates"}),
    "refused_401": ({"kind": "status", "method": "getUpdates", "status": 401, "description": "Unauthorized"},
                    {"kind": "status", "method": SEND, "status": 401, "description": "Unauthorized"}),
    "refused_404": ({"kind": "status", "method": "getUpdates", "status": 404, "description": "Not Found"},
                    {"kind": "status", "method": SEND, "status": 404, "description": "Not Found"}),
    "repeated": ({"kind": "repeat_update", "method": "getUpdates", "times": 4},),
    "reordered": ({"kind": "reorder_updates", "method": "getUpdates", "times": 4},),
    "poison": ({"kind": "missing_fields", "method": "getUpdates"},),
    "newer_api": ({"kind": "unknown_fields", "times": 12},),
    "deleted_topic": ({"kind": "status", "method": SEND, "status": 400, "chat": "group", "answering": True,
                       "description": "Bad Request: message thread not found"},),
}  # fmt: skip


def faults_of(blow: str) -> list[Fault]:
    """Fresh ones, for the schedule of the server."""
    return [Fault(**({"method": "*"} | facts)) for facts in ON_THE_WIRE[blow]]


def used(faults: list[Fault]) -> Callable[[], int]:
    """How many single calls they have hit so far."""
    planned = sum(fault.times for fault in faults)
    return lambda: planned - sum(fault.times for fault in faults)
