"""What supervisors see of a flood and of quarantined reports."""

from bot.domain.notices.supervisor.oversight import (
    Flood,
    FloodAlarming,
    QuarantinedRow,
    QuarantinedUrgent,
    QuarantineList,
    QuarantineWaiting,
)
from bot.domain.queues.delivery import OutboxRow
from handlers.officer import buttons as b
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import listed


async def flood(context: RenderContext, row: OutboxRow, said: Flood) -> Rendered:
    """The message about a flood. It is sent once for each flood."""
    return Rendered(context.text("staff-flood", row.locale))


async def flood_alarming(context: RenderContext, row: OutboxRow, said: FloodAlarming) -> Rendered:
    """The message that alarming words could not be stored in a flood. It is sent once for each such flood."""
    return Rendered(context.text("staff-flood-alarming", row.locale))


async def quarantine_waiting(context: RenderContext, row: OutboxRow, said: QuarantineWaiting) -> Rendered:
    """The reminder of how many cases in quarantine wait unread."""
    return Rendered(context.text("staff-held-waiting", row.locale, count=said.count))


async def quarantined_urgent(context: RenderContext, row: OutboxRow, said: QuarantinedUrgent) -> Rendered:
    """The message about how many urgent cases wait in quarantine. They are soon let through by themselves."""
    waits = context.profile.policy.throttle.waits_urgent
    return Rendered(context.text("staff-held-urgent", row.locale, count=said.count, waits=waits))


async def quarantine(context: RenderContext, row: OutboxRow, said: QuarantineList) -> Rendered:
    """The list, with two buttons for each."""
    locale = row.locale
    head = context.text("staff-quarantine-head" if said.rows else "staff-quarantine-empty", locale, count=said.total)
    lines = [head, *(_line(context, locale, one) for one in said.rows)]
    return Rendered("\n".join(lines), tuple(_keys(context, locale, one) for one in said.rows))


def _line(context: RenderContext, locale: str, one: QuarantinedRow) -> str:
    harms, urgency = listed(context, locale, "harm", one.harms), context.text(f"urgency-{one.urgency.value}", locale)
    line = context.text("staff-quarantine-line", locale, number=str(one.number), urgency=urgency, harms=harms)
    if one.passes is None:
        return f"{line} {context.text('staff-quarantine-kept', locale)}"
    return f"{line} {context.text('staff-quarantine-until', locale, until=one.passes)}"


def _keys(context: RenderContext, locale: str, one: QuarantinedRow) -> tuple[Key, ...]:
    number = one.number
    let = Key(
        f"{context.text('button-let-through', locale)} · {number}",
        pack(b.QuarantinedCase(number, "pass")),
        style="success",
    )
    keep = Key(f"{context.text('button-keep-back', locale)} · {number}", pack(b.QuarantinedCase(number, "keep")))
    return (let, keep) if one.passes is not None else (let,)


VIEWS = (
    no_views()
    .on(Flood, flood)
    .on(FloodAlarming, flood_alarming)
    .on(QuarantineWaiting, quarantine_waiting)
    .on(QuarantinedUrgent, quarantined_urgent)
    .on(QuarantineList, quarantine)
)
