"""What could not be delivered, worded for supervisors."""

from bot.ports import OutboxRow
from handlers.buttons import pack
from handlers.buttons_staff import Open
from handlers.rendered import Key, Rendered, Room, View
from handlers.views_oversight import agency_name


async def undelivered(room: Room, row: OutboxRow) -> Rendered:
    """Something could not be delivered: to supervisors, with the case it was about."""
    facts, locale = row.notice.facts, row.locale
    number = facts.get("number")
    kind = "staff-undelivered-perhaps" if facts.get("perhaps") else "staff-undelivered"
    kind = f"{kind}-case" if number else kind
    return Rendered(room.text(kind, locale, number=str(number or "-")), _open_again(room, row))


def _open_again(room: Room, row: OutboxRow) -> tuple[tuple[Key, ...], ...]:
    """The key that opens the case of the row, if there is one."""
    number = row.notice.facts.get("number")
    return ((Key(room.text("button-open-again", row.locale), pack(Open(int(str(number))))),),) if number else ()


def of_group(key: str) -> View:
    """Something is wrong between us and a body's group: what, and which case that may keep from it."""

    async def view(room: Room, row: OutboxRow) -> Rendered:
        facts, locale = row.notice.facts, row.locale
        lines = [room.text(key, locale, agency=agency_name(room, locale, str(facts["agency"])))]
        number = facts.get("number")
        lines += [room.text("staff-keeps-case", locale, number=str(number))] if number else []
        return Rendered("\n".join(lines), _open_again(room, row))

    return view


VIEWS: dict[str, View] = {
    "group_refuses": of_group("staff-group-refuses"),
    "group_silent": of_group("staff-group-silent"),
    "not_taken": of_group("staff-not-taken"),
    "undelivered": undelivered,
}
