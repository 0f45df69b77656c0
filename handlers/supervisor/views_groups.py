"""News of bodies' groups: bound, lost, refusing, back; and whom to call meanwhile."""

from bot.domain.notices.supervisor.groups import (
    GroupAdded,
    GroupBack,
    GroupBound,
    GroupGreeting,
    GroupHidden,
    GroupLost,
    GroupNews,
    GroupOpen,
    GroupRefuses,
    LanguageChoice,
    NobodyKnows,
)
from bot.domain.people import OVERSIGHT
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.buttons import StaffLanguage
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.links import own_chat_link
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import View, no_views
from handlers.wording import agency_name


def of_group(key: str, of_oversight: str) -> View[GroupNews]:
    """One text about a body's group, with the cause; another one about the oversight group."""

    async def view(context: RenderContext, row: OutboxRow, said: GroupNews) -> Rendered:
        agency = agency_name(context, row.locale, said.agency)
        words = of_oversight if said.agency == OVERSIGHT else key
        return Rendered(context.text(words, row.locale, agency=agency, cause=said.cause.value))

    return view


async def group_bound(context: RenderContext, row: OutboxRow, said: GroupBound) -> Rendered:
    """The message to supervisors that a body now has its group."""
    return Rendered(context.text("staff-group-bound", row.locale, agency=agency_name(context, row.locale, said.agency)))


async def greet_agency(context: RenderContext, row: OutboxRow, said: GroupGreeting) -> Rendered:
    """The greeting in the group: which body it belongs to now, and how each officer gets to their own chat."""
    agency = agency_name(context, row.locale, said.agency)
    own = Key(context.text("button-own-chat", row.locale), url=own_chat_link(context.username))
    return Rendered(context.text("staff-welcome-agency", row.locale, agency=agency), ((own,),))


async def nobody_knows(context: RenderContext, row: OutboxRow, said: NobodyKnows) -> Rendered:
    """Which case, which body, which number: what somebody needs who must call at once."""
    key = "staff-nobody-knows" if said.theirs else "staff-nobody-knows-general"
    named = {"agency": agency_name(context, row.locale, said.agency), "urgency": said.urgency.value}
    return Rendered(context.text(key, row.locale, number=str(said.number), phone=said.phone, **named))


async def group_open(context: RenderContext, row: OutboxRow, said: GroupOpen) -> Rendered:
    """The message in a group where the bot may write again."""
    return Rendered(context.text("staff-group-open", row.locale))


async def language(context: RenderContext, row: OutboxRow, said: LanguageChoice) -> Rendered:
    """The choice of languages for a group."""
    names = context.profile.languages
    keys = tuple((Key(context.text("language-name", name), pack(StaffLanguage(name))),) for name in names)
    return Rendered(context.text("staff-language-which", row.locale), keys)


VIEWS = (
    no_views()
    .on(GroupLost, of_group("staff-lost-group", "staff-oversight-lost"))
    .on(GroupRefuses, of_group("staff-group-refuses", "staff-oversight-refuses"))
    .on(GroupBack, of_group("staff-group-back", "staff-oversight-back"))
    .on(GroupHidden, of_group("staff-group-hidden", "staff-group-hidden"))
    .on(GroupAdded, of_group("staff-group-added", "staff-group-added"))
    .on(GroupBound, group_bound)
    .on(GroupGreeting, greet_agency)
    .on(GroupOpen, group_open)
    .on(NobodyKnows, nobody_knows)
    .on(LanguageChoice, language)
)
