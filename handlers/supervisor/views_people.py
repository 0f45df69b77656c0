"""The staff as supervisors read them, and what would follow from an act on one of them."""

from bot.domain.ids import PersonKey
from bot.domain.notices.supervisor.people import PeopleList, PersonAsked, PersonRow, PersonShown
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.access.second_factor import name_of
from handlers.officer.buttons_work import PeoplePage
from handlers.supervisor import buttons_people as b
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name

DOES = {"leaves": b.EndRights, "returns": b.GiveRightsBack, "newcode": b.TakeSecondFactorOff}
IN_A_ROW = 2


async def people(context: RenderContext, row: OutboxRow, said: PeopleList) -> Rendered:
    """A page: each with a button."""
    locale = row.locale
    lines = [context.text("staff-people", locale, total=said.total)]
    lines += [_line(context, locale, one, name_of(one.person)) for one in said.rows]
    keys = [Key(name_of(one.person), pack(b.ShowPerson(name_of(one.person)))) for one in said.rows]
    rows = [tuple(keys[at : at + IN_A_ROW]) for at in range(0, len(keys), IN_A_ROW)]
    return Rendered("\n".join(lines), (*rows, *_pages(context, locale, said)))


def _line(context: RenderContext, locale: str, one: PersonRow, name: str) -> str:
    """The code, and the person's roles."""
    by_role = {"supervisor": one.supervisor, "auditor": one.auditor, "left": one.has_left}
    roles = [context.text(f"staff-person-{role}", locale) for role, is_so in by_role.items() if is_so]
    named = (("head", one.heads), ("member", one.bodies))
    roles += [
        context.text(f"staff-person-{role}", locale, agency=agency_name(context, locale, body))
        for role, bodies in named
        for body in bodies
    ]
    return context.text("staff-person-line", locale, who=name, roles=context.text("list-join", locale).join(roles))


def _pages(context: RenderContext, locale: str, said: PeopleList) -> tuple[tuple[Key, ...], ...]:
    """Back and on, as far as there are pages."""
    back = [("button-tasks-back", said.page - 1)] if said.page > 1 else []
    more = [("button-tasks-more", said.page + 1)] if said.more else []
    keys = tuple(Key(context.text(key, locale), pack(PeoplePage(page))) for key, page in (*back, *more))
    return (keys,) if keys else ()


async def person(context: RenderContext, row: OutboxRow, said: PersonShown) -> Rendered:
    """The code, which opens their profile in Telegram where the line knows their account, and what can be done."""
    locale, code = row.locale, name_of(said.row.person)
    text = _line(context, locale, said.row, await _link(context, said.row.person))
    keys = [
        (Key(context.text(f"button-person-{what}", locale), pack(b.AskOfPerson(code, what))),) for what in said.offers
    ]
    back = (Key(context.text("button-people", locale), pack(PeoplePage(1))),)
    return Rendered(text, (*keys, back))


async def _link(context: RenderContext, one: PersonKey) -> str:
    async with context.reading() as uow:
        staff = await uow.staff.get(one)
    return name_of(one) if staff is None else f'<a href="tg://user?id={staff.user}">{name_of(one)}</a>'


async def asked(context: RenderContext, row: OutboxRow, said: PersonAsked) -> Rendered:
    """What follows, and two buttons: do it, or back to the person."""
    locale, code = row.locale, name_of(said.row.person)
    head = _line(context, locale, said.row, await _link(context, said.row.person))
    what = context.text(f"staff-person-{said.what}", locale, who=code, tasks=said.tasks)
    do = Key(context.text(f"button-person-do-{said.what}", locale), pack(DOES[said.what](code)), style="danger")
    back = Key(context.text("button-person-not", locale), pack(b.ShowPerson(code)))
    return Rendered(f"{head}\n\n{what}", ((do,), (back,)))


VIEWS = no_views().on(PeopleList, people).on(PersonShown, person).on(PersonAsked, asked)
