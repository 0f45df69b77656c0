"""Who has handed which case on, and why: the reason is encrypted under the case's key and dies with it.

The encrypted case says who it was as well. So a row that is written by hand takes no case from anybody, and deleting or
changing a row by hand lets nobody see a case again.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, literal_column, or_, select, union

from bot.domain.cases.lists import Recusal
from bot.domain.ids import CaseId, PersonKey
from storage.cases.case_shape import CaseShape
from storage.cases.tables import cases, recusals
from storage.crypto.vault import Unreadable
from storage.database.values import Shape
from storage.people.tables import second_factors, staff
from storage.session import Session

CONTENT = select(cases.c.sealed).where(cases.c.id == bindparam("case"))
RECUSAL: Shape[Recusal] = Shape(Recusal)
WHO = select(recusals).where(recusals.c.case == bindparam("case"))
MAYBE = union(select(staff.c.person), select(second_factors.c.person))
"""All people who may have recused themselves from a case."""


class Recusals:
    """Implements `bot.ports.cases.RecusalStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, recusal: Recusal) -> None:
        """Stores that the person has handed the case on. From this commit on, the person is out of the case."""
        encrypted = await self._session.encrypt(recusal.case, RECUSAL, recusal, f"recusals|{recusal.person}")
        row = {"case": recusal.case, "person": recusal.person, "at": recusal.at, "sealed": encrypted}
        await self._session.upsert(recusals, row)
        self._session.handed_on.setdefault(recusal.case, set()).add(recusal.person)

    async def who(self, case: CaseId) -> frozenset[PersonKey]:
        """Everybody who has handed the case on. Raises Unreadable where a row of an older program was changed: then the
        case is shut."""
        known = await self.stored_with(case)
        gone = set(known or ())
        for row in await self._session.rows(WHO, {"case": case}):
            try:
                gone.add(await self.whose(row))
            except Unreadable:
                if known is None:
                    raise
        return frozenset(gone)

    async def stored_with(self, case: CaseId) -> frozenset[PersonKey] | None:
        """The people who have handed the case on, as the encrypted case says. None where an older program wrote it."""
        found = self._session.stored.get(case)
        encrypted = None if found is not None else await self._session.scalar(CONTENT, {"case": case})
        if encrypted is not None:
            found = await self._session.decrypt(case, CaseShape(self._session.context.as_today), encrypted, "cases")
        if found is None or found.handed_on is None:
            return None
        return frozenset(found.handed_on) | self._session.handed_on.get(case, set())

    async def whose(self, row: Any) -> PersonKey:
        """Who has handed the case on by this row, whatever somebody has written into it by hand: its encrypted part
        opens under that person's key alone. Raises Unreadable where it opens under nobody's: then the case is shut."""
        if self._session.is_genuine(recusals, row):
            return PersonKey(row.person)
        for person in await self._session.connection.scalars(MAYBE):
            with suppress(Unreadable):
                return (await self.opened(row.case, row.sealed, person)).person
        raise Unreadable("changed")

    async def opened(self, case: CaseId, encrypted: bytes, person: str) -> Recusal:
        """What somebody said on handing the case on. Raises Unreadable where it was not this person."""
        return await self._session.decrypt(case, RECUSAL, encrypted, f"recusals|{person}")

    async def of_case(self, case: CaseId) -> Sequence[Recusal]:
        """All of them, in the order they came. One whose row is gone or spoilt has no reason any more."""
        found = select(recusals).where(recusals.c.case == case).order_by(recusals.c.at, recusals.c.person)
        known, told = await self.stored_with(case), list[Recusal]()
        for row in (await self._session.connection.execute(found)).all():
            try:
                told.append(await self.opened(case, row.sealed, await self.whose(row)))
            except Unreadable:
                if known is None:
                    raise
        lost = sorted((known or frozenset()) - {one.person for one in told})
        return [*told, *(Recusal(case, person, None, self._session.context.now(), "") for person in lost)]

    async def cases_of(self, person: PersonKey, since: datetime | None = None) -> Sequence[CaseId]:
        """The cases that this person has handed on; with `since` without those that were closed before."""
        found = select(recusals).where(recusals.c.person == person).order_by(recusals.c.case)
        if since is not None:
            lately = or_(cases.c.open, cases.c.closed_at.is_(None), cases.c.closed_at >= since)
            found = found.join(cases, cases.c.id == recusals.c.case).where(lately)
        rows = self._session.are_genuine(recusals, await self._session.connection.execute(found))
        return [CaseId(row.case) for row in rows]


def handed_on_by_none(persons: frozenset[PersonKey]) -> ColumnElement[bool]:
    """Cases that none of these people has handed on: asked of each case that is looked at, however many they have. The
    offset says so to PostgreSQL, which would read all of theirs for each case."""
    theirs = (recusals.c.case == cases.c.id) & recusals.c.person.in_(persons)
    return ~select(recusals.c.case).where(theirs).offset(literal_column("0")).correlate(cases).exists()
