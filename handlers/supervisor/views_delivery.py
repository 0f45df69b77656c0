"""What could not be delivered, worded for supervisors and administrators."""

from bot.domain.notices.supervisor.delivery import GivenUpRows, GroupSilent, NotTaken, Parked, StaffLost, Undelivered
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.buttons import Open
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name


async def undelivered(context: RenderContext, row: OutboxRow, said: Undelivered) -> Rendered:
    """Something could not be delivered: to supervisors, with the case it was about."""
    key = "staff-undelivered-perhaps" if said.perhaps else "staff-undelivered"
    key = f"{key}-case" if said.number else key
    return Rendered(context.text(key, row.locale, number=str(said.number or "-")), _open_again(context, row, said))


def _open_again(
    context: RenderContext, row: OutboxRow, said: Undelivered | GroupSilent | NotTaken
) -> tuple[tuple[Key, ...], ...]:
    """The button that opens the case of the row, if there is one."""
    return ((Key(context.text("button-open-again", row.locale), pack(Open(said.number))),),) if said.number else ()


async def of_group(context: RenderContext, row: OutboxRow, said: GroupSilent | NotTaken) -> Rendered:
    """Something is wrong with a body's group: what, and which case may be kept from it by that."""
    key, locale = "staff-group-silent" if isinstance(said, GroupSilent) else "staff-not-taken", row.locale
    lines = [context.text(key, locale, agency=agency_name(context, locale, said.agency))]
    lines += [context.text("staff-keeps-case", locale, number=str(said.number))] if said.number else []
    return Rendered("\n".join(lines), _open_again(context, row, said))


async def parked(context: RenderContext, row: OutboxRow, said: Parked) -> Rendered:
    """An incoming update was given up."""
    return Rendered(context.text("staff-parked", row.locale))


async def staff_lost(context: RenderContext, row: OutboxRow, said: StaffLost) -> Rendered:
    """A supervisor cannot be reached any more."""
    return Rendered(context.text("staff-staff-lost", row.locale))


async def given_up(context: RenderContext, row: OutboxRow, said: GivenUpRows) -> Rendered:
    """The message to administrators: which rows were given up, and how to look at them."""
    rows = "\n".join(context.text("staff-given-up-row", row.locale, row=name) for name in said.rows)
    return Rendered(f"{context.text('staff-given-up', row.locale, count=said.count)}\n{rows}")


VIEWS = (
    no_views()
    .on(Undelivered, undelivered)
    .on(GroupSilent, of_group)
    .on(NotTaken, of_group)
    .on(Parked, parked)
    .on(StaffLost, staff_lost)
    .on(GivenUpRows, given_up)
)
