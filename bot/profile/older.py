"""What profiles of older versions say in words that have changed since: they go on as they are."""

from typing import Any

NAMED_ALL = "jiulongpo"
"""Until profiles brought texts, those of this district were everybody's. A profile without a base that brings none is
of that time, and keeps them."""


def as_today(data: dict[str, Any]) -> dict[str, Any]:
    """The profile's tables in today's words. `deadlines.reply_p1` was the wish for a call back in P1."""
    limits, deadlines = data.get("limits"), data.get("deadlines")
    if not isinstance(limits, dict) or not isinstance(deadlines, dict) or "reply_p1" not in deadlines:
        return data
    first = limits.get("P1")
    wish = {"P1": first | {"call_back": deadlines["reply_p1"]}} if isinstance(first, dict) else {}
    others = {key: value for key, value in deadlines.items() if key != "reply_p1"}
    return data | {"deadlines": others, "limits": limits | wish}
