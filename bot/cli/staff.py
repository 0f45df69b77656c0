"""`python -m bot staff`: who has rights of their own, and how they end. Officers are in groups, not here."""

from collections.abc import Sequence
from functools import partial

from rich.console import Console
from rich.table import Table
from telegram import Bot
from telegram.error import TelegramError

from bot.contention import again_at_once
from bot.domain.ids import UserId
from bot.domain.people import Staff
from bot.runtime.components import open_components, services_of
from bot.settings import Settings
from bot.usecases.access.appointments import appointed, dismiss
from handlers.telegram.connection.transport import AiohttpRequest

UNKNOWN = "(Telegram does not say)"


async def show_staff(settings: Settings, out: Console) -> None:
    """A line for each: Telegram's number, the name that Telegram shows today, rights, whether they can be reached."""
    components = await open_components(settings)
    try:
        people = await appointed(services_of(components))
    finally:
        await components.database.close()
    names = await _names(settings, people)
    table = Table("user id", "name", "rights", "", box=None, pad_edge=False)
    for staff in people:
        heard = "" if staff.reachable else "has blocked the bot"
        table.add_row(str(staff.user), names.get(staff.user, UNKNOWN), ", ".join(rights(staff)), heard)
    out.print(table if people else "Nobody has rights of their own: python -m bot invite supervisor", highlight=False)


async def end_rights(settings: Settings, user: int, out: Console) -> None:
    """Supervisor, head and auditor no more, at once. Raises what `dismiss` raises."""
    components = await open_components(settings)
    try:
        named = frozenset(map(UserId, (*settings.supervisors, *settings.admins)))
        ends = partial(dismiss, services_of(components), components.clock.now(), UserId(user), named)
        staff = await again_at_once(ends)
        left = [one for one in await appointed(services_of(components)) if one.supervisor]
    finally:
        await components.database.close()
    out.print(f"{user} was {', '.join(rights(staff))}, and is no more.", highlight=False)
    if not left:
        out.print("Nobody supervises now: python -m bot invite supervisor", highlight=False)
    out.print("Take them out of the Telegram groups too: whoever is in a body's group is its officer, and reads there.")


def rights(staff: Staff) -> list[str]:
    """Names the rights of a member of the staff in words."""
    named = {"supervisor": staff.supervisor, "administrator": staff.admin, "auditor": staff.auditor}
    return [*(word for word, has in named.items() if has), *(f"head of {body}" for body in sorted(staff.heads))]


async def _names(settings: Settings, people: Sequence[Staff]) -> dict[UserId, str]:
    """Asks Telegram for the present names of people, since the line stores no names of its staff."""
    request, found = AiohttpRequest(proxy=settings.proxy_address), dict[UserId, str]()
    bot = Bot(settings.token.get_secret_value(), base_url=settings.bot_base, request=request)
    await request.initialize()
    try:
        for staff in people:
            chat = await bot.get_chat(staff.user)
            found[staff.user] = chat.full_name or UNKNOWN
    except TelegramError:
        return found
    finally:
        await request.shutdown()
    return found
