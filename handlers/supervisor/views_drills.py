"""How a drill is begun, and what it has shown."""

from collections.abc import Sequence

from bot.domain.cases.stages.drill import Showing
from bot.domain.ids import AgencyKey
from bot.domain.notices.officer.drills import DrillAsk, DrillCall, DrillOver
from bot.domain.queues.delivery import OutboxRow
from handlers.supervisor.buttons import Drill
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, agency_names

IN_A_ROW = 2


async def drill_ask(context: RenderContext, row: OutboxRow, said: DrillAsk) -> Rendered:
    """Asks which harm; then shows whom it calls, and the button that begins it."""
    locale = row.locale
    if not said.harm:
        keys = [Key(context.text(f"harm-{harm}", locale), pack(Drill(harm, ""))) for harm in said.harms]
        rows = tuple(tuple(keys[at : at + IN_A_ROW]) for at in range(0, len(keys), IN_A_ROW))
        return Rendered(context.text("staff-drill-harm", locale), rows)
    harm = context.text(f"harm-{said.harm}", locale)
    lines = [context.text("staff-drill-preview", locale, harm=harm), *(_call(context, locale, c) for c in said.calls)]
    begins = tuple(
        (Key(context.text(f"button-drill-{call.danger}", locale), pack(Drill(said.harm, call.danger))),)
        for call in said.calls
    )
    return Rendered("\n".join(lines), begins)


def _call(context: RenderContext, locale: str, call: DrillCall) -> str:
    return context.text(
        f"staff-drill-calls-{call.danger}",
        locale,
        urgency=call.urgency.value,
        lead=agency_name(context, locale, call.lead),
        others=_names(context, locale, call.supports),
    )


def _names(context: RenderContext, locale: str, bodies: Sequence[AgencyKey]) -> str:
    return agency_names(context, locale, bodies) or "-"


async def drill_over(context: RenderContext, row: OutboxRow, said: DrillOver) -> Rendered:
    """Which bodies have acknowledged, and how soon."""
    head = context.text("staff-drill-over", row.locale, number=str(said.number))
    return Rendered("\n".join([head, *(_shown(context, row.locale, one) for one in said.showings)]))


def _shown(context: RenderContext, locale: str, one: Showing) -> str:
    agency = agency_name(context, locale, one.agency)
    if one.acknowledged_after is None:
        return context.text("staff-drill-silent", locale, agency=agency)
    return context.text("staff-drill-answered", locale, agency=agency, after=one.acknowledged_after)


VIEWS = no_views().on(DrillAsk, drill_ask).on(DrillOver, drill_over)
