"""What could not be delivered, worded for supervisors."""

from bot.ports.delivery import OutboxRow
from handlers.officer.buttons import Open
from handlers.telegram.buttons import pack
from handlers.telegram.rendered import Key, RenderContext, Rendered, View
from handlers.wording import agency_name


async def undelivered(context: RenderContext, row: OutboxRow) -> Rendered:
    """Something could not be delivered: to supervisors, with the case it was about."""
    facts, locale = row.notice.facts, row.locale
    number = facts.get("number")
    kind = "staff-undelivered-perhaps" if facts.get("perhaps") else "staff-undelivered"
    kind = f"{kind}-case" if number else kind
    return Rendered(context.text(kind, locale, number=str(number or "-")), _open_again(context, row))


def _open_again(context: RenderContext, row: OutboxRow) -> tuple[tuple[Key, ...], ...]:
    """The key that opens the case of the row, if there is one."""
    number = row.notice.facts.get("number")
    return ((Key(context.text("button-open-again", row.locale), pack(Open(int(str(number))))),),) if number else ()


def of_group(key: str) -> View:
    """Something is wrong between us and a body's group: what, and which case that may keep from it."""

    async def view(context: RenderContext, row: OutboxRow) -> Rendered:
        facts, locale = row.notice.facts, row.locale
        lines = [context.text(key, locale, agency=agency_name(context, locale, str(facts["agency"])))]
        number = facts.get("number")
        lines += [context.text("staff-keeps-case", locale, number=str(number))] if number else []
        return Rendered("\n".join(lines), _open_again(context, row))

    return view


VIEWS: dict[str, View] = {
    "group_silent": of_group("staff-group-silent"),
    "not_taken": of_group("staff-not-taken"),
    "undelivered": undelivered,
}
