"""Moments that outlive a restart: when updates last came in, since when an alarm holds."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from storage.database.tables import counters
from storage.schema import Moment
from storage.session import Session

PREFIX = "at:"


class TimestampTable:
    """`bot.ports.audit.Timestamps`, among the counters."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def moment(self, name: str) -> datetime | None:
        """The moment of that name; None when there is none."""
        found = select(counters.c.value).where(counters.c.name == PREFIX + name)
        return Moment.moment(await self._session.connection.scalar(found))

    async def moments(self, prefix: str) -> Mapping[str, datetime]:
        """All moments whose name begins with `prefix`. The keys are the names without the prefix."""
        begin = PREFIX + prefix
        found = select(counters.c.name, counters.c.value).where(counters.c.name.startswith(begin, autoescape=True))
        rows = await self._session.connection.execute(found)
        return {row.name.removeprefix(begin): at for row in rows if (at := Moment.moment(row.value)) is not None}

    async def set_moment(self, name: str, at: datetime | None) -> None:
        """Stores the moment under this name. None deletes it."""
        if at is None:
            await self._session.connection.execute(delete(counters).where(counters.c.name == PREFIX + name))
        else:
            await self._session.upsert(counters, {"name": PREFIX + name, "value": Moment.number(at)})
