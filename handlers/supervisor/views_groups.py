"""How news of bodies' groups read: lost, refusing, back; and whom to call meanwhile."""

from bot.domain.people import OVERSIGHT
from bot.ports.delivery import OutboxRow
from handlers.telegram.rendered import RenderContext, Rendered, View
from handlers.wording import agency_name


def of_group(key: str, of_oversight: str) -> View:
    """One text about one body's group, and why it is so; another one about the oversight group."""

    async def view(context: RenderContext, row: OutboxRow) -> Rendered:
        facts, locale = row.notice.facts, row.locale
        name = str(facts["agency"])
        agency, words = agency_name(context, locale, name), of_oversight if name == OVERSIGHT else key
        return Rendered(context.text(words, locale, agency=agency, cause=str(facts.get("cause", "gone"))))

    return view


async def nobody_knows(context: RenderContext, row: OutboxRow) -> Rendered:
    """Which case, which body, which number: what somebody needs who is to call at once."""
    facts, locale = row.notice.facts, row.locale
    key = "staff-nobody-knows" if facts["theirs"] else "staff-nobody-knows-general"
    agency = agency_name(context, locale, str(facts["agency"]))
    number, urgency, phone = (str(facts[name]) for name in ("number", "urgency", "phone"))
    return Rendered(context.text(key, locale, agency=agency, number=number, urgency=urgency, phone=phone))


async def group_open(context: RenderContext, row: OutboxRow) -> Rendered:
    """In a group where the bot may write again."""
    return Rendered(context.text("staff-group-open", row.locale))


VIEWS: dict[str, View] = {
    "lost_group": of_group("staff-lost-group", "staff-oversight-lost"),
    "group_refuses": of_group("staff-group-refuses", "staff-oversight-refuses"),
    "group_back": of_group("staff-group-back", "staff-oversight-back"),
    "group_hidden": of_group("staff-group-hidden", "staff-group-hidden"),
    "group_added": of_group("staff-group-added", "staff-group-added"),
    "group_open": group_open,
    "nobody_knows": nobody_knows,
}
