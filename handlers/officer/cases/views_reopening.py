"""Views of opening a closed case again by hand: what follows from it."""

from bot.domain.notices.officer.reopening import ReopenPreview
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.desk_end import desk_end
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, agency_names


async def preview(context: RenderContext, row: OutboxRow, said: ReopenPreview) -> Rendered:
    """The reason, who leads, what is due by when, who is told."""
    locale = row.locale
    bodies = agency_names(context, locale, said.hears)
    head = context.text(
        "staff-reopen-preview",
        locale,
        number=str(said.number),
        urgency=context.text(f"urgency-{said.urgency.value}", locale),
    )
    comes = context.text(
        "staff-reopen-comes",
        locale,
        lead=agency_name(context, locale, said.lead),
        agencies=bodies,
        acknowledge=said.acknowledge_by,
        how="call" if said.is_call else "reply",
        reply=said.reply_by,
        outcome=said.outcome_by,
    )
    apart = f"\n{context.text('staff-views-apart', locale)}" if said.is_apart else ""
    return Rendered(
        f"{head}\n{quoted(said.words)}\n\n{comes}{apart}",
        (desk_end(context, locale, said.number, "reopen"),),
        protect=True,
    )


VIEWS = no_views().on(ReopenPreview, preview)
