"""What is around a district: the time, and who sits in which groups."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.domain.errors import Unreachable
from bot.domain.ids import AgencyKey, UserId
from bot.domain.people import Belonging


@dataclass
class Time:
    """Stands still until it is moved."""

    at: datetime = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def move(self, **units: float) -> None:
        self.at += timedelta(**units)


@dataclass
class Sitting:
    """Who sits in which groups, as Telegram would answer."""

    groups: dict[UserId, frozenset[AgencyKey]] = field(default_factory=dict)
    away: set[UserId] = field(default_factory=set)
    """Of whom no group can be asked just now."""

    async def belonging(self, user: UserId) -> Belonging:
        if user in self.away:
            raise Unreachable("telegram")
        return Belonging(self.groups.get(user, frozenset()))
