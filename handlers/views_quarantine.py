"""What supervisors see of a flood and of the reports that wait."""

from collections.abc import Mapping
from typing import Any

from bot.ports import OutboxRow
from handlers import buttons_staff as b
from handlers.buttons import pack
from handlers.rendered import Key, Rendered, Room, View
from handlers.views_oversight import listed, moment


async def flood(room: Room, row: OutboxRow) -> Rendered:
    """Once for each flood."""
    return Rendered(room.text("staff-flood", row.locale))


async def held_waiting(room: Room, row: OutboxRow) -> Rendered:
    """A reminder: so many wait unread."""
    return Rendered(room.text("staff-held-waiting", row.locale, count=row.notice.facts["count"]))


async def quarantine(room: Room, row: OutboxRow) -> Rendered:
    """The list, two buttons for each."""
    facts, locale = row.notice.facts, row.locale
    found = facts["rows"]
    rows = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
    head = room.text("staff-quarantine-head" if rows else "staff-quarantine-empty", locale, count=facts["total"])
    return Rendered(
        "\n".join([head, *(_line(room, locale, r) for r in rows)]), tuple(_keys(room, locale, r) for r in rows)
    )


def _line(room: Room, locale: str, row: Mapping[str, Any]) -> str:
    harms, urgency = listed(room, locale, "harm", row["harms"]), room.text(f"urgency-{row['urgency']}", locale)
    line = room.text("staff-quarantine-line", locale, number=str(row["number"]), urgency=urgency, harms=harms)
    if row["passes"] is None:
        return f"{line} {room.text('staff-quarantine-kept', locale)}"
    return f"{line} {room.text('staff-quarantine-until', locale, until=moment(row['passes']))}"


def _keys(room: Room, locale: str, row: Mapping[str, Any]) -> tuple[Key, ...]:
    number = int(row["number"])
    let = Key(
        f"{room.text('button-let-through', locale)} · {number}", pack(b.HeldCase(number, "pass")), style="success"
    )
    keep = Key(f"{room.text('button-keep-back', locale)} · {number}", pack(b.HeldCase(number, "keep")))
    return (let, keep) if row["passes"] is not None else (let,)


VIEWS: dict[str, View] = {"flood": flood, "held_waiting": held_waiting, "quarantine": quarantine}
