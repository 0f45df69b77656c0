"""Who has handed which case on, and why: the reason is sealed under the case's key and dies with it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, literal_column, or_, select, union

from bot.domain.cases.lists import Recusal
from bot.domain.ids import CaseId, PersonKey
from storage.cases.tables import recusals
from storage.crypto.vault import Unreadable
from storage.database.tables import cases
from storage.database.values import Shape
from storage.people.tables import locks, staff
from storage.session import Session

RECUSAL: Shape[Recusal] = Shape(Recusal)
WHO = select(recusals).where(recusals.c.case == bindparam("case"))
MAYBE = union(select(staff.c.person), select(locks.c.person))
"""Whoever can have handed a case on."""


class Recusals:
    """`bot.ports.cases.RecusalStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, recusal: Recusal) -> None:
        """From this commit on the person is out of the case."""
        sealed = await self._session.seal(recusal.case, RECUSAL, recusal, f"recusals|{recusal.person}")
        row = {"case": recusal.case, "person": recusal.person, "at": recusal.at, "sealed": sealed}
        await self._session.upsert(recusals, row)

    async def who(self, case: CaseId) -> frozenset[PersonKey]:
        """Everybody who has handed the case on."""
        return frozenset([await self.whose(row) for row in await self._session.rows(WHO, {"case": case})])

    async def whose(self, row: Any) -> PersonKey:
        """Who has handed the case on by this row, whatever somebody has written into it by hand: its sealed part opens
        under that person's key alone. Raises Unreadable where it opens under nobody's: then the case is shut."""
        if self._session.is_genuine(recusals, row):
            return PersonKey(row.person)
        for person in await self._session.connection.scalars(MAYBE):
            with suppress(Unreadable):
                return (await self.opened(row.case, row.sealed, person)).person
        raise Unreadable("changed")

    async def opened(self, case: CaseId, sealed: bytes, person: str) -> Recusal:
        """What somebody said on handing the case on. Raises Unreadable where it was not this person."""
        return await self._session.open(case, RECUSAL, sealed, f"recusals|{person}")

    async def of_case(self, case: CaseId) -> Sequence[Recusal]:
        """All of them, in the order they came."""
        found = select(recusals).where(recusals.c.case == case).order_by(recusals.c.at, recusals.c.person)
        rows = (await self._session.connection.execute(found)).all()
        return [await self.opened(case, row.sealed, await self.whose(row)) for row in rows]

    async def cases_of(self, person: PersonKey, since: datetime | None = None) -> Sequence[CaseId]:
        """The cases that this person has handed on; with `since` without those that were closed before."""
        found = select(recusals.c.case).where(recusals.c.person == person).order_by(recusals.c.case)
        if since is not None:
            lately = or_(cases.c.open, cases.c.closed_at.is_(None), cases.c.closed_at >= since)
            found = found.join(cases, cases.c.id == recusals.c.case).where(lately)
        return [CaseId(case) for case in await self._session.connection.scalars(found)]


def handed_on_by_none(persons: frozenset[PersonKey]) -> ColumnElement[bool]:
    """Cases that none of these people has handed on: asked of each case that is looked at, however many they have. The
    offset says so to PostgreSQL, which would read all of theirs for each case."""
    theirs = (recusals.c.case == cases.c.id) & recusals.c.person.in_(persons)
    return ~select(recusals.c.case).where(theirs).offset(literal_column("0")).correlate(cases).exists()
