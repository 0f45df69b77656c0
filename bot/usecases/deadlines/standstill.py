"""Finds parts that stand still: a minute without progress while there is something to do, whatever the cause. These are
rules over figures."""

from collections.abc import Mapping

STILL = 60.0
"""Seconds without progress after which a part stands still."""
HEARD_OF = 90.0
"""Seconds without progress for figures that only the leader knows. It notes them every half minute."""
DATABASE, INTAKE, HANDLING, SENDING = "database", "intake", "handling", "sending"
PARTS = (DATABASE, INTAKE, HANDLING, SENDING)
PAIRS = {HANDLING: ("handling_waits", "handled_ago"), SENDING: ("sending_waits", "sent_ago")}
"""By part: the figure of the oldest waiting item's age, and the figure of the time since anything was done."""


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
    """Whether so much time has passed. False for a time that is not known."""
    return isinstance(value, int | float) and value > limit


def is_idle(ago: object) -> bool:
    """Whether nothing was done in the last minute. True if nothing was ever done."""
    return ago is None or over(ago, STILL)
