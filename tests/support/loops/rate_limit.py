"""Calls under a rate limit, counted on a given clock."""

from datetime import UTC, datetime, timedelta

from bot.domain.ids import ChatId
from bot.loops.rate_limit import RateLimit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

RITA, EDU = ChatId(1), ChatId(-5)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def spend(limit: RateLimit, chat: ChatId, times: int, at: datetime = NOON) -> None:
    for _ in range(times):
        limit.take(1, at)
        limit.spend(chat, is_group=chat < 0, now=at)
