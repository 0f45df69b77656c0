"""What was counted beside a case and not from it: its conversation and its alerts. It is encrypted under the case's
key, so that a body that is barred from the case later is not shown it either."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select

from bot.domain.cases.case import Case
from bot.domain.ids import CaseId
from bot.domain.numbers.events import Cell, Increments, words
from storage.cases.rollups import Rollups
from storage.cases.tables import case_counts
from storage.crypto.vault import Unreadable
from storage.database.values import Shape
from storage.session import Session

Counted = tuple[datetime, Cell]
COUNTED: Shape[tuple[Counted, ...]] = Shape(tuple[Counted, ...])
BOUND = "case_counts"
OF_CASE = select(case_counts).where(case_counts.c.case == bindparam("row"))
NEW_ROW = insert(case_counts)


class CaseCounts:
    """The counts beside all cases, in the transaction that is open."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def append(self, case: CaseId, increments: Increments) -> None:
        """Adds the increments, and notes them beside the case. Each is counted once."""
        await Rollups(self._session).append(increments, stays=True)
        found = tuple((at, replace(cell, barred="") if cell.barred else cell) for at, cell in increments)
        if found:
            encrypted = await self._session.encrypt(case, COUNTED, found, BOUND)
            await self._session.change(NEW_ROW, {"case": case, "sealed": encrypted})

    async def follow(self, was: Case, case: Case) -> None:
        """Other bodies must not know of the case now: what was counted beside it is counted for others."""
        if was.barred == case.barred:
            return
        moved = Increments()
        for row in await self._session.rows(OF_CASE, {"row": case.id}):
            for at, cell in await self._opened(row):
                moved[at, replace(cell, barred=words(was.barred))] -= 1
                moved[at, replace(cell, barred=words(case.barred))] += 1
        await Rollups(self._session).append(moved, stays=True)

    async def _opened(self, row: Any) -> Sequence[Counted]:
        """A row that was changed by hand keeps nobody from barring a body: whoever watches the machine hears of it."""
        try:
            return await self._session.decrypt(row.case, COUNTED, row.sealed, BOUND)
        except Unreadable as error:
            self._session.note_unreadable(case_counts, row, error)
            return ()
