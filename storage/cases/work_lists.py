"""Lists of work: found by rows of parts and of tasks, and shown only where what is encrypted says the same."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select

from bot.domain.cases.case import Case
from bot.domain.cases.lists import TaskFilter, WorkFilter
from bot.domain.ids import AgencyKey
from storage.cases.cases import Cases
from storage.cases.columns.case_conditions import restrictions
from storage.cases.columns.case_filter import is_let_through
from storage.cases.columns.in_hand import NOBODY, work_rows
from storage.cases.columns.open_tasks import LOOK
from storage.cases.pages import OF_CASES, with_keys
from storage.cases.tables import cases, in_hand, open_tasks
from storage.cases.task_lists import is_shown
from storage.session import Session

PART = -1
"""In the place of a task's number: the body's part in the case. Tasks count from 1; 0 is looking again afterwards."""


class WorkLists:
    """Implements `bot.ports.cases.WorkStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._cases = Cases(session)

    async def page(self, wanted: WorkFilter, *, skip: int, limit: int) -> Sequence[tuple[Case, AgencyKey, int]]:
        """One page of the work. Enough rows of each kind are read that the page is full, whichever kind they are. Few
        rows are opened."""
        rows = [row for found in self._kinds(wanted) for row in await self._first(found, wanted, skip + limit)]
        rows.sort(key=lambda row: _place(row, by_class=wanted.untaken))
        pairs = [(await self._cases.readable(row), row) for row in rows[skip : skip + limit]]
        shown = [(case, row) for case, row in pairs if case is not None and self._is_shown(case, row, wanted)]
        return [(case, AgencyKey(row.body), max(int(row.item), LOOK)) for case, row in shown]

    async def count(self, wanted: WorkFilter, *, most: int) -> int:
        """How many there are, counted no further than `most`."""
        total = 0
        for found in self._kinds(wanted):
            inner = found.with_only_columns(cases.c.number).limit(most).subquery()
            total += await self._session.connection.scalar(select(func.count()).select_from(inner)) or 0
        return min(total, most)

    def _kinds(self, wanted: WorkFilter) -> list[Select[Any]]:
        """The parts; and the tasks, which are no parts that wait for somebody to acknowledge them."""
        of_parts = OF_CASES.add_columns(
            literal(PART).label("item"), in_hand.c.agency.label("body"), in_hand.c.person.label("who"), in_hand.c.due_at
        ).join(in_hand, in_hand.c.case == cases.c.id)
        of_tasks = OF_CASES.add_columns(
            open_tasks.c.item, open_tasks.c.agency.label("body"), open_tasks.c.owner.label("who"), open_tasks.c.due_at
        ).join(open_tasks, open_tasks.c.case == cases.c.id)
        parts = of_parts.where(*self._conditions(wanted, in_hand.c.agency, in_hand.c.person))
        if wanted.untaken:
            return [parts.where(in_hand.c.person == NOBODY)]
        parts = parts.where(in_hand.c.person != NOBODY) if wanted.taken else parts
        return [parts, of_tasks.where(*self._conditions(wanted, open_tasks.c.agency, open_tasks.c.owner))]

    def _conditions(
        self, wanted: WorkFilter, agency: ColumnElement[str], person: ColumnElement[str]
    ) -> Iterable[ColumnElement[bool]]:
        yield from restrictions(wanted.cases, self._session.context.now())
        if wanted.agencies:
            yield agency.in_(wanted.agencies)
        if wanted.owner is not None:
            yield person == wanted.owner

    async def _first(self, found: Select[Any], wanted: WorkFilter, limit: int) -> Sequence[Any]:
        due = found.selected_columns["due_at"]
        order = (cases.c.urgency,) if wanted.untaken else ()
        page = found.order_by(*order, due.asc().nulls_last(), cases.c.number, "body", "item").limit(limit)
        rows: Sequence[Any] = (await self._session.connection.execute(with_keys(page))).all()
        return rows

    def _is_shown(self, case: Case, row: Any, wanted: WorkFilter) -> bool:
        """Whether the row says the same as the decrypted case, and the reader may see the case."""
        if row.item != PART:
            tasks = TaskFilter(wanted.cases, wanted.agencies, wanted.owner)
            return is_shown(case, row.item, tasks, self._session.context.now())
        is_so = any((one["agency"], one["person"]) == (row.body, row.who) for one in work_rows(case))
        return is_so and is_let_through(case, wanted.cases)


def _place(row: Any, *, by_class: bool) -> tuple[Any, ...]:
    """What is due first comes first; of what waits for somebody, the most urgent class."""
    due = (row.due_at is None, row.due_at.timestamp() if row.due_at is not None else 0.0)
    return ((row.urgency,) if by_class else (), *due, row.number, row.body, row.item)
