"""Deep links into the bot, as the handlers read them."""

from handlers.groups import GROUP_LINK, PERSON_LINK

TELEGRAM_APP = "https://t.me"


def invite_link(username: str, what: str, secret: str) -> str:
    """Agencies' groups and the oversight group are bound by a startgroup link, people join by a start link."""
    if what in {"agency", "oversight"}:
        return f"{TELEGRAM_APP}/{username}?startgroup={GROUP_LINK}{secret}"
    return f"{TELEGRAM_APP}/{username}?start={PERSON_LINK}{secret}"
