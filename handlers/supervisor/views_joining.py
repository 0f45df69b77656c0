"""What is told when somebody joins, and when a body shall get another group."""

from bot.domain.notices.officer.staff import StaffJoined
from bot.domain.notices.supervisor.groups import GroupAsked, GroupChangeAsked, GroupChanged, GroupWaits
from bot.domain.queues.delivery import OutboxRow
from handlers.supervisor.buttons import DecideNewGroup
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.quotation import in_line
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name


async def staff_joined(context: RenderContext, row: OutboxRow, said: StaffJoined) -> Rendered:
    """Says who has got which right."""
    agency = agency_name(context, row.locale, said.agency) if said.agency else ""
    what = context.text(f"staff-joined-{said.what}", row.locale, agency=agency)
    key = "staff-joined" if said.name else "staff-joined-by-settings"
    return Rendered(context.text(key, row.locale, what=what, name=in_line(said.name)))


async def group_asked(context: RenderContext, row: OutboxRow, said: GroupAsked) -> Rendered:
    """The question about a new group. Supervisors get it with two buttons, administrators without buttons."""
    locale, told = row.locale, {"agency": agency_name(context, row.locale, said.agency), "title": in_line(said.title)}
    if not said.asks:
        return Rendered(context.text("staff-group-asked-admin", locale, **told))
    yes, no = (
        Key(context.text(f"button-new-group-{what}", locale), pack(DecideNewGroup(said.agency, what)))
        for what in ("yes", "no")
    )
    return Rendered(context.text("staff-group-asked", locale, **told, body=said.agency), ((yes,), (no,)))


async def group_waits(context: RenderContext, row: OutboxRow, said: GroupWaits) -> Rendered:
    """The message in the new group."""
    return Rendered(context.text("staff-group-waits", row.locale, agency=agency_name(context, row.locale, said.agency)))


async def group_change_asked(context: RenderContext, row: OutboxRow, said: GroupChangeAsked) -> Rendered:
    """The question in the present group."""
    agency = agency_name(context, row.locale, said.agency)
    return Rendered(context.text("staff-group-change-asked", row.locale, agency=agency))


async def group_changed(context: RenderContext, row: OutboxRow, said: GroupChanged) -> Rendered:
    """The message in the former group."""
    agency = agency_name(context, row.locale, said.agency)
    return Rendered(context.text("staff-group-changed", row.locale, agency=agency))


VIEWS = (
    no_views()
    .on(StaffJoined, staff_joined)
    .on(GroupAsked, group_asked)
    .on(GroupWaits, group_waits)
    .on(GroupChangeAsked, group_change_asked)
    .on(GroupChanged, group_changed)
)
