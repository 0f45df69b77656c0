"""What is done once a day, as a row: the last day on which it was done."""

from sqlalchemy import select, update

from storage.session import Session
from storage.tables import counters


class Days:
    """`bot.ports.DayBook`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def claim(self, name: str, day: int) -> int | None:
        """The day before; None when somebody did it on this day, or does so at this moment."""
        await self._session.insert_new(counters, [{"name": name, "value": 0}])
        last: int = await self._session.connection.scalar(select(counters.c.value).where(counters.c.name == name)) or 0
        mine = (counters.c.name == name) & (counters.c.value == last)
        if last >= day:
            return None
        done = await self._session.connection.execute(update(counters).where(mine).values(value=day))
        return last if done.rowcount == 1 else None
