"""Words of profiles of older versions that have changed since. Such profiles go on as they are."""

from collections.abc import Mapping
from typing import Any

from bot.domain.report import Path

NAMED_ALL = "jiulongpo"
"""Until profiles brought texts, those of this district were everybody's. A profile without a base that brings none is
of that time, and keeps them."""
NOT_OF_A_CALLER = frozenset({"start", "next_steps", "contact", "contact_hours", "contact_phone"})
"""Questions for somebody who sits at the phone themselves."""


def as_today(data: dict[str, Any]) -> dict[str, Any]:
    """The profile's tables in today's words. `deadlines.reply_p1` was the wish for a call back in P1."""
    limits, deadlines = data.get("limits"), data.get("deadlines")
    if not isinstance(limits, dict) or not isinstance(deadlines, dict) or "reply_p1" not in deadlines:
        return data
    first = limits.get("P1")
    wish = {"P1": first | {"call_back": deadlines["reply_p1"]}} if isinstance(first, dict) else {}
    others = {key: value for key, value in deadlines.items() if key != "reply_p1"}
    return data | {"deadlines": others, "limits": limits | wish}


def with_staff_order(order: Mapping[Path, tuple[str, ...]]) -> dict[Path, tuple[str, ...]]:
    """The order of each path. A profile from before staff intake asks its questions for adults there, too."""
    adult = order.get(Path.ADULT, ())
    return {Path.STAFF: tuple(name for name in adult if name not in NOT_OF_A_CALLER), **order}
