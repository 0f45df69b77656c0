"""The whole case for the officer on call of the police: what is shown before, the call, what the giver is told."""

from bot.domain.cases.stages.handover import SILENT_AFTER, newest
from bot.domain.cases.work import HandoverState
from bot.domain.notices.officer.handover import HandedOver, HandoverPreview, HandoverTold
from bot.domain.queues.delivery import OutboxRow
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer.desk_end import desk_end
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name


async def preview(context: RenderContext, row: OutboxRow, said: HandoverPreview) -> Rendered:
    """What goes to whom, what stays closed, what follows."""
    locale, named = row.locale, {"agency": agency_name(context, row.locale, said.to)}
    text = context.text(
        "staff-handover-preview",
        locale,
        number=str(said.number),
        places=said.places,
        files=said.files,
        minutes=int(SILENT_AFTER.total_seconds() // 60),
        **named,
    )
    key = "leads" if said.leads else "has-part" if said.joins is None else "joins"
    part = context.text(f"staff-handover-{key}", locale, time=said.joins, **named)
    keys = (desk_end(context, locale, said.number, "handover"),)
    return Rendered(f"{text}\n\n{part}", keys, protect=True)


async def handed_over(context: RenderContext, row: OutboxRow, said: HandedOver) -> Rendered | None:
    """The message to the officer on call. None when the case was handed to somebody else since, or when the handover is
    over."""
    if row.notice.case is None:
        return None
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
    last, number = newest(case), said.number
    if last is None or not case.is_open:
        return None
    names = {"from": agency_name(context, row.locale, said.agency)}
    text = context.text("staff-handed-over", row.locale, number=str(number), urgency=case.urgency.value, **names)
    everything = Key(context.text("button-handed", row.locale), pack(h.OpenHanded(number)), style="primary")
    part = case.task(last.to)
    if part is None or not part.is_awaited:
        return Rendered(text, ((everything,),))
    take = Key(context.text("button-take", row.locale), pack(b.Take(number)), style="success")
    return Rendered(text, ((everything,), (take,)))


async def handover_told(context: RenderContext, row: OutboxRow, said: HandoverTold) -> Rendered | None:
    """The message to the person who handed the case over. None for news that no longer holds."""
    async with context.reading() as uow:
        case = await uow.cases.by_number(said.number)
    last = None if case is None else newest(case)
    if last is None or last.at != said.handed_at:
        return None
    if said.news == "silent" and (last.state is not HandoverState.CALLED or case is None or not case.is_open):
        return None
    news = "opened" if last.state is HandoverState.OPENED else said.news
    at = {"at": last.opened_at} if last.opened_at is not None else {}
    phone = context.profile.phone_of(last.to)[0]
    named = {"agency": agency_name(context, row.locale, last.to), "phone": phone, "number": str(said.number)}
    return Rendered(context.text(f"staff-handover-{news}", row.locale, **named, **at))


VIEWS = no_views().on(HandoverPreview, preview).on(HandedOver, handed_over).on(HandoverTold, handover_told)
