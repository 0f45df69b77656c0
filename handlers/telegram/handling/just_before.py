"""How it reads that somebody else came first: for the toast over a button, and for a message."""

from bot.domain.errors import JustBefore
from handlers.telegram.text.rendered import Text


def before_line(text: Text, locale: str, before: JustBefore) -> str:
    """What was done to the case just before somebody came second: by which body, and whether it was oneself."""
    act = text(f"staff-history-{before.action}", locale)
    who = text(f"agency-{before.agency}-short", locale) if before.agency else text("staff-before-supervisors", locale)
    key = "staff-before-own" if before.is_own else "staff-before"
    return text(key, locale, at=before.at, act=act, agency=who)
