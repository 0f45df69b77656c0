"""Counters by name. Each name is one store's own; this is the only folder that writes them."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from sqlalchemy import ScalarSelect, Select, Update, bindparam, case, delete, or_, select, update

from storage.counters.tables import counters
from storage.database.lists import MAY_TAKE_LONG
from storage.session import Session

NEXT_OF = """INSERT INTO counters (name, value) VALUES ('{name}', 1)
ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value"""
"""For a connection to PostgreSQL without SQLAlchemy: makes the next number of a counter."""


VALUE = select(counters.c.value).where(counters.c.name == bindparam("name"))
"""Built once, as are the statements that `beginning_with` gives."""


@lru_cache(maxsize=64)
def beginning_with(prefixes: tuple[str, ...]) -> Select[tuple[str, int]]:
    """The statement that reads the counters whose names begin with one of these."""
    begins = [counters.c.name.startswith(prefix, autoescape=True) for prefix in prefixes]
    return select(counters.c.name, counters.c.value).where(or_(*begins)).execution_options(**MAY_TAKE_LONG)


def the_row(name: str) -> Select[tuple[str, int, bytes | None]]:
    """The statement that reads one counter with its row code."""
    return select(counters).where(counters.c.name == name)


def changed(name: str) -> Update:
    """The statement that changes one counter. The values are given when it is asked."""
    return update(counters).where(counters.c.name == name)


def next_number(name: str, least: ScalarSelect[int]) -> Update:
    """The statement that makes the next number, above `least`: a counter that somebody has set back stops nothing."""
    not_behind = case((counters.c.value < least, least), else_=counters.c.value)
    return changed(name).values(value=not_behind + 1).returning(counters.c.value)


class Counters:
    """The counters in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def begin(self, name: str, value: int = 0) -> bool:
        """Inserts the counter, unless it is there. Returns whether it was not."""
        return bool(await self._session.insert_new(counters, [{"name": name, "value": value}]))

    async def set(self, name: str, value: int) -> None:
        """Inserts the counter, or overwrites it."""
        await self._session.upsert(counters, {"name": name, "value": value})

    async def move(self, name: str, was: int, to: int) -> bool:
        """Whether the counter stood at `was`; then it stands at `to` now."""
        moved = changed(name).where(counters.c.value == was).values(value=to)
        return (await self._session.connection.execute(moved)).rowcount == 1

    async def forget(self, names: Collection[str]) -> None:
        """Deletes these counters."""
        if names:
            await self._session.connection.execute(delete(counters).where(counters.c.name.in_(names)))

    async def value(self, name: str) -> int | None:
        """Where it stands; None where there is none."""
        found: int | None = await self._session.scalar(VALUE, {"name": name})
        return found

    async def values(self, names: Collection[str]) -> Mapping[str, int]:
        """By name, those of these counters that there are."""
        wanted = select(counters.c.name, counters.c.value).where(counters.c.name.in_(names))
        return {row.name: row.value for row in await self._session.connection.execute(wanted)}

    async def beginning(self, *prefixes: str) -> Mapping[str, int]:
        """By name, the counters whose names begin with one of these."""
        return {row.name: row.value for row in await self._session.rows(beginning_with(prefixes), {})}
