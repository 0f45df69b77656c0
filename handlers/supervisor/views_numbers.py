"""How /stats reads: counts, medians, 90th percentiles, shares in time."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.ports.delivery import OutboxRow
from handlers.telegram.rendered import RenderContext, Rendered, View


async def stats(context: RenderContext, row: OutboxRow) -> Rendered:
    """/stats PERIOD: counts, medians, 90th percentiles, shares in time."""
    facts, locale = row.notice.facts, row.locale
    return Rendered(
        "\n".join([context.text(f"staff-stats-{facts['period']}", locale), *numbers(context, locale, facts)])
    )


def numbers(context: RenderContext, locale: str, facts: Mapping[str, Any]) -> list[str]:
    """The lines of statistics."""
    lines = [context.text("staff-stats-total", locale, total=facts["total"], open=facts["open"])]
    lines += [
        context.text("staff-stats-class", locale, urgency=name, count=count)
        for name, count in facts["by_class"].items()
    ]
    for name in ("acknowledge", "assess", "answer", "outcome"):
        span = facts[name]
        if span["done"] == 0 and span["in_time"] is None:
            continue
        lines.append(
            context.text(
                "staff-stats-span",
                locale,
                name=context.text(f"staff-stats-{name}", locale),
                median=_minutes(context, locale, span["median"]),
                p90=_minutes(context, locale, span["p90"]),
                share="-" if span["in_time"] is None else context.text("staff-share", locale, share=span["in_time"]),
            )
        )
    lines.append(context.text("staff-stats-marks", locale, yellow=facts["yellow"], red=facts["red"]))
    return [*lines, context.text("staff-stats-late", locale, late=facts["late"])] if "late" in facts else lines


def _minutes(context: RenderContext, locale: str, minutes: float | None) -> str:
    if minutes is None:
        return "-"
    return context.text("staff-span", locale, span=timedelta(minutes=max(1, round(minutes))))


VIEWS: dict[str, View] = {"stats": stats}
