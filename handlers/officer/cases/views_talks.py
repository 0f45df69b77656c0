"""The joint talk: its record before it is stored, and in the opened report."""

from bot.domain.cases.assessment.assessment import SCALES
from bot.domain.cases.case import Case
from bot.domain.notices.officer.talks import RecordPreview
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.desk_end import desk_end
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, agency_names


async def preview(context: RenderContext, row: OutboxRow, said: RecordPreview) -> Rendered:
    """What was agreed, what it does to the class, who is told."""
    locale = row.locale
    lines = [context.text("staff-record-preview", locale, number=str(said.number))]
    lines += [f"{context.text(f'staff-scale-{s}', locale)} {_level(context, locale, said, s)}" for s in SCALES]
    bodies = agency_names(context, locale, said.hears)
    named = {name: context.text(f"urgency-{one.value}", locale) for name, one in (("was", said.was), ("to", said.to))}
    comes = [context.text(_consequence(said), locale, **named)]
    comes.append(context.text("staff-record-hears", locale, agencies=bodies))
    text = "\n".join(lines) + f"\n\n{quoted(said.words)}\n\n" + "\n".join(comes)
    return Rendered(text, (desk_end(context, locale, said.number, "record"),), protect=True)


def _level(context: RenderContext, locale: str, said: RecordPreview, scale: str) -> str:
    return context.text(f"staff-{scale}-{getattr(said, scale)}", locale)


def _consequence(said: RecordPreview) -> str:
    """Which text says what the record does to the class."""
    if said.to.rank > said.was.rank:
        return "staff-record-class-higher"
    if said.to is said.was:
        return "staff-record-class-same"
    return "staff-record-class-proposed" if said.leads else "staff-record-class-stands"


def talk_lines(context: RenderContext, locale: str, case: Case) -> list[str]:
    """The joint talks and what was agreed in each: a part of the opened report."""
    lines = [context.text("staff-story-talks", locale)] if case.talks else []
    for talk in case.talks:
        if talk.recorded_at is None or talk.agency is None:
            lines.append(context.text("staff-story-talk-waits", locale, due=talk.due_at, number=str(case.number)))
            continue
        values = {scale: getattr(talk, scale) for scale in SCALES}
        body = agency_name(context, locale, talk.agency)
        lines.append(context.text("staff-story-talk", locale, at=talk.recorded_at, agency=body, **values))
        lines.append(quoted(talk.decision))
    return ["\n".join(lines)] if lines else []


VIEWS = no_views().on(RecordPreview, preview)
