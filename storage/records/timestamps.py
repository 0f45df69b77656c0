"""Moments that outlive a restart: when updates last came in, since when an alarm holds."""

from collections.abc import Mapping
from datetime import datetime

from storage.counters.counters import Counters
from storage.schema import Moment
from storage.session import Session

PREFIX = "at:"


class TimestampTable:
    """`bot.ports.audit.Timestamps`, among the counters."""

    def __init__(self, session: Session) -> None:
        self._counters = Counters(session)

    async def moment(self, name: str) -> datetime | None:
        """The moment of that name; None when there is none."""
        return Moment.moment(await self._counters.value(PREFIX + name))

    async def moments(self, prefix: str) -> Mapping[str, datetime]:
        """All moments whose name begins with `prefix`. The keys are the names without the prefix."""
        begin = PREFIX + prefix
        found = (await self._counters.beginning(begin)).items()
        return {name.removeprefix(begin): at for name, value in found if (at := Moment.moment(value)) is not None}

    async def set_moment(self, name: str, at: datetime | None) -> None:
        """Stores the moment under this name. None deletes it."""
        if at is None:
            await self._counters.forget([PREFIX + name])
        else:
            await self._counters.set(PREFIX + name, Moment.number(at))
