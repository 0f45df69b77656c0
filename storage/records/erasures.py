"""Which cases were erased: the number of one stays taken."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import insert, select

from bot.domain.cases.stages.retained import Erased
from bot.domain.ids import AgencyKey, CaseId, CaseNumber
from storage.database.values import dump_words
from storage.records.tables import erasures
from storage.session import Session


class Erasures:
    """The lines that stay of erased cases."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def note(self, case: CaseId, number: CaseNumber, at: datetime, barred: Collection[AgencyKey]) -> None:
        """The case is erased; `barred` are the bodies that could not learn of it."""
        row = {"case": case, "number": number, "at": at, "barred": dump_words(frozenset(barred))}
        await self._session.connection.execute(insert(erasures).values(self._session.coded(erasures, row)))

    async def of(self, number: CaseNumber) -> Erased | None:
        """What stays of the case with this number; None where none was erased, or its line was changed by hand."""
        found = select(erasures).where(erasures.c.number == number)
        row = (await self._session.connection.execute(found)).first()
        if row is None or not self._session.is_genuine(erasures, row):
            return None
        return Erased(CaseId(row.case), row.at, frozenset(AgencyKey(key) for key in row.barred.split(",") if key))
