"""Which notices call a body, and how long one is on its way."""

from datetime import datetime, timedelta

from bot.domain.notices.notice import Mode, Notice, ToAgency
from bot.domain.notices.officer.cases import Card


def is_alert(notice: Notice, *, stands: bool) -> bool:
    """Whether the notice is a card that comes to a body as a new message. An edit of the message that `stands` there
    calls nobody."""
    is_new = notice.mode is not Mode.DELETE and (notice.mode is not Mode.EDIT or not stands)
    return is_new and isinstance(notice.content, Card) and isinstance(notice.to, ToAgency)


def on_its_way(notice: Notice, made_at: datetime, now: datetime) -> timedelta:
    """How long it took until now, since it was written or since the moment until which it had to wait."""
    return now - max(made_at, notice.not_before or made_at)
