"""What stands still: a minute without progress, with something to do. Rules over figures; whatever the cause."""

from collections.abc import Mapping

STILL = 60.0
"""Seconds."""
HEARD_OF = 90.0
"""The same for what only the leader knows, and notes every half a minute."""
DATABASE, INTAKE, HANDLING, SENDING = "database", "intake", "handling", "sending"
PARTS = (DATABASE, INTAKE, HANDLING, SENDING)
PAIRS = {HANDLING: ("handling_waits", "handled_ago"), SENDING: ("sending_waits", "sent_ago")}
"""Since when the oldest waits, and since when nothing was done."""


def stalled(figures: Mapping[str, object]) -> tuple[str, ...]:
    """The parts that stand still, by figures in seconds: `database_away`, `intake_silent` (of a process that polls),
    `intake_noted` (of any process, as it was noted), and those of PAIRS."""
    found = {
        DATABASE: over(figures.get("database_away"), STILL),
        INTAKE: over(figures.get("intake_silent"), STILL) or over(figures.get("intake_noted"), HEARD_OF),
    }
    for part, (waits, ago) in PAIRS.items():
        found[part] = over(figures.get(waits), STILL) and is_idle(figures.get(ago))
    return tuple(part for part in PARTS if found[part])


def over(value: object, limit: float) -> bool:
    """Whether so much time has passed; what is not known has not."""
    return isinstance(value, int | float) and value > limit


def is_idle(ago: object) -> bool:
    """Whether nothing was done in the last minute; what never was, was not."""
    return ago is None or over(ago, STILL)
