"""Institutions that must report, as those above them read them: lists, one institution, what was sent to its head."""

from bot.domain.institutions.period import twelve_months
from bot.domain.institutions.registered import AGAIN_IN, SILENT, Registered
from bot.domain.notices.supervisor.institutions import (
    CrowdAtLink,
    DutyReminded,
    HeadInvited,
    InstitutionCard,
    InstitutionList,
    InstitutionRow,
)
from bot.domain.queues.delivery import OutboxRow
from handlers.reporter.screens.views_institution import letter_to
from handlers.supervisor import buttons_institutions as b
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.links import institution_head_link
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name


async def institution_list(context: RenderContext, row: OutboxRow, said: InstitutionList) -> Rendered:
    """A page; and of all institutions how many have no linked account, were silent for a year, never reported."""
    locale = row.locale
    counts = {"total": said.total, "unlinked": said.unlinked, "silent": said.silent, "never": said.never}
    head = "staff-institutions-silent" if SILENT in said.words.split(".") else "staff-institutions"
    lines = [context.text(head, locale, **counts)]
    lines += [_line(context, locale, one) for one in said.rows] or [context.text("staff-institutions-none", locale)]
    keys = [(Key(one.name[:40], pack(b.OpenInstitution(one.code))),) for one in said.rows]
    return Rendered("\n\n".join(lines), (*keys, *_ways(context, locale, said)))


def _line(context: RenderContext, locale: str, one: InstitutionRow) -> str:
    state = "reported" if one.reported else "silent" if one.linked else "unlinked"
    return context.text(
        f"staff-institution-line-{state}",
        locale,
        name=one.name,
        code=one.code,
        kind=context.text(f"institution-kind-{one.kind}", locale),
        area=context.text(f"area-{one.area}", locale),
        above=agency_name(context, locale, one.above),
        linked=one.linked,
    )


def _ways(context: RenderContext, locale: str, said: InstitutionList) -> tuple[tuple[Key, ...], ...]:
    """Buttons: page before and next; only the silent ones, or all again."""
    ways = {"back": said.page - 1 if said.page > 1 else None, "more": said.page + 1 if said.more else None}
    paging = tuple(
        Key(context.text(f"button-tasks-{way}", locale), pack(b.InstitutionsPage(said.words, page)))
        for way, page in ways.items()
        if page is not None
    )
    words = [word for word in said.words.split(".") if word]
    is_silent = SILENT in words
    others = ".".join(word for word in words if word != SILENT) if is_silent else ".".join([*words, SILENT])
    label = "button-institutions-all" if is_silent else "button-institutions-silent"
    narrowed = (Key(context.text(label, locale), pack(b.InstitutionsPage(others, 1))),)
    return (*((paging,) if paging else ()), narrowed)


async def institution(context: RenderContext, row: OutboxRow, said: InstitutionCard) -> Rendered | None:
    """One institution as it is now; None when it no longer exists."""
    locale, window = row.locale, twelve_months(context.now(), context.profile.zone)
    async with context.reading() as uow:
        one = await uow.institutions.registered(said.code)
        if one is None:
            return None
        linked = (await uow.institutions.count_staff([said.code])).get(said.code, 0)
        has_reported = said.code in await uow.institutions.reported([said.code], window)
        heads = await uow.institutions.heads(said.code)
    parts = [_about(context, locale, one)]
    state = "yes" if has_reported else "no"
    parts.append(context.text(f"staff-institution-reported-{state}", locale, linked=linked, heads=len(heads)))
    parts += _dates(context, locale, one)
    if one.offers_acts:
        parts += ["", *_what_follows(context, locale, heads=len(heads), may_remind=said.may_remind)]
    return Rendered("\n".join(parts), _keys(context, locale, one, may_remind=said.may_remind))


def _about(context: RenderContext, locale: str, one: Registered) -> str:
    it = one.institution
    return context.text(
        "staff-institution" if it.is_open else "staff-institution-closed",
        locale,
        name=it.name,
        code=it.code,
        kind=context.text(f"institution-kind-{it.kind}", locale),
        area=context.text(f"area-{it.area}", locale),
        above=agency_name(context, locale, it.above),
        contact=it.contact or "-",
        staff=it.staff or "-",
        children=it.children or "-",
    )


def _dates(context: RenderContext, locale: str, one: Registered) -> list[str]:
    dates = {"trained": one.trained_on, "reminded": one.reminded_on, "suggested": one.suggested_on}
    told = {name: day.isoformat() for name, day in dates.items() if day is not None}
    again = {"again": one.look_again_on.isoformat()} if one.look_again_on is not None else {}
    return [
        context.text(f"staff-institution-{name}", locale, day=day, **(again if name == "suggested" else {}))
        for name, day in told.items()
    ]


def _what_follows(context: RenderContext, locale: str, *, heads: int, may_remind: bool) -> list[str]:
    """What each of the buttons does at once."""
    reminds = [context.text("staff-institution-remind-follows", locale, heads=heads)] if may_remind else []
    return [context.text("staff-institution-head-follows", locale), *reminds]


def _keys(context: RenderContext, locale: str, one: Registered, *, may_remind: bool) -> tuple[tuple[Key, ...], ...]:
    if not one.offers_acts:
        return ()
    rows = [(Key(context.text("button-institution-head", locale), pack(b.InviteHead(one.code))),)]
    if may_remind:
        rows.append((Key(context.text("button-institution-remind", locale), pack(b.RemindDuty(one.code))),))
        rows += [
            (
                Key(
                    context.text("button-institution-suggest", locale, months=months),
                    pack(b.NoteSuggestion(one.code, months)),
                ),
            )
            for months in AGAIN_IN
        ]
    return tuple(rows)


async def head_invited(context: RenderContext, row: OutboxRow, said: HeadInvited) -> Rendered:
    """The link, to be passed on to the head."""
    link = institution_head_link(context.username, said.link)
    name = await _name(context, said.code)
    return Rendered(context.text("staff-institution-head-link", row.locale, name=name, link=link))


async def duty_reminded(context: RenderContext, row: OutboxRow, said: DutyReminded) -> Rendered:
    """Says that the reminder is on record. Where no head has joined, it has the letter, to be handed over in another
    way."""
    name = await _name(context, said.code)
    if said.heads:
        return Rendered(context.text("staff-institution-reminded-now", row.locale, name=name))
    letter = letter_to(context, row.locale, name)
    return Rendered(f"{context.text('staff-institution-no-head', row.locale, name=name)}\n\n{letter}")


async def crowd(context: RenderContext, row: OutboxRow, said: CrowdAtLink) -> Rendered:
    """Says that the poster may hang where everybody passes."""
    return Rendered(context.text("staff-institution-crowd", row.locale, name=await _name(context, said.code)))


async def _name(context: RenderContext, code: str) -> str:
    """The name in the registry now."""
    async with context.reading() as uow:
        one = await uow.institutions.get(code)
    return code if one is None else one.name


VIEWS = (
    no_views()
    .on(InstitutionList, institution_list)
    .on(InstitutionCard, institution)
    .on(HeadInvited, head_invited)
    .on(DutyReminded, duty_reminded)
    .on(CrowdAtLink, crowd)
)
