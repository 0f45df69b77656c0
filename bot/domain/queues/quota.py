"""How many messages may be sent now."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.ids import ChatId


@dataclass(frozen=True)
class Quota:
    """The limits for sending now: a number of rows, and no row to a chat that is busy."""

    limit: int
    busy: frozenset[ChatId]


Quotas: TypeAlias = tuple[Quota, Quota]
"""The usual quota, and the larger one of alerts about danger; rows that use the larger one count in both."""
