"""`python -m bot invite`: links that bind a group or give rights, each good for one use."""

import sys
from functools import partial

import typer

from bot.cli.check import Check
from bot.cli.ending import complain, finished, out, settings_or_exit
from bot.cli.terminal import show_code
from bot.contention import again_at_once
from bot.domain.ids import AgencyKey
from bot.logs import configure_logs
from bot.runtime.components import open_components, services_of
from bot.settings import Settings
from bot.usecases.access.membership import make_invite
from handlers.telegram.connection.transport import AiohttpRequest
from handlers.telegram.text.links import invite_link

invite = typer.Typer(no_args_is_help=True, help="Print a one-time link (good for seven days) and its QR code.")


@invite.command("agency")
def invite_agency(key: str) -> None:
    """Adding the bot to a group by this link binds the group to the agency."""
    _invite("agency", key)


@invite.command("oversight")
def invite_oversight() -> None:
    """Binds the supervisors' group."""
    _invite("oversight", None)


@invite.command("supervisor")
def invite_supervisor() -> None:
    """Makes the person who opens the link a supervisor."""
    _invite("supervisor", None)


@invite.command("auditor")
def invite_auditor() -> None:
    """Makes the person who opens the link an auditor: numbers and lateness, no case."""
    _invite("auditor", None)


@invite.command("head")
def invite_head(key: str) -> None:
    """Makes the person who opens the link head of the agency."""
    _invite("head", key)


def _invite(what: str, key: str | None) -> None:
    settings = settings_or_exit()
    configure_logs("json error")
    finished(_print_invite(settings, what, AgencyKey(key.upper()) if key else None))


async def _print_invite(settings: Settings, what: str, agency: AgencyKey | None) -> None:
    username = await _username(settings)
    components = await open_components(settings)
    try:
        made = partial(make_invite, services_of(components), components.clock.now(), what, agency)
        secret = await again_at_once(made)
    finally:
        await components.database.close()
    import segno  # noqa: PLC0415 - only an invite draws one

    link = invite_link(username, what, secret)
    out.print(f"One-time link ({' '.join([what, agency or '']).strip()}), good for seven days:", highlight=False)
    out.print(link, soft_wrap=True, highlight=False, markup=False)
    show_code(segno.make(link, error="l"), sys.stdout)


async def _username(settings: Settings) -> str:
    checked = Check(settings, out)
    me = await checked.who_am_i(AiohttpRequest(proxy=settings.proxy_address))
    if me is None:
        complain("Bot API", ["does not answer, or refuses the token: python -m bot check"])
        raise typer.Exit(1)
    return me.username or ""
