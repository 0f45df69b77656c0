"""How /help reads to staff, and the answer to something that is no command."""

from bot.domain.notices.officer.staff import NotReported, OwnLanguageChoice, StaffHelp
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.buttons import OwnLanguage
from handlers.reporter.buttons import HelpNow, ReportAs
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, agency_names


async def staff_help(context: RenderContext, row: OutboxRow, said: StaffHelp) -> Rendered:
    """Which role they have here, each command with what it does, and that they can report like anybody."""
    locale = row.locale
    lines = [*_roles(context, locale, said), *(command_line(context, locale, name) for name in said.commands)]
    if not said.private:
        return Rendered("\n".join([*lines, "", context.text("staff-help-group", locale)]))
    return Rendered("\n".join([*lines, "", context.text("staff-help-report", locale)]), _keys(context, locale))


def _roles(context: RenderContext, locale: str, said: StaffHelp) -> list[str]:
    """The line above the commands."""
    if not said.private:
        names = agency_names(context, locale, said.bodies)
        return [context.text("staff-help-of-group", locale, agency=names)]
    by_role = {"supervisor": said.supervisor, "auditor": said.auditor, "admin": said.admin}
    roles = [context.text(f"staff-help-{role}", locale) for role, is_so in by_role.items() if is_so]
    named = [("head-of", said.heads), ("member", said.bodies)]
    roles += [
        context.text(f"staff-help-{role}", locale, agency=agency_name(context, locale, key))
        for role, keys in named
        for key in keys
    ]
    head = context.text("staff-help-head", locale, roles=context.text("list-join", locale).join(roles))
    return [head if roles else context.text("staff-help-reader", locale)]


def command_line(context: RenderContext, locale: str, name: str) -> str:
    """What a command does, with an example."""
    words = context.text(f"command-{name}", locale)
    return words if f"/{name}" in words else context.text("staff-help-line", locale, what=words, command=f"/{name}")


async def not_reported(context: RenderContext, row: OutboxRow, said: NotReported) -> Rendered:
    """Says that the words were not reported, which commands there are, and how to report them."""
    key = "staff-not-reported-command" if said.strange else "staff-not-reported"
    names = " ".join(f"/{name}" for name in (*said.commands, "help", "language"))
    lines = [context.text(key, row.locale), names, context.text("staff-not-reported-how", row.locale)]
    return Rendered("\n".join(lines), _keys(context, row.locale), answers=said.message)


def _keys(context: RenderContext, locale: str) -> tuple[tuple[Key, ...], ...]:
    return (
        (Key(context.text("button-report-as", locale), pack(ReportAs())),),
        (Key(context.text("button-help", locale), pack(HelpNow())),),
    )


async def own_language(context: RenderContext, row: OutboxRow, said: OwnLanguageChoice) -> Rendered:
    """One button for each language. Each language is named in its own words, so that whoever reads only that one finds
    it."""
    names = context.profile.languages
    keys = tuple((Key(context.text("language-name", name), pack(OwnLanguage(name))),) for name in names)
    return Rendered(context.text("staff-own-language-which", row.locale), keys)


VIEWS = no_views().on(StaffHelp, staff_help).on(NotReported, not_reported).on(OwnLanguageChoice, own_language)
