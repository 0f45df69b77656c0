"""Rows of the open tasks of a case, with the body and the due time, so that /tasks need not open every case."""

from typing import Any

from bot.domain.cases.assignments import looking_again
from bot.domain.cases.case import Case

LOOK = 0
"""The number of the row that says that the lead looks at a closed case again; tasks count from 1."""


def task_rows(case: Case) -> list[dict[str, Any]]:
    """One row per task that is still to be done; of a closed case that its lead looks again, where it does."""
    row = {"case": case.id, "owner": None}
    left = [one for one in case.assignments if one.is_open and case.is_open]
    rows = [row | {"item": o.id, "agency": o.agency, "owner": o.owner, "due_at": o.due_at} for o in left]
    looks = looking_again(case)
    return rows if looks is None else [*rows, row | {"item": LOOK, "agency": case.lead, "due_at": looks.due_at}]
