"""Lists of open tasks: found by their rows, and shown only where what is encrypted says the same."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from bot.domain.cases.case import Case
from bot.domain.cases.lists import TaskFilter
from storage.cases.cases import Cases
from storage.cases.columns.case_conditions import restrictions
from storage.cases.columns.case_filter import is_let_through
from storage.cases.columns.open_tasks import task_rows
from storage.cases.pages import OF_CASES, with_keys
from storage.cases.tables import cases, open_tasks
from storage.session import Session


class TaskLists:
    """Implements `bot.ports.cases.TaskStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._cases = Cases(session)

    async def page(self, wanted: TaskFilter, *, skip: int, limit: int) -> Sequence[tuple[Case, int]]:
        """Case and number of each task, the longest late first."""
        found = OF_CASES.add_columns(open_tasks.c.item, open_tasks.c.due_at)
        found = found.join(open_tasks, open_tasks.c.case == cases.c.id).where(*self._conditions(wanted))
        page = found.order_by(open_tasks.c.due_at, cases.c.number, open_tasks.c.item).offset(skip).limit(limit)
        rows = sorted((await self._session.connection.execute(with_keys(page))).all(), key=_place)
        pairs = [(await self._cases.readable(row), int(row.item)) for row in rows]
        return [
            (case, item)
            for case, item in pairs
            if case is not None and is_shown(case, item, wanted, self._session.context.now())
        ]

    async def count(self, wanted: TaskFilter, *, most: int) -> int:
        """How many there are, counted no further than `most`."""
        found = select(open_tasks.c.item).join(cases, cases.c.id == open_tasks.c.case)
        found = found.where(*self._conditions(wanted)).limit(most)
        return await self._session.connection.scalar(select(func.count()).select_from(found.subquery())) or 0

    def _conditions(self, wanted: TaskFilter) -> Iterable[ColumnElement[bool]]:
        now = self._session.context.now()
        yield from restrictions(wanted.cases, now)
        if wanted.agencies:
            yield open_tasks.c.agency.in_(wanted.agencies)
        if wanted.owner is not None:
            yield open_tasks.c.owner == wanted.owner
        if wanted.late:
            yield open_tasks.c.due_at <= now


def _place(row: Any) -> tuple[datetime, int, int]:
    """The sort key: the task that is due first comes first."""
    return row.due_at, row.number, row.item


def is_shown(case: Case, item: int, wanted: TaskFilter, now: datetime) -> bool:
    """Whether the filter shows this item: the task is open in the case as it was encrypted, and body, owner and
    lateness match."""
    found = next((row for row in task_rows(case) if row["item"] == item), None)
    if found is None or not is_let_through(case, wanted.cases):
        return False
    is_theirs = not wanted.agencies or found["agency"] in wanted.agencies
    is_wanted = not wanted.late or found["due_at"] <= now
    return is_theirs and is_wanted and (wanted.owner is None or found["owner"] == wanted.owner)
