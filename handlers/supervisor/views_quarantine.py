"""What supervisors see of a flood and of the reports that wait."""

from collections.abc import Mapping
from typing import Any

from bot.ports.delivery import OutboxRow
from handlers.officer import buttons as b
from handlers.telegram.buttons import pack
from handlers.telegram.rendered import Key, RenderContext, Rendered, View
from handlers.wording import listed, moment


async def flood(context: RenderContext, row: OutboxRow) -> Rendered:
    """Once for each flood."""
    return Rendered(context.text("staff-flood", row.locale))


async def flood_alarming(context: RenderContext, row: OutboxRow) -> Rendered:
    """Once for each flood in which alarming words could not be kept."""
    return Rendered(context.text("staff-flood-alarming", row.locale))


async def held_waiting(context: RenderContext, row: OutboxRow) -> Rendered:
    """A reminder: so many wait unread."""
    return Rendered(context.text("staff-held-waiting", row.locale, count=row.notice.facts["count"]))


async def held_urgent(context: RenderContext, row: OutboxRow) -> Rendered:
    """So many urgent ones wait; they pass by themselves soon."""
    waits = context.profile.policy.brake.waits_urgent
    return Rendered(context.text("staff-held-urgent", row.locale, count=row.notice.facts["count"], waits=waits))


async def quarantine(context: RenderContext, row: OutboxRow) -> Rendered:
    """The list, two buttons for each."""
    facts, locale = row.notice.facts, row.locale
    found = facts["rows"]
    rows = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
    head = context.text("staff-quarantine-head" if rows else "staff-quarantine-empty", locale, count=facts["total"])
    return Rendered(
        "\n".join([head, *(_line(context, locale, r) for r in rows)]), tuple(_keys(context, locale, r) for r in rows)
    )


def _line(context: RenderContext, locale: str, row: Mapping[str, Any]) -> str:
    harms, urgency = listed(context, locale, "harm", row["harms"]), context.text(f"urgency-{row['urgency']}", locale)
    line = context.text("staff-quarantine-line", locale, number=str(row["number"]), urgency=urgency, harms=harms)
    if row["passes"] is None:
        return f"{line} {context.text('staff-quarantine-kept', locale)}"
    return f"{line} {context.text('staff-quarantine-until', locale, until=moment(row['passes']))}"


def _keys(context: RenderContext, locale: str, row: Mapping[str, Any]) -> tuple[Key, ...]:
    number = int(row["number"])
    let = Key(
        f"{context.text('button-let-through', locale)} · {number}", pack(b.HeldCase(number, "pass")), style="success"
    )
    keep = Key(f"{context.text('button-keep-back', locale)} · {number}", pack(b.HeldCase(number, "keep")))
    return (let, keep) if row["passes"] is not None else (let,)


VIEWS: dict[str, View] = {
    "flood": flood,
    "flood_alarming": flood_alarming,
    "held_waiting": held_waiting,
    "held_urgent": held_urgent,
    "quarantine": quarantine,
}
