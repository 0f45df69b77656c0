"""The rate limit of this process towards Telegram, made anew whenever the process becomes the leader."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.ids import ChatId
from bot.loops.rate_limit import Limits, RateLimit


class SharedLimit:
    """`limit` is the rate limit of this moment."""

    def __init__(self, limits: Limits, now: datetime) -> None:
        self._limits = limits
        self.limit = RateLimit(limits, now)

    def begin(self, since: datetime, calls: Iterable[tuple[ChatId, datetime]]) -> RateLimit:
        """Go on where the process that led before left off, by the calls that went out since then."""
        self.limit = RateLimit(self._limits, since)
        for chat, at in calls:
            self.limit.take(1, at)
            self.limit.spend(chat, is_group=chat < 0, now=at)
        return self.limit

    def moved(self, old: ChatId, new: ChatId) -> None:
        """A group goes on under another id, and Telegram counts on."""
        self.limit.moved(old, new)
