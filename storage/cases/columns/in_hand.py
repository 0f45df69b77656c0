"""Rows that say who has work to do in a case, so that a list need not decrypt every case. Only rows that a step changes
are written."""

from typing import Any

from sqlalchemy import bindparam, delete, exists, select

from bot.domain.cases.case import Case
from bot.domain.cases.stages.in_hand import in_hand as work_of
from bot.domain.ids import CaseId
from storage.cases.tables import cases, in_hand
from storage.session import Session

NOBODY = ""
"""Stands for the person of a part that nobody has acknowledged yet."""
ROWS_OF_CASE = select(in_hand).where(in_hand.c.case == bindparam("row"))
DELETE_ROW = delete(in_hand).where(
    in_hand.c.case == bindparam("row"), in_hand.c.agency == bindparam("body"), in_hand.c.person == bindparam("who")
)
WITHOUT = select(cases.c.id).where(cases.c.open, ~exists().where(in_hand.c.case == cases.c.id)).limit(bindparam("most"))
"""Open cases that an older program saved: every other open case has a row, because some body leads it."""


def work_rows(case: Case) -> list[dict[str, Any]]:
    """One row for each part of an open case, and for each other person who waits for an answer in it."""
    found = {(one.agency, one.person or NOBODY): one.due_at for one in work_of(case)}
    return [{"case": case.id, "agency": body, "person": who, "due_at": due} for (body, who), due in found.items()]


async def write_work_rows(session: Session, case: Case, *, is_new: bool = False) -> None:
    """Writes the rows of the case as it is now."""
    wanted = {(row["agency"], row["person"]): row for row in work_rows(case)}
    rows = [] if is_new else await session.rows(ROWS_OF_CASE, {"row": case.id})
    known = {(row.agency, row.person): row.due_at for row in rows}
    for body, who in known.keys() - wanted.keys():
        await session.change(DELETE_ROW, {"row": case.id, "body": body, "who": who})
    for key, row in wanted.items():
        if key not in known or known[key] != row["due_at"]:
            await session.upsert(in_hand, row)


async def without_work_rows(session: Session, most: int) -> list[CaseId]:
    """Some of the open cases that have no such row yet."""
    return [CaseId(row.id) for row in await session.rows(WITHOUT, {"most": most})]
