"""Who leads a case: the question in the group of the body that is asked, its reasons, sentences to all who must
know."""

from bot.domain.access.waiting import asked_to_lead as asked_body
from bot.domain.cases.stages.transfer import RETURN_REASONS, deadlines_of_transfer
from bot.domain.cases.work import TransferState
from bot.domain.intake.facts import rough_age
from bot.domain.notices.notice import ToAgency
from bot.domain.notices.officer.handing_over import AskedToLead, GiveBackWhy, WhoLeads
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.buttons_bodies import AcceptLead, GiveBack, GiveBackReason
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, listed


async def asked_to_lead(context: RenderContext, row: OutboxRow, said: AskedToLead) -> Rendered | None:
    """What a card shows of the case, by when to answer, and the buttons; afterwards only that it was answered."""
    agency = row.notice.to.agency if isinstance(row.notice.to, ToAgency) else said.agency
    if row.notice.case is None or agency is None:
        return None
    locale, number = row.locale, str(said.number)
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
    if not case.transfers:
        return None
    waiting, deadlines = case.transfer, deadlines_of_transfer(case)
    if waiting is None or asked_body(case) != agency or not deadlines:
        has_accepted = case.lead == agency and case.transfers[-1].state is TransferState.ACCEPTED
        key = "staff-asked-accepted" if has_accepted else "staff-asked-to-lead-over"
        return Rendered(context.text(key, locale, number=number))
    text = context.text(
        "staff-asked-to-lead",
        locale,
        number=number,
        urgency=context.text(f"urgency-{case.urgency.value}", locale),
        harms=listed(context, locale, "harm", list(case.harms)),
        age=context.text(f"o-age-{rough_age(case.age_band)}", locale),
        area=context.text(f"area-{case.area}", locale),
        due=deadlines[0].due_at,
        **{"from": agency_name(context, locale, waiting.from_agency)},
    )
    accept = Key(context.text("button-accept-lead", locale), pack(AcceptLead(case.number)), style="success")
    return Rendered(text, ((accept, Key(context.text("button-give-back", locale), pack(GiveBack(case.number)))),))


async def give_back(context: RenderContext, row: OutboxRow, said: GiveBackWhy) -> Rendered:
    """The reasons, as buttons."""
    keys = [
        (Key(context.text(f"giveback-{reason}", row.locale), pack(GiveBackReason(said.number, reason))),)
        for reason in RETURN_REASONS
    ]
    keep = (Key(context.text("button-keep", row.locale), pack(GiveBackReason(said.number, "back"))),)
    return Rendered(context.text("staff-giveback-why", row.locale, number=str(said.number)), (*keys, keep))


async def who_leads(context: RenderContext, row: OutboxRow, said: WhoLeads) -> Rendered:
    """One line about who leads."""
    named = {"from": agency_name(context, row.locale, said.from_agency)}
    named |= {"agency": agency_name(context, row.locale, said.agency)}
    due = {} if said.due_at is None else {"due": said.due_at}
    text = context.text(said.key, row.locale, number=str(said.number), urgency=said.urgency.value, **named, **due)
    return Rendered(text)


VIEWS = no_views().on(AskedToLead, asked_to_lead).on(GiveBackWhy, give_back).on(WhoLeads, who_leads)
